"""The YAML tables that lie beside the code: headers, words, problems."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load_table(name: str) -> dict[str, Any]:
    """One table, loaded once."""
    text = (files(__package__) / name).read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
