"""Guarantees that every domain app stands on: who may, what happened, what is secret, where it lies."""
