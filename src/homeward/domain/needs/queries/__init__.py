"""Reads about needs."""
