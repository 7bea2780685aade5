"""Readings of a sheet put together into entries, row by row, and held against each other.

Each contradiction is one problem at its root: an impossible birth date is not also said to differ
from the identity number, and a birth date that differs from it is not also judged for age.
"""

import datetime as dt
from typing import Any, Final

from homeward.engines.roll.dates import Day
from homeward.engines.roll.entry import CarerEntry, Entry, GrandparentEntry, ParentEntry
from homeward.engines.roll.identity import MISSING, IdNumber
from homeward.engines.roll.people import Carer, Person, Place, carer_kind
from homeward.engines.roll.places import village_in, village_named
from homeward.engines.roll.problems import HELD_WHEN_BORN, Problem, problem
from homeward.engines.roll.schooling import Schooling, read_schooling
from homeward.engines.roll.table import Readings, RollSheet, tell
from homeward.engines.roll.text import Doubt
from homeward.engines.roll.words import disability

ADULT_AT: Final = 18  # years
_GRANDPARENTS: Final = (
    ("grandfather", "paternal_grandfather"),
    ("grandmother", "paternal_grandmother"),
    ("maternal_grandfather", "maternal_grandfather"),
    ("maternal_grandmother", "maternal_grandmother"),
)
_NO_PARENT: Final = ParentEntry()
_PLAIN: Final = (
    "name",
    "sex",
    "id",
    "serial",
    "county",
    "township",
    "village",
    "group",
    "ethnicity",
    "student_no",
    "hukou_registered",
    "hukou_kind",
    "hukou_place",
    "residence",
    "phone",
    "boarding",
    "both_away",
    "entrusted",
    "guardianship",
    "guardianship_type",
    "income",
    "benefits",
    "low_income",
    "registered_poor",
    "note",
)
_YES: Final = frozenset({"是", "有", "√"})
_NO: Final = frozenset({"否", "无", "没有"})
_SEX: Final = {"male": "男", "female": "女"}


