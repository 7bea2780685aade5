"""The child, the household, who is away, who cares, and who counts as left behind (paper section 2)."""
