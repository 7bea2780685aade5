"""Every address x every role, made from the table of addresses: a new page is tried without being named.

What holds for all: nobody unsigned gets in; no address breaks; a name is seen by those alone who may
read the child; whoever has no duty is refused; a faulty or forbidden post writes nothing.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from homeward.domain.care.public import offer_transfer
from homeward.domain.care.words import TransferKind
from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.models import HeldRow
from homeward.domain.children.public import (
    HeldSection,
    ask_correction,
    check_roll,
    commit_roll,
    merge_children,
    register_child,
)
from homeward.domain.helpers.public import attach_evidence, record_step
from homeward.domain.needs.public import (
    Certainty,
    Informant,
    Situation,
    file_report,
    open_round,
)
from homeward.entry.web.middleware import OPEN
from homeward.foundation.access.decide import can
from homeward.foundation.access.scopes import Target
from homeward.foundation.audit.models import AuditEvent
from tests.domain.care.loops import care_records
from tests.domain.children.doubles.pairs import raised_pair
from tests.domain.helpers.vetted import PDF, active, vetted
from tests.domain.needs.seats import raised
from tests.entry.web.conftest import SignIn
from tests.personas import NEXT_VILLAGE, TOWNSHIP, VILLAGE, People, Persona, person

NAME = "陈小溪"
FOR_EVERYBODY = {"home", "account", "logout", "definitions", "roles"}
"""Pages of one's own, and what the state publishes anyway."""
ROLL = "姓名,性别,出生日期,身份证号,村\n李小禾,女,2015-03-01,990101201503010000,清溪村\n"


