"""Who looks after the child: in fact, by written agreement, and who was told."""

from datetime import date
from typing import Any

import pytest

from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.models import Care, EntrustedCare, Notice
from homeward.domain.children.problems import (
    CarerExcluded,
    ChildHasLeft,
    ChildNotHeard,
    NameMissing,
    NothingAgreed,
)
from homeward.domain.children.public import (
    end_entrustment,
    entrust_care,
    exit_child,
    get_child,
    give_notice,
    record_care,
    record_parent,
)
from homeward.domain.children.words import CarerKind, ExitCause, Guardianship, Kinship, Notified
from homeward.foundation import clock
from homeward.foundation.problems import DateInFuture, EndBeforeStart, NotFound
from tests.domain.children.registers import (
    at,
    away,
    child,
    digests,
    father,
    home,
    mother,
    pupil,
    registered,
    truths,
)
from tests.personas import People

AUNT = AdultDraft(name="陈美", phones=("13900000007",))
SIGNED = date(2026, 8, 30)
EXCLUSIONS = ("harmed_before", "addicted", "neglected_before", "otherwise_unfit")


def carers(people: People, child_id: Any) -> list[tuple[str | None, str, date | None, date | None]]:
    """Who looked after the child, latest first."""
    page = get_child(people.wang.ctx, child_id=child_id)
    return [(care.kind, care.name, care.since, care.until) for care in page.home.carers]


def test_another_carer_follows_the_one_before(people: People) -> None:
    """The grandmother's time ends when the aunt's begins; a stranger changes nothing."""
    child_id = registered(people.wang)
    news = {
        "kind": CarerKind.KIN,
        "kinship": Kinship.AUNT,
        "adult": AUNT,
        "since": date(2026, 8, 1),
    }
    before = digests()
    with pytest.raises(NotFound):
        record_care(people.sun.ctx, child_id=child_id, **news)
    assert digests() == before
    record_care(people.wang.ctx, child_id=child_id, **news)
    assert carers(people, child_id) == [
        ("kin", "陈美", date(2026, 8, 1), None),
        ("grandparent", "张桂兰", None, date(2026, 8, 1)),
    ]


def test_a_rating_of_the_same_carer_is_no_new_carer(people: People) -> None:
    child_id = registered(people.wang)
    record_care(people.wang.ctx, child_id=child_id, rating=Guardianship.POOR)
    row = Care.objects.now().get(child=child_id)
    assert (row.kind, row.rating) == ("grandparent", "poor")
    assert carers(people, child_id) == [("grandparent", "张桂兰", None, None)]


def test_nobody_looks_after_the_child(people: People) -> None:
    """The grandmother has died: the child lives alone, and no adult is named."""
    child_id = registered(people.wang)
    record_care(people.wang.ctx, child_id=child_id, kind=CarerKind.NONE)
    assert carers(people, child_id)[0] == ("none", "", None, None)


def test_care_to_come_is_refused(people: People) -> None:
    child_id = registered(people.wang)
    with pytest.raises(DateInFuture):
        record_care(people.wang.ctx, child_id=child_id, since=date(2026, 9, 2))


def test_what_is_learnt_of_a_carer_reaches_the_carers_own_children(people: People) -> None:
    """The aunt who looks after the niece is herself a mother; she turns out not to be able."""
    parents = (father(away(date(2026, 1, 1))), mother(home(), name="陈美", phones=("13900000007",)))
    hers = registered(people.wang, child=child(name="周小宝"), parents=parents)
    niece = registered(people.wang, parents=())
    unable = AdultDraft(name="陈美", phones=("13900000007",), able=False)
    record_care(
        people.wang.ctx, child_id=niece, kind=CarerKind.KIN, kinship=Kinship.AUNT, adult=unable
    )
    assert truths(hers)["mca-2016"] == "in"


@pytest.mark.parametrize("exclusion", EXCLUSIONS)
def test_each_of_the_four_exclusions_refuses_the_agreement(people: People, exclusion: str) -> None:
    """Minors Protection Law art. 22: each alone; a no, and an answer nobody has, do not."""
    child_id = registered(people.wang)
    said: dict[str, Any] = {"child_id": child_id, "adult": AUNT, "signed_on": SIGNED}
    said |= {"child_heard": True}
    with pytest.raises(CarerExcluded):
        entrust_care(people.wang.ctx, **said, **{exclusion: True})
    assert not EntrustedCare.objects.exists()
    entrust_care(people.wang.ctx, **said, **{exclusion: False})
    row = EntrustedCare.objects.get()
    assert getattr(row, exclusion) is False
    others = [name for name in EXCLUSIONS if name != exclusion]
    assert [getattr(row, name) for name in others] == [None, None, None]


def test_a_stranger_makes_no_agreement(people: People) -> None:
    child_id = registered(people.wang)
    said: dict[str, Any] = {"child_id": child_id, "adult": AUNT, "signed_on": SIGNED}
    with pytest.raises(NotFound):
        entrust_care(people.sun.ctx, **said, child_heard=True)
    entrust_care(people.wang.ctx, **said, child_heard=True)
    with pytest.raises(NotFound):
        end_entrustment(people.sun.ctx, child_id=child_id)
    assert EntrustedCare.objects.now().get().ended_on is None


