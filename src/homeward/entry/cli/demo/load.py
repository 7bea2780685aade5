"""Loading the demonstration: places, children, people, and what they did in the last weeks."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import transaction

from homeward.domain.children.models import Child, School
from homeward.domain.children.public import load_demonstration, sweep_doubles, sweep_status
from homeward.domain.watch.public import sweep_alerts
from homeward.engines.population import County, CountyParams, county
from homeward.entry.cli import first_passwords
from homeward.entry.cli.demo.acts import Weeks
from homeward.entry.cli.demo.people import REASON, SCHOOL_NAME, TOWNSHIP, Stage
from homeward.foundation import clock
from homeward.foundation.access.actor import machine
from homeward.foundation.accounts.models import User
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.places.public import load_places

CHILDREN = 3_000
SEED = 20_260_901
OPENED_BEFORE = timedelta(days=45)


def load_demo(say: Callable[[str], None], children: int = CHILDREN) -> None:
    """Make the demonstration where nothing is yet; do nothing where anybody or any child is known.

    All or nothing: what is half loaded is taken back. Each act bears the instant at which it is
    played, within the last weeks, and the reason that it is a demonstration.

    Args:
        say: told what is being done.
        children: size of the county.
    """
    if User.objects.exists() or Child.objects.exists():
        return
    now = clock.now()
    opened_at = at_china_time(now - OPENED_BEFORE, 9)
    say("正在装入演示县“清溪县”（虚构）…… Loading the fictional county 清溪县")
    with transaction.atomic():
        made = county(CountyParams.sized(children), SEED, clock.day_of(opened_at))
        load_places(_machine(opened_at), rows=_places(made))
        load_demonstration(
            _machine(opened_at), children=children, seed=SEED, newcomers_by_roll=TOWNSHIP
        )
        stage = Stage(opened_at)
        stage.open_house()
        school = School.objects.get(place=TOWNSHIP, name=SCHOOL_NAME)
        stage.appoint_all(school.id)
        Weeks(stage, made, now, school.id).play()
        sweep_status(_machine(now))
        sweep_doubles(_machine(now))
        sweep_alerts(_machine(now))
        first_passwords.keep(stage.passwords)
    count = Child.objects.filter(present=True).count()
    say(f"已装入 {count} 名虚构的孩子 · {count} invented children are on the register")


def at_china_time(day: datetime, hour: int, minute: int = 0) -> datetime:
    """An hour of the day in China on which an instant falls."""
    return datetime.combine(clock.day_of(day), time(hour, minute), clock.CHINA)


def _machine(at: datetime) -> Context:
    return Context(actor=machine(), channel=Channel.CLI, at=at, reason=REASON)


def _places(made: County) -> tuple[tuple[str, str], ...]:
    places = made.places
    whole = (places.province, places.city, places.county, *places.townships, *places.villages)
    return tuple((place.code, place.name) for place in whole)
