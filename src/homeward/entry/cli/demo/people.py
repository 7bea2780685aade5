"""Who works in the fictional county, and their passwords."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.domain.children.public import let_people_in
from homeward.entry.cli import first_passwords
from homeward.foundation.access.actor import machine
from homeward.foundation.access.load import load_actor
from homeward.foundation.access.roles import roles
from homeward.foundation.accounts.commands.found import found_house
from homeward.foundation.accounts.commands.people import first_password
from homeward.foundation.accounts.public import (
    appoint,
    create_person,
    open_county,
)
from homeward.foundation.clock import day_of
from homeward.foundation.commands.context import Channel, Context

COUNTY = "990101000000"
TOWNSHIP = "990101100000"
VILLAGE, NEXT_VILLAGE = "990101100201", "990101100202"
SCHOOL = "school"
"""Stands for the central primary school of the township, whose id is made on loading."""
REASON = "演示数据"


@dataclass(frozen=True, slots=True)
class Persona:
    """One log-in of the demonstration.

    Attributes:
        title: the role's title in Chinese, with the place or school where there is one.
    """

    login: str
    name: str
    title: str
    password: str


@dataclass(frozen=True, slots=True)
class _Cast:
    login: str
    name: str
    role: str
    where: str
    by: str
    scope: str = ""


CAST = (
    _Cast("li", "李督导", "township_supervisor", TOWNSHIP, "zhao", TOWNSHIP),
    _Cast("wang", "王主任", "child_director", VILLAGE, "li", VILLAGE),
    _Cast("sun", "孙主任", "child_director", NEXT_VILLAGE, "li", NEXT_VILLAGE),
    _Cast("zhou", "周老师", "class_teacher", TOWNSHIP, "li", SCHOOL),
    _Cast("chen", "陈校长", "head_teacher", TOWNSHIP, "li", SCHOOL),
    _Cast("he", "何老师", "counsellor", TOWNSHIP, "zhao", SCHOOL),
    _Cast("bao", "包主任", "child_protection_lead", COUNTY, "zhao", COUNTY),
    _Cast("lin", "林代理", "acting_parent", TOWNSHIP, "li"),
    _Cast("wangba", "王爸爸", "parent", VILLAGE, "li"),
    _Cast("qian", "钱审计", "auditor", COUNTY, "zhao", COUNTY),
    _Cast("wu", "吴统计", "analyst", COUNTY, "zhao", COUNTY),
    _Cast("fang", "方捐助", "donor", COUNTY, "zhao", COUNTY),
)
PLACES = {COUNTY: "清溪县", TOWNSHIP: "清溪镇", VILLAGE: "东坪村", NEXT_VILLAGE: "上湾村"}
SCHOOL_NAME = "清溪镇中心小学"
FIRST = (("yunwei", "运维", "operator", ""), ("zhao", "赵科长", "county_officer", COUNTY))


def personas() -> list[Persona]:
    """Everybody of the demonstration whose password is still the one made on loading."""
    titles = {login: _title(role, where) for login, _, role, where in _everybody()}
    return [
        Persona(kept.username, kept.name, titles[kept.username], kept.password)
        for kept in first_passwords.still_open("zh")
        if kept.username in titles
    ]


def _everybody() -> list[tuple[str, str, str, str]]:
    """Log-in, name, role and where, in the order of their duties."""
    return [*FIRST, *((one.login, one.name, one.role, one.scope or one.where) for one in CAST)]


def _title(role: str, where: str) -> str:
    place = SCHOOL_NAME if where == SCHOOL else PLACES.get(where, "")
    return f"{place}{roles()[role].title['zh']}"


class Stage:
    """The people of the demonstration acting through the doors, each at a chosen instant."""

    def __init__(self, opened_at: datetime) -> None:
        self.opened_at = opened_at
        self.ids: dict[str, UUID] = {}
        self.passwords = {login: first_password() for login, *_ in _everybody()}

    def call(self, login: str, at: datetime) -> Context:
        """A call by somebody, with the duties of that day."""
        actor = load_actor(self.ids[login], day_of(at))
        return Context(actor=actor, channel=Channel.WEB, at=at, reason=REASON)

    def open_house(self) -> None:
        """The operator and the county's first officer."""
        (login, name, _, _), (second, officer, _, _) = FIRST
        password = self.passwords[login]
        made = found_house(self._machine(), username=login, name=name, password=password)
        self.ids[login] = made.user_id
        self._account("yunwei", second, officer, COUNTY)
        at = self.opened_at
        open_county(self.call("yunwei", at), place=COUNTY, user_id=self.ids[second])

    def appoint_all(self, school_id: UUID) -> None:
        """Everybody else, by whoever may appoint them."""
        for one in CAST:
            self._account(one.by, one.login, one.name, one.where)
            scope = str(school_id) if one.scope == SCHOOL else one.scope
            call = self.call(one.by, self.opened_at)
            appoint(call, user_id=self.ids[one.login], role=one.role, scope=scope)
        let_people_in(self._machine(), user_ids=tuple(self.ids.values()))

    def _machine(self) -> Context:
        return Context(actor=machine(), channel=Channel.CLI, at=self.opened_at, reason=REASON)

    def _account(self, by: str, login: str, name: str, place: str) -> None:
        first = self.passwords[login]
        call = self.call(by, self.opened_at)
        made = create_person(call, place=place, username=login, name=name, password=first)
        self.ids[login] = made.user_id
