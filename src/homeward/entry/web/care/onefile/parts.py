"""What a part of the file is, for the page and for the document alike."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Pair:
    """A question of a form and its answer; None is 未采集."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened or was agreed."""

    on: date | None
    title: str
    body: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: answers, then entries; `empty` says what it would hold when there is neither."""

    title: str
    pairs: tuple[Pair, ...] = ()
    entries: tuple[Entry, ...] = ()
    empty: str = field(default="")


def yes(value: bool | None) -> str | None:
    """是, 否, or not collected."""
    return {True: _("是"), False: _("否"), None: None}[value]
