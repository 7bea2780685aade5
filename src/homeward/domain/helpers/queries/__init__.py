"""What may be read of helpers and matches."""
