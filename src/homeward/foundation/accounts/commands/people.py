"""Making accounts and giving a new password."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password

from homeward.foundation.access.decide import can
from homeward.foundation.access.models import Appointment
from homeward.foundation.access.roles import FieldClass, roles
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.passwords import check_strength
from homeward.foundation.accounts.phones import PURPOSE, plain
from homeward.foundation.accounts.problems import MayNotReset, PhoneTaken, UsernameTaken
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.crypto.seal import blind, seal
from homeward.foundation.problems import NotFound

RESET = "people.reset_password"
BY_THE_OPERATOR = "people.open_county"


@dataclass(frozen=True, slots=True)
class PersonCreated:
    """An account exists; it can do nothing until somebody appoints it."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class PasswordReset:
    """The person must choose a new password at the next log-in."""

    user_id: UUID


@locator("user_id")
def where_user(ctx: Context, user_id: UUID) -> Target:
    """An account stands in the area it was made for."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound()
    return Target(place=user.place, subject_id=user.id)


@command(action="people.create", on="place", says="新建账号")
def create_person(
    ctx: Context, *, place: str, username: str, name: str, password: str, phone: str = ""
) -> PersonCreated:
    """Make an account in an area. The password is for the first log-in only.

    Raises:
        UsernameTaken, PhoneTaken, PasswordWeak.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username=username)
    digits = plain(phone)
    index = blind(digits, PURPOSE) if digits else ""
    if index and User.objects.filter(phone_index=index).exists():
        raise PhoneTaken()
    user = User(
        id=ctx.command_id,
        username=username,
        name=name,
        phone=seal(digits, PURPOSE) if digits else None,
        phone_index=index,
        place=place,
        must_change_password=True,
        made_at=ctx.at,
    )
    check_strength(password, user)
    user.password = make_password(password)
    user.save(force_insert=True)
    ctx.trail.about(user.id)
    ctx.trail.changed("name", None, name)
    return PersonCreated(user.id)


@command(action=RESET, on="user_id", says="重置密码")
def reset_password(ctx: Context, *, user_id: UUID, password: str) -> PasswordReset:
    """Set a new first password for somebody in one's area, told to them in person.

    Raises:
        MayNotReset: the person holds something beyond the actor's area, or opens protected records,
            which is left to the operator: who sets a password could log in with it.
        PasswordWeak.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if not reaches(ctx, RESET, user_id):
        raise MayNotReset()
    give_password(user, password)
    user.save(update_fields=["password", "must_change_password"])
    return PasswordReset(user_id)


def reaches(ctx: Context, action: str, user_id: UUID) -> bool:
    """Whether the actor may do this wherever the person is appointed, not only where the account is.

    Whoever may see protected records is in the operator's hands alone.
    """
    held = Appointment.objects.filter(user_id=user_id, until__isnull=True).exclude(place="")
    return all(
        can(ctx.actor, BY_THE_OPERATOR if _opens(role) else action, Target(place=place))
        for role, place in held.values_list("role", "place")
    )


def _opens(role: str) -> bool:
    known = roles().get(role)
    return known is not None and FieldClass.PROTECTED in known.sees


def give_password(user: User, password: str) -> None:
    """A first password, to be changed at the next log-in. The caller saves it.

    Raises:
        PasswordWeak.
    """
    check_strength(password, user)
    user.password = make_password(password)
    user.must_change_password = True


def first_password() -> str:
    """A password that can be read out over the phone: four groups without look-alike letters."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for _ in range(3))
