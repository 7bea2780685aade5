"""School terms: dated rules of which months are taught, and the terms they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from homeward.engines.yamlfile import FileErrors, FileReport, documents, message
from homeward.engines.yamlfile.cited import Source, read_source
from homeward.engines.yamlfile.shapes import (
    read_date,
    read_list,
    read_mapping,
    read_text,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yaml.nodes import Node

    from homeward.engines.yamlfile import Message, Words

_DAY = re.compile(r"(\d{2})-(\d{2})")
_LEAP = 2000  # a year that has every day a calendar can have


@dataclass(frozen=True, slots=True)
class TermRule:
    """One term of a school year: first and last day as (month, day)."""

    id: str
    title: Words
    begins: tuple[int, int]
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """One term that took place or will: `2026-autumn` from the first to the last day."""

    id: str
    title: Words
    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class TermBook:
    """The terms of an area from a day on; areas without a book of their own take `national`."""

    id: str
    title: Words
    starts: date
    source: Source
    rules: tuple[TermRule, ...]

    def between(self, first: date, last: date) -> tuple[Term, ...]:
        """Every term that touches a stretch of days, in order."""
        found = [
            term
            for year in range(first.year - 1, last.year + 1)
            for term in self._of_year(year)
            if term.ends >= first and term.begins <= last
        ]
        return tuple(sorted(found, key=lambda term: term.begins))

    def at(self, day: date) -> Term | None:
        """The term that a day lies in; None in the holidays."""
        return next((t for t in self.between(day, day) if t.begins <= day <= t.ends), None)

    def next_end(self, day: date) -> date:
        """The last day of the running term, or of the next one when school is out."""
        later = self.between(day, date(day.year + 1, 12, 31))
        return later[0].ends

    def _of_year(self, year: int) -> Iterator[Term]:
        for rule in self.rules:
            begins = date(year, *rule.begins)
            ends = date(year + (rule.ends < rule.begins), *rule.ends)
            yield Term(f"{year}-{rule.id}", rule.title, begins, ends)


def load_terms(files: Mapping[str, str]) -> dict[str, TermBook]:
    """Read term files, given as text by name, to books by id.

    Raises:
        FileErrors: with every fault of every file; nothing is loaded then.
    """
    errors, books = [], {}
    for file in sorted(files):
        report = FileReport.of(file, files[file])
        for node in documents(report, empty=_empty()):
            if book := _read_book(report, node):
                books[book.id] = book
        errors += report.errors
    if errors:
        raise FileErrors(errors)
    return books


def _read_book(report: FileReport, node: Node) -> TermBook | None:
    before = len(report.errors)
    keys = read_mapping(report, node, "terms", ("id", "title", "from", "source", "terms"))
    if keys is None:
        return None
    name = read_text(report, keys.get("id"), "id")
    title = read_words(report, keys.get("title"), "title")
    starts = read_date(report, keys.get("from"), "from")
    source = read_source(report, keys.get("source"))
    rules = [_read_term(report, item) for item in read_list(report, keys.get("terms"), "terms")]
    if len(report.errors) > before:
        return None
    assert name and title and starts and source
    return TermBook(name, title, starts, source, tuple(rule for rule in rules if rule))


def _read_term(report: FileReport, node: Node) -> TermRule | None:
    keys = read_mapping(report, node, "terms", ("id", "title", "begins", "ends"))
    if keys is None:
        return None
    name = read_text(report, keys.get("id"), "id")
    title = read_words(report, keys.get("title"), "title")
    begins = _read_day(report, keys.get("begins"), "begins")
    ends = _read_day(report, keys.get("ends"), "ends")
    return TermRule(name, title, begins, ends) if name and title and begins and ends else None


def _read_day(report: FileReport, node: Node | None, key: str) -> tuple[int, int] | None:
    value = read_text(report, node, key)
    if value is None or node is None:
        return None
    found = _DAY.fullmatch(value)
    try:
        if not found or value == "02-29":
            raise ValueError
        day = date(_LEAP, int(found[1]), int(found[2]))
    except ValueError:
        report.on(
            node,
            message(
                "day", f"“{value}”不是每年都有的一天。", f"'{value}' is not a day of every year.",
                '请写 "月-日"，如 "09-01"。', 'Write "month-day": "09-01".',
            ),
        )  # fmt: skip
        return None
    return day.month, day.day


def _empty() -> Message:
    return message(
        "empty", "文件中没有学期。", "The file holds no terms.",
        "请写出学期，或删除该文件。", "Write the terms, or remove the file.",
    )  # fmt: skip
