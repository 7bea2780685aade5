"""First page of the import: a file, the area it is of, the day it tells of."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.public import list_rolls
from homeward.entry.web.areas import areas, own_areas
from homeward.entry.web.formpage import CommandForm, FormPage, may
from homeward.entry.web.forms import DatePartsField
from homeward.entry.web.roll.words import batch_lines
from homeward.foundation import clock
from homeward.foundation.access.decide import require

LATEST = 5


class UploadForm(CommandForm):
    """The file and what it is of."""

    place = forms.ChoiceField(
        label=_("这份名册是哪里的？"),
        help_text=_("只能导入到您负责的地区。名册里有乡镇、村两列时，可以选整个地区。"),
    )
    file = forms.FileField(
        label=_("名册文件"),
        allow_empty_file=True,  # an empty one is told in the roll's own words
        error_messages={"required": _("请选择名册文件。"), "invalid": _("请选择名册文件。")},
    )
    as_of = DatePartsField(
        label=_("资料截至哪一天？"),
        required=False,
        help_text=_("年龄和外出时长按这一天计算。不填就是今天。"),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = choices

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.ROLL_MAX_BYTES:
            words = str(_("文件超过 {limit} MB。请按乡镇或村拆分后再导入。"))
            raise ValidationError(words.format(limit=settings.ROLL_MAX_BYTES // 2**20))
        return file

    def clean_as_of(self) -> Any:
        on = self.cleaned_data["as_of"]
        if on and on > clock.today():
            raise ValidationError(_("这一天还没有到。请填写今天或更早的日期。"))
        return on


class Upload(FormPage):
    """Keeps the file sealed, reads it once, and goes on to what would happen."""

    command = "roll.check"
    form_class = UploadForm
    template_name = "roll/upload.html"
    title = _("导入名册")
    done = ""
    blames: ClassVar[dict[str, str]] = {
        "roll.not_readable": "file",
        "roll.too_large": "file",
        "record.not_found": "place",
    }

    def guard(self) -> None:
        """Whoever may read rolls sees the list; the form is only for whoever may import."""
        action = self.door.action if self.request.method == "POST" else "roll.read"
        require(self.ctx.actor, action)

    def form_options(self) -> dict[str, Any]:
        return {"choices": areas(self.ctx.actor, self.door.action)}

    def initial(self) -> dict[str, Any]:
        own = own_areas(self.ctx.actor, self.door.action)
        return {"place": own[0] if own else ""}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        file = cleaned["file"]
        return {
            "place": cleaned["place"],
            "filename": file.name,
            "data": file.read(),
            "as_of": cleaned["as_of"],
        }

    def done_text(self, result: Any) -> str:
        return ""

    def next_url(self, result: Any) -> str:
        return reverse("roll_dry_run", args=[result.batch_id])

    def cancel_url(self) -> str:
        return reverse("roll")

    def page(self) -> dict[str, Any]:
        return {
            "may_import": may(self.request, self.command),
            "template_url": reverse("roll_template"),
            "batches": batch_lines(list_rolls(self.ctx)[:LATEST]),
            "batches_url": reverse("rolls"),
            "corrections_url": reverse("all_corrections"),
        }
