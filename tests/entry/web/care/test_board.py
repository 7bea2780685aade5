"""The board, the programmes, and one child, one file."""

from datetime import timedelta
from io import BytesIO

import openpyxl
from docx import Document

from homeward.domain.care.public import (
    record_engagement,
    refuse_suggestion,
)
from homeward.domain.care.words import Engaged
from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.public import record_care
from homeward.domain.children.words import CarerKind, Guardianship, Kinship
from homeward.domain.needs.public import HomeChecks, Informant, assess, open_round, record_response
from homeward.foundation import clock
from homeward.foundation.audit.models import AuditEvent
from tests.domain.care.loops import VISITS, WHY, opened, visits
from tests.domain.care.people import by, confidant, pupil
from tests.domain.needs.seats import answers
from tests.domain.needs.seats import pupil as screened_pupil
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import links, text_of
from tests.personas import VILLAGE, People


def late_loop(people: People) -> None:
    """A case three weeks old: a visit and a review are late, one suggestion was refused."""
    with clock.frozen(clock.now() - timedelta(days=21)):
        case = opened(people.wang, people.child_id)
        visits(people.wang, case.plan_id)
    why = people.wang.call(reason="家里已有低保")
    refuse_suggestion(why, plan_id=case.plan_id, programme="s13.benefit_help")


def test_a_supervisor_sees_by_village_what_is_late_and_reaches_worker_and_child(
    people: People, signed_in: SignIn
) -> None:
    late_loop(people)
    client = signed_in(people.li)
    answer = client.get("/board/")
    body = text_of(answer)
    assert "清溪村" in body and "2 件事过期" in body and "家里已有低保" in body
    found = links(answer)
    assert f"/board/{VILLAGE}/" in found
    assert f"/children/{people.child_id}/plan/" in found
    worker = next(url for url in found if "owner=" in url)
    assert "陈小溪" in text_of(client.get(worker))
    assert text_of(client.get(f"/board/{VILLAGE}/")).count("清溪村") > 1
    assert "/board/" in links(client.get("/"))


def test_the_board_downloads_as_a_workbook(people: People, signed_in: SignIn) -> None:
    late_loop(people)
    answer = signed_in(people.li).get("/board/list.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("村、社区", "红色预警", "橙色预警", "过期的事")
    assert rows[1] == ("清溪村", 0, 0, 2, 1, 0, 1, 1, 1, 1)


def test_the_stranger_and_a_teacher_see_nothing_of_it(people: People, signed_in: SignIn) -> None:
    late_loop(people)
    body = text_of(signed_in(people.sun).get("/board/"))
    assert "还没有进展可看" in body and "清溪村" not in body
    owner = f"/board/tasks/?place={VILLAGE}&owner={people.wang.user_id}"
    body = text_of(signed_in(people.sun).get(owner))
    assert "陈小溪" not in body and "王主任" not in body
    assert "没有过期的事" in text_of(
        signed_in(people.li).get("/board/tasks/?owner=nobody&place=990101101201")
    )
    assert signed_in(people.zhou).get("/board/").status_code == 403


def test_programmes_say_what_is_known_and_what_is_not_open_yet(
    people: People, signed_in: SignIn
) -> None:
    body = text_of(signed_in(people.lin).get("/programmes/"))
    assert f'id="{VISITS}"' in body and "不是保证" in body
    assert body.count("hw-card--off") == body.count("尚未开放")


def test_the_file_is_in_the_forms_order_says_what_is_unknown_and_is_recorded(
    people: People, signed_in: SignIn
) -> None:
    opened(people.wang, people.child_id)
    record_engagement(
        people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT, text="屋顶漏雨"
    )
    answer = signed_in(people.wang).get(f"/children/{people.child_id}/file.docx")
    assert "陈小溪" not in answer["Content-Disposition"]
    paper = Document(BytesIO(b"".join(answer)))
    heads = [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads == [
        "农村留守儿童基本情况登记表", "监护情况评估", "筛查", "委托照护协议和书面告知", "走访和联系",
        "计划", "转介和会商", "救助", "变动", "在册和退出",
    ]  # fmt: skip
    form = [cell.text for row in paper.tables[0].rows for cell in row.cells]
    assert form[form.index("姓名") + 1] == "陈小溪"
    assert form[form.index("公民身份号码") + 1] == "未采集"
    assert form[form.index("父母双方同时外出") + 1] == "未采集"
    said = "\n".join(p.text for p in paper.paragraphs)
    assert "屋顶漏雨" in said and WHY in said
    event = AuditEvent.objects.get(name="child.file")
    assert (event.actor_id, event.subject_id) == (people.wang.user_id, people.child_id)


def test_the_file_has_what_was_seen_at_visits_and_that_the_child_was_screened(
    people: People, signed_in: SignIn
) -> None:
    """Assessments with what was found; of a screening that it was, never an answer or a score."""
    child_id = screened_pupil(people)
    assess(
        people.wang.ctx, child_id=child_id, rating=Guardianship.POOR, note="门没有锁",
        checks=HomeChecks(lives_alone=True),
    )  # fmt: skip
    made = open_round(
        people.wang.ctx, place=VILLAGE, title="秋季筛查", informant=Informant.CHILD,
        instruments=("who-5",), due_on=clock.today(),
    )  # fmt: skip
    record_response(
        people.wang.ctx, child_id=child_id, instrument="who-5", informant=Informant.CHILD,
        answers=answers("who-5", 4), round_id=made.round_id,
    )  # fmt: skip
    said = text_of(signed_in(people.wang).get(f"/children/{child_id}/file/"))
    for words in ("差", "发现：未满十六周岁，脱离监护单独生活", "门没有锁", "秋季筛查 · 已完成"):
        assert words in said, words
    assert "80" not in said.partition("秋季筛查")[2][:200]


def test_the_form_knows_the_grandmother_who_cares(people: People, signed_in: SignIn) -> None:
    record_care(
        people.wang.ctx, child_id=people.child_id, kind=CarerKind.GRANDPARENT,
        kinship=Kinship.PATERNAL_GRANDMOTHER, adult=AdultDraft(name="田奶奶"),
    )  # fmt: skip
    answer = signed_in(people.wang).get(f"/children/{people.child_id}/file.docx")
    paper = Document(BytesIO(b"".join(answer)))
    form = [cell.text for row in paper.tables[0].rows for cell in row.cells]
    assert form[form.index("祖母") + 1] == "田奶奶"
    assert form[form.index("外祖母") + 1] == "未采集"


def test_the_file_leaves_out_what_is_protected_and_is_not_everybodys(
    people: People, signed_in: SignIn
) -> None:
    child_id = pupil(people)
    trusted = confidant(people.wang.user_id)
    record_engagement(by(trusted), child_id=child_id, kind=Engaged.SESSION, text="只有辅导老师知道")
    body = text_of(signed_in(people.wang).get(f"/children/{child_id}/file/"))
    assert "陈小溪" in body and "只有辅导老师知道" not in body and "心理辅导" not in body
    for who in (people.zhou, people.lin):
        assert signed_in(who).get(f"/children/{child_id}/file/").status_code == 403
    assert signed_in(people.sun).get(f"/children/{child_id}/file/").status_code == 404
