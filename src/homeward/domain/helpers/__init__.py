"""People who want to help: becoming a helper, the live state of their vetting, and who is matched with whom."""
