"""The parts of the file after the registration form, in the order in which offices keep them."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from homeward.domain.care.public import ChildFile, ConferenceLine, GoalLine, ItemLine, ReferralLine
from homeward.domain.children.public import ChildPage
from homeward.domain.children.queries.timeline import Sort
from homeward.domain.needs.public import AssessmentLine, HomeCheck
from homeward.entry.web.care.onefile.form import registration
from homeward.entry.web.care.onefile.parts import Entry, Pair, Part, yes
from homeward.entry.web.care.words import owner_text, quoted, step
from homeward.entry.web.children.cards import time as timeline
from homeward.entry.web.children.cards.home import carer_text
from homeward.entry.web.children.words import benefit_text, joined
from homeward.entry.web.dates import exact_text
from homeward.entry.web.frame import said
from homeward.entry.web.needs.words import instrument_text
from homeward.foundation import clock

CHANGES = {Sort.PARENT.value, Sort.CARE.value, Sort.SCHOOL.value}


def parts_of(file: ChildFile) -> tuple[Part, ...]:
    """All of it. Protected lines are not in the file of a reader without that class."""
    child = file.child
    rows = timeline.entries(child.timeline, file.care.happenings)
    return (
        registration(child),
        _guardianship(file),
        _screenings(file),
        _agreements(child),
        Part(_("走访和联系"), (), _entries(rows, {timeline.MET}), _("还没有走访和联系的记录。")),
        *_plan(file),
        _benefits(child),
        Part(_("变动"), (), _entries(rows, CHANGES), _("还没有父母去向、照料人和就学的变动。")),
        Part(_("在册和退出"), (), _entries(rows, {Sort.REGISTER.value})),
    )


def _entries(rows: Iterable[timeline.Row], kinds: set[str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(row["at"], row["title"], row.get("body", ""), row.get("by", ""))
        for row in rows
        if row["kind"] in kinds
    )


def _guardianship(file: ChildFile) -> Part:
    """How the care of the child was rated: at visits, then as the register has it of each carer."""
    visits = tuple(_assessment(one) for one in file.assessments)
    carers = tuple(
        Entry(line.since, str(line.rating.label), carer_text(line) or "")
        for line in file.child.home.carers
        if line.rating and not visits
    )
    return Part(_("监护情况评估"), (), (*visits, *carers), _("还没有评估过监护情况。"))


def _assessment(one: AssessmentLine) -> Entry:
    troubles = _("、").join(str(c.label) for c in HomeCheck if one.checks.get(c.value))
    seen = _("发现：%(what)s") % {"what": troubles} if troubles else ""
    return Entry(one.assessed_on, str(one.rating.label), joined([seen, one.note]), one.recorded_by)


def _screenings(file: ChildFile) -> Part:
    """Which screenings the child was asked into; what it answered does not leave on paper."""
    entries = tuple(
        Entry(
            clock.day_of(one.at) if one.at else one.opened_on,
            joined([one.title, one.state.label]),
            _("、").join(instrument_text(name) for name in one.instruments),
        )
        for one in file.seats
    )
    return Part(_("筛查"), (), entries, _("还没有参加过筛查。"))


def _agreements(child: ChildPage) -> Part:
    agreed = child.home.agreement
    pairs = [
        Pair(
            _("书面告知%(whom)s") % {"whom": one.to.label},
            joined([yes(one.given), _day(one.given_on)]) or None,
        )
        for one in child.home.notices
    ]
    if agreed is None:
        return Part(_("委托照护协议和书面告知"), (Pair(_("委托照护协议"), _("没有登记")), *pairs))
    head = [
        Pair(_("受委托人"), agreed.name or None),
        Pair(_("签订日期"), exact_text(agreed.signed_on)),
        Pair(_("到什么时候为止"), _day(agreed.ends_on) or None),
        Pair(_("是否听取了孩子本人的意见"), yes(agreed.child_heard)),
        Pair(_("孩子怎么说"), agreed.child_view or None),
    ]
    return Part(_("委托照护协议和书面告知"), (*head, *pairs))


def _day(on: date | None) -> str:
    return exact_text(on) if on else ""


def _plan(file: ChildFile) -> tuple[Part, ...]:
    plan, page = file.care.plan, file.care.case
    cases = tuple(
        Entry(
            case.opened_on,
            joined([_("开立个案"), case.reason]),
            joined([case.cause.label, case.closing_reason]) if case.cause else "",
            owner_text(case.owner_name, case.owner_role),
        )
        for case in page.cases
    )
    items = tuple(_item(item) for item in plan.items) if plan else ()
    goals = tuple(_goal(goal) for goal in plan.goals) if plan else ()
    reviews = tuple(
        Entry(one.held_on, joined([_("复核"), one.outcome.label if one.outcome else ""]),
              joined([one.text, quoted(one.child_words)]))
        for case in page.cases for one in case.reviews if one.held_on
    )  # fmt: skip
    together = (*map(_referral, page.referrals), *map(_conference, page.conferences))
    return (
        Part(_("计划"), (), (*cases, *items, *goals, *reviews), _("没有专门的计划。")),
        Part(_("转介和会商"), (), together, _("没有转介和会商。")),
    )


def _item(item: ItemLine) -> Entry:
    held = _("做过%(n)d次") % {"n": item.held} if item.held else ""
    state = item.state.label
    who = owner_text(item.owner_name, item.owner_role)
    return Entry(
        item.starts_on, joined([item.column.label, said(item.title), state]), joined([held, item.note]), who
    )  # fmt: skip


def _goal(goal: GoalLine) -> Entry:
    latest = goal.ratings[0] if goal.ratings else None
    level = latest.level if latest else goal.start_level
    now = f"{goal.levels[level + 2]} ({step(level)})"
    return Entry(
        latest.rated_on if latest else goal.set_on,
        joined([_("目标"), goal.title, goal.state.label]),
        joined([now, quoted(goal.child_words)]),
    )


def _referral(one: ReferralLine) -> Entry:
    title = joined([_("转介"), one.to.label, one.to_whom, one.state.label])
    return Entry(one.offered_on, title, joined([one.reason, one.answer, one.feedback]))


def _conference(one: ConferenceLine) -> Entry:
    came = _("、").join(i.name for i in one.invited if i.came)
    title = joined([_("会商"), one.state.label])
    return Entry(one.held_on or one.on, title, joined([one.purpose, one.decision]), came)


def _benefits(child: ChildPage) -> Part:
    pairs = tuple(
        Pair(benefit_text(kind), yes(received))
        for kind, received in child.benefits
        if kind != "any"
    )
    return Part(_("救助"), pairs, (), _("还没有登记救助情况。"))
