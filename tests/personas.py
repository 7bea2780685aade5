"""Named people with fixed relations, made through the commands that make people.

One county, 清溪县 (990101, fictional: no such code exists), two townships, three villages:

    赵科长 zhao    county officer of 990101
    李督导 li      township supervisor of 清溪镇 990101100
    王主任 wang    child director of 清溪村 990101100201
    孙主任 sun     child director of 上坪村 990101100202: the stranger, same role, next village
    周老师 zhou    class teacher at the school of 清溪镇
    林代理 lin     acting parent, vetted today, with one tied child
    吴心理 wu      counsellor at the school of 清溪镇
    郑心理 zheng   counsellor at the school of 白石乡: the stranger, same role, another school
    何保护 he      child protection lead of 990101
    钱审计 qian    auditor of the county
    运维   yunwei  operator of the whole country
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from homeward.domain.children.commands.register import register_child
from homeward.domain.children.commands.schooling import add_school
from homeward.domain.children.drafts import ParticularsDraft
from homeward.foundation import clock
from homeward.foundation.access.actor import Actor, machine
from homeward.foundation.access.load import load_actor
from homeward.foundation.access.models import Appointment
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.public import appoint, create_person, open_county, tie_child
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.guard.context import writing
from homeward.foundation.ids import new_id
from homeward.foundation.places.public import load_places
from tests.domain.helpers.vetted import vetted

COUNTY = "990101000000"
TOWNSHIP, OTHER_TOWNSHIP = "990101100000", "990101101000"
VILLAGE, NEXT_VILLAGE, FAR_VILLAGE = "990101100201", "990101100202", "990101101201"
PLACES = (
    ("99", "演示省"),
    ("9901", "演示市"),
    ("990101", "清溪县"),
    ("990101100", "清溪镇"),
    ("990101101", "白石乡"),
    (VILLAGE, "清溪村"),
    (NEXT_VILLAGE, "上坪村"),
    (FAR_VILLAGE, "白石村"),
    ("990102", "云岭县"),
    ("990102100", "云岭镇"),
    ("990102100201", "云岭村"),
)
PASSWORD = "qingxi-tea-47-hills"


@dataclass(frozen=True)
class Persona:
    """Somebody who can act. `ctx` is a fresh call each time, with the duties of the frozen day."""

    user_id: UUID
    username: str
    name: str

    @property
    def actor(self) -> Actor:
        return load_actor(self.user_id, clock.today())

    @property
    def ctx(self) -> Context:
        return self.call()

    def call(self, **more: Any) -> Context:
        """A call with chosen parts, such as `command_id` or `reason`."""
        return Context(actor=self.actor, channel=Channel.WEB, **more)


def load_county() -> None:
    """The places of the fictional county and its neighbour."""
    load_places(machine_ctx(), rows=PLACES)


class People:
    """Everybody, each made when first named."""

    @cached_property
    def yunwei(self) -> Persona:
        """The first operator: made by rows, as nobody is there yet who could appoint one."""
        user_id = new_id()
        with given_rows():
            User.objects.create(
                id=user_id,
                username="yunwei",
                name="运维",
                password=make_password(PASSWORD),
                made_at=clock.now(),
            )
            Appointment.objects.create(
                id=new_id(),
                user_id=user_id,
                role="operator",
                scope_kind=ScopeKind.AREA,
                since=clock.today(),
                granted_at=clock.now(),
            )
        return Persona(user_id, "yunwei", "运维")

    @cached_property
    def zhao(self) -> Persona:
        zhao = person(self.yunwei, "zhao", "赵科长", COUNTY)
        open_county(self.yunwei.ctx, place=COUNTY, user_id=zhao.user_id)
        return zhao

    @cached_property
    def li(self) -> Persona:
        return appointed(self.zhao, "li", "李督导", "township_supervisor", TOWNSHIP)

    @cached_property
    def wang(self) -> Persona:
        return appointed(self.li, "wang", "王主任", "child_director", VILLAGE)

    @cached_property
    def sun(self) -> Persona:
        return appointed(self.li, "sun", "孙主任", "child_director", NEXT_VILLAGE)

    @cached_property
    def qian(self) -> Persona:
        return appointed(self.zhao, "qian", "钱审计", "auditor", COUNTY)

    @cached_property
    def school_id(self) -> UUID:
        """The school of 清溪镇."""
        return add_school(self.zhao.ctx, place=TOWNSHIP, name="清溪中心小学").school_id

    @cached_property
    def zhou(self) -> Persona:
        zhou = person(self.li, "zhou", "周老师", TOWNSHIP)
        scope = str(self.school_id)
        appoint(self.li.ctx, user_id=zhou.user_id, role="class_teacher", scope=scope)
        return zhou

    @cached_property
    def other_school_id(self) -> UUID:
        """The school of 白石乡."""
        return add_school(self.zhao.ctx, place=OTHER_TOWNSHIP, name="白石小学").school_id

    @cached_property
    def wu(self) -> Persona:
        return self._counsellor("wu", "吴心理", self.school_id)

    @cached_property
    def zheng(self) -> Persona:
        return self._counsellor("zheng", "郑心理", self.other_school_id)

    def _counsellor(self, username: str, name: str, school_id: UUID) -> Persona:
        made = person(self.zhao, username, name, COUNTY)
        appoint(self.zhao.ctx, user_id=made.user_id, role="counsellor", scope=str(school_id))
        return made

    @cached_property
    def he(self) -> Persona:
        return appointed(self.zhao, "he", "何保护", "child_protection_lead", COUNTY)

    @cached_property
    def child_id(self) -> UUID:
        """A child of 清溪村 of whom only the name is known."""
        draft = ParticularsDraft(name="陈小溪")
        return register_child(self.wang.ctx, place=VILLAGE, child=draft).child_id

    @cached_property
    def lin(self) -> Persona:
        lin = person(self.li, "lin", "林代理", TOWNSHIP)
        appoint(self.li.ctx, user_id=lin.user_id, role="acting_parent")
        vetted(self.li, TOWNSHIP, user_id=lin.user_id)
        tie_child(
            self.wang.ctx, child_id=self.child_id, user_id=lin.user_id, kind=ScopeKind.CASELOAD
        )
        return lin


@contextmanager
def given_rows() -> Iterator[None]:
    """The marked exception: rows that no command may make, written behind the door's back."""
    with transaction.atomic(), writing("given_rows"):
        yield


def machine_ctx() -> Context:
    """A call of the nightly worker."""
    return Context(actor=machine(), channel=Channel.JOB)


def person(by: Persona, username: str, name: str, place: str, phone: str = "") -> Persona:
    """An account without any duty, made by somebody who may."""
    made = create_person(
        by.ctx, place=place, username=username, name=name, password=PASSWORD, phone=phone
    )
    return Persona(made.user_id, username, name)


def appointed(by: Persona, username: str, name: str, role: str, place: str) -> Persona:
    """An account with one duty over an area."""
    made = person(by, username, name, place)
    appoint(by.ctx, user_id=made.user_id, role=role, scope=place)
    return made
