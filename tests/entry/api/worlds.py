"""One of everything, somebody in each role, and every address of the API with what it takes."""

from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import EnumType
from importlib.resources import files
from inspect import Parameter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from homeward.domain.care.public import offer_transfer
from homeward.domain.care.targets import LOCATED
from homeward.domain.care.words import TransferKind
from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.models import HeldRow
from homeward.domain.children.public import (
    HeldSection,
    add_school,
    ask_correction,
    check_roll,
    commit_roll,
    enrol_child,
    merge_children,
    register_child,
)
from homeward.domain.helpers.public import attach_evidence, record_step
from homeward.domain.needs.public import (
    Certainty,
    Informant,
    Situation,
    file_report,
    open_school_round,
)
from homeward.entry.api.reads import in_path
from homeward.entry.api.resources import RESOURCES
from homeward.entry.arguments.model import file_parameters
from homeward.foundation import clock
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.models import ApiToken, User
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.registry import COMMANDS, QUERIES, Door
from homeward.foundation.ids import new_id
from tests.domain.care.loops import care_records
from tests.domain.children.doubles.pairs import raised_pair
from tests.domain.helpers.vetted import PDF, active, vetted
from tests.domain.needs.seats import raised
from tests.entry.api.conftest import Caller, token_of
from tests.personas import NEXT_VILLAGE, PASSWORD, TOWNSHIP, VILLAGE, People, given_rows

SAID = yaml.safe_load(files("homeward.rules.access").joinpath("roles.yaml").read_text("utf-8"))
EVERYONE = set(SAID.pop("everyone")["actions"])
MACHINE = SAID.pop("machine")
REFUSED = {"access.not_permitted", "record.not_found"}
FAR = "990102000000"
CHILD = "陈小溪"
ROLL = (
    "序号,姓名,性别,出生日期,家庭住址\n"
    "1,陈小溪的弟弟,男,2016-03-05,清溪镇清溪村二组\n"
    "2,陈小溪的妹妹,女,哪年不记得了,清溪镇清溪村二组\n"
)

KNOWN: dict[str, Any] = {
    "username": "xin", "name": "新人", "password": PASSWORD, "old": PASSWORD, "new": PASSWORD + "x",
    "role": "child_director", "scope": VILLAGE, "level": 9, "children": 5,
    "rows": [["99", "演示省"]], "filename": "roll.csv", "decision": "drop",
    "moves": [[VILLAGE, NEXT_VILLAGE]], "place": VILLAGE, "village": NEXT_VILLAGE,
    "programme": "s05.home_visit", "parent": "father", "planned_on": "2026-09-08", "due_on": "2026-09-08",
    "step": "interview", "levels": ["一", "二", "三", "四", "五"], "other_ids": [],
}  # fmt: skip
"""Values that a parameter of this name likes; any other is made from its type."""


@dataclass(frozen=True)
class World:
    """One of everything, all of it in 清溪村."""

    ids: dict[str, Any]
    school_id: UUID
    other_school_id: UUID
    other_child_id: UUID


def make_world(people: People) -> World:
    """A child at school, a roll with a held row, an appointment, an act in the audit, an alert, a round."""
    ids: dict[str, Any] = {"child_id": people.child_id, "user_id": people.wang.user_id}
    ids |= {"place": VILLAGE, "school_id": people.school_id, "year": clock.today().year}
    enrol_child(people.zhao.ctx, child_id=people.child_id, school_id=people.school_id)
    other = add_school(people.zhao.ctx, place=TOWNSHIP, name="白石小学").school_id
    draft = ParticularsDraft(name="别家孩子")
    other_child = register_child(people.wang.ctx, place=VILLAGE, child=draft).child_id
    ids["other_id"] = register_child(people.wang.ctx, place=VILLAGE, child=draft).child_id
    third = register_child(people.wang.ctx, place=VILLAGE, child=draft).child_id
    ids["merge_id"] = merge_children(
        people.zhao.call(reason="一人两记"), child_id=people.child_id, other_id=third
    ).merge_id
    offer = offer_transfer(
        people.zhao.ctx, child_id=ids["other_id"], kind=TransferKind.FAMILY, to_place=NEXT_VILLAGE
    )
    ids |= {"transfer_id": offer.transfer_id, "incoming_id": offer.transfer_id}
    ids["correction_id"] = ask_correction(
        people.zhao.ctx, child_id=people.child_id, section=HeldSection.WHO, wrong="年级", who="奶奶"
    ).correction_id
    ids["pair_id"] = raised_pair(people.child_id, ids["other_id"]).id
    ids["appointment_id"] = Appointment.objects.get(user_id=people.wang.user_id).id
    ids["event_id"] = AuditEvent.objects.filter(name="child.register").latest("seq").id
    checked = check_roll(people.wang.ctx, place=VILLAGE, filename="x.csv", data=ROLL.encode())
    commit_roll(people.wang.ctx, batch_id=checked.batch_id)
    ids["batch_id"] = checked.batch_id
    ids["held_id"] = HeldRow.objects.get(batch_id=checked.batch_id).id
    ids |= _needs(people)
    ids |= care_records(people)
    ids |= _helping(people)
    return World(ids, people.school_id, other, other_child)


