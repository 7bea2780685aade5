"""Mandatory reports: filed by anybody at once, hidden reporter, around the accused, up by the clock."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from homeward.domain.children.public import get_child
from homeward.domain.needs.models import Report, ReportStep
from homeward.domain.needs.problems import NothingSaid, NotRevealed, ReportIsClosed
from homeward.domain.needs.public import (
    Certainty,
    Office,
    ReportState,
    Situation,
    close_report,
    escalate_due_reports,
    export_report,
    feed_back,
    file_report,
    forward_report,
    get_report,
    get_reporter,
    list_own_reports,
    list_reports,
    receive_report,
    reports_wait,
    reveal_reporter,
)
from homeward.foundation import clock
from homeward.foundation.access.models import Appointment
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import open_county
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.public import list_events
from homeward.foundation.audit.verify import verify
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.commands.problems import CommandIdReused, ReasonMissing
from homeward.foundation.commands.registry import COMMANDS
from homeward.foundation.ids import new_id
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.conftest import NOW
from tests.domain.needs.seats import pupil
from tests.personas import (
    COUNTY,
    FAR_VILLAGE,
    People,
    appointed,
    given_rows,
    machine_ctx,
    person,
)

WHAT = "孩子手臂上有很多伤，不敢回家"
OTHER = "990102000000"


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.he and people.zhou and people.wang
    return pupil(people)


def _file(by: Any, **more: Any) -> UUID:
    said: dict[str, Any] = {
        "situation": Situation.VIOLENCE,
        "certainty": Certainty.SUSPECTED,
        "what": WHAT,
    }
    return file_report(by.ctx, **(said | more)).report_id


def test_anybody_who_meets_children_may_report_any_child(people: People, child_id: Any) -> None:
    """Also outside the own village: the law asks who saw it, not whose it is."""
    for who in (
        people.zhou,
        people.wang,
        people.sun,
        people.li,
        people.wu,
        people.zheng,
        people.lin,
    ):
        report_id = _file(who, child_id=child_id)
        page = get_report(people.he.ctx, report_id=report_id)
        assert (page.what, page.report.child_name) == (WHAT, "陈小溪")
        assert page.report.owner_id == people.he.user_id
    with pytest.raises(NotPermitted):
        _file(people.qian, child_id=child_id)


def test_a_child_that_nobody_registered(people: People, child_id: Any) -> None:
    report_id = _file(people.zhou, place=FAR_VILLAGE, who="穿红衣的男孩，约八岁", in_danger=True)
    page = get_report(people.he.ctx, report_id=report_id)
    assert (page.report.place, page.who, page.report.in_danger) == (
        FAR_VILLAGE, "穿红衣的男孩，约八岁", True,
    )  # fmt: skip
    for nowhere in ({"place": "990101100999"}, {"place": ""}, {"child_id": new_id()}):
        with pytest.raises(NotFound):
            _file(people.zhou, **nowhere)
    with pytest.raises(NothingSaid):
        _file(people.zhou, child_id=child_id, what="  ")


def test_it_is_filed_now_and_what_was_seen_may_lie_earlier(people: People, child_id: Any) -> None:
    report_id = _file(people.zhou, child_id=child_id, observed_on=date(2026, 6, 1))
    row = Report.objects.get(pk=report_id)
    assert (row.observed_on, row.filed_at) == (date(2026, 6, 1), NOW)
    assert "filed_at" not in COMMANDS["report.file"].parameters()
    with pytest.raises(DateInFuture):
        _file(people.zhou, child_id=child_id, observed_on=date(2026, 9, 2))


def test_nobody_but_the_lead_knows_that_there_is_one(people: People, child_id: Any) -> None:
    report_id = _file(people.zhou, child_id=child_id)
    receive_report(people.he.ctx, report_id=report_id)
    get_report(people.he.ctx, report_id=report_id)
    for who in (
        people.zhao,
        people.li,
        people.wang,
        people.zhou,
        people.wu,
        people.lin,
        people.qian,
    ):
        for act in (get_report, export_report, receive_report, reveal_reporter, get_reporter):
            with pytest.raises((NotFound, NotPermitted)):
                act(who.ctx, report_id=report_id)
        with pytest.raises(NotPermitted):
            list_reports(who.ctx)
    assert not [e for e in list_events(people.zhao.ctx) if e.name.startswith("report.")]
    assert not [e for e in list_events(people.qian.ctx) if e.name.startswith("report.")]
    assert not [
        x for x in get_child(people.wang.ctx, child_id=child_id).looked if x.name == "何保护"
    ]
    stranger = appointed(other_officer(people), "bie", "别处保护", "child_protection_lead", OTHER)
    assert list_reports(stranger.ctx).reports == ()
    with pytest.raises((NotFound, NotPermitted)):
        get_report(stranger.ctx, report_id=report_id)


def test_the_reporter_stands_nowhere(people: People, child_id: Any) -> None:
    """Not in the audit, not in the log of commands, not in the open of any table."""
    call = people.zhou.call(command_id=new_id())
    said = {"situation": Situation.VIOLENCE, "certainty": Certainty.KNOWN, "what": WHAT}
    first = file_report(call, child_id=child_id, **said)
    assert file_report(call, child_id=child_id, **said) == first
    with pytest.raises(CommandIdReused):  # somebody else's id is not answered
        file_report(people.wang.call(command_id=call.command_id), child_id=child_id, **said)
    event = AuditEvent.objects.get(name="report.file")
    assert (event.actor_id, event.reads, bytes(event.sealed)) == (None, "protected", b"")
    assert CommandLog.objects.get(pk=call.command_id).actor_id is None
    assert list_events(people.he.ctx, name="report.file")[0].actor_name == ""
    assert list_events(people.he.ctx, actor_id=people.zhou.user_id) == ()
    assert ReportStep.objects.get().by is None
    reporter = people.zhou.user_id
    with connection.cursor() as cursor:
        for table in ("needs_report", "needs_report_step", "audit_event", "outbox_message"):
            cursor.execute(f'SELECT * FROM "{table}"')
            held = [row for row in cursor.fetchall() if str(first.report_id) in _text(row)]
            assert table == "outbox_message" or held
            for row in held:
                assert str(reporter) not in _text(row) and reporter.hex not in _text(row), table
                assert WHAT not in _text(row)
    assert verify().holds


def _text(row: tuple[Any, ...]) -> str:
    """A row as text; an id reads the same on both databases."""
    found = []
    for value in row:
        if isinstance(value, bytes | memoryview):
            value = bytes(value).decode("utf-8", "replace")
        text = str(value)
        with suppress(ValueError):
            text += str(UUID(text))
        found.append(text)
    return " ".join(found)


def test_the_name_opens_for_a_reason_and_a_quarter_of_an_hour(
    people: People, child_id: Any
) -> None:
    report_id = _file(people.zhou, child_id=child_id)
    with pytest.raises(NotRevealed):
        get_reporter(people.he.ctx, report_id=report_id)
    with pytest.raises(ReasonMissing):
        reveal_reporter(people.he.ctx, report_id=report_id)
    reveal_reporter(people.he.call(reason="公安机关需要当面核实"), report_id=report_id)
    assert get_reporter(people.he.ctx, report_id=report_id).name == "周老师"
    names = [e.name for e in list_events(people.he.ctx)]
    assert names.count("report.reveal") == 1 and names.count("report.reporter") == 2
    log = CommandLog.objects.get(name="report.reveal")
    assert "周老师" not in log.result and str(people.zhou.user_id) not in log.result
    assert [s.kind for s in get_report(people.he.ctx, report_id=report_id).steps][-1] == "revealed"
    with clock.frozen(NOW + timedelta(minutes=15)), pytest.raises(NotRevealed):
        get_reporter(people.he.ctx, report_id=report_id)


def test_it_goes_around_the_accused(people: People, child_id: Any) -> None:
    """An accused lead is not asked, not told, and finds nothing."""
    province = appointed_lead_above(people)
    report_id = _file(people.wang, child_id=child_id, accused_user_id=people.he.user_id)
    assert Report.objects.get().owner_id == province.user_id
    assert list_reports(people.he.ctx).reports == ()
    for act in (get_report, export_report, receive_report):
        with pytest.raises(NotFound):
            act(people.he.ctx, report_id=report_id)
    assert get_report(province.ctx, report_id=report_id).what == WHAT
    assert str(people.he.user_id) not in _text(Report.objects.values_list().get())


def other_officer(people: People) -> Any:
    """The officer of the county next door."""
    made = person(people.yunwei, "ling", "凌科长", OTHER)
    open_county(people.yunwei.ctx, place=OTHER, user_id=made.user_id)
    return made


def appointed_lead_above(people: People) -> Any:
    """A protection lead of the province, whom no county officer could appoint."""
    made = person(people.zhao, "sheng", "省保护", COUNTY)
    with given_rows():
        Appointment.objects.create(
            id=new_id(), user_id=made.user_id, role="child_protection_lead",
            scope_kind=ScopeKind.AREA, scope="990000000000", place="990000000000",
            since=clock.today(), granted_at=clock.now(),
        )  # fmt: skip
    return made


def test_states_feedback_and_closing(people: People, child_id: Any) -> None:
    report_id = _file(people.zhou, child_id=child_id)
    he = people.he
    assert receive_report(he.ctx, report_id=report_id).state == ReportState.RECEIVED
    receive_report(he.ctx, report_id=report_id)
    forward_report(he.ctx, report_id=report_id, to=Office.POLICE)
    forward_report(he.ctx, report_id=report_id, to=Office.CIVIL_AFFAIRS)
    with pytest.raises(NothingSaid):
        feed_back(he.ctx, report_id=report_id, text=" ")
    feed_back(he.ctx, report_id=report_id, text="孩子已安全，谢谢您")
    assert Report.objects.get().escalates_at is None
    (own,) = list_own_reports(people.zhou.ctx)
    assert (own.report_id, own.state, own.feedback) == (
        report_id,
        "forwarded",
        "孩子已安全，谢谢您",
    )
    assert list_own_reports(people.wang.ctx) == ()
    with pytest.raises(ReasonMissing):
        close_report(he.ctx, report_id=report_id)
    close_report(he.call(reason="已立案"), report_id=report_id)
    with pytest.raises(ReportIsClosed):
        forward_report(he.ctx, report_id=report_id, to=Office.POLICE)
    page = get_report(he.ctx, report_id=report_id)
    assert [step.kind for step in page.steps] == [
        "filed", "received", "forwarded", "forwarded", "fed_back", "closed",
    ]  # fmt: skip
    assert page.why_closed == "已立案"


def test_the_paper_for_the_police_has_all_but_the_reporter(people: People, child_id: Any) -> None:
    report_id = _file(people.zhou, child_id=child_id, by_whom="邻居")
    paper = export_report(people.he.ctx, report_id=report_id)
    assert (paper.child_name, paper.school, paper.what, paper.by_whom) == (
        "陈小溪", "清溪中心小学", WHAT, "邻居",
    )  # fmt: skip
    assert "周老师" not in repr(paper) and str(people.zhou.user_id) not in repr(paper)


def test_the_clock_sends_it_to_the_next_lead_further_up(people: People, child_id: Any) -> None:
    province = appointed_lead_above(people)
    report_id = _file(people.zhou, child_id=child_id)
    assert not reports_wait(NOW + timedelta(minutes=119))
    with clock.frozen(NOW + timedelta(hours=2)):
        assert reports_wait(clock.now())
        assert escalate_due_reports(machine_ctx()).reports == 1
        assert Report.objects.get().owner_id == province.user_id
    with clock.frozen(NOW + timedelta(hours=4)):
        assert escalate_due_reports(machine_ctx()).reports == 0  # nobody above
        assert not reports_wait(clock.now())
    receive_report(people.he.ctx, report_id=report_id)
    assert Report.objects.get().escalates_at == NOW + timedelta(hours=12)


def test_where_there_is_no_lead_the_report_waits_and_is_offered_again(people: People) -> None:
    child = people.child_id
    _file(people.wang, child_id=child)
    assert Report.objects.get().owner_id is None
    he = people.he
    with clock.frozen(NOW + timedelta(hours=2)):
        assert escalate_due_reports(machine_ctx()).reports == 1
    assert Report.objects.get().owner_id == he.user_id
