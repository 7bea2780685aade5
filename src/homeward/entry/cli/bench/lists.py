"""Reading a large register over the wire: lists, filters, names, one child, everything."""

import os
import random
import time
from itertools import cycle, islice

from homeward.domain.children.models import Child
from homeward.engines.names import syllables
from homeward.entry.cli.bench.house import (
    COUNTY,
    appoint_officer,
    cookie_for,
    load_children,
    load_map,
    made_county,
    token_for,
)
from homeward.entry.cli.bench.machine import family, memory_mib
from homeward.entry.cli.bench.measured import Measured, percentile
from homeward.entry.cli.bench.server import Ask, Client, Timings, drive, serving

CALLS = {1: 200, 8: 400}
WARM = 40
PAGES = 12
CSV_TIMES = 3
WANT_MS = {"page": 40, "filter": 40, "name": 40, "child": 30}
WANT_CSV_S = 4
DEFINITIONS = ("mca-2016", "acwf-2013", "moe", "nbs-2020", "local-2024")


def measure(size: int) -> Measured:
    """Load a register of so many children and read it as offices do."""
    begun = time.perf_counter()
    load_map(made_county(size))
    load_children(size)
    loaded = time.perf_counter() - begun
    officer = appoint_officer()
    token, cookie = token_for(officer), cookie_for(officer)
    measured = Measured({"loading_s": round(loaded, 1), "children": Child.objects.count()})
    with serving() as port:
        for what, asks in _asks(Client(port, token)).items():
            measured.figures[what] = _measured(port, token, asks)
        for what, asks in _pages_of_the_web().items():
            measured.figures[what] = _measured(port, cookie, asks)
        measured.figures["csv"] = _csv(Client(port, token))
        of_server = [memory_mib(pid) for pid in family(os.getpid()) if pid != os.getpid()]
        measured.figures["server_pss_mib"] = round(sum(of_server))
    for what, want in WANT_MS.items():
        got = measured.figures[what]["1 client"]["p95_ms"]
        measured.at_most(f"{what}, 95 of 100 answers, 1 client", want, got, "ms")
    seconds = measured.figures["csv"]["median_s"]
    measured.at_most("the whole register as CSV, 1 client", WANT_CSV_S, seconds, "s")
    return measured


def _measured(port: int, token: str, asks: list[Ask]) -> dict[str, dict[str, float]]:
    drive(port, token, list(islice(cycle(asks), WARM)), 4)
    found = {}
    for clients, calls in CALLS.items():
        timings: Timings = drive(port, token, list(islice(cycle(asks), calls)), clients)
        found[f"{clients} client{'s' if clients > 1 else ''}"] = timings.shown()
    return found


def _asks(client: Client) -> dict[str, list[Ask]]:
    """Many different questions of each kind, so that nothing is answered from the last answer."""
    draw = random.Random(1)
    rows = list(Child.objects.filter(present=True).values_list("id", "name", "place"))
    some = draw.sample(rows, min(len(rows), 200))
    names = sorted({name[:2] for _, name, _ in some} | {name[1:3] for _, name, _ in some})
    letters = sorted({"".join(part[0] for part in syllables(name)) for _, name, _ in some})
    draw.shuffle(names)
    draw.shuffle(letters)
    return {
        "page": _pages(client),
        "filter": [
            Ask(f"/children?definition={name}&truth={truth}")
            for name in DEFINITIONS
            for truth in ("in", "out", "unknown")
        ],
        "village": [Ask(f"/children?place={place}") for place in sorted({p for *_, p in some})],
        "name": [_search(name) for name in names if len(name) == 2],
        "initials": [_search(text) for text in letters],
        "child": [Ask(f"/children/{child}") for child, *_ in some],
    }


def _pages_of_the_web() -> dict[str, list[Ask]]:
    """The first page, the same list and the same children as pages for a browser."""
    ids = list(Child.objects.filter(present=True).values_list("id", flat=True)[:200])
    return {
        "web_home": [Ask("/")],
        "web_list": [Ask("/children/")],
        "web_child": [Ask(f"/children/{one}/") for one in ids],
    }


def _search(typed: str) -> Ask:
    return Ask("/children/search", {"q": typed})


def _pages(client: Client) -> list[Ask]:
    """First pages of the county and its townships, and pages that follow one another."""
    asks = [Ask("/children"), Ask(f"/children?place={COUNTY}")]
    after = ""
    for _ in range(PAGES):
        answer = client.json(Ask(f"/children?after={after}"))
        after = answer["after"]
        if not after:
            break
        asks.append(Ask(f"/children?after={after}"))
    return asks


def _csv(client: Client) -> dict[str, float]:
    seconds, size, lines = [], 0, 0
    for _ in range(CSV_TIMES):
        begun = time.perf_counter()
        said = client.ask(Ask("/children.csv"))
        seconds.append(time.perf_counter() - begun)
        size, lines = len(said), said.count(b"\n")
    return {
        "median_s": round(percentile(seconds, 0.5), 2), "slowest_s": round(max(seconds), 2),
        "mib": round(size / 2**20, 1), "lines": lines,
    }  # fmt: skip
