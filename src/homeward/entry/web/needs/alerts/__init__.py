"""Alerts: the list, one with its why, and what people do with it."""
