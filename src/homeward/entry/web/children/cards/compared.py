"""Two records side by side, fact by fact, as far as the reader may read each."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.queries.page import ChildPage
from homeward.domain.children.words import Kinship
from homeward.entry.web.children.cards.facts import grade_text, shown_value
from homeward.entry.web.children.cards.home import PARENTS, carer_text
from homeward.entry.web.children.words import joined


def side_by_side(mine: ChildPage, theirs: ChildPage) -> list[dict[str, Any]]:
    """What each of the two says: {field, label, mine, theirs, differs, fills}.

    `fills` is whether the other one tells what the first does not; what neither tells is left out.
    """
    said = {line.field: line.value for line in theirs.facts}
    found: list[dict[str, Any]] = [
        {
            "field": line.field, "label": line.label,
            "mine": shown_value(line.field, line.value),
            "theirs": shown_value(line.field, said.get(line.field)),
        }
        for line in mine.facts
    ]  # fmt: skip
    found += [
        {"field": field, "label": label, "mine": tell(mine), "theirs": tell(theirs)}
        for field, label, tell in _MORE
    ]
    return [
        {
            **row,
            "differs": bool(row["mine"] and row["theirs"] and row["mine"] != row["theirs"]),
            "fills": not row["mine"],
        }
        for row in found
        if row["mine"] or row["theirs"]
    ]


def _parent(page: ChildPage, kinship: Kinship) -> str:
    """Who it is, and where."""
    adult = next((one for one in page.home.parents if one.kinship == kinship), None)
    if adult is None:
        return ""
    now = adult.now
    return joined(
        [adult.name, now.whereabouts.label if now else "", now.place if now else ""], " · "
    )


def _kin(page: ChildPage) -> str:
    others = [one for one in page.home.parents if one.kinship not in PARENTS]
    return joined([joined([one.kinship.label, one.name], " ") for one in others], gettext("、"))


def _carer(page: ChildPage) -> str:
    """Who it is, and how the care was rated."""
    now = next((line for line in page.home.carers if line.until is None), None)
    if now is None:
        return ""
    return joined([carer_text(now) or "", now.rating.label if now.rating else ""], " · ")


def _agreement(page: ChildPage) -> str:
    return page.home.agreement.name if page.home.agreement else ""


def _school(page: ChildPage) -> str:
    school = page.school
    stage = school.stage.label if school and school.stage else ""
    return joined([school.school or stage, grade_text(school)], " ") if school else ""


_MORE: tuple[tuple[str, Any, Callable[[ChildPage], str]], ...] = (
    ("", _("家在"), lambda page: page.place_name),
    ("father", _("父亲"), lambda page: _parent(page, Kinship.FATHER)),
    ("mother", _("母亲"), lambda page: _parent(page, Kinship.MOTHER)),
    ("", _("其他亲属"), _kin),
    ("care", _("照料人"), _carer),
    ("entrusted_care", _("委托照护"), _agreement),
    ("enrolment", _("学校"), _school),
)
