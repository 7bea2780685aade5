"""Secrets at rest: field encryption, blind look-up, a key per child, key rotation."""