class Assembler:
    """Puts the entries of one sheet together."""

    def __init__(self, roll: RollSheet, readings: Readings, as_of: dt.date) -> None:
        self._roll, self._readings, self._as_of = roll, readings, as_of
        self._sheet_village = village_in(roll.sheet.name) or (
            village_in(roll.unit) if roll.unit else None
        )

    def entries(self) -> tuple[list[Entry], list[Problem]]:
        """All entries of the sheet in order, and all problems of its rows."""
        people = zip(
            self._parents("father"),
            self._parents("mother"),
            self._grandparents(),
            self._carers("carer"),
            self._carers("entrusted"),
            strict=True,
        )
        schools = self._schools()
        health = self._health()
        plain = zip(*(self._readings.get(name) for name in _PLAIN), strict=True)
        entries: list[Entry] = []
        problems: list[Problem] = []
        known = self._readings.problems
        for at, (told, persons, school, well) in enumerate(
            zip(plain, people, schools, health, strict=True)
        ):
            found = known.get(at)
            found = [] if found is None else found
            entries.append(self._entry(at, found, told, persons, school, well))
            problems += sorted(found, key=_by_cell) if len(found) > 1 else found
        return entries, problems

    def _entry(
        self,
        at: int,
        found: list[Problem],
        told: tuple[Any, ...],
        persons: tuple[Any, ...],
        school: Schooling,
        well: tuple[Any, ...],
    ) -> Entry:
        (
            name,
            sex,
            number,
            serial,
            county,
            township,
            village,
            group,
            ethnicity,
            student_no,
            registered,
            rural,
            hukou_place,
            residence,
            phones,
            boarding,
            both_away,
            entrusted,
            guardianship,
            guarded,
            income,
            benefits,
            low_income,
            poor,
            note,
        ) = told
        father, mother, grandparents, carer, entrusted_carer = persons
        number = number or MISSING
        derived: list[str] = []
        if name is None and not any(
            one.code == "formula" and one.severity == "held" for one in found
        ):
            found.append(self._tell("name", at, "name_missing"))
        born = self._born(at, number, found, derived)
        sex = self._sex(at, sex, number, found, derived)
        if school.unread:
            found.append(
                self._tell(
                    "grade" if self._readings.get("grade")[at] else "stage", at, "word_unknown"
                )
            )
        row = self._roll.body.children[at]
        kept = self._readings.kept.get(at)
        held = bool(found) and any(one.severity == "held" for one in found)
        return Entry(
            self._roll.sheet.name,
            row + 1,
            serial,
            held,
            county,
            township,
            self._village(village, row, residence),
            group,
            name,
            sex,
            ethnicity,
            number,
            born.on if born else None,
            born.precision if born else None,
            student_no,
            registered,
            rural,
            hukou_place,
            residence,
            phones or (),
            school.school,
            school.stage,
            school.grade,
            school.class_name,
            boarding,
            *well,
            father,
            mother,
            grandparents,
            both_away,
            carer or entrusted_carer,
            entrusted,
            entrusted_carer,
            guardianship or _rated(guarded),
            guarded,
            income,
            benefits,
            low_income,
            poor,
            note,
            tuple(derived),
            tuple(kept) if kept else (),
        )

    def _tell(
        self, name: str, at: int, code: str, *, held: bool = False, detail: str = ""
    ) -> Problem:
        """A problem at a field's cell, or of the row where the sheet has no such column."""
        place = self._readings.where.get(name)
        if place:
            return tell(self._roll, *place, at, code, held=held, detail=detail)
        return problem(
            code,
            sheet=self._roll.sheet.name,
            row=self._roll.body.children[at] + 1,
            held=held,
            detail=detail,
        )

    def _born(
        self, at: int, number: IdNumber, found: list[Problem], derived: list[str]
    ) -> Day | None:
        """The child's birth date: as written where it can be read and agrees, else from the number if blank."""
        read = self._readings.born.values[at] if self._readings.born else None
        inside = Day(number.born_on) if number.born_on else None
        if isinstance(read, Doubt):
            if (
                read.code == "date_ambiguous"
                and inside
                and any(day.agrees(inside.on) for day in read.value or ())
            ):  # type: ignore[attr-defined]
                read = None
            elif not (read.code == "formula" and inside):
                code = "born_unreadable" if read.code == "date_unreadable" else read.code
                found.append(self._tell("born", at, code, held=read.code in HELD_WHEN_BORN))
                return None
            else:
                found.append(self._tell("born", at, "formula"))
                read = None
        if read is None:
            if inside is None:
                found.append(self._tell("born", at, "born_missing"))
                return None
            derived.append("born_on")
            read = inside
        elif inside and not read.agrees(inside.on):
            found.append(
                self._tell("born", at, "born_contradicts_id", detail=inside.on.isoformat())
            )
            return read  # type: ignore[no-any-return]
        elif read.precision != "day" and inside:
            derived.append("born_on")
            read = inside
        return self._judged(at, read, found)

    def _judged(self, at: int, born: Day, found: list[Problem]) -> Day:
        """Age and future, of a birth date that nothing contradicts."""
        if born.on > self._as_of:
            found.append(self._tell("born", at, "born_in_future"))
        elif born.last <= _years_before(self._as_of, ADULT_AT):
            found.append(self._tell("born", at, "adult"))
        elif born.precision != "day":
            found.append(self._tell("born", at, "born_partial"))
        return born

    def _sex(
        self, at: int, sex: str | None, number: IdNumber, found: list[Problem], derived: list[str]
    ) -> str | None:
        if sex is None and number.sex:
            derived.append("sex")
            return number.sex
        if sex and number.sex and sex != number.sex:
            found.append(self._tell("sex", at, "sex_contradicts_id", detail=_SEX[number.sex]))
        return sex

    def _schools(self) -> list[Schooling]:
        """Schooling of every row, each combination of texts read once."""
        parts = [
            self._readings.get(name)
            for name in ("school", "school_grade", "grade", "class_name", "stage")
        ]
        memo: dict[tuple[Any, ...], Schooling] = {}
        schools = []
        for said in zip(*parts, strict=True):
            if said not in memo:
                memo[said] = read_schooling(*said, as_of=self._as_of)
            schools.append(memo[said])
        if "stage_ticked" in self._readings.values:
            ticked = self._readings.values["stage_ticked"]
            return [
                one._replace(stage=one.stage or stage)
                for one, stage in zip(schools, ticked, strict=True)
            ]
        return schools

    def _health(self) -> list[tuple[str | None, str | None, int | None, str | None]]:
        """(health, disability kind, disability level, illness) of every row."""
        parts = [
            self._readings.get(name)
            for name in ("health", "disability", "disability_level", "illness")
        ]
        memo: dict[tuple[Any, ...], tuple[str | None, str | None, int | None, str | None]] = {}
        for said in set(zip(*parts, strict=True)):
            memo[said] = _healthy(*said)
        return [memo[said] for said in zip(*parts, strict=True)]

    def _village(self, said: str | None, row: int, residence: str | None) -> str | None:
        if said:
            return village_named(said)
        return (
            self._roll.body.sections.get(row)
            or self._sheet_village
            or (village_in(residence) if residence else None)
        )

    def _parents(self, who: str) -> list[ParentEntry]:
        """Father or mother of every row."""
        parts = [
            self._readings.get(f"{who}_{part}")
            for part in ("name", "id", "born", "place", "since", "phone", "away", "unable")
        ]
        unable_column = (
            "unable_parent" in self._readings.where or "unable_parent" in self._readings.values
        )
        parents = []
        for at, (name, number, born, place, since, phones, away, unable) in enumerate(
            zip(*parts, strict=True)
        ):
            if unable is None and unable_column:
                unable = self._readings.get("unable_parent")[at] in (who, "both")
            if (
                name is None
                and place is None
                and since is None
                and phones is None
                and number is None
                and born is None
                and away is None
            ):
                parents.append(_NO_PARENT if unable is None else ParentEntry(unable=unable))
                continue
            if since and self._late(at, f"{who}_since", since):
                since = None
            state, text = _whereabouts(name, place, since, away)
            parents.append(
                ParentEntry(
                    name.name if name else None,
                    number,
                    born.on if born else None,
                    state,
                    text,
                    since.on if since else None,
                    since.precision if since else None,
                    phones or (),
                    unable,
                )
            )
        return parents

    def _late(self, at: int, name: str, day: Day) -> bool:
        """Whether a day lies after the roll's date; then it is told and not used."""
        if day.on <= self._as_of:
            return False
        self._readings.problems.setdefault(at, []).append(self._tell(name, at, "date_in_future"))
        return True

    def _carers(self, who: str) -> list[CarerEntry | None]:
        """The carer (or entrusted carer) of every row; None where nothing was told."""
        parts = [
            self._readings.get(f"{who}_{part}")
            for part in ("name", "kinship", "id", "born", "phone", "address")
        ]
        carers: list[CarerEntry | None] = []
        for named, kin, number, born, phones, address in zip(*parts, strict=True):
            if (
                named is None
                and kin is None
                and number is None
                and born is None
                and phones is None
                and address is None
            ):
                carers.append(None)
                continue
            name, kinship = _who(named, kin)
            carers.append(
                CarerEntry(
                    name,
                    kinship,
                    carer_kind(kinship),
                    number,
                    born.on if born else None,
                    phones or (),
                    address,
                )
            )
        return carers

    def _grandparents(self) -> list[tuple[GrandparentEntry, ...]]:
        present = [
            (who, kinship)
            for who, kinship in _GRANDPARENTS
            if f"{who}_name" in self._readings.values
        ]
        if not present:
            return [()] * self._readings.count
        rows: list[list[GrandparentEntry]] = [[] for _ in range(self._readings.count)]
        for who, kinship in present:
            births = self._readings.get(f"{who}_born")
            for at, person in enumerate(self._readings.get(f"{who}_name")):
                if person:
                    rows[at].append(
                        GrandparentEntry(
                            kinship,
                            person.name,
                            births[at].on if births[at] else None,
                            person.state,
                        )
                    )
        return [tuple(row) for row in rows]