def _needs(people: People) -> dict[str, Any]:
    """An alert for whoever cares, a round at the school, a report."""
    alert = raised(people.child_id)
    opened = open_school_round(
        people.zhao.ctx, school_id=people.school_id, title="秋季筛查", instruments=("who-5",),
        informant=Informant.CHILD, due_on=clock.today(),
    )  # fmt: skip
    filed = file_report(
        people.zhao.ctx, child_id=people.child_id, situation=Situation.OTHER,
        certainty=Certainty.SUSPECTED, what="听到哭喊",
    )  # fmt: skip
    return {"alert_id": alert.alert_id, "round_id": opened.round_id, "report_id": filed.report_id}


def _helping(people: People) -> dict[str, Any]:
    """A helper with a step and its paper, and a match that has begun."""
    helper_id = vetted(people.li, VILLAGE, "冯爱心")
    step = record_step(people.li.ctx, helper_id=helper_id, step="interview")
    kept = attach_evidence(people.li.ctx, step_id=step.step_id, data=PDF)
    return {
        "helper_id": helper_id, "step_id": step.step_id, "evidence_id": kept.evidence_id,
        "lead_id": vetted(people.li, VILLAGE, "冯组长"),
        "match_id": active(people.li, people.child_id, helper_id),
    }  # fmt: skip


def holder(world: World, role: str, own: bool) -> Caller:
    """Somebody in a role, over the world's own area or over another of the same kind."""
    kind = ScopeKind(SAID[role]["scope"])
    school = world.school_id if own else world.other_school_id
    scope = {ScopeKind.AREA: TOWNSHIP if own else FAR, ScopeKind.SCHOOL: str(school)}.get(kind, "")
    user_id = new_id()
    with given_rows():
        User.objects.create(id=user_id, username=f"{role}-{own}", name=role, made_at=clock.now())
        Appointment.objects.create(
            id=new_id(), user_id=user_id, role=role, scope_kind=kind, scope=scope,
            place=scope if kind == ScopeKind.AREA else "", since=clock.today(),
            granted_at=clock.now(),
        )  # fmt: skip
        if kind in (ScopeKind.CASELOAD, ScopeKind.FAMILY):
            child = world.ids["child_id"] if own else world.other_child_id
            Tie.objects.create(
                id=new_id(), user_id=user_id, subject_id=child, kind=kind, since=clock.today()
            )
    caller = Caller(token_of(user_id))
    world.ids["token_id"] = ApiToken.objects.get(user_id=user_id).id
    return caller


def let_in(door: Door, role: str, own: bool) -> bool:
    """What the file says: the role holds the action, and its scope covers what is acted on."""
    if door.action not in {*SAID[role]["actions"], *EVERYONE}:
        return False
    if not door.on:
        return True
    of_child = (
        door.on in ("child_id", "alert_id", "correction_id", "match_id") or door.on in LOCATED
    )
    covered = {
        "area": True,
        "school": of_child or door.on in ("school_id", "round_id"),
        "caseload": of_child,
        "family": of_child,
    }
    return own and covered[SAID[role]["scope"]]


def sample(name: str, kind: Any, world: World) -> Any:
    """A value that can be read as this parameter."""
    if name in world.ids:
        return str(world.ids[name])
    if name in KNOWN:
        return KNOWN[name]
    if get_origin(kind) in (UnionType, Union):
        kind = next(part for part in get_args(kind) if part is not NoneType)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        needed = [f.name for f in fields(kind) if f.default is f.default_factory is MISSING]
        return {field: sample(field, hints[field], world) for field in needed}
    if isinstance(kind, EnumType):
        return str(next(iter(kind)))  # type: ignore[call-overload]
    if get_origin(kind) is tuple:
        return [sample("", get_args(kind)[0], world)]
    values: dict[Any, Any] = {
        str: "文字", int: 1, float: 1.0, bool: True, UUID: str(new_id()), date: str(clock.today()),
        datetime: clock.now().isoformat(),
    }  # fmt: skip
    return values[kind]


def arguments(door: Door, world: World) -> dict[str, Any]:
    return {
        name: sample(name, kind, world)
        for name, (kind, default) in door.parameters().items()
        if (default is Parameter.empty or name in KNOWN) and kind is not bytes
    }


def post(caller: Caller, path: str, door: Door, world: World) -> Any:
    body = arguments(door, world)
    if not file_parameters(door):
        return caller.post(path, body)
    form = body | {name: SimpleUploadedFile("x.csv", b"x") for name in file_parameters(door)}
    return caller.client.post(f"/api/v1{path}", form, headers=caller.headers)


def tries(caller: Caller, world: World) -> Any:
    """Every address with what came back: (address, door, answer)."""
    for door in COMMANDS.values():
        path = f"/commands/{door.name}"
        yield path, door, lambda p=path, d=door: post(caller, p, d, world)
    for resource in RESOURCES:
        door = QUERIES[resource.query]
        if resource.ask:
            yield resource.ask, door, lambda r=resource, d=door: post(caller, r.ask, d, world)
        if resource.path:
            said = arguments(door, world) | {n: str(world.ids[n]) for n in in_path(resource)}
            path = resource.path.format_map(said)
            asked = {k: v for k, v in said.items() if k not in in_path(resource)}
            asked = {k: v for k, v in asked.items() if k not in resource.private}
            yield resource.path, door, lambda p=path, a=asked: caller.get(p, data=a)


def undone(act: Any) -> Any:
    """The answer of an act that leaves nothing behind."""
    with transaction.atomic():
        answer = act()
        transaction.set_rollback(True)
    return answer


def text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")
