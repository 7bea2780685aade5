"""A family's rights over its data: to see it, to take it away, to have it corrected or erased."""
