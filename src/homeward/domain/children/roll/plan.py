"""What a roll would do: every row created, updated, left alone or held, with the reasons; nothing written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from homeward.domain.children.roll import kept, said
from homeward.domain.children.roll.alike import alike
from homeward.domain.children.roll.alike import in_words as in_words_of
from homeward.domain.children.roll.files import check_size
from homeward.domain.children.roll.problems import RollNotReadable, in_words
from homeward.domain.children.roll.register import Register, Standing
from homeward.domain.children.roll.villages import Villages
from homeward.engines.gazetteer import codes
from homeward.engines.roll import (
    Entry,
    Match,
    Problem,
    Roll,
    RollUnreadable,
    find_doubles,
    read_roll,
    roll_fields,
)
from homeward.engines.roll.problems import Severity
from homeward.foundation.bulk import in_one_go

CORRECTED = "corrected_since"  # a value differs from what a person corrected


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its village and what it was matched to.

    Attributes:
        left: columns in which a correction by hand stays, as `kept` names them.
    """

    entry: Entry
    place: str
    known: Standing | None
    left: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DoubleFound:
    """Rows, or a row and a registered child, that are likely one child."""

    rows: tuple[tuple[str, int], ...]
    child_id: UUID | None
    why: Mapping[str, str]
    steps: list[dict[str, Any]] | None = None  # where no single evidence says so


@dataclass(slots=True)
class Plan:
    """The outcome of a dry run. Rows appear in exactly one of the four lists."""

    area: str
    as_of: date
    roll: Roll
    villages: Villages
    create: list[Placed] = field(default_factory=list)
    update: list[Placed] = field(default_factory=list)
    unchanged: list[Placed] = field(default_factory=list)
    held: list[Placed] = field(default_factory=list)
    asked: list[Placed] = field(default_factory=list)  # of update: something waits for a person
    problems: list[Problem] = field(default_factory=list)
    doubles: list[DoubleFound] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """The four numbers and the whole."""
        return {
            "rows": len(self.roll.entries),
            "create": len(self.create),
            "update": len(self.update),
            "unchanged": len(self.unchanged),
            "held": len(self.held),
        }


def make_plan(
    area: str, data: bytes, filename: str, as_of: date, mapping: Mapping[str, str]
) -> Plan:
    """Read a roll and decide for each row what committing it would do.

    Args:
        area: the 12-digit code the roll is given for; villages are looked up inside it.
        mapping: headings that somebody explained: heading -> field, or `ignore`.

    Raises:
        RollTooLarge, RollNotReadable.
    """
    check_size(data)
    with in_one_go():
        try:
            roll = read_roll(data, filename, as_of=as_of, mapping=mapping)
        except RollUnreadable as error:
            raise RollNotReadable(why=in_words(error.message)) from error
        return decide(area, roll, as_of, likeness=True)


def decide(area: str, roll: Roll, as_of: date, *, likeness: bool = False) -> Plan:
    """The plan for a roll already read.

    Args:
        likeness: hold also rows that no rule finds, but that are likely a registered child.
    """
    plan = Plan(area, as_of, roll, Villages.inside(area), problems=list(roll.problems))
    register = Register(area, roll.entries)
    later = _doubles_inside(plan)
    places = {n: plan.villages.of(e.township, e.village) for n, e in enumerate(roll.entries)}
    matches = register.match(list(roll.entries), places)
    claimed: set[UUID] = set()
    for number, (entry, match) in enumerate(zip(roll.entries, matches, strict=True)):
        known = register.standing.get(match.child_id or "")
        if told := register.told_before(entry, claimed):
            claimed.add(told.record_id)
            plan.unchanged.append(Placed(entry, told.place, told))
            continue
        placed = Placed(entry, places[number], known)
        if entry.held or (entry.sheet, entry.row) in later:
            plan.held.append(placed)
        elif not placed.place:
            plan.problems.append(unplaced(entry))
            plan.held.append(placed)
        elif known is None:
            plan.create.append(placed)
        elif (
            match.kind == "same"
            and known.alias is None  # by a merged record's name: a person sees what is new in it
            and known.record_id not in claimed
            and not _far(plan, known)
            and register.owner(entry) in (None, known)
        ):
            claimed.add(known.record_id)
            plan.update.append(placed)
        else:
            plan.doubles.append(_double_of_known(placed, match))
            plan.held.append(placed)
    if likeness:
        _hold_alike(plan, register, claimed)
    plan.problems.extend(_too_long(entry) for entry in roll.entries if said.too_long(entry))
    _keep_corrections(plan)
    _notice_elsewhere(plan)
    return plan


