"""Helpers to children: how long the optimum takes, how far it is proven, and what others find.

The county is made up (`paired.py`). First without side conditions, then with siblings, teams and floors, then
both ten times as large. Beside ours, on the same instance in the same run: taking the best pair first, and
CP-SAT, when `BENCH_PEERS` names the Python of an environment made from requirements-peers.lock:

    python3 -m venv DIR && DIR/bin/pip install --require-hashes -r requirements-peers.lock
    BENCH_PEERS=DIR/bin/python ./homeward bench matching
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from homeward.engines.matching import MatchingParams, MatchingProblem, MatchingRules, match
from homeward.engines.matching.gates import broken
from homeward.engines.matching.instance import NOBODY, Instance
from homeward.engines.matching.points import points
from homeward.engines.matching.table import Ints, Table
from homeward.engines.matching.units import units
from homeward.entry.cli.bench import peer_cpsat
from homeward.entry.cli.bench.measured import Measured
from homeward.entry.cli.bench.paired import County, county
from homeward.entry.cli.bench.stopwatch import Spent, timing

AT, TIMES = 5_000, 10
"""Children; the large run has ten times as many, and is left out below `AT`."""
HELPERS_OF_TEN = 4
WANT_S, WANT_GAP, WANT_WITHIN_S = 1.0, 0.005, 60.0
LARGE_S = 600.0
"""What the large run may take where it must."""
PEERS = "BENCH_PEERS"
WORKERS = 2


def measure(size: int) -> Measured:
    """Match so many children with two fifths as many helpers, fifty candidates each."""
    with _standard_output_spared():
        made = county(size, max(1, size * HELPERS_OF_TEN // 10))
        scale = max(1.0, size / AT)
        plain = _ours(made.plain, made.rules, WANT_WITHIN_S * scale)
        full = _ours(made.full, made.floors, WANT_WITHIN_S * scale)
        measured = Measured(
            {
                "children": size,
                "helpers": len(made.plain.helpers),
                "pairs": len(made.plain.candidates.metres),
                "others_load_before": round(os.getloadavg()[0], 1),
                "plain": plain,
                "with_siblings_teams_floors": full,
            }
        )
        measured.alternatives = _beside(made)
        if size >= AT:
            measured.figures["ten_times"] = _ten_times(size, plain, full)
    measured.at_most("the optimum, reasons included", WANT_S * scale, plain["wall_s"], "s")
    measured.at_most("its gap", 0, plain["gap"], "")
    measured.at_most("siblings, teams, floors", WANT_WITHIN_S * scale, full["wall_s"], "s")
    measured.at_most("their proven gap", WANT_GAP, full["gap"], "")
    return measured


def _ours(problem: MatchingProblem, rules: MatchingRules, seconds: float) -> dict[str, Any]:
    spent = Spent()
    with timing(spent):
        result = match(problem, MatchingParams(rules, gap=WANT_GAP, seconds=seconds))
    return {
        **spent.shown(), "status": result.status.value, "points": result.points,
        "bound": result.bound, "gap": round(result.gap, 5), "matched": len(result.pairs),
        "why_not": len(result.unmatched), "blocked": len(result.blocked),
    }  # fmt: skip


def _ten_times(size: int, plain: dict[str, Any], full: dict[str, Any]) -> dict[str, Any]:
    """Ten times the county, and how many times as long it takes."""
    made = county(size * TIMES, size * TIMES * HELPERS_OF_TEN // 10)
    found = {}
    for name, before, problem, rules in (
        ("plain", plain, made.plain, made.rules),
        ("with_siblings_teams_floors", full, made.full, made.floors),
    ):
        ours = _ours(problem, rules, LARGE_S)
        found[name] = {**ours, "times_as_long": round(ours["wall_s"] / before["wall_s"], 1)}
    return {"children": size * TIMES, **found}


def _beside(made: County) -> dict[str, Any]:
    found = {}
    for name, problem, rules, gap in (
        ("plain", made.plain, made.rules, 0.0),
        ("with_siblings_teams_floors", made.full, made.floors, WANT_GAP),
    ):
        instance = _instance(problem, rules)
        found[name] = {"best_pair_first": _greedy(instance), "cp_sat": _peer(instance, gap)}
    return found


def _instance(problem: MatchingProblem, rules: MatchingRules) -> Instance:
    """What every solver is given: pairs that the hard rules permit, and their points."""
    table = Table.of(problem)
    worth: Ints = np.sum(list(points(table, rules).values()), axis=0, dtype=np.int64)
    return units(table, rules, problem.teams, broken(table, rules), worth).rest


def _greedy(instance: Instance) -> dict[str, Any]:
    """The pair of most points whose places are free, again and again; floors are not looked at."""
    begun = time.perf_counter()
    places, team_left = instance.cap.tolist(), instance.team_cap.tolist()
    size, team = instance.size.tolist(), instance.team.tolist()
    chosen = np.full(len(size), NOBODY)
    order = np.lexsort((instance.helper, instance.unit, -instance.points))
    for unit, helper in zip(
        instance.unit[order].tolist(), instance.helper[order].tolist(), strict=True
    ):
        many, group = size[unit], team[helper]
        if chosen[unit] >= 0 or places[helper] < many or (group >= 0 and team_left[group] < many):
            continue
        chosen[unit] = helper
        places[helper] -= many
        if group >= 0:
            team_left[group] -= many
    short = np.maximum(0, instance.floor - instance.reached(chosen))
    return {
        "wall_s": round(time.perf_counter() - begun, 2),
        "points": instance.value(chosen),
        "matched": int(instance.size[chosen >= 0].sum()),
        "lacking_for_floors": int(short.sum()),
    }


def _peer(instance: Instance, gap: float) -> dict[str, Any] | str:
    """CP-SAT in its own process, or why it was not run."""
    python = os.environ.get(PEERS, "")
    if not python:
        return f"not measured: {PEERS} does not name a Python with requirements-peers.lock"
    with tempfile.TemporaryDirectory(prefix="homeward-matching-") as made:
        asked, found = Path(made) / "asked.npz", Path(made) / "found.json"
        names = ("unit", "helper", "points", "size", "cap", "team", "team_cap", "counted", "floor")
        np.savez(asked, **{name: getattr(instance, name) for name in names})
        source = str(Path(peer_cpsat.__file__))
        how = [str(asked), str(found), str(gap), str(WANT_WITHIN_S), str(WORKERS)]
        done = subprocess.run(
            [python, "-P", source, *how], check=False, capture_output=True, text=True
        )
        if done.returncode:
            return f"not measured: it ended with {done.returncode}: {done.stderr[-300:]}"
        answer: dict[str, Any] = json.loads(found.read_text("utf-8"))
        return answer


@contextmanager
def _standard_output_spared() -> Iterator[None]:
    """HiGHS now and then writes a line past its own switch; standard output is the report's."""
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
