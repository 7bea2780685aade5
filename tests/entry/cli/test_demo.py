"""The demonstration: whole, believable, invented throughout, and never beside real children."""

import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from homeward.domain.care.models import Engagement, Plan, Review
from homeward.domain.children.demonstration.problems import RegisterInUse
from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.models import (
    AdultDetails,
    Child,
    HeldRow,
    Kin,
    Particulars,
    Presence,
    RollBatch,
    School,
    Spell,
    Status,
)
from homeward.domain.children.public import (
    count_pairs,
    get_child,
    list_children,
    list_pairs,
    list_rolls,
    load_demonstration,
    register_child,
)
from homeward.domain.helpers.public import list_helpers, my_children
from homeward.domain.needs.models import Alert, Score, Seat
from homeward.domain.watch.public import sweep_alerts
from homeward.entry.cli.demo import load_demo, personas
from homeward.foundation import clock
from homeward.foundation.access.load import load_actor
from homeward.foundation.accounts.models import User
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.verify import verify
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.places.models import Place
from homeward.foundation.problems import NotFound
from tests.personas import VILLAGE, machine_ctx

SMALL = 400


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A data folder of one's own."""
    settings.DATA = tmp_path
    settings.UPLOADS = tmp_path / "uploads"
    return tmp_path


@pytest.fixture
def demo(db: None, folder: Path) -> list[str]:
    """A small demonstration, and what was said while it was loaded."""
    said: list[str] = []
    load_demo(said.append, SMALL)
    return said


def call(login: str) -> Context:
    user = User.objects.get(username=login)
    return Context(actor=load_actor(user.id, clock.today()), channel=Channel.WEB)


def test_everybody_can_log_in_with_the_password_that_is_printed(demo: list[str]) -> None:
    """Fourteen people, one for each role that a person may hold; nobody must change a password."""
    people = personas()
    assert [person.login for person in people] == [
        "yunwei", "zhao", "li", "wang", "sun", "zhou", "chen", "he", "bao", "lin", "wangba",
        "qian", "wu", "fang",
    ]  # fmt: skip
    for person in people:
        user = User.objects.get(username=person.login)
        assert user.check_password(person.password)
        assert user.name == person.name
        assert person.title
        assert not user.must_change_password
    assert len({person.password for person in people}) == len(people)


def test_passwords_are_readable_by_their_owner_only(demo: list[str], folder: Path) -> None:
    (kept,) = folder.glob("*passwords*")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_loading_again_changes_nothing(demo: list[str]) -> None:
    before = [AuditEvent.objects.count(), Child.objects.count(), personas()]
    load_demo(demo.append, SMALL)
    assert [AuditEvent.objects.count(), Child.objects.count(), personas()] == before


def test_never_beside_a_real_child(people: Any, folder: Path) -> None:
    """Invented children among real ones could not be told apart afterwards."""
    register_child(people.wang.ctx, place=VILLAGE, child=ParticularsDraft(name="陈小溪"))
    load_demo(pytest.fail, SMALL)
    with pytest.raises(RegisterInUse):
        load_demonstration(machine_ctx(), children=SMALL, seed=1)
    assert Child.objects.count() == 1


def test_a_few_weeks_of_the_care_loop_were_played(demo: list[str]) -> None:
    """A round with answers and a refusal, findings, a plan in force, what was done, a review."""
    assert set(Seat.objects.values_list("state", flat=True)) >= {"done", "refused"}
    assert Score.objects.exists()
    states = set(Alert.objects.values_list("state", flat=True))
    assert states >= {"open", "taken", "decided"}
    assert Plan.objects.filter(state="agreed").exists()
    assert Engagement.objects.filter(kind="parent_contact").count() > 10
    assert Review.objects.filter(state="held").exists()
    assert sweep_alerts(machine_ctx()).raised == 0, "the last night was played"


def test_some_children_were_registered_twice_and_wait_for_a_person(demo: list[str]) -> None:
    """Within the village for its director, across two villages for the supervisor; no twin is asked about."""
    assert count_pairs(call("wang")).pairs >= 1
    waiting = list_pairs(call("li")).pairs
    assert len(waiting) == 3
    assert {line.records[0].place for line in waiting} == {"990101100201"}


