"""Chinese names: how they are read, ordered and looked up."""

from homeward.engines.names.reading import MAX, search_key, sort_key, syllables, tokens

__all__ = ["MAX", "search_key", "sort_key", "syllables", "tokens"]
