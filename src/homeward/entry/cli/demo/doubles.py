"""Children who were registered twice: as another village, or another clerk, wrote them down."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from homeward.domain.children.drafts import AdultDraft, ParentDraft, ParticularsDraft
from homeward.domain.children.public import get_child, list_children, register_child
from homeward.domain.children.queries.page import ChildPage
from homeward.domain.children.words import Sex
from homeward.engines.names import misspelt
from homeward.entry.cli.demo.people import NEXT_VILLAGE, VILLAGE
from homeward.foundation.commands.context import Context

SEED = 11
PLANTED = (("li", NEXT_VILLAGE), ("li", NEXT_VILLAGE), ("wang", VILLAGE))
"""Who registered a child of the first village once more, and where."""


def register_again(call: Callable[..., Context], days: int) -> list[UUID]:
    """The name in other characters of the same sound, in one case also day and month exchanged."""
    draw = random.Random(SEED)
    waiting = list(PLANTED)
    made = []
    for line in list_children(call("li", days), place=VILLAGE, limit=200).children:
        name = misspelt(draw, line.name, "homophone")
        if not waiting or name is None or line.born_on is None or line.sex is None:
            continue
        page = get_child(call("li", days), child_id=line.child_id)
        parents = _parents(page)
        if page.home.siblings or len(parents) < len(_KNOWN):
            continue
        login, place = waiting.pop()
        draft = ParticularsDraft(name=name, sex=Sex(line.sex), born_on=line.born_on)
        if waiting:
            draft = replace(draft, born_on=_exchanged(line.born_on))
        ctx = call(login, days, len(waiting))
        made.append(register_child(ctx, place=place, child=draft, parents=parents).child_id)
    return made


_KNOWN = ("father", "mother")


def _parents(page: ChildPage) -> tuple[ParentDraft, ...]:
    """Both parents by name; another clerk does not know their telephones."""
    return tuple(
        ParentDraft(parent=one.kinship, adult=AdultDraft(name=one.name))
        for one in page.home.parents
        if one.kinship in _KNOWN and one.name
    )


def _exchanged(born: date) -> date:
    return born.replace(month=born.day, day=born.month) if born.day <= 12 else born
