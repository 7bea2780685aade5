"""How a vetting stands: hand-checked days, and random histories against a slow second opinion."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.domain.helpers.states import HELPER, VettingState
from homeward.domain.helpers.vetting import FOREVER, Recorded, rules_on, standing, state_on
from homeward.domain.helpers.words import HelperKind

DAY = date(2026, 9, 1)
RULES = rules_on(DAY)
FULL = RULES.kinds["acting_parent"]


def done(on: date, but: tuple[str, ...] = ()) -> list[Recorded]:
    return [
        Recorded(rule.id, on, True)
        for rule in FULL
        if rule.id not in but
        for _ in range(rule.count)
    ]


def state(recorded: list[Recorded], day: date, stopped: bool = False) -> VettingState:
    found = standing(FULL, recorded)
    return state_on(
        day, until=found.until, failed=bool(found.failed), stopped=stopped,
        expiring_within=RULES.expiring_within,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "vetted"), (335, "vetted"), (336, "expiring"), (365, "expiring"), (366, "expired")],
)
def test_a_record_query_holds_for_365_days_and_says_so_thirty_days_before(
    days: int, expected: str
) -> None:
    """Art. 62: the query is repeated every year. On day 336 twenty-nine days are left."""
    assert state(done(DAY), DAY + timedelta(days=days)) == expected


def test_a_missing_step_a_single_referee_and_a_failure_each_keep_from_helping() -> None:
    assert state([], DAY) == VettingState.APPLYING
    assert state(done(DAY, but=("interview",)), DAY) == VettingState.APPLYING
    one_referee = [*done(DAY, but=("reference",)), Recorded("reference", DAY, True)]
    assert state(one_referee, DAY) == VettingState.APPLYING
    assert standing(FULL, one_referee).missing == ("reference",)
    failed = [*done(DAY), Recorded("record_check", DAY, False)]
    assert state(failed, DAY) == VettingState.FAILED
    assert state([*failed, Recorded("record_check", DAY, True)], DAY) == VettingState.VETTED
    assert state(done(DAY), DAY, stopped=True) == VettingState.STOPPED


def test_a_query_that_is_repeated_counts_from_its_own_day() -> None:
    again = [*done(DAY), Recorded("record_check", DAY + timedelta(days=300), True)]
    assert standing(FULL, again).until == DAY + timedelta(days=665)


def test_law_and_the_houses_own_default_are_told_apart_and_cited() -> None:
    by_id = {rule.id: rule for rules in RULES.kinds.values() for rule in rules}
    assert {rule.id for rule in by_id.values() if rule.law} == {"record_check", "guardian_consent"}
    assert "第六十二条" in by_id["record_check"].source["zh"]
    assert by_id["record_check"].valid_days == 365
    assert set(RULES.kinds) == set(HelperKind.values)
    grown_up = [kind for kind in RULES.kinds if kind != "peer"]
    assert all("record_check" in {r.id for r in RULES.kinds[kind]} for kind in grown_up)


STEPS = st.lists(
    st.builds(
        Recorded, st.sampled_from([rule.id for rule in FULL]),
        st.dates(DAY - timedelta(days=1000), DAY), st.sampled_from([True, True, True, False]),
    ),
    max_size=40,
)  # fmt: skip


def naive(recorded: list[Recorded], day: date, stopped: bool) -> str:
    """Day by day, step by step, nothing remembered: what a clerk with the papers would say."""
    if stopped:
        return "stopped"
    complete, holds_today, holds_later = True, True, True
    for rule in FULL:
        papers = [one for one in recorded if one.step == rule.id]
        if papers and not papers[-1].passed:
            return "failed"
        good: list[date] = []
        for one in papers:
            good = [*good, one.on] if one.passed else []
        limit = rule.valid_days or 10**6
        complete &= len(good) >= rule.count
        holds_today &= sum((day - on).days <= limit for on in good) >= rule.count
        later = day + timedelta(days=RULES.expiring_within)
        holds_later &= sum((later - on).days <= limit for on in good) >= rule.count
    if not complete:
        return "applying"
    if not holds_today:
        return "expired"
    return "vetted" if holds_later else "expiring"


@given(extra=STEPS, begun=st.booleans(), days=st.integers(0, 900), stopped=st.booleans())
def test_the_state_is_what_a_clerk_with_the_papers_would_say(
    extra: list[Recorded], begun: bool, days: int, stopped: bool
) -> None:
    recorded = [*(done(DAY) if begun else []), *extra]
    day = DAY + timedelta(days=days)
    assert state(recorded, day, stopped) == naive(recorded, day, stopped)


@given(extra=STEPS)
def test_more_days_never_help(extra: list[Recorded]) -> None:
    """Without a new record nobody comes nearer to a child by waiting."""
    recorded = [*done(DAY), *extra]
    rank = {"vetted": 0, "expiring": 1, "expired": 2}
    seen = [state(recorded, DAY + timedelta(days=n)) for n in range(0, 800, 40)]
    ranks = [rank.get(one, 3) for one in seen]
    assert ranks == sorted(ranks)


def test_the_machine_of_the_vetting_is_whole() -> None:
    assert set(HELPER.owners) == set(VettingState.values)
    assert {move.to for move in HELPER.moves.values()} == set(VettingState.values)
    assert FOREVER.year == 9999
