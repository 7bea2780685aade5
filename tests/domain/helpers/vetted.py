"""Helpers in every state, and matches, made through the commands that make them."""

from datetime import date
from typing import Any
from uuid import UUID

from homeward.domain.children.words import ConsentWay
from homeward.domain.helpers.public import (
    HelperDraft,
    answer_match,
    apply_as_helper,
    link_account,
    propose_match,
    publish_match,
    record_step,
    rules_on,
    start_match,
)
from homeward.domain.helpers.words import Asked, HelperKind

PDF = b"%PDF-1.4\nscan"


def applied(
    by: Any, place: str, name: str = "林代理", kind: HelperKind = HelperKind.ACTING_PARENT,
    **more: Any,
) -> UUID:  # fmt: skip
    """Somebody who wants to help."""
    draft = HelperDraft(name=name, kind=kind, capacity=more.pop("capacity", 3), **more)
    return apply_as_helper(by.ctx, place=place, helper=draft).helper_id


def pass_steps(
    by: Any, helper_id: UUID, kind: HelperKind = HelperKind.ACTING_PARENT, on: date | None = None,
    but: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Record every step of a kind."""
    day = on or by.ctx.today
    for rule in rules_on(by.ctx.today).kinds[kind]:
        for _ in range(0 if rule.id in but else rule.count):
            record_step(by.ctx, helper_id=helper_id, step=rule.id, on=day)


def vetted(
    by: Any, place: str, name: str = "林代理", user_id: UUID | None = None,
    kind: HelperKind = HelperKind.ACTING_PARENT, on: date | None = None, **more: Any,
) -> UUID:  # fmt: skip
    """Somebody whose vetting is complete, with the account where there is one."""
    helper_id = applied(by, place, name, kind, **more)
    pass_steps(by, helper_id, kind, on)
    if user_id:
        link_account(by.ctx, helper_id=helper_id, user_id=user_id)
    return helper_id


def agreed(by: Any, child_id: UUID, helper_id: UUID) -> UUID:
    """A match to which the three have said yes."""
    match_id = propose_match(by.ctx, child_id=child_id, helper_id=helper_id).match_id
    publish_match(by.ctx, match_id=match_id)
    for who in Asked:
        answer_match(by.ctx, match_id=match_id, by=who, agreed=True, way=ConsentWay.SPOKEN)
    return match_id


def active(by: Any, child_id: UUID, helper_id: UUID) -> UUID:
    """A match that has begun."""
    match_id = agreed(by, child_id, helper_id)
    start_match(by.ctx, match_id=match_id)
    return match_id
