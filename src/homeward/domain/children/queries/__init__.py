"""Reading the register: lists, one child, counts, the whole table."""
