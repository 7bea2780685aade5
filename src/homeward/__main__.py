"""`python -m homeward`: what the launcher starts."""

from homeward.entry.cli.main import app

app(prog_name="homeward")
