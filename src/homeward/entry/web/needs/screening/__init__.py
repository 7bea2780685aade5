"""Screening rounds: opened, printed, typed in as fast as paper."""
