"""Finding a child by whatever a person remembers and however they type it."""
