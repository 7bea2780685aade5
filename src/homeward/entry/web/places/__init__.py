"""The places pages."""
