"""Writing the rows of a plan that a person agreed to: all of them, in one transaction, in bulk."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children import idnumber
from homeward.domain.children.adults import children_of
from homeward.domain.children.models import (
    Adult,
    AdultDetails,
    AdultKey,
    Belief,
    Benefit,
    Care,
    Child,
    Enrolment,
    Household,
    Kin,
    Particulars,
    Presence,
    School,
    Spell,
)
from homeward.domain.children.roll import kept, said
from homeward.domain.children.roll.follow import (
    bring_up_to_date,
    by_old_names,
    forget,
    look_up,
    remember,
)  # fmt: skip
from homeward.domain.children.roll.ledger import Id, Ledger
from homeward.domain.children.roll.now import Believed, known_adults, load
from homeward.domain.children.roll.plan import Placed
from homeward.domain.children.roll.schools import Schools
from homeward.domain.children.status import FirstAnswers, derive_many
from homeward.domain.children.words import Precision, Source
from homeward.engines import names
from homeward.foundation import bulk
from homeward.foundation.commands.context import Context

ORDER = (
    School, Household, Child, Adult, Particulars, Presence, AdultDetails, Kin, Spell, Care,
    Enrolment, Benefit, AdultKey,
)  # fmt: skip
AT_ONCE = 2_000  # children whose rows are made together, while those before are sent


@dataclass(slots=True)
class Written:
    """What was written, as ids; `digest` is over ids and row digests in order."""

    created: list[UUID]
    updated: list[UUID]
    schools: list[UUID]
    digest: str


class Writer:
    """Turns placed rows into rows of the register, sharing adults and households between siblings."""

    def __init__(self, ctx: Context, source: Source) -> None:
        self.ctx, self.today = ctx, ctx.today
        self.conveyor = bulk.Conveyor()
        self.ledger = Ledger(ctx, source, self.conveyor)
        self.adults: dict[str, Id] = {}
        self.schools = Schools(ctx, self.ledger)
        self.households: dict[tuple[Id, ...], Id] = {}
        self.now = Believed()
        self.told: set[Id] = set()  # adults of whom this roll has spoken already
        self.changed: set[UUID] = set()  # known before, and something new was said of them
        self.names: list[tuple[Id, str]] = []  # new ones, by child
        self.renamed: list[UUID] = []
        self.seen: list[tuple[Id, str]] = []

    def write(self, create: list[Placed], update: list[Placed]) -> Written:
        """Write everything and derive every status. Villages must exist."""
        with bulk.in_one_go(), self.conveyor:
            self._prepare(create, update)
            created = self._create_all(create)
            updated = self._update_all(update)
            derive_many(self.ctx, sorted({*updated, *children_of(self.changed)} - set(created)))
        told = hashlib.sha256()
        for child_id, digest in self.seen:
            told.update(_uuid(child_id).bytes + digest.encode())
        return Written(created, updated, self.schools.new, told.hexdigest())

    def _create_all(self, rows: list[Placed]) -> list[UUID]:
        """New children. No more are held in memory than need be, and while some are on their way
        to the database the next are made."""
        ids: list[UUID] = []
        answers = FirstAnswers(self.ctx, self.conveyor)
        for start in range(0, len(rows), AT_ONCE):
            some = [_uuid(self._create(placed)) for placed in rows[start : start + AT_ONCE]]
            self.ledger.write(ORDER)
            answers.ask(some)
            self._follow(self.seen[start:])
            answers.give(leave=1)
            ids += some
        answers.give()
        return ids

    def _update_all(self, rows: list[Placed]) -> list[UUID]:
        """Known children: what is believed now is superseded before anything takes its place."""
        ids: list[UUID] = []
        for start in range(0, len(rows), AT_ONCE):
            ids += [_uuid(self._update(placed)) for placed in rows[start : start + AT_ONCE]]
            self.ledger.write(ORDER)
        self.conveyor.wait()
        bring_up_to_date(ids, rows)
        forget(self.ctx, self.renamed, list(self.now.particulars))
        self._follow(self.seen[len(self.seen) - len(ids) :])
        self.conveyor.wait()
        by_old_names(self.renamed)
        return ids

    def _follow(self, seen: list[tuple[Id, str]]) -> None:
        look_up(self.conveyor, self.names)
        self.names.clear()
        remember(self.ctx, self.conveyor, seen)

    def _prepare(self, create: list[Placed], update: list[Placed]) -> None:
        """Load what rows may refer to: shared parents, schools, and what is believed now."""
        rows = [*create, *update]
        if Adult.objects.exists():
            keys = {key for p in rows for key in said.keys(p.entry, p.place)}
            self.adults = known_adults(sorted(keys))
        self.schools.load((placed.place, placed.entry.school) for placed in rows)
        children = [placed.known.child_id for placed in update if placed.known]
        self.now = load(children, list(self.adults.values()))
        for placed in update:  # a parent with a new phone is still the one whom siblings share
            for who in said.parents(placed.entry, placed.place):
                kin = placed.known and self.now.kin.get((placed.known.child_id, who.kinship))
                if kin and not {f"{who.kinship}.name", f"{who.kinship}.phones"} & placed.left:
                    self._learn(kin["adult_id"], who)

    def _create(self, placed: Placed) -> Id:
        entry, place, ledger = placed.entry, placed.place, self.ledger
        child_id = ledger.new_id()
        own = said.particulars(entry, place)
        told = said.parents(entry, place)
        parents = [self._adult(who) for who in told]
        enrolment, school = said.enrolment(entry), self.schools.of(place, entry.school)
        ledger.add(
            Child, id=child_id, command=self.ctx.command_id, registered_at=self.ctx.at,
            name=own["name"], sort_key=names.sort_key(own["name"]), sex=own.get("sex"),
            born_on=own.get("born_on"), place=place, school_id=school,
            id_index=idnumber.index(entry.id.text) if entry.id.ok else "", present=True,
        )  # fmt: skip
        own |= {"child_id": child_id, "household_id": self._household(place, parents)}
        ledger.believe(Particulars, own)
        ledger.believe(Presence, {"child_id": child_id, "since": self.today})
        for adult_id, who in zip(parents, told, strict=True):
            ledger.believe(
                Kin, {"child_id": child_id, "adult_id": adult_id, "kinship": who.kinship}
            )
        self._others(placed, child_id, enrolment, school)
        self.names.append((child_id, own["name"]))
        self.seen.append((child_id, entry.digest))
        return child_id

    def _update(self, placed: Placed) -> Id:
        assert placed.known is not None
        entry, place, now = placed.entry, placed.place, self.now
        child_id = placed.known.child_id
        own = kept.without(said.particulars(entry, place), placed.left)
        before = now.particulars[child_id]
        said.keep_valid(before, own)
        if own.get("name", before["name"]) != before["name"]:
            self.renamed.append(child_id)
            self.names.append((child_id, own["name"]))
        self.ledger.revise(Particulars, before, own)
        for who in said.parents(entry, place):
            kin = now.kin.get((child_id, who.kinship))
            if kin:
                self._tell(kin["adult_id"], kept.but_for(who, placed.left))
            else:
                values = {"child_id": child_id, "adult_id": self._adult(who)}
                self.ledger.believe(Kin, values | {"kinship": who.kinship})
        enrolment, school = said.enrolment(entry), self.schools.of(place, entry.school)
        self._others(placed, child_id, enrolment, school)
        self.seen.append((child_id, entry.digest))
        return child_id

    def _others(
        self, placed: Placed, child_id: Id, enrolment: said.Columns | None, school: Id | None
    ) -> None:
        """Grandparents, the carer, school and benefits: the same for a new and a known child."""
        entry, now, ledger = placed.entry, self.now, self.ledger
        for who in said.grandparents(entry):
            if (child_id, who.kinship) not in now.kin:
                values = {"child_id": child_id, "adult_id": self._adult(who)}
                ledger.believe(Kin, values | {"kinship": who.kinship})
        if (care := said.care(entry)) is not None and "care" not in placed.left:
            before = now.care.get(child_id)
            carer = said.carer(entry, placed.place)
            if carer and before and before["adult_id"] and self._is(before["adult_id"], carer):
                self._learn(before["adult_id"], carer)
                self._tell(before["adult_id"], carer)
                care["adult_id"] = before["adult_id"]
            elif carer:
                care["adult_id"] = self._adult(carer)
            self._succeed(Care, before, {"child_id": child_id, **care}, ("kind", "adult_id"))
        if enrolment is not None and "enrolment" not in placed.left:
            own = {"child_id": child_id, **enrolment} | ({"school_id": school} if school else {})
            self._succeed(Enrolment, now.enrolment.get(child_id), own, ("school_id", "stage"))
        self._benefits(child_id, kept.without(said.benefits(entry), placed.left, "benefit."))

    def _succeed(
        self, model: type[Belief], now: said.Columns | None, own: said.Columns, by: tuple[str, ...]
    ) -> None:
        """A stretch that differs in what makes it a stretch ends today, and a new one begins.

        Since when, the roll does not tell; what was not known before is completed.
        """
        known = [name for name in by if now and now[name] is not None and name in own]
        if now is None or all(now[name] == own[name] for name in known):
            self.ledger.revise(model, now, own)
            return
        self.ledger.revise(model, now, {"until": self.today})
        self.ledger.believe(model, own)

    def _benefits(self, child_id: Id, told: dict[str, bool]) -> None:
        """`any` False is the answer "none at all": it and a benefit received exclude each other."""
        known = self.now.benefits.get(child_id, {})
        if told.get("any") is False:
            told = dict.fromkeys(known, False) | told
        elif True in told.values() and (none := known.get("any")):
            self.ledger.end(Benefit, none)
        for kind, received in told.items():
            own = {"child_id": child_id, "kind": kind, "received": received}
            self.ledger.revise(Benefit, known.get(kind), own)

    def _is(self, adult_id: Id, who: said.AdultSaid) -> bool:
        return bool(self.now.details[adult_id]["name"] == who.details.get("name"))

    def _learn(self, adult_id: Id, who: said.AdultSaid) -> None:
        """A known adult's new name or phone finds them from now on, unless it finds somebody already."""
        if who.key and who.key not in self.adults:
            self.adults[who.key] = adult_id
            values = {"adult_id": adult_id, "key_index": who.key, "command": self.ctx.command_id}
            self.ledger.add(AdultKey, **values)

    def _adult(self, who: said.AdultSaid) -> Id:
        """The id of an adult: known by name and phone, met earlier in this roll, or new."""
        known = self.adults.get(who.key) if who.key else None
        if known:
            self._tell(known, who)
            return known
        adult_id = self.ledger.add(Adult, command=self.ctx.command_id, key_index=who.key)
        if who.key:
            self.adults[who.key] = adult_id
        self.told.add(adult_id)
        self.ledger.believe(AdultDetails, {"adult_id": adult_id, **who.details})
        if who.spell:
            self.ledger.believe(Spell, {"adult_id": adult_id, **who.spell})
        return adult_id

    def _tell(self, adult_id: Id, who: said.AdultSaid) -> None:
        """What the roll says of a known adult, once: brothers and sisters repeat their parents."""
        if adult_id in self.told:
            return
        self.told.add(adult_id)
        details, known = dict(who.details), self.now.details[adult_id]
        said.keep_valid(known, details)
        said_more = self.ledger.revise(AdultDetails, known, details)
        if (who.spell and self._place(adult_id, who.spell)) or said_more:
            self.changed.add(_uuid(adult_id))

    def _place(self, adult_id: Id, spell: said.Columns) -> bool:
        """Where a known adult is. False when that is known already."""
        before = self.now.spells.get(adult_id)
        if before is None:
            self.ledger.believe(Spell, {"adult_id": adult_id, **spell})
            return True
        if before["whereabouts"] == spell["whereabouts"]:
            return self.ledger.revise(Spell, before, said.completing(before, spell))
        told, ended = {"adult_id": adult_id, **spell}, spell["since"] or self.today
        if before["since"] and ended < before["since"]:
            ended = before["since"]
            if spell["since_precision"] == Precision.DAY:  # cannot have begun before what it ends
                told["since"] = None
        self.ledger.revise(Spell, before, {"until": ended})
        self.ledger.believe(Spell, told)
        return True

    def _household(self, place: str, parents: list[Id]) -> Id:
        """Children of the same two parents live in one household."""
        key = tuple(parents)
        if len(parents) == 2 and key in self.households:
            return self.households[key]
        known = next((self.now.households[a] for a in parents if a in self.now.households), None)
        household = known or self.ledger.add(Household, place=place, command=self.ctx.command_id)
        self.households[key] = household
        return household


def _uuid(value: Id) -> UUID:
    return UUID(value) if isinstance(value, str) else value
