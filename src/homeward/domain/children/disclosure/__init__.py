"""Everything that is held about a child, told to its family in plain words, and everyone who read it."""
