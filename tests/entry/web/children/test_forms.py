"""Every command about a child by its form: kept when faulty, acted on once, refused to strangers."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.models import (
    Benefit,
    Care,
    Child,
    EntrustedCare,
    Notice,
    Particulars,
    Spell,
)
from homeward.domain.children.public import get_child
from homeward.domain.children.words import Guardianship, Hukou, Kinship, Whereabouts
from homeward.foundation.access.models import Tie
from homeward.foundation.audit.models import AuditEvent
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, text_of
from tests.personas import VILLAGE, People

FORMS = (
    "correct/", "correct/hukou/", "collect/", "parents/father/", "parents/mother/", "care/",
    "entrust/", "entrust/end/", "notice/school/", "notice/village/", "school/", "benefit/", "exit/",
    "return/", "responsible/",
)  # fmt: skip


def send(client: Any, path: str, **typed: Any) -> Any:
    """Open a form and send it with what is typed on top of what it already says."""
    return client.post(path, {"command_id": hidden(client.get(path)), **typed})


@pytest.fixture
def at(people: People) -> str:
    return f"/children/{people.child_id}/"


@pytest.mark.parametrize("form", FORMS)
def test_the_stranger_finds_no_form_and_no_command(
    people: People, signed_in: SignIn, at: str, form: str
) -> None:
    client = signed_in(people.sun)
    for answer in (client.get(at + form), client.post(at + form, {})):
        assert answer.status_code == 404
        assert "陈小溪" not in text_of(answer)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_opens_for_the_child_director(
    people: People, signed_in: SignIn, at: str, form: str
) -> None:
    answer = signed_in(people.wang).get(at + form)
    assert answer.status_code == 200
    assert "陈小溪" in text_of(answer)


def test_a_child_is_registered_with_parents_carer_and_school(
    people: People, signed_in: SignIn
) -> None:
    typed = {
        "place": VILLAGE, "name": "王小明", "sex": "male",
        "born_on_0": "2015", "born_on_1": "3", "born_on_2": "1",
        "father_name": "王强", "father_phones": "13800138000、13900139000",
        "father_whereabouts": "away", "father_since_0": "2025", "father_since_1": "3",
        "father_place": "广东深圳", "mother_whereabouts": "home", "carer_kind": "grandparent",
        "carer_name": "张奶奶", "school_id": str(people.school_id), "school_stage": "primary",
        "school_grade": "5", "school_boarding": "no",
    }  # fmt: skip
    answer = send(signed_in(people.zhao), "/children/register/", **typed)
    assert answer.status_code == 302
    page = get_child(people.wang.ctx, child_id=UUID(answer["Location"].split("/")[2]))
    father = next(one for one in page.home.parents if one.kinship == Kinship.FATHER)
    assert (father.name, father.phones) == ("王强", ("13800138000", "13900139000"))
    assert father.now is not None
    assert (father.now.whereabouts, father.now.since) == (Whereabouts.AWAY, "2025-03")
    assert page.home.carers[0].name == "张奶奶"
    assert page.school is not None
    assert (page.school.school, page.school.grade, page.school.boarding) == (
        "清溪中心小学",
        5,
        False,
    )


def test_a_faulty_form_comes_back_with_everything_typed(people: People, signed_in: SignIn) -> None:
    typed = {
        "place": VILLAGE, "name": "王小明", "id_number": "990101201503010018", "born_on_0": "2015",
        "born_on_1": "13", "born_on_2": "1", "father_phones": "12",
    }  # fmt: skip
    answer = send(signed_in(people.wang), "/children/register/", **typed)
    assert answer.status_code == 422
    body = text_of(answer)
    for kept in ('value="王小明"', 'value="990101201503010018"', 'value="13"', 'value="12"'):
        assert kept in body
    assert 'href="#id_born_on_0"' in body
    assert 'href="#id_father_phones"' in body
    assert not Child.objects.filter(name="王小明").exists()


def test_a_problem_of_the_command_stands_beside_its_field(
    people: People, signed_in: SignIn
) -> None:
    typed = {"place": VILLAGE, "name": "王小明", "id_number": "990101201503010010"}
    answer = send(signed_in(people.wang), "/children/register/", **typed)
    assert answer.status_code == 422
    assert 'href="#id_id_number"' in text_of(answer)
    assert 'value="990101201503010010"' in text_of(answer)


def test_a_double_click_acts_once(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    typed = {
        "command_id": hidden(client.get("/children/register/")), "place": VILLAGE, "name": "王小明",
    }  # fmt: skip
    first, second = (client.post("/children/register/", typed) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Child.objects.filter(name="王小明").count() == 1


def test_an_old_page_sent_again_with_other_words_is_a_new_act_after_asking(
    people: People, signed_in: SignIn
) -> None:
    client = signed_in(people.wang)
    typed = {
        "command_id": hidden(client.get("/children/register/")), "place": VILLAGE, "name": "王小明",
    }  # fmt: skip
    client.post("/children/register/", typed)
    again = client.post("/children/register/", {**typed, "name": "王小红"})
    assert again.status_code == 409
    assert 'value="王小红"' in text_of(again)
    new = {**typed, "name": "王小红", "command_id": hidden(again)}
    assert client.post("/children/register/", new).status_code == 302


def test_nobody_registers_a_child_of_another_village(people: People, signed_in: SignIn) -> None:
    answer = send(signed_in(people.sun), "/children/register/", place=VILLAGE, name="王小明")
    assert answer.status_code == 422
    assert not Child.objects.filter(name="王小明").exists()


def test_one_fact_is_corrected_and_one_is_taken_back(
    people: People, signed_in: SignIn, at: str
) -> None:
    client = signed_in(people.wang)
    rows = Particulars.objects.now().filter(child_id=people.child_id)
    assert send(client, at + "correct/hukou/", hukou="rural", source="visit").status_code == 302
    assert rows.get().hukou == Hukou.RURAL
    assert "checked" in text_of(client.get(at + "correct/hukou/"))
    assert send(client, at + "correct/hukou/", hukou="", source="visit").status_code == 302
    assert rows.get().hukou is None


def test_no_is_an_answer_and_empty_is_none(people: People, signed_in: SignIn, at: str) -> None:
    client = signed_in(people.wang)
    path = at + "correct/hukou_registered/"
    rows = Particulars.objects.now().filter(child_id=people.child_id)
    for typed, kept in (("no", False), ("yes", True), ("", None)):
        assert send(client, path, hukou_registered=typed, source="visit").status_code == 302
        assert rows.get().hukou_registered is kept


def test_income_phones_student_number_and_note_are_corrected(
    people: People, signed_in: SignIn, at: str
) -> None:
    """Nothing ticked is not collected, "asked and none" is an answer; the same again changes nothing."""
    client = signed_in(people.wang)
    rows = Particulars.objects.now().filter(child_id=people.child_id)
    for ticked, kept in ((["farming", "wages"], "farming,wages"), (["none"], "none"), ([], "")):
        assert (
            send(client, at + "correct/income/", income=ticked, source="visit").status_code == 302
        )
        assert rows.get().income == kept
    both = send(client, at + "correct/income/", income=["none", "wages"], source="visit")
    assert both.status_code == 422
    path = at + "correct/phones/"
    assert send(client, path, phones="13900000009、13900000008", source="visit").status_code == 302
    assert 'value="13900000009、13900000008"' in text_of(client.get(path))
    assert send(client, path, phones="13900000009、13900000008", source="visit").status_code != 302
    assert (
        send(client, at + "correct/note/", note="奶奶身体不好", source="visit").status_code == 302
    )
    assert "奶奶身体不好" in text_of(client.get(at))
    assert signed_in(people.sun).get(path).status_code == 404


def test_what_is_missing_is_collected_on_one_page_and_then_asked_no_more(
    people: People, signed_in: SignIn, at: str
) -> None:
    client = signed_in(people.wang)
    path = at + "collect/"
    assert 'name="ethnicity"' in text_of(client.get(path))
    typed = {"ethnicity": "汉族", "health": "healthy", "source": "visit"}
    assert send(client, path, **typed).status_code == 302
    after = text_of(client.get(path))
    assert 'name="ethnicity"' not in after
    assert 'name="sex"' in after
    row = Particulars.objects.now().get(child_id=people.child_id)
    assert (row.ethnicity, row.health, row.source) == ("汉族", "healthy", "visit")


def test_sending_a_form_unchanged_says_that_nothing_changed(
    people: People, signed_in: SignIn, at: str
) -> None:
    answer = send(signed_in(people.wang), at + "collect/", source="visit")
    assert answer.status_code == 422
    assert "没有任何改动" in text_of(answer)


def test_a_mother_leaves_and_comes_back(people: People, signed_in: SignIn, at: str) -> None:
    client = signed_in(people.wang)
    path = at + "parents/mother/"
    left = {
        "name": "李梅", "whereabouts": "away", "since_0": "2026", "since_1": "5", "since_2": "1",
        "place": "广东深圳", "source": "family", "able": "yes",
    }  # fmt: skip
    assert send(client, path, **left).status_code == 302
    assert 'value="李梅"' in text_of(client.get(path)), "what is known is not asked again"
    back = {"name": "李梅", "whereabouts": "home", "since_0": "2026", "since_1": "8",
            "since_2": "20", "source": "family", "able": "yes"}  # fmt: skip
    assert send(client, path, **back).status_code == 302
    spells = [(s.whereabouts, s.since, s.until) for s in Spell.objects.now().order_by("since")]
    assert spells == [
        ("away", date(2026, 5, 1), date(2026, 8, 20)),
        ("home", date(2026, 8, 20), None),
    ]


def test_a_parent_without_a_name_is_asked_for_one(
    people: People, signed_in: SignIn, at: str
) -> None:
    answer = send(
        signed_in(people.wang), at + "parents/father/", whereabouts="away", source="family"
    )
    assert answer.status_code == 422
    assert 'href="#id_name"' in text_of(answer)


def test_the_carer_is_recorded_and_the_rating_changes_without_another_carer(
    people: People, signed_in: SignIn, at: str
) -> None:
    client = signed_in(people.wang)
    first = {
        "kind": "grandparent",
        "kinship": "paternal_grandmother",
        "name": "张奶奶",
        "source": "visit",
    }
    assert send(client, at + "care/", **first, rating="fair").status_code == 302
    assert send(client, at + "care/", **first, rating="good").status_code == 302
    row = Care.objects.now().get(child_id=people.child_id)
    assert row.rating == Guardianship.GOOD


AGREED = {"name": "张奶奶", "signed_on_0": "2026", "signed_on_1": "8", "signed_on_2": "1"}


def test_an_exclusion_refuses_the_agreement_beside_its_question(
    people: People, signed_in: SignIn, at: str
) -> None:
    """Minors Protection Law art. 22."""
    answer = send(
        signed_in(people.wang), at + "entrust/", **AGREED, addicted="yes", child_heard="yes"
    )
    assert answer.status_code == 422
    assert 'href="#id_addicted_0"' in text_of(answer)
    assert not EntrustedCare.objects.exists()


def test_the_child_is_heard_before_care_is_entrusted_and_it_can_end(
    people: People, signed_in: SignIn, at: str
) -> None:
    client = signed_in(people.wang)
    unheard = send(client, at + "entrust/", **AGREED)
    assert 'href="#id_child_heard_0"' in text_of(unheard)
    heard = {**AGREED, "addicted": "no", "child_heard": "yes", "child_view": "我愿意和奶奶住"}
    assert send(client, at + "entrust/", **heard).status_code == 302
    row = EntrustedCare.objects.now().get()
    assert (row.addicted, row.harmed_before) == (False, None)
    assert "我愿意和奶奶住" in text_of(client.get(at))
    assert send(client, at + "entrust/end/").status_code == 302
    assert EntrustedCare.objects.now().get().ended_on == date(2026, 9, 1)


def test_notice_school_and_benefit_are_recorded(people: People, signed_in: SignIn, at: str) -> None:
    client = signed_in(people.wang)
    assert send(client, at + "notice/school/", given="no").status_code == 302
    assert Notice.objects.now().get().given is False
    enrolled = {
        "school_id": str(people.school_id),
        "stage": "primary",
        "grade": "x",
        "source": "school",
    }
    zhao = signed_in(people.zhao)
    assert "年级请填数字" in text_of(send(zhao, at + "school/", **enrolled))
    assert send(zhao, at + "school/", **{**enrolled, "grade": "5"}).status_code == 302
    assert Child.objects.get(pk=people.child_id).school_id == people.school_id
    given = {"kind": "low_income", "received": "no", "source": "family"}
    assert send(client, at + "benefit/", **given).status_code == 302
    assert Benefit.objects.now().get().received is False


def test_the_class_teacher_enrols_own_pupils_and_corrects_nothing(
    people: People, signed_in: SignIn, at: str
) -> None:
    typed = {
        "school_id": str(people.school_id),
        "stage": "primary",
        "grade": "3",
        "source": "school",
    }
    assert signed_in(people.zhou).get(at).status_code == 404, "not a pupil yet"
    assert send(signed_in(people.zhao), at + "school/", **typed).status_code == 302
    teacher = signed_in(people.zhou)
    assert teacher.get(at).status_code == 200
    assert send(teacher, at + "school/", **{**typed, "grade": "4"}).status_code == 302
    assert teacher.get(at + "correct/").status_code == 403


def test_a_child_leaves_the_register_after_asking_and_comes_back(
    people: People, signed_in: SignIn, at: str
) -> None:
    client = signed_in(people.wang)
    assert "为什么退出" in text_of(send(client, at + "exit/"))
    assert send(client, at + "exit/", cause="moved").status_code == 302
    assert Child.objects.get(pk=people.child_id).present is False
    assert send(client, at + "return/").status_code == 302
    assert Child.objects.get(pk=people.child_id).present is True


def test_a_child_is_given_to_an_acting_parent_and_taken_back(
    people: People, signed_in: SignIn, at: str
) -> None:
    lin = people.lin  # who has this child already
    client = signed_in(people.wang)
    page = text_of(client.get(at + "responsible/"))
    assert "林代理 · 代理家长" in page
    end = f"{at}responsible/{lin.user_id}/caseload/end/"
    assert end in page
    assert signed_in(lin).get(at).status_code == 200
    assert send(client, end).status_code == 302
    assert signed_in(lin).get(at).status_code == 404
    again = send(client, at + "responsible/", who=f"{lin.user_id}:caseload")
    assert again.status_code == 302
    assert Tie.objects.filter(user_id=lin.user_id, until__isnull=True).count() == 1


def test_no_name_or_number_reaches_the_plain_part_of_the_audit(
    people: People, signed_in: SignIn
) -> None:
    typed = {"place": VILLAGE, "name": "王小明", "id_number": "990101201503010018"}
    send(signed_in(people.wang), "/children/register/", **typed)
    for row in AuditEvent.objects.all():
        assert "王小明" not in row.details
        assert "990101201503010018" not in row.details
