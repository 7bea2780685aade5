"""Watching: facts of every room go into the rules, and what the rules say goes down as alerts."""
