"""CP-SAT on the same instance, run by the Python of its own environment; it imports no Homeward.

A Boolean for each pair, one helper a unit at most, places, teams and floors as linear constraints, the points
as objective: as the documentation of OR-Tools writes an assignment. It stops at the same proven gap.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def main(asked: str, found: str, gap: str, seconds: str, workers: str) -> None:
    """Read an instance, solve it, write points, bound and seconds."""
    import numpy as np

    begun = time.perf_counter()
    given = np.load(asked)
    model, chosen = _model(given)
    built = time.perf_counter() - begun
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.relative_gap_limit = float(gap)
    solver.parameters.max_time_in_seconds = float(seconds)
    solver.parameters.num_workers = int(workers)
    status = solver.solve(model)
    done = time.perf_counter() - begun
    there = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    points = sum(
        int(worth)
        for worth, one in zip(given["points"], chosen, strict=True)
        if there and solver.value(one)
    )
    answer = {
        "wall_s": round(done, 2), "building_s": round(built, 2), "status": solver.status_name(status),
        "points": points, "bound": round(solver.best_objective_bound) if there else None,
        "gap": round((solver.best_objective_bound - points) / max(1, points), 5) if there else None,
    }  # fmt: skip
    Path(found).write_text(json.dumps(answer), "utf-8")


def _model(given: Any) -> tuple[Any, list[Any]]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    unit, helper = given["unit"].tolist(), given["helper"].tolist()
    size, team = given["size"].tolist(), given["team"].tolist()
    chosen = [model.new_bool_var("") for _ in unit]
    by_unit: dict[int, list[Any]] = {}
    by_helper: dict[int, list[Any]] = {}
    by_team: dict[int, list[Any]] = {}
    for one, u, h in zip(chosen, unit, helper, strict=True):
        by_unit.setdefault(u, []).append(one)
        by_helper.setdefault(h, []).append(size[u] * one)
        if team[h] >= 0:
            by_team.setdefault(team[h], []).append(size[u] * one)
    for some in by_unit.values():
        model.add_at_most_one(some)
    for places, rows in (("cap", by_helper), ("team_cap", by_team)):
        most = given[places].tolist()
        for at, terms in rows.items():
            model.add(sum(terms) <= most[at])
    for counted, least in zip(given["counted"].tolist(), given["floor"].tolist(), strict=True):
        terms = [counted[u] * one for one, u in zip(chosen, unit, strict=True) if counted[u]]
        model.add(sum(terms) >= least)
    weights = given["points"].tolist()
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, weights))
    return model, chosen


if __name__ == "__main__":
    main(*sys.argv[1:])
