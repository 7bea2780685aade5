"""Keys for programs: shown once, the person's own rights, useless when revoked or old."""

from datetime import timedelta

import pytest

from homeward.foundation.accounts.commands.self import digest_of, new_secret
from homeward.foundation.accounts.models import ApiToken
from homeward.foundation.accounts.public import find_token_actor, issue_token, revoke_token
from homeward.foundation.problems import NotFound
from tests.personas import People

pytestmark = pytest.mark.django_db


def test_a_token_acts_with_its_persons_own_rights(people: People) -> None:
    secret, wang = new_secret(), people.wang
    issue_token(wang.ctx, label="手机", secret_digest=digest_of(secret))
    actor = find_token_actor(secret, wang.ctx.today)
    assert actor == wang.actor
    assert secret not in str(ApiToken.objects.values().get())


def test_a_token_ends_after_a_year(people: People) -> None:
    secret, ctx = new_secret(), people.wang.ctx
    issue_token(ctx, label="手机", secret_digest=digest_of(secret))
    assert find_token_actor(secret, ctx.today + timedelta(days=365))
    assert find_token_actor(secret, ctx.today + timedelta(days=366)) is None


def test_a_revoked_token_opens_nothing_and_a_stranger_cannot_revoke_it(people: People) -> None:
    secret, ctx = new_secret(), people.wang.ctx
    token = issue_token(ctx, label="手机", secret_digest=digest_of(secret))
    with pytest.raises(NotFound):
        revoke_token(people.sun.ctx, token_id=token.token_id)
    assert find_token_actor(secret, ctx.today)
    revoke_token(people.wang.ctx, token_id=token.token_id)
    assert find_token_actor(secret, ctx.today) is None
