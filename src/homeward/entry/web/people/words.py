"""Scopes of appointments in words."""

from django.utils.translation import gettext as _

from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.places.public import name_of


def place_text(code: str) -> str:
    """A place by name; no code is the whole country."""
    return name_of(code) if code else _("全国")


def scope_kind_text(kind: str) -> str:
    """What kind of scope a role has."""
    return {
        ScopeKind.AREA: _("一个地区"),
        ScopeKind.SCHOOL: _("一所学校"),
        ScopeKind.CASELOAD: _("按名字交给本人的孩子"),
        ScopeKind.FAMILY: _("自己的孩子"),
    }.get(ScopeKind(kind), kind)
