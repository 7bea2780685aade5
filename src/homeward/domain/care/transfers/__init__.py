"""Handing a child on from one area to another, with somebody responsible at every moment."""
