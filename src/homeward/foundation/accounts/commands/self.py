"""What everybody may do with their own account."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from homeward.foundation.accounts.models import ApiToken, User
from homeward.foundation.accounts.passwords import check_strength
from homeward.foundation.accounts.problems import PasswordWrong
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.problems import NotFound

OWN = "concerns the actor's own account"
TOKEN_DAYS = 365


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """The person chose a new password."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class TokenIssued:
    """A token exists. Its secret is derived by the caller and shown once; only its hash is kept."""

    token_id: UUID


@dataclass(frozen=True, slots=True)
class TokenRevoked:
    """A token opens nothing any more."""

    token_id: UUID


@command(action="account.change_password", unscoped=OWN, says="修改自己的密码")
def change_password(ctx: Context, *, old: str, new: str) -> PasswordChanged:
    """Change one's own password.

    Raises:
        PasswordWrong, PasswordWeak.
    """
    user = User.objects.select_for_update().get(pk=_own(ctx))
    if not user.check_password(old):
        raise PasswordWrong()
    check_strength(new, user)
    user.password = make_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    return PasswordChanged(user.id)


@command(action="account.issue_token", unscoped=OWN, says="生成接口令牌")
def issue_token(ctx: Context, *, label: str, secret_digest: str) -> TokenIssued:
    """Keep the SHA-256 of a token made by the caller (`new_secret`), valid for a year."""
    token = ApiToken.objects.create(
        id=ctx.command_id,
        user_id=_own(ctx),
        label=label,
        digest=secret_digest,
        made_at=ctx.at,
        expires_on=ctx.today + timedelta(days=TOKEN_DAYS),
    )
    return TokenIssued(token.id)


@command(action="account.revoke_token", unscoped=OWN, says="作废接口令牌")
def revoke_token(ctx: Context, *, token_id: UUID) -> TokenRevoked:
    """Make one of one's own tokens useless."""
    own = ApiToken.objects.filter(pk=token_id, user_id=_own(ctx))
    if not own.exists():
        raise NotFound()
    own.filter(revoked_at__isnull=True).update(revoked_at=ctx.at)
    return TokenRevoked(token_id)


def _own(ctx: Context) -> UUID:
    """The actor's account; the machine has none.

    Raises:
        NotFound.
    """
    if ctx.actor.user_id is None:
        raise NotFound()
    return ctx.actor.user_id


def new_secret() -> str:
    """A fresh token: 43 characters, 256 bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a token. A fast hash is enough: the token itself is random."""
    return hashlib.sha256(secret.encode()).hexdigest()
