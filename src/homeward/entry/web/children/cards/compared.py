"""Two records side by side, fact by fact, as far as the reader may read each."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.queries.page import ChildPage
from homeward.entry.web.children.cards.facts import shown_value


def side_by_side(mine: ChildPage, theirs: ChildPage) -> list[dict[str, Any]]:
    """What each of the two says: {field, label, mine, theirs, differs}; what neither tells is left out."""
    said = {line.field: line.value for line in theirs.facts}
    found: list[dict[str, Any]] = [
        {
            "field": line.field, "label": line.label,
            "mine": shown_value(line.field, line.value),
            "theirs": shown_value(line.field, said.get(line.field)),
        }
        for line in mine.facts
    ]  # fmt: skip
    for label, tell in _MORE:
        found.append({"field": "", "label": label, "mine": tell(mine), "theirs": tell(theirs)})
    return [
        {**row, "differs": bool(row["mine"] and row["theirs"] and row["mine"] != row["theirs"])}
        for row in found
        if row["mine"] or row["theirs"]
    ]


def _parents(page: ChildPage) -> str:
    return _join(f"{one.kinship.label} {one.name}" for one in page.home.parents if one.name)


def _carer(page: ChildPage) -> str:
    now = [line for line in page.home.carers if line.until is None]
    return _join(
        f"{line.kinship.label if line.kinship else ''} {line.name}".strip() for line in now
    )


def _school(page: ChildPage) -> str:
    return page.school.school if page.school else ""


def _join(texts: Any) -> str:
    return gettext("、").join(text for text in texts if text)


_MORE = (
    (_("家在"), lambda page: page.place_name),
    (_("父母和其他亲属"), _parents),
    (_("照料人"), _carer),
    (_("学校"), _school),
)
