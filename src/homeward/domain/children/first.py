"""The first rows of one child, gathered and written in one statement.

Registering one child touches a dozen tables; asking the database a dozen times would cost more than all
the rest. Adults who are known already (a brother's or sister's parents) are told to separately.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from homeward.domain.children import adults
from homeward.domain.children.drafts import AdultDraft, CarerDraft, ParentDraft, WhereaboutsDraft
from homeward.domain.children.models import (
    Adult,
    AdultDetails,
    Care,
    Child,
    Enrolment,
    Household,
    Kin,
    NameToken,
    Particulars,
    Presence,
    Spell,
)
from homeward.domain.children.queries.circle import households_of
from homeward.domain.children.record import check_texts
from homeward.domain.children.roll.ledger import Ledger
from homeward.domain.children.words import Source
from homeward.engines import names
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id

ORDER = (
    Household, Child, Adult, Particulars, Presence, AdultDetails, Kin, Spell, Care, Enrolment,
    NameToken,
)  # fmt: skip
SOURCE = Source.REGISTRATION


class FirstRows:
    """One child's rows on their way to the register."""

    def __init__(self, ctx: Context, place: str, own: dict[str, Any], id_index: str) -> None:
        self.ctx, self.place = ctx, place
        self.child_id = new_id()
        self.known: list[UUID] = []  # adults of other children, told to after the writing
        self._ledger = Ledger(ctx, SOURCE)
        self._met: dict[str, UUID] = {}
        self._later: list[tuple[UUID, AdultDraft, WhereaboutsDraft | None]] = []
        self._child = {
            "id": self.child_id, "command": ctx.command_id, "registered_at": ctx.at,
            "name": own["name"], "sort_key": names.sort_key(own["name"]), "sex": own["sex"],
            "born_on": own["born_on"], "place": place, "id_index": id_index, "present": True,
        }  # fmt: skip
        self._own = {**own, "child_id": self.child_id, "place": place}
        self._home: UUID | None = None  # where the father's or mother's other children live
        self._believe(Presence, {"child_id": self.child_id, "since": ctx.today})
        for token in sorted(names.tokens(own["name"])):
            self._ledger.rows[NameToken].append({"token": token, "child_id": self.child_id})

    def family(self, parents: Sequence[ParentDraft], carer: CarerDraft | None) -> None:
        """Father and mother, where they are, and who looks after the child.

        Raises:
            DateInFuture, IdNumberInvalid, TextTooLong.
        """
        drafts = [draft.adult for draft in parents]
        if carer and carer.adult:
            drafts.append(carer.adult)
        self._met = adults.known_by({self._key(draft) for draft in drafts} - {""})
        self.known = list(self._met.values())
        keys = [self._key(draft.adult) for draft in parents]
        if known := [self._met[key] for key in keys if key in self._met]:
            self._home = next(iter(households_of(known, self.place)), None)
        for draft in parents:
            adult_id = self._adult(draft.adult, draft.now)
            kin = {"child_id": self.child_id, "adult_id": adult_id, "kinship": draft.parent}
            self._believe(Kin, kin)
        if carer:
            self._carer(carer)

    def _carer(self, draft: CarerDraft) -> None:
        adult_id = self._adult(draft.adult, None) if draft.adult else None
        self._believe(
            Care,
            {
                "child_id": self.child_id, "adult_id": adult_id, "kind": draft.kind,
                "kinship": draft.kinship, "rating": draft.rating, "since": draft.since,
            },
        )  # fmt: skip

    def enrolment(self, columns: dict[str, Any]) -> None:
        """Where the child goes to school."""
        self._child["school_id"] = columns["school_id"]
        self._believe(Enrolment, {"child_id": self.child_id, **columns})

    def write(self) -> UUID:
        """Write everything, then tell known adults what was said of them. Returns the child's id."""
        home = self._home or self._ledger.add(
            Household, place=self.place, command=self.ctx.command_id
        )
        self._believe(Particulars, {**self._own, "household_id": home})
        self._ledger.add(Child, **self._child)
        self._ledger.write_at_once(ORDER)
        for adult_id, draft, now in self._later:
            adults.update(self.ctx, adult_id, self.place, draft, SOURCE)
            if now:
                adults.settle(self.ctx, adult_id, self.place, now, SOURCE)
        return self.child_id

    def _key(self, draft: AdultDraft) -> str:
        return adults.key_index(self.place, draft.name, draft.phones)

    def _adult(self, draft: AdultDraft, now: WhereaboutsDraft | None) -> UUID:
        """The adult meant: known by name and phone in this village, met in this call, or new."""
        key = self._key(draft)
        details = adults.details_columns(draft)
        if key and (known := self._met.get(key)):
            self._later.append((known, draft, now))
            return known
        adult_id = new_id()
        self._ledger.add(Adult, id=adult_id, command=self.ctx.command_id, key_index=key)
        if key:
            self._met[key] = adult_id
        self._believe(AdultDetails, {"adult_id": adult_id, **details})
        if now:
            spell = adults.spell_columns(self.ctx, self.place, now)
            self._believe(Spell, {"adult_id": adult_id, **spell})
        return adult_id

    def _believe(self, model: Any, values: dict[str, Any]) -> None:
        check_texts(model, values)
        self._ledger.believe(model, values)
