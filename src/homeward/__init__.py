"""Homeward (归途): one care loop for the people around rural left-behind children."""
