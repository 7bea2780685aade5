"""Children: the list, one child, and what may be recorded."""
