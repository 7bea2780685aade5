"""Workbooks to keep: the marked roll, the empty form."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from homeward.domain.children.public import empty_template, get_roll, marked_workbook
from homeward.entry.api.answers import workbook
from homeward.entry.web.dates import in_chinese
from homeward.entry.web.frame import context_of


def marked(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The uploaded workbook with its problem cells marked."""
    ctx = context_of(request)
    batch = get_roll(ctx, batch_id=batch_id)
    content = marked_workbook(ctx, batch_id=batch_id, language="zh" if in_chinese() else "en")
    stem = batch.filename.rpartition(".")[0] or batch.filename
    return _named(content, f"{stem}-{_('已标注')}.xlsx")


def template(request: HttpRequest) -> HttpResponse:
    """The official registration form as an empty roll."""
    return _named(empty_template(context_of(request)), _("农村留守儿童登记表（空白）") + ".xlsx")


def _named(content: bytes, name: str) -> HttpResponse:
    """A workbook under a name that may be Chinese (RFC 6266)."""
    answer = workbook(content, "roll.xlsx")
    answer["Content-Disposition"] = (
        f"attachment; filename=\"roll.xlsx\"; filename*=UTF-8''{quote(name)}"
    )
    return answer
