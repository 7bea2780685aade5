"""A register with planted doubles: how long, how much memory, how many are found and how many are wrong.

The seed is not the one the model was fitted with. Beside Homeward's own, on the same records in the
same run: exact matching on name and birth date, and `recordlinkage`, when `BENCH_PEERS` names the Python of
an environment made from requirements-peers.lock:

    python3 -m venv DIR && DIR/bin/pip install --require-hashes -r requirements-peers.lock
    BENCH_PEERS=DIR/bin/python ./homeward bench linkage
"""

import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from homeward.engines.linkage import Params, Result, link
from homeward.engines.population import DoublesParams
from homeward.entry.cli.bench import peer_recordlinkage
from homeward.entry.cli.bench.measured import Measured, percentile
from homeward.entry.cli.bench.planted import Register, apart, read_register
from homeward.entry.cli.bench.stopwatch import Spent, timing

SEED = 20_261_127
"""Of the register that is scored; `fit` uses another."""
PEER_SEED = 41
"""Of the register that the peer learns from: the one the model was fitted with."""
PEERS = "BENCH_PEERS"
PEER_MOST = 1_000_000
PEER_LEARNS_FROM = 50_000
SHAPES = {
    "as_planted": DoublesParams(),
    "names_alike": DoublesParams(alike=0.5),
    "much_missing": DoublesParams(no_id=0.7, no_phone=0.4, no_parent=0.35),
    "more_traps": DoublesParams(twins=0.03, like_siblings=0.6, cousins=0.04),
    "written_worse": DoublesParams(first_slips=0.6),
}
SHAPE_SIZE = 100_000
"""Other seeds and other registers, to see how far the model carries; no bar."""
WANT_S, WANT_GIB, WANT_PRECISION, WANT_RECALL = 120, 6, 0.99, 0.93
ONE_OF, ONES = 3_000, 40
WANT_ONE_S = 0.3


def measure(size: int) -> Measured:
    """Find the doubles among so many records; then one registration's among a township's."""
    with tempfile.TemporaryDirectory(prefix="homeward-linkage-") as made:
        folder = Path(made)
        apart(folder, size, SEED)
        register = read_register(folder)
        before = _peak_gib()
        spent, load = Spent(), os.getloadavg()[0]
        with timing(spent):
            result = link(register.records, Params(threads=2))
        seconds, peak = spent.wall, _peak_gib()
        ours = register.scored({(pair.left, pair.right) for pair in result.pairs})
        measured = Measured(
            {
                "records": register.records.num_rows,
                "pairs_of_one_child": len(register.truth),
                "of_these_without_shared_number": len(register.open),
                **spent.shown(),
                "others_load_before": round(load, 1),
                "peak_gib": round(peak, 2),
                "peak_before_gib": round(before, 2),
                "compared": result.counts.compared,
                "keys_left_out": result.counts.keys_left_out,
                **ours,
                "wrong_by_kind": _wrong(register, result),
                "recall_by_kind": register.recall_by_kind(result),
                "model": result.model_version,
                **_one(),
                # the run at that size stands beside the large one, which has them
                "other_registers": {} if size == SHAPE_SIZE else _shapes(min(size, SHAPE_SIZE)),
            }
        )
        measured.alternatives = {"exact_name_and_birth_date": _exact(register), **_peer(folder)}
    scale = max(1.0, size / 1_000_000)
    measured.at_most("records to pairs, features included", WANT_S * scale, seconds, "s")
    measured.at_most("peak memory of the process", WANT_GIB * scale, peak, "GiB")
    measured.at_least("pairwise precision, no shared number", WANT_PRECISION, ours["precision"], "")
    measured.at_least("pairwise recall, no shared number", WANT_RECALL, ours["recall"], "")
    measured.at_most("one registration among 3,000", WANT_ONE_S, measured.figures["one_p95_s"], "s")
    return measured


def _peak_gib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _wrong(register: Register, result: Result) -> dict[str, int]:
    """Pairs told that are not one child, by what they are."""
    told = ((pair.left, pair.right) for pair in result.pairs)
    wrong = Counter(
        register.kin.get(pair, "stranger") for pair in told if pair not in register.truth
    )
    return dict(sorted(wrong.items()))


def _one() -> dict[str, float]:
    """One registration against a township's records, as the form asks."""
    with tempfile.TemporaryDirectory(prefix="homeward-linkage-") as made:
        apart(Path(made), ONE_OF, SEED + 1)
        records = read_register(Path(made)).records
    seconds = []
    for at in [0, 1, 2, *range(ONES)]:  # the first few fill caches
        begun = time.perf_counter()
        link(records.slice(at, 1), Params(threshold=0.5), against=records)
        seconds.append(time.perf_counter() - begun)
    return {
        "one_p50_s": round(statistics.median(seconds[3:]), 3),
        "one_p95_s": round(percentile(seconds[3:], 0.95), 3),
    }


def _shapes(size: int) -> dict[str, dict[str, float]]:
    """Precision and recall on registers unlike the one the model was fitted with."""
    found = {}
    for at, (name, params) in enumerate(SHAPES.items(), start=2):
        with tempfile.TemporaryDirectory(prefix="homeward-linkage-") as made:
            apart(Path(made), size, SEED + at, params)
            register = read_register(Path(made))
        result = link(register.records, Params(threads=2))
        scored = register.scored({(pair.left, pair.right) for pair in result.pairs})
        found[name] = {key: scored[key] for key in ("precision", "recall")}
    return found


def _exact(register: Register) -> dict[str, Any]:
    """What a spreadsheet finds."""
    import duckdb

    begun = time.perf_counter()
    records = register.records  # noqa: F841 - DuckDB reads it by name
    pairs = duckdb.execute(
        """SELECT l.id, r.id FROM records AS l JOIN records AS r
        ON l.name = r.name AND l.born_on = r.born_on AND l.id < r.id"""
    ).fetchall()
    seconds = round(time.perf_counter() - begun, 1)
    return {"wall_s": seconds, **register.scored(set(pairs))}


def _peer(folder: Path) -> dict[str, Any]:
    """recordlinkage in its own process, or why it was not run."""
    name, python = "recordlinkage", os.environ.get(PEERS, "")
    if not python:
        return {name: f"not measured: {PEERS} does not name a Python with requirements-peers.lock"}
    register = read_register(folder)
    if register.records.num_rows > PEER_MOST * 1.1:
        return {name: f"not measured: above {PEER_MOST:,} records"}
    learnt, found = folder / "learnt", folder / "found.json"
    apart(learnt, PEER_LEARNS_FROM, PEER_SEED)
    source = Path(peer_recordlinkage.__file__)
    command = [python, "-P", str(source), str(learnt), str(folder), str(found)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return {name: f"not measured: it ended with {done.returncode}: {done.stderr[-300:]}"}
    answer = json.loads(found.read_text("utf-8"))
    pairs = {tuple(pair) for pair in answer.pop("pairs")}
    return {name: {"records": register.records.num_rows, **answer, **register.scored(pairs)}}