def _whereabouts(
    name: Person | None, place: Place | None, since: Day | None, away: bool | None
) -> tuple[str | None, str | None]:
    """(state, place text): what the place says, else a state told with the name, else whether away."""
    if name and name.state:
        return name.state, None
    if place:
        return place.state, place.text
    if away is not None:
        return "away" if away else "home", None
    return ("away" if since else None), None


def _who(named: Carer | None, kin: Carer | None) -> tuple[str | None, str | None]:
    """(name, kinship) of a carer from both columns; each may hold either."""
    name = (named.name if named else None) or (kin.name if kin else None)
    kinship = (kin.kinship if kin else None) or (named.kinship if named else None)
    return name, kinship


def _rated(kind: str | None) -> str | None:
    """The rating a kind of guardianship implies by the form's definitions."""
    return (
        {"nobody": "poor", "parent_unable": "poor", "carer_weak": "poor"}.get(kind, kind)
        if kind
        else None
    )


def _healthy(
    health: tuple[str | None, str | None] | None,
    said: str | None,
    level: str | None,
    illness: str | bool | None,
) -> tuple[str | None, str | None, int | None, str | None]:
    """(health, disability kind, level, illness) of what the columns about health say together."""
    state, more = health or (None, None)
    if said in _YES or said in _NO:
        state, said = state or ("disabled" if said in _YES else None), None
    if said or level:
        state = state if state == "ill" else "disabled"
    if illness and state is None:
        state = "ill"
    named = illness if isinstance(illness, str) else more if state == "ill" else None
    kind, grade = disability(said or (more if state == "disabled" else None), level)
    return state, kind, grade, named


def _by_cell(told: Problem) -> tuple[int, str]:
    return len(told.cell), told.cell


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
