"""What this room knows of a child, as facts that rules may compare.

One wide row a child by one query that SQLite and PostgreSQL both understand; of every instrument the
latest response counts. NULL means that nobody has asked, never "no".
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.db import connection

from homeward.domain.children.public import Chosen, Column, FactSource
from homeward.domain.children.words import Guardianship
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.words import Reads
from homeward.engines.rules import Fact, FactType

VALUES = {"who5": "who-5", "phq_a": "phq-a", "gad_7": "gad-7", "psc_17": "psc-17"}
"""Fact `<name>_score` -> instrument."""
BANDS = (
    "belonging", "security", "loneliness", "goals", "self_protection", "family_education",
    "school_connection", "basic_living",
)  # fmt: skip
"""Fact `<name>_band`; the instrument has the same name with hyphens."""
TICKS = {
    "unattended": ("走访发现无人看护", "a visit found the child unattended", "21"),
    "lives_alone": ("走访发现单独生活", "a visit found the child living alone", "21"),
    "carer_excluded": ("照料人有依法不得受托的情形", "the carer may not by law be entrusted", "22"),
    "carer_ill": ("照料人患重病、重残或无照护能力", "the carer is gravely ill or unable", "22"),
}
"""Check of the visit form -> words and article. The fact is `<check>_ticked`."""
SILENT = "suspected_harm_open"
"""A rule that reads this raises no alert: that could tell whoever the report goes around."""
LAW = "未成年人保护法"
FORM = "农村留守儿童基本情况登记表"
MAIN = "CASE WHEN r.instrument = '{}' AND s.main THEN s.{} END"


HARM = "SELECT 1 FROM needs_report h WHERE h.child_id = c.id AND h.closed_at IS NULL"


def _raw() -> Iterator[tuple[str, str, str]]:
    """(column, DuckDB type, expression over the joined rows of one child)."""
    yield "child_id", "VARCHAR", "CAST(c.id AS VARCHAR(36))"
    yield "rating", "VARCHAR", "MAX(ca.rating)"
    yield "assessed_on", "VARCHAR", "MAX(CAST(g.assessed_on AS VARCHAR(10)))"
    for name in TICKS:
        yield name, "INTEGER", f"MAX(CAST(g.{name} AS INTEGER))"
    yield "screened_on", "VARCHAR", "MAX(CAST(r.answered_on AS VARCHAR(10)))"
    yield "self_harm", "INTEGER", "MAX(CAST(r.safety AS INTEGER))"
    for name, instrument in VALUES.items():
        yield f"{name}_value", "DOUBLE", f"MAX({MAIN.format(instrument, 'value')})"
    for name in BANDS:
        instrument = name.replace("_", "-")
        yield f"{name}_said", "VARCHAR", f"MAX({MAIN.format(instrument, 'band')})"
    yield "harm", "INTEGER", f"CASE WHEN EXISTS ({HARM}) THEN 1 ELSE 0 END"
    yield "refused", "INTEGER", f"CASE WHEN EXISTS ({_seat('refused')}) THEN 1 ELSE 0 END"
    yield "invited", "INTEGER", f"CASE WHEN EXISTS ({_seat()}) THEN 1 ELSE 0 END"


def _seat(state: str = "") -> str:
    named = f"AND e.state = '{state}' " if state else ""
    return (
        "SELECT 1 FROM needs_seat e JOIN needs_round o ON o.id = e.round_id "
        f"WHERE e.child_id = c.id {named}AND o.closed_at IS NULL"
    )


RAW = tuple(_raw())


@cache
def protected_facts() -> frozenset[str]:
    """What a rule found with one of these is protected, whatever its file says."""
    asked = {f"{n}_score": one for n, one in VALUES.items()}
    asked |= {f"{name}_band": name.replace("_", "-") for name in BANDS}
    held = {
        fact for fact, one in asked.items() if Reads(instrument_of(one).reads) == Reads.PROTECTED
    }
    return frozenset(held | {"self_harm_answer", SILENT})


def fetch(chosen: Chosen, as_of: date) -> list[tuple[Any, ...]]:
    """The raw rows of chosen children, by id. `as_of` asks nothing of them: days are counted later."""
    columns = ", ".join(f"{sql} AS {name}" for name, _, sql in RAW)
    statement = (
        f"SELECT {columns} FROM children_child c "
        "LEFT JOIN children_care ca ON ca.child_id = c.id AND ca.superseded_at IS NULL "
        "AND ca.until IS NULL "
        "LEFT JOIN needs_assessment g ON g.child_id = c.id AND g.followed_at IS NULL "
        "LEFT JOIN needs_response r ON r.child_id = c.id AND r.followed_at IS NULL "
        "LEFT JOIN needs_score s ON s.response_id = r.id "
        f"WHERE {chosen.where} GROUP BY c.id ORDER BY c.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, chosen.params)
        return cursor.fetchall()


def _fact(
    name: str, kind: FactType, zh: str, en: str, source: str, sql: str, unit: str = "",
    values: tuple[str, ...] = (),
) -> Column:  # fmt: skip
    return Column(Fact(name, kind, unit, {"zh": zh, "en": en}, source, values), sql)


def _days(since: str) -> str:
    return f"datesub('day', CAST({since} AS DATE), today)"


YES_NO, COUNT, NUMBER, TEXT = (
    FactType.BOOLEAN, FactType.INTEGER, FactType.NUMBER, FactType.TEXT
)  # fmt: skip


def _of_visits() -> Iterator[Column]:
    yield _fact(
        "guardianship_rating", TEXT, "监护情况（现行评定）", "guardianship rating in force", FORM,
        "rating", values=tuple(Guardianship),
    )  # fmt: skip
    yield _fact(
        "guardianship_days", COUNT, "上次监护评估至今天数", "days since guardianship was assessed",
        "民发〔2019〕34号", _days("assessed_on"), "days",
    )  # fmt: skip
    for name, (zh, en, article) in TICKS.items():
        sql = f"CAST({name} AS BOOLEAN)"
        yield _fact(f"{name}_ticked", YES_NO, zh, en, f"{LAW} 第{_han(article)}条", sql)


def _of_screening() -> Iterator[Column]:
    yield _fact(
        "days_since_screened", COUNT, "上次筛查至今天数", "days since the last screening answer",
        "民发〔2023〕61号", _days("screened_on"), "days",
    )  # fmt: skip
    yield _fact(
        "refused_screening", YES_NO, "在进行中的筛查里不愿参加", "refused in a round that is open",
        "Homeward", "CASE WHEN invited = 1 THEN CAST(refused AS BOOLEAN) END",
    )  # fmt: skip
    yield _fact(
        "self_harm_answer", YES_NO, "有答案提示可能伤害自己", "an answer points to self-harm",
        "民发〔2023〕61号", "CAST(self_harm AS BOOLEAN)",
    )  # fmt: skip
    yield _fact(
        "suspected_harm_open", YES_NO, "有未办结的侵害报告", "a report of harm is open",
        f"{LAW} 第十一条", "CAST(harm AS BOOLEAN)",
    )  # fmt: skip
    for name, instrument in VALUES.items():
        said = instrument.upper()
        yield _fact(
            f"{name}_score",
            NUMBER,
            f"{said} 得分",
            f"{said} score",
            said,
            f"{name}_value",
            "points",
        )
    for name in BANDS:
        said = name.replace("_", "-")
        yield _fact(
            f"{name}_band", TEXT, f"量表 {said} 的分段", f"band of the scale {said}",
            "Homeward", f"nullif({name}_said, '')",
        )  # fmt: skip


def _han(number: str) -> str:
    """An article's number as laws print it; the checks stand on articles 16 to 22."""
    return {"21": "二十一", "22": "二十二"}[number]


COLUMNS: tuple[Column, ...] = (*_of_visits(), *_of_screening())
NEEDS_FACTS = FactSource("needs", tuple((name, kind) for name, kind, _ in RAW), fetch, COLUMNS)