@pytest.mark.parametrize(
    ("born_on", "must_be_heard"),
    [
        (date(2018, 8, 30), True),  # eight on the day of signing
        (date(2018, 8, 31), False),  # a day too young
        (None, True),  # nobody knows: ask
    ],
)
def test_a_child_of_eight_is_heard(
    people: People, born_on: date | None, must_be_heard: bool
) -> None:
    """Art. 22 with Civil Code art. 19; "nobody asked" and "was not heard" are refused alike."""
    child_id = registered(people.wang, child=child(born_on=born_on))
    said: dict[str, Any] = {"child_id": child_id, "adult": AUNT, "signed_on": SIGNED}
    if must_be_heard:
        for heard in (None, False):
            with pytest.raises(ChildNotHeard):
                entrust_care(people.wang.ctx, **said, child_heard=heard)
        said |= {"child_heard": True, "child_view": "想和姑姑住"}
    entrust_care(people.wang.ctx, **said)
    agreement = get_child(people.wang.ctx, child_id=child_id).home.agreement
    assert agreement is not None
    assert agreement.name == "陈美"
    assert agreement.child_view == ("想和姑姑住" if must_be_heard else None)


def test_a_new_agreement_takes_the_place_of_the_one_before(people: People) -> None:
    """Both stay readable; the first ends when the second is signed."""
    child_id = registered(people.wang)
    entrust_care(
        people.wang.ctx, child_id=child_id, adult=AUNT, signed_on=date(2026, 3, 1), child_heard=True
    )
    other = AdultDraft(name="陈二", phones=("13900000008",))
    entrust_care(
        people.wang.ctx, child_id=child_id, adult=other, signed_on=SIGNED, child_heard=True
    )
    rows = EntrustedCare.objects.now().order_by("signed_on")
    assert [(row.signed_on, row.ended_on) for row in rows] == [
        (date(2026, 3, 1), SIGNED),
        (SIGNED, None),
    ]


def test_dates_of_an_agreement_are_in_order(people: People) -> None:
    child_id = registered(people.wang)
    said: dict[str, Any] = {"child_id": child_id, "adult": AUNT, "child_heard": True}
    with pytest.raises(DateInFuture):
        entrust_care(people.wang.ctx, **said, signed_on=date(2026, 9, 2))
    with pytest.raises(EndBeforeStart):
        entrust_care(people.wang.ctx, **said, signed_on=SIGNED, ends_on=date(2026, 8, 1))
    with pytest.raises(NameMissing):
        entrust_care(people.wang.ctx, **(said | {"adult": AdultDraft()}), signed_on=SIGNED)
    entrust_care(people.wang.ctx, **said, signed_on=SIGNED)
    with pytest.raises(DateInFuture):
        end_entrustment(people.wang.ctx, child_id=child_id, on=date(2026, 9, 2))
    with pytest.raises(EndBeforeStart):
        end_entrustment(people.wang.ctx, child_id=child_id, on=date(2026, 8, 29))
    end_entrustment(people.wang.ctx, child_id=child_id)
    assert EntrustedCare.objects.now().get().ended_on == date(2026, 9, 1)
    with pytest.raises(NothingAgreed):
        end_entrustment(people.wang.ctx, child_id=child_id)


def test_notices_are_told_apart_from_silence(people: People) -> None:
    """Given, not given and not asked are three answers; the teacher may record, the stranger may not."""
    child_id = registered(people.wang, enrolment=pupil(school_id=people.school_id))
    with pytest.raises(NotFound):
        give_notice(people.sun.ctx, child_id=child_id, to=Notified.SCHOOL)
    give_notice(people.zhou.ctx, child_id=child_id, to=Notified.SCHOOL, given_on=date(2026, 9, 1))
    notices = {n.to: n.given for n in get_child(people.wang.ctx, child_id=child_id).home.notices}
    assert notices == {"school": True, "village": None}
    with clock.frozen(at(2026, 9, 8)):
        give_notice(people.wang.ctx, child_id=child_id, to=Notified.SCHOOL, given=False)
    rows = Notice.objects.filter(child=child_id).order_by("recorded_at")
    assert [(row.given, row.given_on) for row in rows] == [(True, date(2026, 9, 1)), (False, None)]
    with pytest.raises(DateInFuture):
        give_notice(
            people.wang.ctx, child_id=child_id, to=Notified.VILLAGE, given_on=date(2026, 9, 2)
        )


def test_care_of_a_child_who_left_is_not_changed(people: People) -> None:
    child_id = registered(people.wang)
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.TAKEN_ALONG)
    ctx = people.wang.call
    for act in (
        lambda: record_care(ctx(), child_id=child_id, kind=CarerKind.NONE),
        lambda: entrust_care(ctx(), child_id=child_id, adult=AUNT, signed_on=SIGNED),
        lambda: end_entrustment(ctx(), child_id=child_id),
        lambda: give_notice(ctx(), child_id=child_id, to=Notified.SCHOOL),
        lambda: record_parent(ctx(), child_id=child_id, parent=Kinship.FATHER),
    ):
        with pytest.raises(ChildHasLeft):
            act()
