"""The roll pages."""
