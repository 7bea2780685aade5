"""The synthetic county's words in the register's words."""

from datetime import date, timedelta
from typing import Any

from homeward.domain.children.adults import first_day, work_place
from homeward.domain.children.words import Kinship, Precision, Whereabouts

KINSHIP = {
    "father": Kinship.FATHER.value,
    "mother": Kinship.MOTHER.value,
    "grandfather": Kinship.PATERNAL_GRANDFATHER.value,
    "grandmother": Kinship.PATERNAL_GRANDMOTHER.value,
    "maternal_grandfather": Kinship.MATERNAL_GRANDFATHER.value,
    "maternal_grandmother": Kinship.MATERNAL_GRANDMOTHER.value,
    "uncle": Kinship.UNCLE.value,
    "aunt": Kinship.AUNT.value,
    "friend": Kinship.FRIEND.value,
}
INCOME = {
    "打工": "wages",
    "打工、种养殖": "wages,farming",
    "种养殖": "farming",
    "政府救助": "government",
    "其他": "other",
}
BENEFIT = {
    "dibao": "low_income",
    "tekun": "extreme_hardship",
    "registered_poor": "registered_poor",
}
CONTACT = {
    "weekly": "每周联系",
    "monthly": "每月联系",
    "yearly": "一年几次",
    "never": "没有联系",
}
EXCLUSIONS = ("harmed_before", "addicted", "neglected_before", "otherwise_unfit")
_FIRST_GRADE = {"junior": 6, "senior": 9}
_YEAR = timedelta(days=365)


def grade(stage: str, within: int | None) -> int | None:
    """A grade within its stage as the register counts: junior school goes on with seven."""
    return None if within is None else within + _FIRST_GRADE.get(stage, 0)


def spell(row: dict[str, Any], home: str, contact: str) -> dict[str, Any]:
    """A stretch of a parent's life as columns; the present one away tells how often they are in touch.

    Args:
        home: the village's code.
    """
    away = row["whereabouts"] == "away"
    since = first_day(row["since"], Precision(row["since_precision"]))
    return {
        "whereabouts": row["whereabouts"], "since": since,
        "since_precision": row["since_precision"], "until": row["until"], "work": row["work"] or "",
        "contact": contact if away and row["until"] is None else "",
        **work_place(Whereabouts(row["whereabouts"]), row["place_text"] or "", home),
    }  # fmt: skip


def agreement(row: dict[str, Any], on: date) -> dict[str, Any]:
    """An agreement as columns: signed anew each year, but one in five was let run out."""
    signed, ends = row["signed_on"], row["ends_on"]
    if row["row"] % 5:
        years = max(0, -((ends - on).days // _YEAR.days))
        signed, ends = signed + years * _YEAR, ends + years * _YEAR
    signed = min(signed, on)
    kept = {name: row[name] for name in (*EXCLUSIONS, "child_heard")}
    return {"signed_on": signed, "ends_on": ends, **kept}
