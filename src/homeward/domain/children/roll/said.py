"""What one row of a roll says, as columns of the register. A missing key means the roll does not tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from homeward.domain.children import idnumber
from homeward.domain.children import phones as phone_columns
from homeward.domain.children.adults import PHONES, adds_day, first_day, key_index, work_place
from homeward.domain.children.roll.villages import township_of
from homeward.domain.children.words import CarerKind, IdCheck, Precision, Whereabouts
from homeward.engines.gazetteer import Level, codes, resolve
from homeward.engines.roll.entry import CarerEntry, Entry, GrandparentEntry, ParentEntry
from homeward.engines.roll.identity import IdNumber
from homeward.foundation.crypto.seal import seal

Columns = dict[str, Any]
_OWN_PARENTS = ("father", "mother", "parents")  # told as parents, not as carers


@dataclass(frozen=True, slots=True)
class AdultSaid:
    """An adult as a row tells: how to find them, their details, and where they are."""

    kinship: str
    key: str
    details: Columns
    spell: Columns | None


# What the columns hold; a roll may hold more, and PostgreSQL refuses it.
NAME, ETHNICITY, GROUP, ILLNESS, DISABILITY = 60, 20, 30, 60, 40
PLACE_TEXT, SCHOOL, KLASS = 120, 80, 20


def fit(text: str | None, limit: int) -> str | None:
    """As much of a text as its column holds."""
    return text[:limit] if text else text


def too_long(entry: Entry) -> list[str]:
    """The texts of a row of which only the beginning is kept."""
    limits = (
        (entry.name, NAME), (entry.father.name, NAME), (entry.mother.name, NAME),
        (entry.ethnicity, ETHNICITY), (entry.group, GROUP), (entry.illness, ILLNESS),
        (entry.disability_kind, DISABILITY), (entry.hukou_place, PLACE_TEXT),
        (entry.father.place_text, PLACE_TEXT), (entry.mother.place_text, PLACE_TEXT),
        (entry.school, SCHOOL), (entry.class_name, KLASS),
        *((who.name, NAME) for who in (entry.carer, entry.entrusted_carer, *entry.grandparents) if who),
    )  # fmt: skip
    return [text for text, limit in limits if text and len(text) > limit]


def particulars(entry: Entry, place: str) -> Columns:
    """The child's own data."""
    said: Columns = {
        "name": fit(entry.name, NAME), "sex": entry.sex, "born_on": entry.born_on,
        "born_precision": entry.born_precision, "ethnicity": fit(entry.ethnicity, ETHNICITY),
        "hukou_registered": entry.hukou_registered, "group": fit(entry.group, GROUP),
        "place": place, "health": entry.health, "illness": fit(entry.illness, ILLNESS),
    }  # fmt: skip
    if entry.hukou_rural is not None:
        said["hukou"] = "rural" if entry.hukou_rural else "urban"
    if entry.hukou_place:
        said["hukou_text"] = fit(entry.hukou_place, PLACE_TEXT)
        said["hukou_place"] = _division(entry.hukou_place, place)
    if entry.disability_kind or entry.disability_level:
        level = f" {entry.disability_level}级" if entry.disability_level else ""
        said["disability"] = fit(f"{entry.disability_kind or ''}{level}".strip(), DISABILITY)
    if entry.income is not None:
        said["income"] = ",".join(entry.income) or "none"
    said |= _number(entry.id, idnumber.PURPOSE)
    for name, value in (
        ("address", entry.residence), ("student_no", entry.student_no), ("note", _note(entry)),
    ):  # fmt: skip
        if value:
            said[name] = seal(value, f"child.{name}")
    if entry.phones:
        said |= phone_columns.columns(entry.phones, "child.phones")
    return {name: value for name, value in said.items() if value is not None}


def _number(number: IdNumber | None, purpose: str) -> Columns:
    """A number is kept as read, also when it fails; only `ok` is ever a key."""
    if number is None or number.status == "missing" or not number.text:
        return {}
    return {"id_number": seal(number.text[:40], purpose), "id_check": number.status}


def _note(entry: Entry) -> str | None:
    if not entry.kept:
        return entry.note or None
    kept = "；".join(f"{name}={text}" for name, text in entry.kept if name != "id")
    return "；".join(filter(None, (entry.note, f"未采信：{kept}" if kept else ""))) or None


@cache
def _division(text: str, near: str) -> str:
    """The 12-digit code of a hukou place as written; empty when the gazetteer cannot tell."""
    found = resolve(text, near)
    if not found.prefix or len(found.prefix) < Level.TOWNSHIP:
        return ""
    return codes.normalise(found.prefix)


def parents(entry: Entry, place: str) -> list[AdultSaid]:
    """Father and mother, as far as the row says anything of them."""
    both = ((entry.father, "father"), (entry.mother, "mother"))
    return [_parent(who, kinship, place) for who, kinship in both if _tells(who)]


