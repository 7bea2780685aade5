"""Consent, purpose by purpose: who gave it, how, to which text; and what a no changes."""
