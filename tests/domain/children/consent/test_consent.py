"""A family is asked purpose by purpose, and its no has an effect at the doors concerned."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from homeward.domain.care.problems import ConsentMissing
from homeward.domain.care.public import offer_referral
from homeward.domain.care.words import ReferredTo
from homeward.domain.children.consent.problems import (
    ChildDecides,
    ConsentRefused,
    GuardianDecides,
    PurposeUnknown,
)
from homeward.domain.children.consent.purposes import purposes
from homeward.domain.children.models import Consent
from homeward.domain.children.public import consents_of, record_consent
from homeward.domain.children.words import ConsentState, ConsentWay, Decides
from homeward.domain.needs.commands.consents import excuse_child
from homeward.domain.needs.models import Seat
from homeward.domain.needs.public import AnswerDraft, Informant, open_round, record_response
from homeward.foundation import clock
from homeward.foundation.access.models import Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import tie_child
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.domain.children.registers import child, registered
from tests.personas import VILLAGE, People, Persona, machine_ctx

pytestmark = pytest.mark.django_db
OLD, YOUNG = date(2011, 5, 1), date(2015, 3, 1)  # fifteen and eleven on the stopped day


def say(who: Persona, child_id: UUID, purpose: str, given: bool, **more: object) -> None:
    said: dict[str, object] = {
        "by": Decides.GUARDIAN,
        "way": ConsentWay.PAPER,
        "who": "刘秀英",
    } | more
    record_consent(who.ctx, child_id=child_id, purpose=purpose, given=given, **said)  # type: ignore[arg-type]


def state(people: People, child_id: UUID, purpose: str) -> ConsentState:
    lines = {line.purpose: line for line in consents_of(people.wang.ctx, child_id=child_id)}
    return lines[purpose].state


def test_the_file_says_what_each_purpose_is_in_both_languages() -> None:
    assert set(purposes()) == {"screening", "referral", "caseload"}
    for one in purposes().values():
        for words in (one.title, one.text, one.effect):
            assert words["zh"] and words["en"]


def test_given_withdrawn_and_given_again_with_what_was_said_before_kept(people: People) -> None:
    one = registered(people.wang, child=child(born_on=YOUNG))
    assert state(people, one, "referral") == ConsentState.NOT_ASKED
    say(people.wang, one, "referral", True)
    assert state(people, one, "referral") == ConsentState.GIVEN
    say(people.wang, one, "referral", False)
    assert state(people, one, "referral") == ConsentState.REFUSED
    say(people.wang, one, "referral", True)
    assert state(people, one, "referral") == ConsentState.GIVEN
    assert Consent.objects.filter(child_id=one).count() == 3


def test_the_guardian_decides_under_fourteen_the_child_from_then_on(people: People) -> None:
    young = registered(people.wang, child=child(born_on=YOUNG))
    old = registered(people.wang, child=child(name="陈大溪", born_on=OLD))
    with pytest.raises(GuardianDecides):
        say(people.wang, young, "screening", True, by=Decides.CHILD)
    with pytest.raises(ChildDecides):
        say(people.wang, old, "screening", True)
    say(people.wang, old, "screening", True, by=Decides.CHILD)
    say(people.wang, young, "screening", True)
    with clock.frozen(clock.now() + timedelta(days=365 * 3)):
        lines = {line.purpose: line for line in consents_of(people.wang.ctx, child_id=young)}
        assert lines["screening"].state == ConsentState.ASK_AGAIN, "fourteen now: asked itself"


def test_a_no_to_screening_ends_it_everywhere(people: People) -> None:
    one = registered(people.wang, child=child(born_on=OLD))
    two = registered(people.wang, child=child(name="陈小河", born_on=OLD))
    said = {"instruments": ("who-5",), "informant": Informant.CHILD, "due_on": clock.today()}
    first = open_round(people.wang.ctx, place=VILLAGE, title="一", **said)  # type: ignore[arg-type]
    say(people.wang, one, "screening", False, by=Decides.CHILD)
    excuse_child(machine_ctx(), child_id=one)
    seats = dict(Seat.objects.filter(round_id=first.round_id).values_list("child_id", "state"))
    assert seats == {one: "refused", two: "invited"}
    second = open_round(people.wang.ctx, place=VILLAGE, title="二", **said)  # type: ignore[arg-type]
    invited = Seat.objects.filter(round_id=second.round_id).values_list("child_id", flat=True)
    assert list(invited) == [two]
    with pytest.raises(ConsentRefused):
        record_response(
            people.wang.ctx, child_id=one, instrument="who-5", informant=Informant.CHILD,
            answers=(AnswerDraft(item="calm", value=3),),
        )  # fmt: skip


def test_a_no_to_acting_parents_takes_the_child_from_them_at_once(people: People) -> None:
    one = registered(people.wang, child=child(born_on=YOUNG))
    tie_child(people.li.ctx, child_id=one, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)
    say(people.wang, one, "caseload", False)
    assert not Tie.objects.filter(subject_id=one, until__isnull=True).exists()
    with pytest.raises(ConsentRefused):
        tie_child(people.li.ctx, child_id=one, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)


def test_nothing_is_referred_without_a_yes_or_a_reason(people: People) -> None:
    one = registered(people.wang, child=child(born_on=YOUNG))
    asked = {"child_id": one, "to": ReferredTo.HOSPITAL, "text": "眼睛看不清"}
    with pytest.raises(ConsentMissing):
        offer_referral(people.wang.ctx, consent=False, **asked)  # type: ignore[arg-type]
    say(people.wang, one, "referral", True)
    offer_referral(people.wang.ctx, consent=False, **asked)  # type: ignore[arg-type]
    say(people.wang, one, "referral", False)
    with pytest.raises(ConsentMissing):
        offer_referral(people.wang.ctx, consent=True, **asked)  # type: ignore[arg-type]
    offer_referral(people.wang.call(reason="高烧不退，先送医"), consent=False, **asked)  # type: ignore[arg-type]


def test_refused_with_the_reason_and_by_whom(people: People) -> None:
    one = registered(people.wang)
    with pytest.raises(PurposeUnknown):
        say(people.wang, one, "photos", True)
    with pytest.raises(DateInFuture):
        say(people.wang, one, "referral", True, on=clock.today() + timedelta(days=1))
    with pytest.raises(NotFound):
        say(people.sun, one, "referral", True)
    with pytest.raises((NotFound, NotPermitted)):
        say(people.zhou, one, "referral", True)
    with pytest.raises(NotFound):
        consents_of(people.sun.ctx, child_id=one)
