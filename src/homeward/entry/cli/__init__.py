"""The command line: the same commands and queries as the pages."""
