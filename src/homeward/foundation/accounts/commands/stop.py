"""Stopping an account and restoring it: for a lost phone, a colleague who left, a suspicion."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password

from homeward.foundation.accounts.commands.people import give_password, reaches
from homeward.foundation.accounts.models import ApiToken, User
from homeward.foundation.accounts.problems import MayNotStop, NotOneself
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

STOP = "people.stop"


@dataclass(frozen=True, slots=True)
class PersonStopped:
    """The account opens nothing any more; its appointments stay, for whoever restores it."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class PersonRestored:
    """The person may log in again, with a first password."""

    user_id: UUID


@command(action=STOP, on="user_id", says="停用账号")
def stop_person(ctx: Context, *, user_id: UUID) -> PersonStopped:
    """Close somebody's account: log-in, sessions and tokens are useless at once and for good.

    The old password goes with it, so that no session of before comes back when it is restored.

    Raises:
        NotOneself: somebody must be left who can restore it.
        MayNotStop: the person holds something beyond the actor's area.
    """
    if user_id == ctx.actor.user_id:
        raise NotOneself()
    user = User.objects.select_for_update().get(pk=user_id)
    if not reaches(ctx, STOP, user_id):
        raise MayNotStop()
    user.is_active = False
    user.password = make_password(None)
    user.save(update_fields=["is_active", "password"])
    ApiToken.objects.filter(user_id=user_id, revoked_at__isnull=True).update(revoked_at=ctx.at)
    return PersonStopped(user_id)


@command(action=STOP, name="people.restore", on="user_id", says="恢复账号")
def restore_person(ctx: Context, *, user_id: UUID, password: str) -> PersonRestored:
    """Open a stopped account again with a new first password, told to the person.

    Raises:
        MayNotStop: the person holds something beyond the actor's area.
        PasswordWeak.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if not reaches(ctx, STOP, user_id):
        raise MayNotStop()
    user.is_active = True
    give_password(user, password)
    user.save(update_fields=["is_active", "password", "must_change_password"])
    return PersonRestored(user_id)
