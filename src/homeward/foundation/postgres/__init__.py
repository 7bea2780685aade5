"""Django's PostgreSQL backend with a cheaper question whether a kept connection is still there."""
