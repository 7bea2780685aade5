"""The fictional county for benches: places, children, one officer with a token."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from homeward.domain.children.public import let_people_in, load_demonstration
from homeward.engines.population import County, CountyParams, county
from homeward.foundation import clock
from homeward.foundation.access.actor import machine
from homeward.foundation.access.load import load_actor
from homeward.foundation.accounts.commands.people import first_password
from homeward.foundation.accounts.commands.self import digest_of, new_secret
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.public import (
    create_person,
    found_house,
    issue_token,
    open_county,
)
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.places.public import load_places

COUNTY = "990101000000"
SEED = 7


def as_machine() -> Context:
    """A fresh call of the machine."""
    return Context(actor=machine(), channel=Channel.CLI)


def made_county(children: int) -> County:
    """The county of a size, as of today."""
    return county(CountyParams.sized(children), SEED, clock.today())


def load_map(made: County) -> None:
    """Its places into the database."""
    places = made.places
    whole = (places.province, places.city, places.county, *places.townships, *places.villages)
    load_places(as_machine(), rows=tuple((place.code, place.name) for place in whole))


def load_children(children: int) -> None:
    """Its children, through the bulk writer, and the statistics the database plans by."""
    load_demonstration(as_machine(), children=children, seed=SEED)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def appoint_officer() -> UUID:
    """The county's officer."""
    operator = found_house(
        as_machine(), username="operator", name="运维", password=first_password()
    )
    officer = create_person(
        by(operator.user_id), place=COUNTY, username="zhao", name="赵科长",
        password=first_password(),
    )  # fmt: skip
    open_county(by(operator.user_id), place=COUNTY, user_id=officer.user_id)
    return officer.user_id


def token_for(user_id: UUID) -> str:
    """A token of a person, as an office's program would use one."""
    secret = new_secret()
    issue_token(by(user_id), label="bench", secret_digest=digest_of(secret))
    return secret


def cookie_for(user_id: UUID) -> str:
    """The cookie of a session of a person, as their browser would send it."""
    let_people_in(as_machine(), user_ids=(user_id,))
    person = User.objects.get(pk=user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def by(user_id: UUID, **more: Any) -> Context:
    """A fresh call by a person."""
    return Context(actor=load_actor(user_id, clock.today()), channel=Channel.CLI, **more)
