"""What people do with helpers and matches."""
