"""Pages on which a child is handed on from one area to another."""
