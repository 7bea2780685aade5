"""Finding a child in a large register: how long each kind of question takes, and who is found.

Recall is asked as people ask it: names got wrong by `engines.names.misspell`, each by somebody who would
look for that child. Of ten, four are child directors who search their village, four township supervisors
who search their township, and two county officers, who add the village's or a parent's name. That the
child is among the first ten counts. Beside it, without a bar, the same slips by a county officer who adds
nothing: of a million children, many share a name.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.models import AdultDetails, Child, Kin
from homeward.domain.children.public import search_children
from homeward.domain.children.queries.family import phones_of
from homeward.engines.names import SLIPS, misspelt, syllables
from homeward.engines.roll import check_digit
from homeward.entry.cli.bench.house import (
    COUNTY,
    appoint_officer,
    load_children,
    load_map,
    made_county,
    token_for,
)
from homeward.entry.cli.bench.measured import Measured
from homeward.entry.cli.bench.server import Ask, Timings, drive, serving
from homeward.foundation.access.actor import Actor, Duty
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import Scope, ScopeKind
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Place

CALLS, WARM = 200, 20
QUERIES, FIRST, SEED = 500, 10, 20_261_127
WANT_MS, WANT_RECALL = 50, 0.95
Maker = Callable[[random.Random, "Wanted"], str | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A child whom somebody looks for."""

    child_id: UUID
    name: str
    place: str
    village: str
    parent: str
    phone: str


def measure(size: int) -> Measured:
    """Load a register of so many children and look for some of them."""
    begun = time.perf_counter()
    load_map(made_county(size))
    load_children(size)
    loaded = time.perf_counter() - begun
    token = token_for(appoint_officer())
    measured = Measured({"loading_s": round(loaded, 1), "children": Child.objects.count()})
    wanted = _wanted(random.Random(SEED), 4 * QUERIES)
    with serving() as port:
        for kind, asks in _asks(wanted).items():
            drive(port, token, asks[:WARM], 1)
            timings: Timings = drive(port, token, asks, 1)
            measured.figures[kind] = timings.shown()
    for kind in KINDS:
        got = measured.figures[kind]["p95_ms"]
        measured.at_most(f"{kind}, 95 of 100 answers, 1 client", WANT_MS, got, "ms")
    by_kind = _recall(wanted)
    found = sum(n for n, _ in by_kind.values()) / sum(of for _, of in by_kind.values())
    measured.figures["recall"] = {kind: round(n / of, 3) for kind, (n, of) in by_kind.items()}
    measured.figures["recall"]["all"] = round(found, 4)
    measured.figures["recall_of_a_bare_name_in_the_whole_county"] = round(_bare(wanted), 3)
    measured.at_least("found among the first ten, 500 misspelt names", WANT_RECALL, found, "")
    return measured


def _wanted(draw: random.Random, count: int) -> list[Wanted]:
    """Some children of the register, each with a parent's name."""
    ids = list(Child.objects.filter(present=True).order_by("id").values_list("id", flat=True))
    chosen = draw.sample(ids, min(count, len(ids)))
    rows = Child.objects.filter(pk__in=chosen).values_list("id", "name", "place")
    villages = dict(Place.objects.values_list("code", "name"))
    kin = dict(Kin.objects.now().filter(child_id__in=chosen).values_list("child_id", "adult_id"))
    adults = AdultDetails.objects.now().filter(adult_id__in=set(kin.values()))
    known = {row.adult_id: (row.name, _phone(row)) for row in adults}
    found = [
        Wanted(one, name, place, villages[place], *known.get(kin.get(one, one), ("", "")))
        for one, name, place in rows
    ]
    return sorted(found, key=lambda one: chosen.index(one.child_id))


def _phone(row: AdultDetails) -> str:
    found = phones_of(row)
    return found[0] if found else ""


