"""Reading: lists and pages of the care loop."""
