"""What a dry run found, kept sealed beside its roll for as long as nothing it rests on has changed.

It rests on the file, on what columns were said to be, on who asks (adding a village is a right of its
own), on the day and the definitions in force, and on the register. Of the register only the county is
watched: a child of another county that a row also names is found by the commit, which plans anew.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import ValidationError

from homeward.domain.children.facts import definitions
from homeward.domain.children.models import RollBatch
from homeward.domain.children.roll import files
from homeward.domain.children.roll.plan import DoubleFound
from homeward.engines.gazetteer import Level, codes
from homeward.engines.roll import Column, Problem, SheetPreview, Skipped
from homeward.foundation.audit.public import acts_since
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.wire import from_json, to_json

LONGEST = timedelta(
    minutes=1
)  # an act that began before the trial may have been committed after it


@dataclass(frozen=True, slots=True)
class DryRun:
    """What committing a roll would do.

    Attributes:
        status: definition -> answer -> how many children, as it would be afterwards.
        previews: rows with problems in the file's own columns and order.
        tried_at: when this was found out.
        renewed: an earlier trial no longer held and this one took its place.
    """

    place: str
    filename: str
    as_of: date
    rows: int
    create: int
    update: int
    unchanged: int
    held: int
    problems: tuple[Problem, ...]
    doubles: tuple[DoubleFound, ...]
    columns: tuple[Column, ...]
    skipped: tuple[Skipped, ...]
    new_villages: tuple[str, ...]
    status: Mapping[str, Mapping[str, int]]
    previews: tuple[SheetPreview, ...]
    tried_at: datetime
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """An outcome as it lies on the disk.

    Attributes:
        rests_on: a digest of all but the register.
        acts: how many acts in the county the trial knew of, from a little before it on.
    """

    rests_on: str
    acts: int
    run: DryRun


@dataclass(frozen=True, slots=True)
class Known:
    """An outcome and whether it still holds."""

    run: DryRun
    fresh: bool


def of(ctx: Context, batch: RollBatch) -> Known | None:
    """What was found of a checked roll before; None when nothing was kept or it cannot be read."""
    text = files.fetch_outcome(batch.id)
    if text is None:
        return None
    try:
        kept: Kept = from_json(text, Kept)
    except ValidationError:  # another version of the program wrote it
        return None
    same = kept.rests_on == _rests_on(ctx, batch)
    return Known(kept.run, same and kept.acts == acts(batch, kept.run.tried_at))


def keep(ctx: Context, batch: RollBatch, run: DryRun, known: int) -> None:
    """Remember an outcome in the place of the one before.

    Args:
        known: `acts` as counted before the trial began.
    """
    files.keep_outcome(batch.id, to_json(Kept(_rests_on(ctx, batch), known, run), Kept))


def acts(batch: RollBatch, tried_at: datetime) -> int:
    """How many acts there were in the county since a little before a trial."""
    low, high = codes.span(batch.place[: Level.COUNTY].ljust(12, "0"))
    return acts_since(low, high, tried_at - LONGEST, but=batch.id)


def _rests_on(ctx: Context, batch: RollBatch) -> str:
    rules = [(rule.id, rule.version) for rule in definitions().in_force(ctx.today)]
    told = [batch.file_digest, batch.as_of, batch.mapping, ctx.today, ctx.actor.user_id, rules]
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()