def _number(draw: random.Random) -> str:
    """A valid identity number under the fictional county's prefix; nobody has it."""
    month, day, serial = draw.randrange(1, 13), draw.randrange(1, 29), draw.randrange(1000)
    first = f"{COUNTY[:6]}2015{month:02d}{day:02d}{serial:03d}"
    return first + check_digit(first)


KINDS: dict[str, Maker] = {
    "name": lambda draw, one: one.name,
    "two_characters": lambda draw, one: one.name[-2:],
    "middle": lambda draw, one: one.name[1:2],
    "surname": lambda draw, one: one.name[:1],
    "pinyin": lambda draw, one: "".join(syllables(one.name)),
    "initials": lambda draw, one: "".join(part[0] for part in syllables(one.name)),
    "homophone": lambda draw, one: misspelt(draw, one.name, "homophone"),
    "look_alike": lambda draw, one: misspelt(draw, one.name, "look_alike"),
    "heard": lambda draw, one: misspelt(draw, one.name, "heard"),
    "key": lambda draw, one: misspelt(draw, one.name, "key"),
    "parent": lambda draw, one: one.parent or None,
    "phone": lambda draw, one: one.phone or None,
    "number": lambda draw, one: _number(draw),
    "village_and_name": lambda draw, one: f"{one.village} {one.name}",
    "parent_and_name": lambda draw, one: f"{one.name} {one.parent}" if one.parent else None,
    "nobody": lambda draw, one: f"{one.name}{one.name[::-1]}",
}


def _asks(wanted: list[Wanted]) -> dict[str, list[Ask]]:
    """Different questions of each kind, all asked over the whole county."""
    return {
        kind: [Ask("/children/find", {"q": typed}) for typed in _typed(maker, wanted)][:CALLS]
        for kind, maker in KINDS.items()
    }


def _typed(maker: Maker, wanted: list[Wanted]) -> Iterator[str]:
    draw = random.Random(SEED)
    for one in wanted:
        if typed := maker(draw, one):
            yield typed


def _recall(wanted: list[Wanted]) -> dict[str, tuple[int, int]]:
    """Kind of slip -> how many were found among the first ten, of how many."""
    draw = random.Random(SEED)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for number, (kind, one, typed) in enumerate(_slipped(draw, wanted)):
        asked, ctx = _asked(number, one, typed)
        hits = search_children(ctx, q=asked, limit=FIRST).hits
        found[kind][0] += one.child_id in {hit.child.child_id for hit in hits}
        found[kind][1] += 1
    return {kind: (got, of) for kind, (got, of) in sorted(found.items())}


def _slipped(draw: random.Random, wanted: list[Wanted]) -> Iterator[tuple[str, Wanted, str]]:
    """`QUERIES` misspelt names, every kind of slip in turn."""
    kinds, made = list(SLIPS), 0
    for one in wanted:
        kind = kinds[made % len(kinds)]
        typed = misspelt(draw, one.name, kind)
        if typed and made < QUERIES:
            made += 1
            yield kind, one, typed


def _asked(number: int, one: Wanted, typed: str) -> tuple[str, Context]:
    """What is typed, and by whom: see the module."""
    turn = number % 10
    if turn < 4:
        return typed, _as("child_director", one.place)
    if turn < 8:
        return typed, _as("township_supervisor", one.place[:9] + "000")
    more = one.parent if turn == 9 and one.parent else one.village
    return f"{more} {typed}", _as("county_officer", COUNTY)


def _as(role: str, place: str) -> Context:
    duty = Duty(roles()[role], Scope(ScopeKind.AREA, place))
    return Context(actor=Actor(new_id(), (duty,)), channel=Channel.CLI)


def _bare(wanted: list[Wanted]) -> float:
    """The share found by an officer of the whole county who types the misspelt name alone."""
    ctx = _as("county_officer", COUNTY)
    found = [
        one.child_id in {h.child.child_id for h in search_children(ctx, q=typed, limit=FIRST).hits}
        for _, one, typed in _slipped(random.Random(SEED), wanted)
    ]
    return sum(found) / len(found)
