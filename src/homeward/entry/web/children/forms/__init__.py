"""Forms for every command about a child."""
