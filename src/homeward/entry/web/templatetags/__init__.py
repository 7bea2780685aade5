"""Template tags of the web face; templates load them with `{% load homeward %}`."""
