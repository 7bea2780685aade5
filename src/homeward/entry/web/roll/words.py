"""How batches, rows and problems of a roll are written."""

import re
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.children.public import BatchLine
from homeward.entry.web.dates import in_chinese
from homeward.foundation.accounts.public import person_names

_BRACKET = re.compile(r"\s*（[^）]*）|\s*\([^)]*\)")


def state_text(state: str) -> str:
    """What became of a roll."""
    return {"checked": _("试读过，没有写入"), "committed": _("已写入"), "undone": _("已撤销")}.get(
        state, state
    )


def batch_url(batch: BatchLine) -> str:
    """The page where this roll goes on: the dry run while nothing is written, then its own."""
    name = "roll_dry_run" if batch.state == "checked" else "roll_batch"
    return reverse(name, args=[batch.batch_id])


def batch_lines(batches: tuple[BatchLine, ...]) -> list[dict[str, Any]]:
    """Rolls as the list shows them."""
    names = person_names([b.uploaded_by for b in batches if b.uploaded_by])
    return [{**batch_words(batch, names), "url": batch_url(batch)} for batch in batches]


def batch_words(batch: BatchLine, names: dict[UUID, str]) -> dict[str, Any]:
    """One roll in words."""
    written = batch.state != "checked"
    return {
        "file_name": batch.filename,
        "at": batch.committed_at or batch.uploaded_at,
        "by": names.get(batch.uploaded_by, "") if batch.uploaded_by else "",
        "state_text": state_text(batch.state),
        "created": batch.counts.get("create", 0) if written else 0,
        "updated": batch.counts.get("update", 0) if written else 0,
        "held": batch.counts.get("held", 0) if written else 0,
    }


def row_text(sheet: str, row: int, *, several: bool) -> str:
    """A row as a person finds it in the spreadsheet."""
    number = _("第 %(row)d 行") % {"row": row}
    return f"{sheet} {number}" if several else number


def headed(remedy: str) -> tuple[str, str]:
    """A problem's words as a title (its first sentence, without what is particular) and the rest."""
    mark = "。" if in_chinese() else ". "
    first, _mark, rest = remedy.partition(mark)
    return _BRACKET.sub("", first).rstrip("."), rest.strip() or remedy