def _tells(who: ParentEntry) -> bool:
    return bool(who.name or who.state or who.phones or who.id or who.unable is not None)


def _parent(who: ParentEntry, kinship: str, place: str) -> AdultSaid:
    details = _details(who.name, who.phones, who.born_on, who.id)
    if who.unable is not None:
        details["able"] = not who.unable
    return AdultSaid(
        kinship, key_index(place, who.name or "", who.phones), details, _spell(who, place)
    )


def _details(name: str | None, phones: tuple[str, ...], born_on: Any, number: Any) -> Columns:
    said = _number(number, idnumber.ADULT_PURPOSE)
    if name is not None:
        said["name"] = fit(name, NAME)
    if born_on is not None:
        said["born_on"] = born_on
    if phones:
        said |= phone_columns.columns(phones, PHONES)
    return said


def _spell(who: ParentEntry, place: str) -> Columns | None:
    if who.state is None:
        return None
    precision = who.since_precision or Precision.DAY.value
    return {
        "whereabouts": who.state,
        "since": first_day(who.since, Precision(precision)),
        "since_precision": precision,
        **_work_place(who.state, who.place_text or "", township_of(place)),
    }


@cache
def _work_place(state: str, text: str, home: str) -> Mapping[str, Any]:
    return work_place(Whereabouts(state), text[:PLACE_TEXT], home)


def keys(entry: Entry, place: str) -> Iterator[str]:
    """How the parents and the carer of a row may be found."""
    for who in (entry.father, entry.mother, entry.carer or entry.entrusted_carer):
        if who and (key := key_index(place, who.name or "", who.phones)):
            yield key


def grandparents(entry: Entry) -> list[AdultSaid]:
    """Grandparents named on the registration form."""
    return [_grandparent(who) for who in entry.grandparents if who.name or who.state]


def _grandparent(who: GrandparentEntry) -> AdultSaid:
    spell = {"whereabouts": who.state, "since": None, "since_precision": "day"}
    return AdultSaid(
        who.kinship, "", _details(who.name, (), who.born_on, None), spell if who.state else None
    )


def care(entry: Entry) -> Columns | None:
    """Who looks after the child, without the adult; None when the roll does not tell."""
    who = entry.carer or entry.entrusted_carer
    if who is None and entry.guardianship is None:
        return None
    said: Columns = {
        "kind": who.kind if who else None,
        "kinship": who.kinship if who else None,
        "rating": entry.guardianship,
    }
    return {key: value for key, value in said.items() if value is not None}


def carer(entry: Entry, place: str) -> AdultSaid | None:
    """The adult who looks after the child, unless that is father or mother, or nobody.

    A name without a kinship (家长姓名) is still somebody: how they are related is not collected.
    """
    who: CarerEntry | None = entry.carer or entry.entrusted_carer
    if who is None or not who.name or who.kind == CarerKind.NONE or who.kinship in _OWN_PARENTS:
        return None
    details = _details(who.name, who.phones, who.born_on, who.id)
    if who.address:
        details["lives_at"] = seal(who.address, "adult.lives_at")
    return AdultSaid(who.kinship or "kin", key_index(place, who.name, who.phones), details, None)


def enrolment(entry: Entry) -> Columns | None:
    """Where the child goes to school, without the school itself."""
    said = {
        "stage": entry.stage, "grade": entry.grade, "klass": fit(entry.class_name, KLASS),
        "boarding": entry.boarding,
    }  # fmt: skip
    known: Columns = {key: value for key, value in said.items() if value is not None}
    return known if known or entry.school else None


def benefits(entry: Entry) -> dict[str, bool]:
    """Benefits asked about: kind -> received. `any` False: asked, and none is received."""
    said: dict[str, bool] = {}
    if entry.benefits is not None:
        said = dict.fromkeys(entry.benefits, True) or {"any": False}
    for kind, received in (
        ("low_income", entry.low_income), ("registered_poor", entry.registered_poor),
    ):  # fmt: skip
        if received is not None:
            said[kind] = received
    return said


def completing(before: Columns, spell: Columns) -> Columns:
    """What a roll adds to a stretch already known: a day that says more, a place that differs."""
    told: Columns = {}
    precision, known = Precision(spell["since_precision"]), Precision(before["since_precision"])
    if spell["since"] and adds_day(spell["since"], precision, before["since"], known):
        told |= {name: spell[name] for name in ("since", "since_precision")}
    if spell.get("place_text") and spell["place_text"] != before["place_text"]:
        where = ("place", "place_text", "crosses_township", "crosses_county")
        told |= {name: spell[name] for name in where}
    return told


def keep_valid(known: Columns, told: Columns) -> None:
    """A number that fails its check, or has lost digits, never takes the place of a valid one."""
    if known["id_check"] == IdCheck.OK and told.get("id_check") not in (None, IdCheck.OK):
        del told["id_number"], told["id_check"]
