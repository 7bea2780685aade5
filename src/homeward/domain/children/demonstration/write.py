"""A synthetic county's tables as beliefs, family by family, through the bulk writer of the rolls."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from homeward.domain.children import idnumber
from homeward.domain.children import phones as phone_columns
from homeward.domain.children.adults import PHONES, key_index
from homeward.domain.children.demonstration import wording
from homeward.domain.children.models import (
    Adult,
    AdultDetails,
    Benefit,
    Care,
    Child,
    Enrolment,
    EntrustedCare,
    Household,
    Kin,
    Notice,
    Particulars,
    Presence,
    School,
    Spell,
)
from homeward.domain.children.roll.follow import look_up
from homeward.domain.children.roll.ledger import Id, Ledger
from homeward.domain.children.status import FirstAnswers
from homeward.domain.children.words import Source
from homeward.engines import names
from homeward.engines.population import County
from homeward.engines.population.tables import Table
from homeward.engines.roll.identity import IdNumber, read_adult_id, read_child_id
from homeward.foundation import bulk
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal

ORDER = (
    School, Household, Child, Adult, Particulars, Presence, AdultDetails, Kin, Spell, Care,
    Enrolment, Benefit, Notice, EntrustedCare,
)  # fmt: skip
AT_ONCE = 4_000  # families held in memory
NEWCOMER = timedelta(days=275)

Row = dict[str, Any]


@dataclass(slots=True)
class Written:
    """How many children, how many of them have left, how many adults."""

    children: int = 0
    left: int = 0
    adults: int = 0


class CountyWriter:
    """Writes one county; siblings share household, parents and grandparents."""

    def __init__(self, ctx: Context, county: County, newcomers_by_roll: str) -> None:
        self.ctx, self.county = ctx, county
        self.skipped = newcomers_by_roll[:9]
        self.written = Written()
        self.conveyor = bulk.Conveyor()
        self.ledger = Ledger(ctx, Source.DEMONSTRATION, self.conveyor)
        self.names: list[tuple[Id, str]] = []
        self.villages = [place.code for place in county.places.villages]
        self.adults = _by(county.adults, "household")
        self.spells = _by(county.spells, "adult")
        self.notices = _by(county.notices, "child")
        self.agreements = _by(county.agreements, "child")
        self.benefits = _by(county.benefits, "child")
        self.schools = self._schools()

    def write(self) -> Written:
        """Write everything, some families at a time, and derive every status."""
        families = self._families()
        answers = FirstAnswers(self.ctx, self.conveyor)
        with self.conveyor:
            while some := list(islice(families, AT_ONCE)):
                present = [child for family in some for child in self._family(*family)]
                self.ledger.write(ORDER)
                answers.ask(present)
                look_up(self.conveyor, self.names)
                self.names.clear()
                answers.give(leave=1)
            answers.give()
        return self.written

    def _schools(self) -> list[Id]:
        """Schools stand in their township, as a roll would put them; two in the county itself."""
        command = self.ctx.command_id
        ids = []
        for school in self.county.places.schools:
            length = 9 if school.township >= 0 else 6
            place = school.place[:length].ljust(12, "0")
            ids.append(self.ledger.add(School, name=school.name, place=place, command=command))
        return ids

    def _families(self) -> Iterator[tuple[Row, list[Row], list[Row]]]:
        """Household, its children, its adults."""
        children = _by(self.county.children, "household")
        for number, household in enumerate(self.county.households.records()):
            own = [row for row in children.pop(number, []) if not self._comes_by_roll(row)]
            if own:
                yield household, own, self.adults.pop(number, [])

    def _comes_by_roll(self, row: Row) -> bool:
        here = bool(self.skipped) and self.villages[row["village"]].startswith(self.skipped)
        return here and row["left_on"] is None and row["entered_on"] > self.ctx.today - NEWCOMER

    def _family(self, household: Row, children: list[Row], adults: list[Row]) -> list[Id]:
        """One family's rows; the ids of its children who are on the register."""
        place = self.villages[household["village"]]
        home = self.ledger.add(Household, place=place, command=self.ctx.command_id)
        contact = wording.CONTACT.get(children[0]["contact"], "")
        kin = {row["row"]: self._adult(row, place, contact) for row in adults}
        present = []
        for row in children:
            child_id = self._child(row, place)
            self.ledger.believe(
                Particulars, self._particulars(row, household, place, child_id, home)
            )
            self._presence(row, child_id)
            for adult in adults:
                self._kin(child_id, adult, kin[adult["row"]])
            self._care(row, child_id, kin)
            self._schooling(row, child_id)
            self._papers(row["row"], child_id, kin)
            if row["left_on"] is None:
                present.append(child_id)
        return present

    def _child(self, row: Row, place: str) -> Id:
        number = _number(read_child_id(row["id_number"]))
        child_id = self.ledger.add(
            Child, command=self.ctx.command_id, registered_at=self.ctx.at, name=row["name"],
            sort_key=names.sort_key(row["name"]), sex=row["sex"], born_on=row["born_on"],
            place=place, school_id=self._school(row), present=row["left_on"] is None,
            id_index=idnumber.index(number.text) if number and number.ok else "",
        )  # fmt: skip
        self.names.append((child_id, row["name"]))
        self.written.children += 1
        return child_id

    def _particulars(self, row: Row, household: Row, place: str, child_id: Id, home: Id) -> Row:
        address = f"{self.county.places.villages[row['village']].name}{household['group'] or ''}"
        return {
            "child_id": child_id, "household_id": home, "name": row["name"], "sex": row["sex"],
            "born_on": row["born_on"], "born_precision": "day",
            "ethnicity": row["ethnicity"] or "", "hukou": row["hukou"],
            "hukou_registered": row["hukou_registered"],
            "hukou_place": place if row["hukou"] else "", "place": place,
            "group": household["group"] or "", "address": seal(address, "child.address"),
            "health": row["health"], "disability": row["disability"] or "",
            "illness": row["illness"] or "", "income": wording.INCOME.get(household["income"], ""),
            **_sealed(_number(read_child_id(row["id_number"])), idnumber.PURPOSE),
        }  # fmt: skip

    def _presence(self, row: Row, child_id: Id) -> None:
        left = row["left_on"]
        self.written.left += left is not None
        stay = {"since": row["entered_on"], "until": left, "cause": row["exit_cause"]}
        self.ledger.believe(Presence, {"child_id": child_id, **stay})

    def _adult(self, row: Row, place: str, contact: str) -> Id:
        phones = (row["phone"],) if row["phone"] else ()
        adult_id = self.ledger.add(
            Adult,
            command=self.ctx.command_id,
            key_index=key_index(place, row["name"], phones),
        )
        number = _number(read_adult_id(row["id_number"]))
        details = {
            "name": row["name"], "born_on": row["born_on"], "able": row["able"],
            "unable_why": row["unable_why"] or "",
            **phone_columns.columns(phones, PHONES),
            **_sealed(number, idnumber.ADULT_PURPOSE),
        }  # fmt: skip
        self.ledger.believe(AdultDetails, {"adult_id": adult_id, **details})
        for spell in self.spells.pop(row["row"], []):
            told = wording.spell(spell, place, contact)
            self.ledger.believe(Spell, {"adult_id": adult_id, **told})
        self.written.adults += 1
        return adult_id

    def _kin(self, child_id: Id, adult: Row, adult_id: Id) -> None:
        if adult["kinship"] != "friend":  # who cares without being kin stands in the care alone
            kinship = wording.KINSHIP[adult["kinship"]]
            self.ledger.believe(
                Kin, {"child_id": child_id, "adult_id": adult_id, "kinship": kinship}
            )

    def _care(self, row: Row, child_id: Id, kin: dict[int, Id]) -> None:
        if row["carer_kind"] is None and row["guardianship"] is None:
            return
        care = {
            "adult_id": kin.get(row["carer"]), "kind": row["carer_kind"],
            "kinship": wording.KINSHIP.get(row["carer_kinship"]), "rating": row["guardianship"],
            "since": row["carer_since"],
        }  # fmt: skip
        self.ledger.believe(Care, {"child_id": child_id, **care})

    def _school(self, row: Row) -> Id | None:
        return None if row["school"] is None else self.schools[row["school"]]

    def _schooling(self, row: Row, child_id: Id) -> None:
        if row["stage"] is None:
            return
        told = {
            "school_id": self._school(row), "stage": row["stage"],
            "grade": wording.grade(row["stage"], row["grade"]),
            "klass": f"{row['class_no']}班" if row["class_no"] else "",
            "boarding": row["boarding"], "since": row["enrolled_since"],
        }  # fmt: skip
        self.ledger.believe(Enrolment, {"child_id": child_id, **told})

    def _papers(self, number: int, child_id: Id, kin: dict[int, Id]) -> None:
        """Notices, agreements, benefits."""
        for row in self.notices.pop(number, []):
            told = {name: row[name] for name in ("to", "given", "given_on")}
            self.ledger.believe(Notice, {"child_id": child_id, **told})
        for row in self.agreements.pop(number, []):
            view = row["child_view"]
            told = wording.agreement(row, self.ctx.today)
            told["child_view"] = seal(view, "entrusted.child_view") if view else None
            own = {"child_id": child_id, "adult_id": kin[row["adult"]]}
            self.ledger.believe(EntrustedCare, own | told)
        for row in self.benefits.pop(number, []):
            told = {"kind": wording.BENEFIT[row["kind"]], "received": row["received"]}
            self.ledger.believe(Benefit, {"child_id": child_id, **told, "since": row["since"]})


def _by(table: Table, column: str) -> dict[int, list[Row]]:
    """Records by a column that points into another table; each knows its own `row`."""
    found: dict[int, list[Row]] = defaultdict(list)
    for number, record in enumerate(table.records()):
        found[record[column]].append(record | {"row": number})
    return found


def _number(read: object) -> IdNumber | None:
    """A number as read, also when it fails; None when there is none."""
    found = getattr(read, "value", read)
    return found if isinstance(found, IdNumber) and found.text else None


def _sealed(number: IdNumber | None, purpose: str) -> Row:
    if number is None:
        return {}
    return {"id_number": seal(number.text, purpose), "id_check": number.status}
