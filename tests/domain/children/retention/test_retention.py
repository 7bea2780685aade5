"""What has been kept long enough goes, night by night; what is still needed stays."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.care.public import open_case
from homeward.domain.children.models import (
    AdultDetails,
    Child,
    ErasureRequest,
    HeldRow,
    Kin,
    Lapse,
    Particulars,
)
from homeward.domain.children.public import (
    Decision,
    check_roll,
    commit_roll,
    decide_row,
    enrol_child,
    exit_child,
    get_child,
    get_compliance_year,
    held_about,
    list_to_ask,
    record_consent,
    return_child,
    sweep_retention,
)
from homeward.domain.children.retention.clocks import Since, clocks
from homeward.domain.children.retention.commands import _LAPSES
from homeward.domain.children.roll import files
from homeward.domain.children.words import (
    ConsentWay,
    Decides,
    ErasureState,
    ExitCause,
)
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.models import Response, Score
from homeward.domain.needs.public import AnswerDraft, Informant, record_response
from homeward.foundation import clock
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.problems import NotPermitted
from tests.domain.children.registers import (
    away,
    child,
    father,
    grandmother,
    home,
    id_number,
    mother,
    registered,
)
from tests.personas import VILLAGE, People, machine_ctx

pytestmark = pytest.mark.django_db
BORN = date(2015, 3, 1)
DAYS = {one.id: one.days for one in clocks(date(2026, 9, 1))}


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path / "uploads"


def after(days: int) -> Any:
    return clock.frozen(clock.now() + timedelta(days=days))


def swept() -> Any:
    return sweep_retention(machine_ctx())


def family(people: People, **more: Any) -> UUID:
    mum = mother(home(), name="周小兰", phones=("13800001111",))
    given = {"parents": (father(away(date(2026, 1, 5))), mum), "carer": grandmother(adult=None)}
    said = {"id_number": id_number(BORN, 16), "address": "清溪村三组9号", "note": "怕黑"} | more
    return registered(people.wang, child=child(born_on=BORN, **said), **given)


def left(people: People, child_id: UUID) -> None:
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.MOVED)


def test_every_clock_is_worded_cites_a_class_and_is_carried_out() -> None:
    for one in clocks(date(2026, 9, 1)):
        assert one.title["zh"] and one.title["en"] and one.then["zh"] and one.then["en"]
        assert isinstance(one.reads, FieldClass)
        assert one.since is Since.LEFT or one.id in _LAPSES


def test_every_sealed_column_says_whose_eyes_it_is_for() -> None:
    from django.apps import apps

    silent = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
        and model.__module__.startswith("homeward.domain.")
        and field.reads not in set(FieldClass)
    ]
    assert not silent


def test_a_child_on_the_register_keeps_everything(people: People) -> None:
    one = family(people)
    with after(4000):
        swept()
    kept = Particulars.objects.now().get(child_id=one)
    assert kept.id_number and kept.address and kept.note
    assert not Lapse.objects.exists()


def test_numbers_go_before_words_and_the_whole_is_asked_for_last(people: People) -> None:
    one = family(people)
    left(people, one)
    with after(DAYS["left_identity"] - 1):
        assert swept().children == 0
    with after(DAYS["left_identity"]):
        swept()
    row = Particulars.objects.now().get(child_id=one)
    assert row.id_number is None and row.address is None
    assert Child.objects.get(pk=one).id_index == ""
    assert row.note
    with after(DAYS["left_care"]):
        swept()
        row.refresh_from_db()
        assert row.note is None and row.phones is None and row.phone_keys == ""
        adults = Kin.objects.filter(child_id=one).values("adult_id")
        assert not AdultDetails.objects.filter(adult_id__in=adults).exclude(phones=None).exists()
        assert not ErasureRequest.objects.exists()
    with after(DAYS["left_whole"]):
        assert swept().asked == 1
        assert swept().asked == 0
    asked = ErasureRequest.objects.get(child_id=one)
    assert asked.state == ErasureState.ASKED and asked.asked_by is None
    assert Child.objects.filter(pk=one).exists(), "only people erase a child"


def test_pages_of_a_child_whose_time_was_up_still_open(people: People) -> None:
    one = family(people)
    left(people, one)
    with after(DAYS["left_care"]):
        swept()
        assert get_child(people.zhao.ctx, child_id=one).name
        told = held_about(people.zhao.call(reason="家长要求"), child_id=one)
        titles = [entry.title for part in told.parts for entry in part.entries]
        assert any("身份证号" in title for title in titles), "the family is told what was removed"


def test_coming_back_stops_the_clock_and_leaving_again_starts_it_anew(people: People) -> None:
    one = family(people)
    left(people, one)
    with after(DAYS["left_identity"] - 100):
        return_child(people.wang.ctx, child_id=one)
        left(people, one)
    with after(DAYS["left_identity"] + 1):
        assert swept().children == 0
    assert Particulars.objects.now().get(child_id=one).id_number


def test_what_is_unfinished_holds_the_clock(people: People) -> None:
    one = family(people)
    open_case(people.wang.call(reason="需要帮助"), child_id=one)
    left(people, one)
    with after(DAYS["left_identity"]):
        swept()
    kept = Particulars.objects.now().get(child_id=one)
    assert kept.id_number


def test_a_parent_of_a_child_who_stays_keeps_the_telephone(people: People) -> None:
    elder = family(people)
    younger = registered(
        people.wang, child=child(name="王小妹", born_on=date(2017, 4, 1)),
        parents=(father(away(date(2026, 1, 5))), mother(home(), name="周小兰", phones=("13800001111",))),
    )  # fmt: skip
    mum = set(Kin.objects.filter(child_id=elder).values_list("adult_id", flat=True)) & set(
        Kin.objects.filter(child_id=younger).values_list("adult_id", flat=True)
    )
    assert mum
    left(people, elder)
    with after(DAYS["left_care"]):
        swept()
        assert AdultDetails.objects.now().filter(adult_id__in=mum).exclude(phones=None).exists()
        left(people, younger)
    with after(2 * DAYS["left_care"]):
        swept()
    assert not AdultDetails.objects.filter(adult_id__in=mum).exclude(phones=None).exists()


def test_single_answers_go_and_their_scores_stay(people: People) -> None:
    one = family(people)
    enrol_child(people.zhao.ctx, child_id=one, school_id=people.school_id)
    answers = tuple(AnswerDraft(item=item.id, value=3) for item in instrument_of("who-5").items)
    record_response(
        people.wu.ctx, child_id=one, instrument="who-5", informant=Informant.CHILD, answers=answers
    )
    with after(DAYS["answers"] + 1):
        assert swept().values == 1
        assert swept().values == 0
    assert Response.objects.get(child_id=one).answers is None
    assert Score.objects.filter(response__child_id=one, value__isnull=False).exists()


def test_rolls_and_decided_rows_go(people: People, django_capture_on_commit_callbacks: Any) -> None:
    text = "姓名,性别,出生日期,村\n李小禾,女,2015-03-01,清溪村\n赵小苗,男,,清溪村\n"
    batch = check_roll(
        people.wang.ctx, place=VILLAGE, filename="a.csv", data=text.encode("utf-8-sig")
    )
    commit_roll(people.wang.ctx, batch_id=batch.batch_id)
    row = HeldRow.objects.get(batch_id=batch.batch_id)
    with after(DAYS["roll_file"] + 1):
        swept()
        assert HeldRow.objects.get(pk=row.id).entry, "nobody has decided about it yet"
        decide_row(people.wang.ctx, held_id=row.id, decision=Decision.DROP)
    with (
        after(2 * DAYS["roll_file"] + 2),
        django_capture_on_commit_callbacks(execute=True),
    ):
        swept()
    assert HeldRow.objects.get(pk=row.id).entry is None
    assert not files.is_kept(batch.batch_id)


def test_the_years_figures_count_what_the_reader_may_see(people: People) -> None:
    young, older = family(people), registered(people.wang, child=child(born_on=date(2011, 5, 1)))
    record_consent(
        people.wang.ctx, child_id=young, purpose="referral", given=True, by=Decides.GUARDIAN,
        way=ConsentWay.PAPER, who="刘秀英",
    )  # fmt: skip
    found = get_compliance_year(people.zhao.ctx, year=clock.today().year)
    assert (found.ages.under_14, found.ages.minors, found.ages.unknown) == (1, 1, 0)
    referral = next(one for one in found.consents if one.purpose == "referral")
    assert (referral.asked, referral.given_by_guardian) == (1, 1)
    assert older
    with pytest.raises(NotPermitted):
        get_compliance_year(people.wang.ctx, year=2026)


def test_who_turns_fourteen_is_asked_and_leaves_the_list_when_asked(people: People) -> None:
    one = registered(people.wang, child=child(born_on=date(2012, 12, 1)))
    said: dict[str, Any] = {"child_id": one, "purpose": "referral", "way": ConsentWay.PAPER}
    record_consent(people.wang.ctx, **said, given=True, by=Decides.GUARDIAN, who="刘秀英")
    assert list_to_ask(people.wang.ctx).total == 0
    with clock.frozen(clock.now() + (date(2026, 12, 2) - clock.today())):
        waiting = list_to_ask(people.wang.ctx)
        assert [line.purposes for line in waiting.children] == [("referral",)]
        assert list_to_ask(people.sun.ctx).total == 0
        record_consent(people.wang.ctx, **said, given=False, by=Decides.CHILD)
        assert list_to_ask(people.wang.ctx).total == 0