def test_what_is_half_loaded_is_taken_back(
    db: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second start then loads all of it, instead of finding a house that looks complete."""
    from homeward.entry.cli.demo.acts import Weeks

    def break_off(self: Weeks) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Weeks, "play", break_off)
        load_demo(str, SMALL)
    assert not (User.objects.exists() or Child.objects.exists() or Place.objects.exists())
    load_demo(str, SMALL)
    assert len(personas()) == 14


def test_no_place_and_no_number_of_the_real_world(demo: list[str]) -> None:
    """Division codes and identity numbers that begin with 99 belong to nobody."""
    assert not Place.objects.exclude(code__startswith="99").exists()
    for model, purpose in ((Particulars, "child.id_number"), (AdultDetails, "adult.id_number")):
        numbers = [
            unseal(sealed, purpose)
            for sealed in model.objects.exclude(id_number=None).values_list("id_number", flat=True)
        ]
        assert len(numbers) > 100
        assert all(number.strip().startswith("990101") for number in numbers)


def test_each_sees_what_the_role_shows(demo: list[str]) -> None:
    """The point of thirteen people: the same register looks different to each of them."""
    seen = {
        login: {line.child_id for line in list_children(call(login), limit=200).children}
        for login in ("wang", "sun", "zhou", "lin", "wangba")
    }
    assert seen["wang"] and seen["sun"] and seen["zhou"]
    assert not seen["wang"] & seen["sun"]
    assert 1 <= len(seen["lin"]) <= 3
    assert seen["wangba"] and seen["wangba"] <= seen["wang"]
    assert list_children(call("zhao")).total == Child.objects.filter(present=True).count()
    with pytest.raises(NotFound):
        get_child(call("sun"), child_id=min(seen["wang"]))


def test_the_import_screens_have_something_to_show(demo: list[str]) -> None:
    """One roll committed, with rows that wait for a person; one uploaded and not committed."""
    states = Counter(line.state for line in list_rolls(call("li")))
    assert states == {"committed": 1, "checked": 1}
    committed = RollBatch.objects.get(state="committed")
    assert committed.counts["create"] and committed.counts["update"] and committed.counts["held"]
    assert HeldRow.objects.filter(state="open").exists()


def test_history_shows(demo: list[str]) -> None:
    """Beliefs that were corrected, stretches that ended, children who left and one who came back."""
    assert Particulars.objects.exclude(superseded_at=None).exists()
    assert Spell.objects.now().exclude(until=None).exists()
    assert Status.objects.exclude(ended_at=None).exists()
    left = Presence.objects.now().exclude(until=None)
    assert {"parent_returned", "taken_along", "moved"} <= set(left.values_list("cause", flat=True))
    stays = Counter(Presence.objects.now().values_list("child_id", flat=True))
    assert max(stays.values()) == 2


def test_a_school_of_the_whole_county_is_one_school(demo: list[str]) -> None:
    """A roll of a township names it too, and must not found it a second time there."""
    names = Counter(School.objects.values_list("name", flat=True))
    assert max(names.values()) == 1


def test_the_audit_holds_and_says_that_it_is_a_demonstration(demo: list[str]) -> None:
    assert not verify().faults
    instants = list(AuditEvent.objects.order_by("at").values_list("at", flat=True))
    assert instants[-1] <= clock.now()
    assert (instants[-1] - instants[0]).days == 45


@pytest.mark.slow
def test_shares_of_the_whole_demonstration_are_the_published_ones(db: None, folder: Path) -> None:
    """MCA 2018 and ACWF 2013, within what chance allows in three thousand children."""
    load_demo(str)
    assert Child.objects.count() > 2_900
    boys = Child.objects.filter(sex="male").count() / Child.objects.count()
    assert 0.50 < boys < 0.59
    held = HeldRow.objects.filter(batch__state="committed").count()
    assert 15 <= held <= 30
    siblings = Counter(
        Kin.objects.now().filter(kinship="mother").values_list("adult_id", flat=True)
    )
    assert 0.2 < sum(n > 1 for n in siblings.values()) / len(siblings) < 0.6
    for login, least in (("wang", 60), ("sun", 60), ("zhou", 100)):
        assert list_children(call(login)).total >= least


def test_the_acting_parent_is_vetted_and_matched_with_each_of_her_children(demo: list[str]) -> None:
    """And helpers stand in every state that a list can show."""
    lin = call("lin")
    children = [line.child_id for line in list_children(lin, limit=20).children]
    assert len(children) == 3 and set(my_children(lin)) == set(children)
    states = {line.name: line.state for line in list_helpers(call("zhao"))}
    assert states == {
        "林代理": "vetted", "秦老师": "expiring", "唐探访": "expired", "许志愿": "applying", "罗某": "failed",
    }  # fmt: skip
