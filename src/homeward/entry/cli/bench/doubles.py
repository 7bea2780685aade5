"""A night's look for likely doubles over a county, the next night, and a look before registering."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from homeward.domain.children.doubles import records, sweep
from homeward.domain.children.drafts import AdultDraft, ParentDraft, ParticularsDraft
from homeward.domain.children.models import Child, DoublePair
from homeward.domain.children.public import find_before, get_child, register_child, sweep_doubles
from homeward.domain.children.words import Kinship, Sex
from homeward.engines.names import misspelt
from homeward.entry.cli.bench.house import (
    SEED,
    appoint_officer,
    as_machine,
    by,
    load_children,
    load_map,
    made_county,
)
from homeward.entry.cli.bench.measured import Measured, percentile
from homeward.entry.cli.bench.stopwatch import Spent, timing, watching
from homeward.foundation import clock

WANT_S, AT = 60, 100_000
WANT_BEFORE_S = 0.3
AGAIN, WARM = 40, 5
"""Children registered a second time under a misspelt name, and calls before the clock starts."""


def measure(size: int) -> Measured:
    """Plant some doubles among so many children; look for each before it is registered, then at night."""
    load_map(made_county(size))
    load_children(size)
    officer = appoint_officer()
    measured = Measured({"children": Child.objects.count()})
    with clock.frozen(clock.now() + timedelta(hours=2)):
        measured.figures["first_night"] = first = _night()
    measured.at_most("first night", WANT_S * max(1, size / AT), first["whole"]["wall_s"], "s")
    with clock.frozen(clock.now() + timedelta(days=1)):
        measured.figures["quiet_night"] = _night()
        seconds, found = _register(officer)
        measured.figures["a_day_later"] = _night()
    measured.figures["found_before"] = f"{found}/{AGAIN}"
    measured.figures["before_p50_s"] = round(percentile(seconds[WARM:], 0.5), 3)
    measured.at_most("before registering", WANT_BEFORE_S, percentile(seconds[WARM:], 0.95), "s")
    measured.figures["waiting"] = DoublePair.objects.filter(state="open").count()
    return measured


def _register(officer: UUID) -> tuple[list[float], int]:
    """Look before each registration: seconds of each look, and how many times the child was shown."""
    seconds, found = [], 0
    for child, said in _again(officer):
        spent = Spent()
        with timing(spent):
            before = find_before(by(officer), **said)
        seconds.append(spent.wall)
        found += child.id in {one.child.child_id for one in before.may_be}
        register_child(by(officer), **said)
    return seconds, found


def _night() -> dict[str, Any]:
    parts = {
        "reading": (records, "of_span"), "engine": (sweep, "ask"), "raising": (sweep, "raise_pairs"),
    }  # fmt: skip
    whole = Spent()
    with watching(**parts) as spent, timing(whole):
        swept = sweep_doubles(as_machine())
    return {
        "records": swept.records, "raised": swept.raised, "withdrawn": swept.withdrawn,
        "whole": whole.shown(), **{name: part.shown() for name, part in spent.items()},
    }  # fmt: skip


def _again(officer: UUID) -> Iterator[tuple[Child, dict[str, Any]]]:
    """Children as another clerk writes them down: the name misspelt, only one parent told."""
    draw = random.Random(SEED)
    ids = sorted(Child.objects.filter(present=True).values_list("id", flat=True))
    for child_id in draw.sample(ids, AGAIN):
        child = Child.objects.get(pk=child_id)
        page = get_child(by(officer), child_id=child_id)
        parents = tuple(
            ParentDraft(parent=Kinship(one.kinship), adult=AdultDraft(name=one.name))
            for one in page.home.parents
            if one.name
        )
        slip = draw.choice(("homophone", "look_alike", "form"))
        draft = ParticularsDraft(
            name=misspelt(draw, child.name, slip) or child.name,
            sex=Sex(child.sex) if child.sex else None, born_on=child.born_on,
        )  # fmt: skip
        yield child, {"place": child.place, "child": draft, "parents": parents[:1]}
