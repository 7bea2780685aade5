"""Thin faces of Homeward: web, command line, API, jobs."""
