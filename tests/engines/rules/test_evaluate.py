"""Tables in, findings and counts out."""

import json
import threading

import duckdb
import pyarrow as pa
import pytest

from homeward.engines.rules import Evaluator, FactsMismatch, Truth, load_rules

from .sample import CHILD, TINY, rule, rule_file

ROWS = [
    {"child_id": "k1", "p": True, "a": 3, "place": "east"},
    {"child_id": "k2", "p": None, "a": 3, "place": "east"},
    {"child_id": "k3", "p": None, "a": 0, "place": "west"},
    {"child_id": "k4", "p": True, "a": None, "place": None},
]
TABLE = pa.Table.from_pylist(ROWS)
RULE = rule("p", "a > 1")


@pytest.fixture
def evaluator():
    with Evaluator([RULE], TINY, threads=1) as made:
        yield made


def many(times: int) -> pa.Table:
    return pa.concat_tables([TABLE] * times)


def test_findings_worked_out_by_hand(evaluator: Evaluator) -> None:
    assert evaluator.evaluate(TABLE, explain=True).to_pylist() == [
        {
            "child_id": child, "rule": "sample", "version": 1, "truth": truth,
            "conditions": letters, "missing": missing, "read": read,
        }
        for child, truth, letters, missing, read in (
            ("k1", "in", "TT", [], '{"p":true,"a":3}'),
            ("k2", "unknown", "UT", ["p"], '{"p":null,"a":3}'),
            ("k3", "out", "UF", [], '{"p":null,"a":0}'),
            ("k4", "unknown", "TU", ["a"], '{"p":true,"a":null}'),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("times", [1, 50])
def test_without_explanation_the_outcome_is_the_same(evaluator: Evaluator, times: int) -> None:
    table = many(times)
    short = evaluator.evaluate(table)
    assert short.column_names == ["child_id", "rule", "version", "truth"]
    long = evaluator.evaluate(table, explain=True)
    assert short.to_pylist() == long.select(short.column_names).to_pylist()
    assert short["child_id"].to_pylist() == table["child_id"].to_pylist()


def test_equal_input_gives_equal_findings(evaluator: Evaluator) -> None:
    with Evaluator([RULE], TINY, threads=2) as other:
        table = many(5000)
        assert evaluator.evaluate(table, explain=True) == other.evaluate(table, explain=True)


@pytest.mark.parametrize("times", [1, 50])
def test_counts_are_those_of_the_findings(evaluator: Evaluator, times: int) -> None:
    (all_rows,) = evaluator.counts(many(times)).to_pylist()
    assert all_rows == {
        "rule": "sample", "version": 1, "in": times, "out": times, "unknown": 2 * times,
    }  # fmt: skip
    assert all_rows[Truth.UNKNOWN] == 2 * times
    by_place = evaluator.counts(many(times), by="place").to_pylist()
    assert [(row["place"], row["in"], row["out"], row["unknown"]) for row in by_place] == [
        ("east", times, 0, times), ("west", 0, times, 0), (None, 0, 0, times),
    ]  # fmt: skip


def test_counting_by_a_fact_the_rule_reads(evaluator: Evaluator) -> None:
    rows = evaluator.counts(TABLE, by="a").to_pylist()
    assert [row["a"] for row in rows] == [0, 3, None]


def test_an_empty_table_has_no_findings(evaluator: Evaluator) -> None:
    for explain in (False, True):
        found = evaluator.evaluate(TABLE.slice(0, 0), explain=explain)
        assert found.num_rows == 0 and "truth" in found.column_names
    assert evaluator.counts(TABLE.slice(0, 0), by="place").num_rows == 0


@pytest.mark.parametrize("times", [1, 50])
def test_no_rules_no_findings(evaluator: Evaluator, times: int) -> None:
    found = evaluator.evaluate(many(times), [], explain=True)
    assert found.num_rows == 0
    assert found.column_names == [
        "child_id", "rule", "version", "truth", "conditions", "missing", "read",
    ]  # fmt: skip
    assert evaluator.counts(TABLE, []).num_rows == 0
    assert evaluator.explain({}, []) == ()


def test_rules_can_be_chosen_and_come_in_the_order_asked() -> None:
    files = {name: rule_file("p").replace("id: sample", f"id: {name}") for name in ("x", "y", "z")}
    book = load_rules(files, TINY)
    with Evaluator(book, TINY) as evaluator:
        chosen = [book.versions("z")[0], book.versions("x")[0]]
        found = evaluator.evaluate(TABLE.slice(0, 1), chosen)
        assert found["rule"].to_pylist() == ["z", "x"]
        assert evaluator.evaluate(TABLE.slice(0, 1))["rule"].to_pylist() == ["x", "y", "z"]


def test_a_relation_is_read_where_it_lives(evaluator: Evaluator) -> None:
    """Parquet files of a province are scanned by the caller's own connection."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE facts AS SELECT i::VARCHAR AS child_id, i % 2 = 0 AS p, i AS a"
        " FROM range(20) r(i)"
    )
    relation = connection.table("facts")
    assert evaluator.evaluate(relation)["truth"].to_pylist().count("in") == 9
    (row,) = evaluator.counts(relation).to_pylist()
    assert (row["in"], row["out"], row["unknown"]) == (9, 11, 0)
    connection.close()


def test_a_given_connection_is_used_and_left_open() -> None:
    connection = duckdb.connect()
    with Evaluator([RULE], TINY, connection=connection) as evaluator:
        assert evaluator.explain({"p": True, "a": 2})[0].truth is Truth.TRUE
    assert connection.execute("SELECT 1").fetchone() == (1,)
    connection.close()


def test_threads_share_an_evaluator(evaluator: Evaluator) -> None:
    found: list[list[str]] = []

    def work() -> None:
        for _ in range(5):
            found.append(evaluator.evaluate(many(20))["truth"].to_pylist())
            found.append([str(evaluator.explain({"p": True, "a": 2})[0].truth)])

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 40
    assert {tuple(each) for each in found} == {("in", "unknown", "out", "unknown") * 20, ("in",)}


def test_an_evaluator_works_again_after_closing(evaluator: Evaluator) -> None:
    evaluator.explain({"p": True, "a": 2})
    evaluator.close()
    assert evaluator.explain({"p": True, "a": 2})[0].truth is Truth.TRUE


def test_an_explanation_has_words_and_values(evaluator: Evaluator) -> None:
    (found,) = evaluator.explain({"p": None, "a": 2, "unread": object()})
    assert (found.rule, found.version, found.truth, found.missing) == (
        "sample", 1, Truth.UNKNOWN, ("p",),
    )  # fmt: skip
    first, second = found.conditions
    assert (first.test, first.says["zh"], first.truth, first.read) == (
        "p", "条件", Truth.UNKNOWN, {"p": None},
    )  # fmt: skip
    assert (second.truth, second.read) == (Truth.TRUE, {"a": 2})
    assert evaluator.explain(TABLE.slice(1, 1))[0].missing == ("p",)
    with pytest.raises(ValueError, match="not 4"):
        evaluator.explain(TABLE)


@pytest.mark.parametrize("times", [1, 50])
def test_a_table_without_a_fact_is_refused(evaluator: Evaluator, times: int) -> None:
    """A forgotten column must not pass for one that nobody collected."""
    for run in (evaluator.evaluate, evaluator.counts):
        with pytest.raises(FactsMismatch, match="no column a") as caught:
            run(many(times).drop_columns(["a"]))
        assert caught.value.missing == ("a",)
    with pytest.raises(FactsMismatch, match="no column child_id"):
        evaluator.evaluate(many(times).drop_columns(["child_id"]))
    with pytest.raises(FactsMismatch, match="no column nowhere"):
        evaluator.counts(many(times), by="nowhere")


@pytest.mark.parametrize("times", [1, 50])
def test_a_fact_of_another_type_is_refused(evaluator: Evaluator, times: int) -> None:
    """'0' and '1' in a text column would be cast to no and yes without a word."""
    table = many(times).set_column(1, "p", pa.array(["true"] * 4 * times))
    with pytest.raises(FactsMismatch, match="p is declared BOOLEAN but is") as caught:
        evaluator.evaluate(table)
    assert caught.value.wrong_type[0][:2] == ("p", "BOOLEAN")
    with pytest.raises(FactsMismatch, match="but is int"):
        evaluator.explain({"p": 1, "a": 2})
    with pytest.raises(FactsMismatch, match="no column a"):
        evaluator.explain({"p": True})


@pytest.mark.parametrize("times", [1, 50])
def test_a_column_of_nulls_needs_no_type(evaluator: Evaluator, times: int) -> None:
    table = many(times).set_column(1, "p", pa.nulls(4 * times))
    assert evaluator.evaluate(table)["truth"].to_pylist()[:3] == ["unknown", "unknown", "out"]


@pytest.mark.parametrize("times", [1, 50])
def test_texts_are_compared_as_they_are(times: int) -> None:
    """Quotes, other scripts, dictionaries: nothing in a value is taken for SQL."""
    odd = "it's; DROP TABLE x -- “阿依” \\ %"
    text = rule("t = '" + odd.replace("'", "''").replace("--", "- -") + "'")
    values = pa.array([odd.replace("--", "- -"), "x"] * times).dictionary_encode()
    table = pa.table({"child_id": [str(n) for n in range(2 * times)], "t": values})
    with Evaluator([text], TINY) as evaluator:
        found = evaluator.evaluate(table, explain=True).to_pylist()
    assert [row["truth"] for row in found[:2]] == ["in", "out"]
    assert json.loads(found[0]["read"]) == {"t": odd.replace("--", "- -")}


@pytest.mark.parametrize("times", [1, 50])
def test_a_rule_may_read_the_key(times: int) -> None:
    with Evaluator([rule("child_id = 'k1'")], TINY) as evaluator:
        found = evaluator.evaluate(many(times), explain=True).to_pylist()[:2]
    assert [(row["child_id"], row["truth"]) for row in found] == [("k1", "in"), ("k2", "out")]


def test_rules_over_another_table_are_refused(evaluator: Evaluator) -> None:
    with pytest.raises(ValueError, match="not over tiny: sample"):
        evaluator.evaluate(TABLE, [rule("hukou_rural", facts=CHILD)])


def test_nothing_is_fetched_and_no_file_is_reached() -> None:
    """DuckDB would download an extension, or read a file named like a table, in silence."""
    with Evaluator([RULE], TINY) as evaluator:
        connection = evaluator._cursor()  # noqa: SLF001  (the settings are no public matter)
        for setting in ("autoinstall_known_extensions", "autoload_known_extensions",
                        "enable_external_access"):  # fmt: skip
            (value,) = connection.execute(f"SELECT current_setting('{setting}')").fetchone()
            assert value is False