def _hold_alike(plan: Plan, register: Register, claimed: set[UUID]) -> None:
    """Rows that would be new and are likely a registered child wait for a person."""
    fresh = plan.create
    found = alike([one.entry for one in fresh], [one.place for one in fresh], register, claimed)
    for at, likely in found.items():
        placed = replace(fresh[at], known=register.known(likely.ends[1]))
        match = Match("likely", why=in_words_of(likely.steps))
        plan.doubles.append(replace(_double_of_known(placed, match), steps=likely.steps))
        plan.held.append(placed)
    plan.create = [one for at, one in enumerate(fresh) if at not in found]


def _keep_corrections(plan: Plan) -> None:
    """Rows about children whom a roll told of before and a person has corrected since."""
    told = [one.known.child_id for one in plan.update if one.known and one.known.digest]
    by_hand = kept.corrected_by_hand(told) if told else set()
    for at, placed in enumerate(plan.update):
        if placed.known is None or placed.known.child_id not in by_hand:
            continue
        weighed = kept.weigh(placed.entry, placed.place, placed.known.child_id)
        plan.update[at] = replace(placed, left=weighed.left)
        if weighed.asked:
            plan.asked.append(plan.update[at])
            told_now = sorted(weighed.asked.items())
            plan.problems += [corrected_since(plan.roll, placed.entry, *one) for one in told_now]


def corrected_since(roll: Roll, entry: Entry, column: str, text: str) -> Problem:
    """The problem of a value that differs from a correction and from what was corrected."""
    field = kept.field_of(column)
    columns = (c for c in roll.columns if c.sheet == entry.sheet and c.field == field)
    known = next(columns, None)
    spec = roll_fields().get(field)
    header = known.header if known else spec.zh if spec else ""
    cell = f"{known.letter}{entry.row}" if known else ""
    return Problem(
        entry.sheet, entry.row, header, cell, CORRECTED, text, "flag",
        {
            "zh": "这一项有人更正过，名册上写的与更正前、更正后都不一样。现有内容没有改动，"
            "已放进更正清单等人核实。",
            "en": "Somebody corrected this, and the roll says neither the old nor the corrected value. "
            "Nothing was changed; it waits on the correction list.",
        },
    )  # fmt: skip


def _doubles_inside(plan: Plan) -> set[tuple[str, int]]:
    """The later rows of each double inside the file."""
    later: set[tuple[str, int]] = set()
    for double in find_doubles(plan.roll.entries):
        plan.doubles.append(DoubleFound(double.rows, None, double.why))
        later.update(double.rows[1:])
    return later


def _far(plan: Plan, known: Standing) -> bool:
    """A child registered outside the area, or who has left: moving a child is not a roll's business."""
    return not known.present or not codes.contains(plan.area, known.place)


def _double_of_known(placed: Placed, match: Match) -> DoubleFound:
    known = placed.known
    assert known is not None
    zh = "与已在册的一名儿童" if known.present else "与已退出名册的一名儿童"
    en = "as a registered child" if known.present else "as a child who has left the register"
    return DoubleFound(
        ((placed.entry.sheet, placed.entry.row),),
        known.child_id,
        {"zh": f"{zh}{match.why['zh']}", "en": f"{match.why['en']} {en}"},
    )


def _problem(
    code: str, severity: Severity, sheet: str, row: int | None, read: str, zh: str, en: str
) -> Problem:
    return Problem(sheet, row, "", "", code, read, severity, {"zh": zh, "en": en})


def unplaced(entry: Entry) -> Problem:
    """The problem of a row whose village cannot be told."""
    return _problem(
        "village_unknown", "held", entry.sheet, entry.row, entry.village or "",
        "看不出属于哪个村（社区）。请补上村名，或按乡镇、按村分别导入。",
        "The village cannot be told. Add its name, or import by township or by village.",
    )  # fmt: skip


def _too_long(entry: Entry) -> Problem:
    texts = "、".join(said.too_long(entry))
    return _problem(
        "text_too_long", "flag", entry.sheet, entry.row, texts[:200],
        "这一行有文字过长，只保留了前面的部分。请核对。",
        "A text of this row is too long; only its beginning is kept. Check it.",
    )  # fmt: skip


def _notice_elsewhere(plan: Plan) -> None:
    """One notice for the whole file when it names a township that is not of this area."""
    names = {e.township for e in plan.roll.entries if plan.villages.elsewhere(e.township)}
    if not names:
        return
    here = "、".join(plan.villages.townships)
    there = "、".join(sorted(name for name in names if name))
    plan.problems.append(
        _problem(
            "township_elsewhere", "file", plan.roll.sheets[0].name if plan.roll.sheets else "", None,
            there,
            f"名册里写的是“{there}”，而导入到“{here}”。如不是同一个地方，请改选地区后再导入。",
            f"The roll says {there}, but is being imported into {here}. If that is not the same "
            "place, choose the right one first.",
        )
    )  # fmt: skip
