"""What is held, and who read it, in the shapes that page and document share."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.domain.children.public import HeldEntry, HeldPage, HeldPart, Reading
from homeward.entry.web.audit.words import act_text, channel_text
from homeward.entry.web.care.onefile.parts import Entry, Part
from homeward.entry.web.children.words import joined
from homeward.entry.web.frame import role_text
from homeward.entry.web.scopes import scope_texts


def parts_of(held: HeldPage) -> tuple[Part, ...]:
    """Every part, the empty ones too: that nothing is held is an answer."""
    return tuple(map(_part, held.parts))


def _part(part: HeldPart) -> Part:
    entries = tuple(
        Entry(
            entry.on,
            title_of(entry),
            "\n".join(f"{one.label}{_('：')}{one.value}" for one in entry.said),
        )
        for entry in part.entries
    )
    return Part(str(part.section.label), (), entries, _("没有登记这一类资料。"))


def title_of(entry: HeldEntry) -> str:
    """What the record is, and whether it is no longer believed."""
    if entry.earlier:
        return _("以前登记过：%(what)s") % {"what": entry.title}
    return entry.title


def untold(held: HeldPage) -> Part:
    """What is told to no family, and why."""
    return Part(_("哪些不列出，为什么"), (), tuple(Entry(None, why) for why in held.untold))


def readings_part(readings: Iterable[Reading]) -> Part:
    """Everyone who read it, for paper."""
    lines = (
        Entry(
            one.on, joined([who_text(one), *roles_of(one)]),
            "\n".join([times_text(one.times) + _("：") + opened_text(one), *reason_texts(one)]),
        )
        for one in readings
    )  # fmt: skip
    return Part(_("谁看过这些资料"), (), tuple(lines), _("还没有人看过。"))


def who_text(one: Reading) -> str:
    """A person by name, or the machine."""
    return one.name or _("系统")


def roles_of(one: Reading) -> list[str]:
    """Role and where, as held on that day."""
    where = scope_texts(one.held)
    pairs = zip(one.held, where, strict=True)
    return [f"{role_text(role)} {scope}" for (role, _scope), scope in pairs]


def opened_text(one: Reading) -> str:
    """What was opened, and through what."""
    return _("、").join(
        f"{act_text(what.what)} ({channel_text(what.channel)})" for what in one.opened
    )


def reason_texts(one: Reading) -> list[str]:
    """Who had asked for a printout and why."""
    return [_("应家里的要求：%(why)s") % {"why": why} for why in one.reasons]


def times_text(times: int) -> str:
    """How often."""
    return ngettext("%(n)d次", "%(n)d次", times) % {"n": times}
