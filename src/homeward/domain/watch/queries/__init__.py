"""What people may ask of the rules."""
