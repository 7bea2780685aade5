"""`./homeward bench`: how fast the house is, measured the way it is used."""
