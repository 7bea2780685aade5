"""Facts of a child that no definition reads: the carer's fitness, the written agreement, benefits.

A source of its own, so that a status, which is derived with every change, does not pay for them.
"""

from datetime import date
from typing import Any

from django.db import connection

from homeward.domain.children.facts.rows import Chosen
from homeward.domain.children.facts.source import Column, FactSource
from homeward.engines.rules import Fact, FactType

LAW = "未成年人保护法 第二十二条"
EXCLUSIONS = ("harmed_before", "addicted", "neglected_before", "otherwise_unfit")
BENEFITS = ("de_facto_orphan", "disability_living", "disability_care", "any")
"""Kinds of help that a fact reads; `any` not received: asked, and none is received."""

_RAW = (
    ("child_id", "VARCHAR", "CAST(c.id AS VARCHAR(36))"),
    ("carer_able", "INTEGER", "CAST(cd.able AS INTEGER)"),
    *((name, "INTEGER", f"CAST(ec.{name} AS INTEGER)") for name in EXCLUSIONS),
    *((f"b_{kind}", "INTEGER", f"CAST(b_{kind}.received AS INTEGER)") for kind in BENEFITS),
)


def fetch(chosen: Chosen, as_of: date) -> list[tuple[Any, ...]]:
    """The raw rows, by id."""
    params: list[str] = []

    def now(alias: str, begins: str, ends: str) -> str:
        params.extend([as_of.isoformat()] * 2)
        begun = f"({alias}.{begins} IS NULL OR {alias}.{begins} <= %s)"
        return (
            f"{alias}.superseded_at IS NULL AND {begun} "
            f"AND ({alias}.{ends} IS NULL OR {alias}.{ends} > %s)"
        )

    joins = [
        f"LEFT JOIN children_care ca ON ca.child_id = c.id AND {now('ca', 'since', 'until')}",
        "LEFT JOIN children_adult_details cd ON cd.adult_id = ca.adult_id AND cd.superseded_at IS NULL",
        "LEFT JOIN children_entrusted_care ec ON ec.child_id = c.id "
        f"AND {now('ec', 'signed_on', 'ended_on')}",
        *(
            f"LEFT JOIN children_benefit b_{kind} ON b_{kind}.child_id = c.id "
            f"AND b_{kind}.kind = '{kind}' AND {now(f'b_{kind}', 'since', 'until')}"
            for kind in BENEFITS
        ),
    ]
    columns = ", ".join(f"{sql} AS {name}" for name, _, sql in _RAW)
    sql = (
        f"SELECT {columns} FROM children_child c {' '.join(joins)} "
        f"WHERE {chosen.where} ORDER BY c.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, (*params, *chosen.params))
        return cursor.fetchall()


def _yes_no(name: str, zh: str, en: str, source: str, sql: str) -> Column:
    return Column(Fact(name, FactType.BOOLEAN, "", {"zh": zh, "en": en}, source), sql)


def _received(*kinds: str) -> str:
    """Any of these kinds; asked for nothing and receiving none says no to each."""
    each = [f"coalesce(b_{kind}, CASE WHEN b_any = 0 THEN 0 END) = 1" for kind in kinds]
    return " OR ".join(each)


SOURCE = FactSource(
    "circumstances",
    tuple((name, kind) for name, kind, _ in _RAW),
    fetch,
    (
        _yes_no(
            "carer_able", "照料人有照护能力", "the carer is able to care", LAW,
            "CAST(carer_able AS BOOLEAN)",
        ),
        _yes_no(
            "carer_excluded", "签委托照护协议时，照料人有不得作为被委托人的情形",
            "one of the four exclusions applied to the carer when the agreement was signed", LAW,
            " OR ".join(f"CAST({name} AS BOOLEAN)" for name in EXCLUSIONS),
        ),
        _yes_no(
            "receives_unattended_allowance", "享受事实无人抚养儿童补贴",
            "receives the allowance for de facto unattended children", "民发〔2019〕62号",
            _received("de_facto_orphan"),
        ),
        _yes_no(
            "receives_disability_allowance", "享受残疾人生活补贴或护理补贴",
            "receives a living or nursing allowance for disabled people", "国发〔2015〕52号",
            _received("disability_living", "disability_care"),
        ),
    ),
)  # fmt: skip
