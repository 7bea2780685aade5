"""The two doors: every write is a command, every read of a person's data is a query."""
