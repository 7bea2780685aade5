"""The file on a page to print, and as a document to download. Both leave a record of who took it."""

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.care.public import child_file
from homeward.entry.web.care.onefile.sections import parts_of
from homeward.entry.web.dates import exact_text
from homeward.entry.web.frame import context_of, user_of
from homeward.foundation.clock import today


@require_safe
def show(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """To look through and print."""
    file = child_file(context_of(request), child_id=child_id)
    shown = {
        "name": file.child.name,
        "parts": parts_of(file),
        "docx_url": reverse("child-file-docx", args=[child_id]),
        "crumbs": [
            {"text": _("孩子"), "url": reverse("children")},
            {"text": file.child.name, "url": reverse("child", args=[child_id])},
        ],
    }
    return render(request, "care/file.html", shown)


@require_safe
def as_docx(request: HttpRequest, child_id: UUID) -> FileResponse:
    """To hand in or keep on paper. The file's name names nobody."""
    from homeward.entry.web.care.onefile.document import written

    file = child_file(context_of(request), child_id=child_id)
    words = {"who": user_of(request).name, "day": exact_text(today())}
    foot = _("由%(who)s于%(day)s导出，导出已记录。请妥善保管。") % words
    title = _("一人一档：%(name)s") % {"name": file.child.name}
    signs = _("负责人：            复核人：            填表人：")
    made = BytesIO(written(title, parts_of(file), foot, signs))
    name = f"{_('一人一档')}-{today().isoformat()}.docx"
    return FileResponse(made, as_attachment=True, filename=name)
