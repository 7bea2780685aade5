"""Chinese names: how they are read, ordered and looked up, and how they are got wrong."""

from homeward.engines.names.misspell import SLIPS, misspelt
from homeward.engines.names.reading import MAX, given_name, search_key, sort_key, syllables, tokens
from homeward.engines.names.shapes import forms, look_alikes
from homeward.engines.names.sound import parts_of, slips, spellings

__all__ = [
    "MAX", "SLIPS", "forms", "given_name", "look_alikes", "misspelt", "parts_of", "search_key", "slips",
    "sort_key", "spellings", "syllables", "tokens",
]  # fmt: skip
