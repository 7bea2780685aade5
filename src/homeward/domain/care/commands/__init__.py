"""Writing: every verb of the care loop."""