def routes(patterns: Any = None) -> Iterator[URLPattern]:
    """Every named address of the web face; the API has its own test."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "ninja" and not str(pattern.pattern).startswith("api/"):
                yield from routes(pattern.url_patterns)
        else:
            yield pattern


NAMES = sorted({str(route.name) for route in routes()})


@pytest.fixture
def samples(people: People) -> dict[str, Any]:
    """Something real for each kind of id in an address."""
    other, third = (
        register_child(people.wang.ctx, place=VILLAGE, child=ParticularsDraft(name=name)).child_id
        for name in ("李小禾", "李小河")
    )
    merge = merge_children(
        people.li.call(reason="一人两记"), child_id=people.child_id, other_id=third
    )
    offer = offer_transfer(
        people.wang.ctx, child_id=other, kind=TransferKind.FAMILY, to_place=NEXT_VILLAGE
    )
    batch = check_roll(
        people.wang.ctx, place=VILLAGE, filename="roll.csv", data=ROLL.encode("utf-8-sig")
    )
    commit_roll(people.wang.ctx, batch_id=batch.batch_id)
    loop = care_records(people)
    pair = raised_pair(people.child_id, other)
    held = HeldRow.objects.values_list("id", flat=True).first()
    return {
        **loop,
        **needs_records(people),
        **helping_records(people, other),
        "child_id": people.child_id,
        "other_id": other,
        "merge_id": merge.merge_id,
        "transfer_id": offer.transfer_id,
        "incoming_id": offer.transfer_id,
        "pair_id": pair.id,
        "correction_id": ask_correction(
            people.wang.ctx,
            child_id=people.child_id,
            section=HeldSection.WHO,
            wrong="年级",
            who="奶奶",
        ).correction_id,
        "user_id": people.lin.user_id,
        "field": "hukou",
        "purpose": "screening",
        "parent": "father",
        "to": "school",
        "batch_id": batch.batch_id,
        "held_id": held or batch.batch_id,
        "event_id": AuditEvent.objects.filter(subject_id=people.child_id)
        .values_list("id")
        .first()[0],
        "appointment_id": people.lin.user_id,
        "place": VILLAGE,
        "code": VILLAGE,
        "topic": "start",
        "instrument": "who-5",
        "informant": "child",
        "page": "start",
        "name": "start",
    }


def helping_records(people: People, child_id: Any) -> dict[str, Any]:
    """A helper with a step and its paper, and a match that has begun."""
    helper_id = vetted(people.li, VILLAGE, "冯爱心")
    step = record_step(people.li.ctx, helper_id=helper_id, step="interview")
    kept = attach_evidence(people.li.ctx, step_id=step.step_id, data=PDF)
    return {
        "helper_id": helper_id, "step_id": step.step_id, "evidence_id": kept.evidence_id,
        "match_id": active(people.li, child_id, helper_id),
    }  # fmt: skip


KINDS = {"care-record": "visit"}
"""What `kind` means differs from page to page."""


def needs_records(people: People) -> dict[str, Any]:
    """An alert, a round and a report about the child."""
    assert people.he
    filed = file_report(
        people.wang.ctx, child_id=people.child_id, situation=Situation.VIOLENCE,
        certainty=Certainty.SUSPECTED, what="手臂有伤",
    )  # fmt: skip
    opened = open_round(
        people.wang.ctx, place=VILLAGE, title="秋季筛查", instruments=("who-5",),
        informant=Informant.CHILD, due_on=people.wang.ctx.today,
    )  # fmt: skip
    alert = raised(people.child_id)
    return {
        "alert_id": alert.alert_id, "round_id": opened.round_id, "report_id": filed.report_id,
    }  # fmt: skip


def address(name: str, samples: dict[str, Any]) -> str:
    """A real address of a route."""
    route = next(one for one in routes() if one.name == name)
    wanted = route.pattern.converters
    samples = {**samples, "kind": KINDS.get(name, "caseload")}
    missing = set(wanted) - set(samples)
    assert not missing, f"{name}: give a sample of {missing} in this test"
    return reverse(name, kwargs={key: samples[key] for key in wanted})


def everybody(people: People) -> list[Persona]:
    return [
        people.zhao, people.li, people.wang, people.sun, people.zhou, people.lin, people.qian,
        people.yunwei, people.wu, people.he, person(people.li, "ning", "宁老师", TOWNSHIP),
    ]  # fmt: skip


def test_nobody_unsigned_gets_in(people: People, samples: dict[str, Any]) -> None:
    for name in NAMES:
        path = address(name, samples)
        for answer in (Client().get(path), Client().post(path, {})):
            if path.startswith(OPEN):
                assert answer.status_code < 500, path
            else:
                assert answer.status_code == 302, path
                assert answer["Location"].startswith("/login/"), path
            assert NAME not in body(answer), path


def test_no_address_breaks_and_the_name_is_seen_by_those_alone_who_may_read_the_child(
    people: People, samples: dict[str, Any], signed_in: SignIn
) -> None:
    target = Target(place=VILLAGE, subject_id=people.child_id)
    seen: dict[str, set[str]] = {}
    for who in everybody(people):
        reads = can(who.actor, "child.read", target)
        for language in ("zh-hans", "en") if who is people.zhao else ("zh-hans",):
            client = signed_in(who, language)
            for name in NAMES:
                if name == "logout":
                    continue
                path = address(name, samples)
                answer = client.get(path)
                assert answer.status_code < 500, (who.name, path)
                if NAME in body(answer):
                    assert reads, (who.name, path)
                    seen.setdefault(who.name, set()).add(name)
                if "child_id" in path_arguments(name) and not reads:
                    assert answer.status_code == 404, (who.name, path)
    assert set(seen) >= {"赵科长", "李督导", "王主任", "林代理", "何保护"}


def test_whoever_has_no_duty_is_refused_everywhere(
    people: People, samples: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in(person(people.li, "ning", "宁老师", TOWNSHIP))
    for name in sorted(set(NAMES) - FOR_EVERYBODY):
        path = address(name, samples)
        if path.startswith(OPEN):
            continue
        for answer in (client.get(path, follow=True), client.post(path, {}, follow=True)):
            assert answer.status_code in (403, 404, 405), path
            body(answer)


def test_an_empty_post_writes_nothing_whoever_sends_it(
    people: People, samples: dict[str, Any], signed_in: SignIn
) -> None:
    for who in everybody(people):
        client = signed_in(who)
        for name in NAMES:
            if name == "logout":
                continue
            before = AuditEvent.objects.filter(reading=False).count()
            path = address(name, samples)
            answer = client.post(path, {})
            body(answer)
            assert answer.status_code < 500, (who.name, path)
            assert AuditEvent.objects.filter(reading=False).count() == before, (who.name, path)


def path_arguments(name: str) -> set[str]:
    return set(next(one for one in routes() if one.name == name).pattern.converters)


def body(answer: Any) -> str:
    """What was sent. Reading a stream to its end closes it; closing an answer a second time would close
    the database's connection, too, in the middle of the test."""
    content = answer.getvalue() if answer.streaming else answer.content
    return bytes(content).decode("utf-8", "replace")
