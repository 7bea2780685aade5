"""What the care loop knows of a child, as documented facts that rules may compare."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from homeward.domain.care.models import Engagement, PlanItem
from homeward.domain.care.programmes import cadences, terms
from homeward.domain.care.states import EngagementState
from homeward.domain.children.public import Chosen, Column, FactSource
from homeward.engines.cadences import Done, keep
from homeward.engines.rules import Fact, FactType

LAW = "未成年人保护法第二十三条"
HOUSE = "Homeward"
SAID = (  # column, DuckDB type, SQL over engagements `e`
    ("last_contact", "VARCHAR", "MAX(CASE WHEN {contact} THEN e.held_on END)"),
    ("first_contact", "VARCHAR", "MIN(CASE WHEN {contact} THEN e.held_on END)"),
    ("last_feelings", "VARCHAR", "MAX(CASE WHEN {contact} AND e.feelings THEN e.held_on END)"),
    ("last_unasked", "VARCHAR", "MAX(CASE WHEN {contact} AND e.feelings IS NULL THEN e.held_on END)"),
    ("contact_minutes", "DOUBLE", "AVG(CASE WHEN {call} AND e.held_on >= {recent} THEN e.minutes END)"),
    ("last_visit", "VARCHAR", "MAX(CASE WHEN e.kind = 'visit' THEN e.held_on END)"),
    ("last_help", "VARCHAR", "MAX(CASE WHEN {benefit} THEN e.held_on END)"),
)  # fmt: skip
CONTACT = "e.kind = 'parent_contact'"
BENEFIT = "e.kind = 'help' AND i.programme = 's13.benefit_help'"
CALL = "e.kind = 'parent_contact' AND e.channel IN ('phone', 'video')"
RAW = (
    ("child_id", "VARCHAR"),
    *((name, kind) for name, kind, _ in SAID),
    ("case_open", "INTEGER"),
    ("plan_agreed", "INTEGER"),
    ("items_running", "INTEGER"),
    ("referrals_open", "INTEGER"),
    ("missed", "INTEGER"),
)


def select(chosen: Chosen, as_of: date) -> list[tuple[Any, ...]]:
    """The raw rows of the chosen children for a day, one a child, by id."""
    ids = _rows(
        f"SELECT CAST(c.id AS VARCHAR(36)) FROM children_child c WHERE {chosen.where} ORDER BY c.id",
        chosen.params,
    )
    engaged = _engaged(chosen, as_of)
    counts = _counts(chosen, as_of)
    missed = _missed(chosen, as_of)
    nothing: tuple[Any, ...] = (None,) * len(SAID)
    return [
        (
            child, *engaged.get(child, nothing), *counts.get(child, (0, 0, 0, 0)),
            missed.get(child),
        )
        for (child,) in ids
    ]  # fmt: skip


def _engaged(chosen: Chosen, as_of: date) -> dict[str, tuple[Any, ...]]:
    recent = f"'{date.fromordinal(as_of.toordinal() - 56).isoformat()}'"
    columns = ", ".join(
        f"CAST({sql.format(contact=CONTACT, call=CALL, benefit=BENEFIT, recent=recent)} AS "
        f"{'VARCHAR(10)' if kind == 'VARCHAR' else 'DOUBLE PRECISION'})"
        for _, kind, sql in SAID
    )
    sql = (
        f"SELECT CAST(c.id AS VARCHAR(36)), {columns} FROM children_child c "
        "JOIN care_engagement e ON e.child_id = c.id AND e.state = 'held' AND e.held_on <= %s "
        "LEFT JOIN care_plan_item i ON i.id = e.item_id "
        f"WHERE {chosen.where} GROUP BY c.id"
    )
    return {row[0]: row[1:] for row in _rows(sql, (as_of.isoformat(), *chosen.params))}


def _counts(chosen: Chosen, as_of: date) -> dict[str, tuple[Any, ...]]:
    """Open case, agreed plan, running items, open referrals on a day: four counts, one scan each."""
    day = as_of.isoformat()
    parts = (
        ("care_case", "opened_on <= %s AND (t.closed_on IS NULL OR t.closed_on > %s)"),
        ("care_plan", "agreed_on <= %s AND (t.ended_on IS NULL OR t.ended_on > %s)"),
        ("care_plan_item", "starts_on <= %s AND t.state <> 'paused' "
         "AND (t.ended_on IS NULL OR t.ended_on > %s)"),
        ("care_referral", "offered_on <= %s AND (t.closed_on IS NULL OR t.closed_on > %s)"),
    )  # fmt: skip
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for at, (table, condition) in enumerate(parts):
        sql = (
            f"SELECT CAST(c.id AS VARCHAR(36)), COUNT(*) FROM children_child c "
            f"JOIN {table} t ON t.child_id = c.id AND t.{condition} "
            f"WHERE {chosen.where} GROUP BY c.id"
        )
        for child, count in _rows(sql, (day, day, *chosen.params)):
            found[child][at] = min(count, 100)
    return {child: tuple(counts) for child, counts in found.items()}


def _missed(chosen: Chosen, as_of: date) -> dict[str, int]:
    """By the running items of each child: missed in a row by the one that is worst off."""
    sql = (
        "SELECT CAST(i.id AS VARCHAR(36)) FROM children_child c "
        "JOIN care_plan_item i ON i.child_id = c.id AND i.state = 'running' AND i.starts_on <= %s "
        f"AND i.cadence <> '' WHERE {chosen.where}"
    )
    ids = [UUID(row[0]) for row in _rows(sql, (as_of.isoformat(), *chosen.params))]
    worst: dict[str, int] = {}
    for start in range(0, len(ids), 500):
        items = list(PlanItem.objects.filter(pk__in=ids[start : start + 500]))
        done = _done(items)
        for item in items:
            profile = cadences().get(item.cadence)
            if profile is None:
                continue
            said = keep(profile, done[item.id], since=item.starts_on, as_of=as_of, terms=terms())
            child = _spelt(item.child_id)
            worst[child] = max(worst.get(child, 0), min(said.missed, 100))
    return worst


def _done(items: Sequence[PlanItem]) -> dict[UUID, list[Done]]:
    rows = Engagement.objects.filter(item__in=items, state=EngagementState.HELD)
    found: dict[UUID, list[Done]] = defaultdict(list)
    for item_id, on, kind, channel in rows.values_list("item_id", "held_on", "kind", "channel"):
        assert item_id and on  # what was held has its day
        found[item_id].append(Done(on, kind, channel))
    return found


def _rows(sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _spelt(child_id: UUID) -> str:
    """As the database spells an id when it is cast to text."""
    return str(child_id) if connection.vendor == "postgresql" else child_id.hex


YES_NO, COUNT = FactType.BOOLEAN, FactType.INTEGER


def _since(column: str) -> str:
    return f"datesub('day', CAST({column} AS DATE), today)"


def _column(
    name: str, kind: FactType, zh: str, en: str, source: str, sql: str, unit: str = ""
) -> Column:
    return Column(Fact(name, kind, unit, {"zh": zh, "en": en}, source, ()), sql)


WEEKS = (
    "CASE WHEN last_unasked > coalesce(last_feelings, '') THEN NULL "
    "ELSE datesub('week', CAST(coalesce(last_feelings, first_contact) AS DATE), "
    "CAST(last_contact AS DATE)) END"
)
COLUMNS: tuple[Column, ...] = (
    _column(
        "days_since_parent_contact", COUNT, "距上次父母与孩子联系天数（未记录过为未采集）",
        "days since a parent and the child were in contact (NULL: none was ever recorded)", LAW,
        _since("last_contact"), "days",
    ),
    _column(
        "calls_without_feelings_weeks", COUNT, "联系中未谈感受的周数（有一次未问即为未采集）",
        "weeks of contact without talk of feelings (NULL: none recorded, or not asked since)",
        "CEPS 2013-14", WEEKS, "weeks",
    ),
    _column(
        "call_minutes_typical", FactType.NUMBER, "近八周通话平均分钟数（未记录为未采集）",
        "mean minutes of the calls of the last eight weeks (NULL: not recorded)",
        "2013年留守儿童调查", "contact_minutes", "minutes",
    ),
    _column(
        "days_since_visit", COUNT, "距上次走访天数（未记录过为未采集）",
        "days since the last visit (NULL: none was ever recorded)", "民发〔2019〕34号",
        _since("last_visit"), "days",
    ),
    _column(
        "has_case", YES_NO, "有进行中的个案", "a case is open", HOUSE, "case_open > 0"
    ),
    _column(
        "has_plan", YES_NO, "有已商定的计划", "a plan is agreed", HOUSE,
        "plan_agreed > 0",
    ),
    _column(
        "plan_items_running", COUNT, "进行中的计划安排数", "plan items running", HOUSE,
        "items_running",
    ),
    _column(
        "benefit_applied", YES_NO, "已帮助申请救助（未记录为未采集）",
        "help with a benefit was given (NULL: none is recorded here)", "民发〔2019〕34号",
        "CASE WHEN last_help IS NOT NULL THEN true END",
    ),
    _column(
        "cadence_missed", COUNT, "计划频次连续错过次数（没有频次为未采集）",
        "times in a row that the cadence of a plan item was missed (NULL: none has a cadence)",
        HOUSE, "missed",
    ),
    _column(
        "open_referrals", COUNT, "未结束的转介数", "referrals not closed", HOUSE,
        "referrals_open",
    ),
)  # fmt: skip
CARE_FACTS = FactSource("care", RAW, select, COLUMNS)
