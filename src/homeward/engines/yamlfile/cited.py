"""Where what a file says comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeward.engines.yamlfile.shapes import read_mapping, read_text, read_words_or_text

if TYPE_CHECKING:
    from yaml.nodes import Node

    from homeward.engines.yamlfile.message import Words
    from homeward.engines.yamlfile.report import FileReport


@dataclass(frozen=True, slots=True)
class Source:
    """The document that says so, and where in it."""

    document: Words
    article: str | None = None
    url: str | None = None
    note: Words | None = None


def read_source(report: FileReport, node: Node | None) -> Source | None:
    """A document with, as far as given, article, address and note."""
    keys = read_mapping(report, node, "source", ("document",), ("article", "url", "note"))
    if keys is None:
        return None
    document = read_words_or_text(report, keys.get("document"), "document")
    if document is None:
        return None
    return Source(
        document=document,
        article=read_text(report, keys.get("article"), "article"),
        url=read_text(report, keys.get("url"), "url"),
        note=read_words_or_text(report, keys.get("note"), "note"),
    )
