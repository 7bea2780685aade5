"""One wide row a child to one row a child and rule, without copying the children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.rules.truth import TRUTHS, Truth

if TYPE_CHECKING:
    import pyarrow as pa

    from homeward.engines.rules.rule import Rule
    from homeward.engines.rules.statement import Statement


def stack(statement: Statement, wide: pa.Table) -> pa.Table:
    """The result of `Evaluator.evaluate`; see there."""
    import pyarrow as pa

    parts = [_one_rule(statement, wide, i, rule) for i, rule in enumerate(statement.rules)]
    return pa.concat_tables(parts) if parts else _one_rule(statement, wide.slice(0, 0), None, None)


def narrow(statement: Statement, key: pa.ChunkedArray, found: list[tuple[object, ...]]) -> pa.Table:
    """The wide table of a few rows that were run one by one."""
    import pyarrow as pa

    kinds = {"t": pa.int8(), "s": pa.string(), "m": pa.string(), "v": pa.string()}
    letters = "tsmv" if statement.explained else "t"
    names = [f"{letter}{i}" for i in range(len(statement.rules)) for letter in letters]
    columns = {
        name: pa.chunked_array([[row[at] for row in found]], kinds[name[0]])
        for at, name in enumerate(names)
    }
    return pa.table({"#key": key, **columns})


def _one_rule(
    statement: Statement, wide: pa.Table, index: int | None, rule: Rule | None
) -> pa.Table:
    import pyarrow as pa

    columns = {
        statement.key: wide.column("#key"),
        "rule": _repeated(rule.id if rule else "", wide.num_rows),
        "version": pa.repeat(pa.scalar(rule.version if rule else 1, pa.int32()), wide.num_rows),
        "truth": _truths(wide.column(f"t{index}") if rule else pa.chunked_array([], pa.int8())),
    }
    if statement.explained:
        kind = pa.string()
        columns["conditions"] = wide.column(f"s{index}") if rule else pa.array([], kind)
        columns["missing"] = _names(
            wide.column(f"m{index}") if rule else pa.chunked_array([], kind)
        )
        columns["read"] = wide.column(f"v{index}") if rule else pa.array([], kind)
    return pa.table(columns)


def _repeated(text: str, rows: int) -> pa.DictionaryArray:
    import pyarrow as pa

    places = pa.repeat(pa.scalar(0, pa.int32()), rows)
    return pa.DictionaryArray.from_arrays(places, pa.array([text]))


def _names(joined: pa.ChunkedArray) -> pa.ChunkedArray:
    """`a,b` to a list; few sets of missing facts occur, so each is split once."""
    import pyarrow as pa

    kind = pa.list_(pa.string())
    chunks = []
    for chunk in joined.chunks:
        coded = chunk.dictionary_encode()
        lists = [text.split(",") if text else [] for text in coded.dictionary.to_pylist()]
        chunks.append(pa.array(lists, kind).take(coded.indices))
    return pa.chunked_array(chunks, kind)


def _truths(codes: pa.ChunkedArray) -> pa.ChunkedArray:
    import pyarrow as pa

    names = pa.array([str(truth) for truth in TRUTHS])
    chunks = [pa.DictionaryArray.from_arrays(chunk, names) for chunk in codes.chunks]
    return pa.chunked_array(chunks, pa.dictionary(pa.int8(), pa.string()))


def stack_counts(statement: Statement, wide: pa.Table, by: str | None) -> pa.Table:
    """The result of `Evaluator.counts`; see there."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = []
    for i, rule in enumerate(statement.rules):
        rows, true, known = wide.column("n"), wide.column(f"y{i}"), wide.column(f"k{i}")
        columns = {by: wide.column("#by")} if by is not None else {}
        columns |= {
            "rule": _repeated(rule.id, wide.num_rows),
            "version": pa.repeat(pa.scalar(rule.version, pa.int32()), wide.num_rows),
            str(Truth.TRUE): true,
            str(Truth.FALSE): pc.subtract(known, true),
            str(Truth.UNKNOWN): pc.subtract(rows, known),
        }
        parts.append(pa.table(columns))
    return pa.concat_tables(parts) if parts else pa.table({})
