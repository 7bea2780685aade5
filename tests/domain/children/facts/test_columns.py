"""Each fact against plain Python, over any raw row; and the two ways to compute them against each other."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.domain.children import words
from homeward.domain.children.facts import CHILD_FACTS, COLUMNS
from homeward.domain.children.facts.compute import FEW, facts_of, facts_of_one, findings
from homeward.domain.children.facts.rows import RAW

Raw = dict[str, Any]
NAMES = tuple(name for name, *_ in RAW)
AS_OF = st.dates(date(2020, 11, 1), date(2031, 12, 31))  # every shipped definition is in force
FLAGS = st.sampled_from([None, 0, 1])


def _days(as_of: date) -> st.SearchStrategy[str | None]:
    near = st.integers(-400, 8000).map(lambda days: (as_of - timedelta(days=days)).isoformat())
    ends = st.sampled_from(["2008-02-29", "2016-02-29", "2024-02-29", "2020-08-31", "2020-12-31"])
    return st.none() | near | ends


@st.composite
def rows(draw: st.DrawFn, as_of: date) -> Raw:
    """Any raw row a database may hold."""

    def one_of(choices: Any) -> Any:
        return draw(st.sampled_from([None, *choices]))

    row: Raw = {
        "child_id": str(UUID(int=draw(st.integers(0, 2**128 - 1)))),
        "place": "990101100201",
        "school": one_of([str(UUID(int=7))]),
        "sex": one_of(words.Sex.values),
        "born_on": draw(_days(as_of)),
        "hukou": one_of(words.Hukou.values),
        "health": one_of(words.Health.values),
        "care_kind": one_of(words.CarerKind.values),
        "care_rating": one_of(words.Guardianship.values),
        "stage": one_of(words.Stage.values),
        "grade": one_of(range(1, 13)),
    }
    for parent in ("father", "mother"):
        row[f"{parent}_whereabouts"] = one_of(words.Whereabouts.values)
        row[f"{parent}_since"] = draw(_days(as_of))
        row[f"{parent}_precision"] = one_of(words.Precision.values)
    return {name: row[name] if name in row else draw(FLAGS) for name in NAMES}


# --- the oracle: three-valued logic in plain Python


def _both(*said: bool | None) -> bool | None:
    return False if False in said else (None if None in said else True)


def _either(*said: bool | None) -> bool | None:
    return True if True in said else (None if None in said else False)


def _is(value: Any, *wanted: str) -> bool | None:
    return None if value is None else value in wanted


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _months(since: date, on: date) -> int:
    """Completed months; a month begun on the 31st is completed with the end of a shorter one."""
    months = (on.year - since.year) * 12 + on.month - since.month
    last = (on + timedelta(days=1)).month != on.month
    return months - (on.day < since.day and not last)


def _years(since: date, on: date) -> int:
    return _months(since, on) // 12


def _from(row: Raw, parent: str, on: date) -> date | None:
    since = _day(row[f"{parent}_since"])
    if since and row[f"{parent}_precision"] == "year":
        since = date(since.year, 12, 31)
    return since if since and since <= on else None


def _away(row: Raw, parent: str) -> bool | None:
    return _is(row[f"{parent}_whereabouts"], "away")


def _away_months(row: Raw, parent: str, on: date) -> int | None:
    away, since = _away(row, parent), _from(row, parent, on)
    if not away:
        return None if away is None else 0
    return _months(since, on) if since else None


def _crosses(row: Raw, parent: str, what: str) -> bool | None:
    return False if _away(row, parent) is False else _flag(row[f"{parent}_{what}"])


def _cannot_care(row: Raw, parent: str) -> bool | None:
    if row[f"{parent}_whereabouts"] in ("dead", "missing", "in_custody"):
        return True
    able = _flag(row[f"{parent}_able"])
    return None if able is None else not able


def _missing_months(row: Raw, parent: str, on: date) -> int | None:
    where, since = row[f"{parent}_whereabouts"], _from(row, parent, on)
    if where != "missing":
        return None if where is None else 0
    return _months(since, on) if since else None


def _days_away(row: Raw, on: date, pick: Callable[..., date] = min) -> int | None:
    gone = [parent for parent in ("father", "mother") if _away(row, parent)]
    since = [_from(row, parent, on) for parent in gone]
    if not since or None in since:
        return None
    return (on - pick(day for day in since if day)).days


def _hukou_rural(row: Raw) -> bool | None:
    if row["hukou"] is not None:
        return bool(row["hukou"] == "rural")
    place = row["hukou_place_rural"]
    return _flag(row["place_rural"] if place is None else place)


def _age(row: Raw, on: date) -> int | None:
    born = _day(row["born_on"])
    if born is None:
        return None
    return _years(born, on) if born <= on else -_years(on, born)


def _home(row: Raw) -> bool | None:
    return _both(*(_is(row[f"{parent}_whereabouts"], "home") for parent in ("father", "mother")))


Oracle = Callable[[Raw, date], Any]
ORACLE: dict[str, Oracle] = {
    "age_years": _age,
    "sex": lambda row, on: row["sex"],
    "hukou_rural": lambda row, on: _hukou_rural(row),
    "hukou_registered": lambda row, on: _flag(row["hukou_registered"]),
    "resides_rural": lambda row, on: _flag(row["place_rural"]),
    "stage": lambda row, on: row["stage"],
    "in_compulsory_education": lambda row, on: _is(row["stage"], "primary", "junior"),
    "enrolled": lambda row, on: _is(
        row["stage"], "kindergarten", "primary", "junior", "senior", "vocational"
    ),
    "grade": lambda row, on: row["grade"],
    "boarding": lambda row, on: _flag(row["boarding"]),
    "health": lambda row, on: row["health"],
    "carer_kind": lambda row, on: row["care_kind"],
    "no_adult_carer": lambda row, on: _is(row["care_kind"], "none"),
    "guardianship": lambda row, on: row["care_rating"],
    "notice_to_school": lambda row, on: _flag(row["school_notice"]),
    "notice_to_village": lambda row, on: _flag(row["village_notice"]),
    "any_parent_away": lambda row, on: _either(_away(row, "father"), _away(row, "mother")),
    "both_parents_away": lambda row, on: _both(_away(row, "father"), _away(row, "mother")),
    "lives_with_both_parents": lambda row, on: _home(row),
    "days_since_first_away": _days_away,
    "days_since_last_away": lambda row, on: _days_away(row, on, max),
}
for _parent in ("father", "mother"):
    ORACLE |= {
        f"{_parent}_whereabouts": lambda row, on, p=_parent: row[f"{p}_whereabouts"],
        f"{_parent}_able": lambda row, on, p=_parent: _flag(row[f"{p}_able"]),
        f"{_parent}_missing_months": lambda row, on, p=_parent: _missing_months(row, p, on),
        f"{_parent}_away": lambda row, on, p=_parent: _away(row, p),
        f"{_parent}_home": lambda row, on, p=_parent: _is(row[f"{p}_whereabouts"], "home"),
        f"{_parent}_away_months": lambda row, on, p=_parent: _away_months(row, p, on),
        f"{_parent}_cross_township": lambda row, on, p=_parent: _crosses(row, p, "township"),
        f"{_parent}_cross_county": lambda row, on, p=_parent: _crosses(row, p, "county"),
        f"{_parent}_cannot_care": lambda row, on, p=_parent: _cannot_care(row, p),
    }


def _listed(row: Raw) -> tuple[Any, ...]:
    return tuple(row[name] for name in NAMES)


def test_every_documented_column_has_its_oracle() -> None:
    """A new fact comes with a second opinion."""
    assert set(ORACLE) == {column.fact.name for column in COLUMNS}
    assert CHILD_FACTS.names == ("child_id", *(column.fact.name for column in COLUMNS))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), as_of=AS_OF)
def test_facts_are_what_plain_python_says(data: st.DataObject, as_of: date) -> None:
    """Forty rows at a time, in bulk and one by one, each column of each."""
    raw = data.draw(st.lists(rows(as_of), min_size=1, max_size=5))
    found = facts_of([_listed(row) for row in raw], as_of)
    bulk = [dict(zip(found.columns, line, strict=True)) for line in found.fetchall()]
    for row, computed in zip(raw, bulk, strict=True):
        expected = {name: oracle(row, as_of) for name, oracle in ORACLE.items()}
        assert computed == {"child_id": row["child_id"], **expected}
        assert facts_of_one(_listed(row), as_of) == computed


@settings(max_examples=15, deadline=None)
@given(data=st.data(), as_of=AS_OF)
def test_many_children_get_the_same_findings_as_one_by_one(
    data: st.DataObject, as_of: date
) -> None:
    """The scan over thousands and the prepared statement over few are two programs with one meaning."""
    few = data.draw(
        st.lists(rows(as_of), min_size=3, max_size=6, unique_by=lambda r: r["child_id"])
    )
    raw = [_listed(row) for row in few]
    fillers = [(str(UUID(int=2**127 + number)), *_listed(few[0])[1:]) for number in range(FEW + 1)]
    many = {(f.child_id, f.rule): f for f in findings([*raw, *fillers], as_of)}
    for one in findings(raw, as_of):
        assert many[one.child_id, one.rule] == one


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        (date(2026, 6, 1), date(2026, 9, 1), 3),
        (date(2026, 6, 2), date(2026, 9, 1), 2),
        (date(2026, 5, 31), date(2026, 8, 31), 3),
        (date(2026, 8, 31), date(2027, 2, 28), 6),
        (date(2026, 9, 1), date(2026, 9, 1), 0),
    ],
)
def test_months_are_completed_months(since: date, on: date, months: int) -> None:
    """To the day, by hand."""
    row = dict.fromkeys(NAMES) | {
        "father_whereabouts": "away",
        "father_since": since.isoformat(),
        "father_precision": "day",
    }
    assert facts_of_one(_listed(row), on)["father_away_months"] == months
