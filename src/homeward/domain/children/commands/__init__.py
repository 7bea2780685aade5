"""Writes about one child, and the set-based writes of rolls and sweeps."""
