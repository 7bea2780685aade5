"""The documented columns of `child_facts`: what each means, its unit, its source, and how it is computed.

Facts compute, rules only compare. Each is a DuckDB expression over the raw row and `today`; NULL means
not collected. A stretch dated by its month counts from the month's first day; one dated by its year only
counts from the year's last day, so that until that has passed its length is unknown.
"""

from homeward.domain.children import words
from homeward.domain.children.facts.rows import RAW, fetch
from homeward.domain.children.facts.source import Column, FactSource
from homeward.engines.rules import Fact, FactType

LAW = "未成年人保护法"
FORM = "农村留守儿童基本情况登记表"


def _column(
    name: str, kind: FactType, zh: str, en: str, source: str, sql: str, unit: str = "",
    values: tuple[str, ...] = (),
) -> Column:  # fmt: skip
    return Column(Fact(name, kind, unit, {"zh": zh, "en": en}, source, values), sql)


def _from(parent: str) -> str:
    """The day a stretch counts from; NULL while that lies ahead."""
    since = f"CAST({parent}_since AS DATE)"
    day = f"CASE {parent}_precision WHEN 'year' THEN make_date(year({since}), 12, 31) ELSE {since} END"
    return f"CASE WHEN {day} <= today THEN {day} END"


# Read by several facts, so computed once below them; `today` is the day asked for.
STEMS = {
    "born": "CAST(born_on AS DATE)",
    "father_from": _from("father"),
    "mother_from": _from("mother"),
}


def _away(parent: str) -> str:
    return f"{parent}_whereabouts = 'away'"


def _crosses(parent: str, what: str) -> str:
    return f"CASE WHEN {parent}_whereabouts <> 'away' THEN false ELSE CAST({parent}_{what} AS BOOLEAN) END"


YES_NO, COUNT, TEXT = FactType.BOOLEAN, FactType.INTEGER, FactType.TEXT
WHO = {"father": ("父亲", "father"), "mother": ("母亲", "mother")}


def _where_parent(parent: str) -> list[Column]:
    zh, en = WHO[parent]
    lost = (
        f"CASE {parent}_whereabouts WHEN 'missing' THEN datesub('month', {parent}_from, today) "
        f"WHEN {parent}_whereabouts THEN 0 END"
    )
    return [
        _column(
            f"{parent}_whereabouts", TEXT, f"{zh}现在何处", f"where the {en} is", FORM,
            f"{parent}_whereabouts", values=tuple(words.Whereabouts),
        ),
        _column(
            f"{parent}_able", YES_NO, f"{zh}有监护能力", f"{en} is able to act as guardian", FORM,
            f"CAST({parent}_able AS BOOLEAN)",
        ),
        _column(
            f"{parent}_missing_months", COUNT, f"{zh}失去联系的月数",
            f"completed months since the {en} went out of contact; 0 when not", "民发〔2019〕62号",
            lost, "months",
        ),
    ]  # fmt: skip


def _of_parent(parent: str) -> list[Column]:
    zh, en = WHO[parent]
    months = (
        f"CASE {parent}_whereabouts WHEN 'away' THEN datesub('month', {parent}_from, today) "
        f"WHEN {parent}_whereabouts THEN 0 END"
    )
    cannot = (
        f"CASE WHEN {parent}_whereabouts IN ('dead', 'missing', 'in_custody') THEN true "
        f"ELSE NOT CAST({parent}_able AS BOOLEAN) END"
    )
    return [
        *_where_parent(parent),
        _column(f"{parent}_away", YES_NO, f"{zh}外出务工", f"{en} away for work", FORM, _away(parent)),
        _column(
            f"{parent}_home", YES_NO, f"{zh}在家", f"{en} at home", FORM,
            f"{parent}_whereabouts = 'home'",
        ),
        _column(
            f"{parent}_away_months", COUNT, f"{zh}连续外出月数", f"{en}'s completed months away",
            "教育统计口径：连续三个月以上", months, "months",
        ),
        _column(
            f"{parent}_cross_township", YES_NO, f"{zh}外出跨乡镇", f"{en} works in another township",
            "国家统计局、联合国儿童基金会2020", _crosses(parent, "township"),
        ),
        _column(
            f"{parent}_cross_county", YES_NO, f"{zh}外出跨县", f"{en} works in another county",
            "峨山县三年行动方案2024", _crosses(parent, "county"),
        ),
        _column(
            f"{parent}_cannot_care", YES_NO, f"{zh}无监护能力（含去世、失联、服刑）",
            f"{en} cannot act as guardian (also dead, missing, in custody)", "国发〔2016〕13号", cannot,
        ),
    ]  # fmt: skip


