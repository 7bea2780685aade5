"""Traces of a child where no column says so: rolls and their files, answers kept, sessions."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import Q

from homeward.domain.children.models import HeldRow, Particulars, RollBatch
from homeward.domain.children.roll import files
from homeward.domain.children.roll.commands import PURPOSE
from homeward.domain.children.roll.problems import RollFileGone
from homeward.engines.roll import Entry, read_roll
from homeward.engines.roll.problems import RollUnreadable
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.commands.wire import from_json
from homeward.foundation.crypto.seal import SealBroken, unseal
from homeward.foundation.outbox.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class Known:
    """By what a child is recognised: every name, birth date and number ever believed of it."""

    ids: tuple[UUID, ...]
    names: frozenset[str]
    born: frozenset[date]
    numbers: frozenset[str]

    def is_meant(self, entry: Entry) -> bool:
        """Whether a roll's row is this child's: the number, or a name that nothing contradicts."""
        if entry.id.text and entry.id.text in self.numbers:
            return True
        named = (entry.name or "") in self.names
        return named and (entry.born_on is None or not self.born or entry.born_on in self.born)

    def is_in(self, text: str) -> bool:
        """Whether a text holds the child's name or number."""
        return any(one in text for one in (*self.names, *self.numbers))


def known_of(ids: Collection[UUID]) -> Known:
    """What was ever believed of a child, by all its records."""
    rows = list(Particulars.objects.filter(child_id__in=ids))
    numbers = {unseal(row.id_number, "child.id_number") for row in rows if row.id_number}
    return Known(
        tuple(ids), frozenset(row.name for row in rows if row.name),
        frozenset(row.born_on for row in rows if row.born_on), frozenset(numbers),
    )  # fmt: skip


def forget(known: Known) -> int:
    """Remove all traces. Returns how many rows and files are gone."""
    gone = _held_rows(known) + _files(known) + _sessions(known)
    for one in known.ids:
        spelt = Q(payload__contains=str(one)) | Q(payload__contains=one.hex)
        gone += OutboxMessage.objects.filter(spelt).delete()[0]
        kept = Q(result__contains=str(one)) | Q(result__contains=one.hex)
        gone += CommandLog.objects.filter(kept).delete()[0]
    return gone


def _held_rows(known: Known) -> int:
    """Rows of correction lists, decided ones too: they keep what was read."""
    theirs = [
        row.id
        for row in HeldRow.objects.exclude(entry=None).iterator(chunk_size=500)
        if row.double_of in known.ids
        or known.is_meant(from_json(unseal(row.entry or b"", PURPOSE), Entry))
    ]
    return HeldRow.objects.filter(pk__in=theirs).delete()[0]


def _files(known: Known) -> int:
    """Uploaded rolls that hold the child are destroyed whole: a file cannot be kept without a row."""
    gone = 0
    for batch in RollBatch.objects.all():
        if known.is_in(batch.filename):
            batch.filename = "-"
            batch.save(update_fields=["filename"])
        if _holds(batch, known):
            files.forget(batch.id)
            gone += 1
    return gone


def _holds(batch: RollBatch, known: Known) -> bool:
    with suppress(RollFileGone, SealBroken):
        try:
            data = files.fetch(batch.id)
            roll = read_roll(data, batch.filename, as_of=batch.as_of, mapping=batch.mapping)
        except RollUnreadable:
            return True  # what cannot be looked at cannot be kept
        return any(map(known.is_meant, roll.entries))
    return False


def _sessions(known: Known) -> int:
    """What people looked for lies in their sessions: those that name the child end."""
    named = [row.pk for row in Session.objects.all() if known.is_in(str(row.get_decoded()))]
    return Session.objects.filter(pk__in=named).delete()[0]
