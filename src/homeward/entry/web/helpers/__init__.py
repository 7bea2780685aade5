"""Pages of helpers and of whom they are matched with."""
