"""Places: provinces down to villages, and what became of places that were merged or renamed."""