def _child() -> list[Column]:
    return [
        _column(
            "age_years", COUNT, "周岁", "age in completed years", f"{LAW} 第二条",
            "datesub('year', born, today)", "years",
        ),
        _column("sex", TEXT, "性别", "sex", FORM, "sex", values=tuple(words.Sex)),
        _column(
            "hukou_rural", YES_NO, "农村户籍（未采集户籍时按户籍地、居住村推定）",
            "rural registration (when not collected, presumed from the hukou place, then the village)",
            "国发〔2016〕13号",
            "CASE WHEN hukou IS NOT NULL THEN hukou = 'rural' "
            "ELSE CAST(coalesce(hukou_place_rural, place_rural) AS BOOLEAN) END",
        ),
        _column(
            "hukou_registered", YES_NO, "已登记户口", "has a household registration", FORM,
            "CAST(hukou_registered AS BOOLEAN)",
        ),
        _column(
            "resides_rural", YES_NO, "居住在农村", "lives in a rural place", "全国妇联2013",
            "CAST(place_rural AS BOOLEAN)",
        ),
        _column(
            "health", TEXT, "身体情况", "health", FORM, "health", values=tuple(words.Health)
        ),
    ]  # fmt: skip


def _of_school() -> list[Column]:
    return [
        _column(
            "stage", TEXT, "就学阶段", "stage of schooling", FORM, "stage",
            values=tuple(words.Stage),
        ),
        _column(
            "in_compulsory_education", YES_NO, "小学或初中在读", "primary or junior secondary pupil",
            "义务教育法", "stage IN ('primary', 'junior')",
        ),
        _column(
            "enrolled", YES_NO, "在园或在学", "enrolled somewhere", FORM,
            "stage NOT IN ('none', 'dropped_out', 'not_enrolled')",
        ),
        _column(
            "grade", COUNT, "年级（小学一年级为1，初中一年级为7）",
            "grade, counted through from 1 in primary to 12", FORM, "grade", "grades",
        ),
        _column("boarding", YES_NO, "寄宿", "boards at school", FORM, "CAST(boarding AS BOOLEAN)"),
    ]  # fmt: skip


def _of_care() -> list[Column]:
    return [
        _column(
            "carer_kind", TEXT, "实际照料人", "who looks after the child", FORM, "care_kind",
            values=tuple(words.CarerKind),
        ),
        _column(
            "no_adult_carer", YES_NO, "没有成年人照料", "no adult carer", f"{LAW} 第二十一条",
            "care_kind = 'none'",
        ),
        _column(
            "guardianship", TEXT, "监护情况", "guardianship rating", FORM, "care_rating",
            values=tuple(words.Guardianship),
        ),
        _column(
            "notice_to_school", YES_NO, "已书面告知学校", "school told in writing",
            f"{LAW} 第二十三条", "CAST(school_notice AS BOOLEAN)",
        ),
        _column(
            "notice_to_village", YES_NO, "已书面告知村委会", "village told in writing",
            f"{LAW} 第二十三条", "CAST(village_notice AS BOOLEAN)",
        ),
    ]  # fmt: skip


def _of_both() -> list[Column]:
    f, m = _away("father"), _away("mother")
    # whoever is away since an unknown day may have left first
    first = (
        f"CASE WHEN {f} AND {m} THEN CASE WHEN father_from < mother_from THEN father_from "
        f"WHEN father_from >= mother_from THEN mother_from END "
        f"WHEN {f} THEN father_from WHEN {m} THEN mother_from END"
    )
    last = (
        f"CASE WHEN {f} AND {m} THEN CASE WHEN father_from < mother_from THEN mother_from "
        f"WHEN father_from >= mother_from THEN father_from END "
        f"WHEN {f} THEN father_from WHEN {m} THEN mother_from END"
    )
    return [
        _column("any_parent_away", YES_NO, "有父母外出", "a parent is away", FORM, f"{f} OR {m}"),
        _column("both_parents_away", YES_NO, "父母双方外出", "both parents are away", FORM, f"{f} AND {m}"),
        _column(
            "lives_with_both_parents", YES_NO, "父母都在家", "both parents at home", "全国妇联2013",
            "father_whereabouts = 'home' AND mother_whereabouts = 'home'",
        ),
        _column(
            "days_since_first_away", COUNT, "最早外出至今天数", "days since the first parent left",
            f"{LAW} 第二十三条", f"datesub('day', {first}, today)", "days",
        ),
        _column(
            "days_since_last_away", COUNT, "最近一次外出至今天数", "days since the latest parent left",
            f"{LAW} 第二十三条", f"datesub('day', {last}, today)", "days",
        ),
    ]  # fmt: skip


COLUMNS: tuple[Column, ...] = (
    *_child(),
    *_of_school(),
    *_of_care(),
    *_of_parent("father"),
    *_of_parent("mother"),
    *_of_both(),
)
SOURCE = FactSource("child", tuple((name, kind) for name, kind, _ in RAW), fetch, COLUMNS, STEMS)
CHILD_FACTS = SOURCE.table()
