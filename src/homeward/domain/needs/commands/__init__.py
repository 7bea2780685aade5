"""Writes about needs."""
