"""What the machine does by the rules."""
