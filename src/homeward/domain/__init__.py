"""The rooms of the house, in the paper's order."""
