"""Adding a village or a school, renaming, and telling what a place became."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.engines.gazetteer import parent
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.forms import DatePartsField
from homeward.foundation.places.public import Heir, get_place, name_of

NAMES: dict[str, str] = {"place.name_missing": "name", "place.name_taken": "name"}


class OnPlace(FormPage):
    """An act on one place."""

    def cancel_url(self) -> str:
        return reverse("place", args=[self.kwargs["place"]])

    def page(self) -> dict[str, Any]:
        return {"caption": name_of(self.kwargs["place"])}


class VillageForm(CommandForm):
    """A village's name, and its code where it has one."""

    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=60, help_text=gettext_lazy("例如：石桥村、东门社区")
    )
    code = forms.CharField(
        label=gettext_lazy("区划代码"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("12 位统计用区划代码。不知道可以不填，会自动编号。"),
    )


class AddVillage(OnPlace):
    """A village or community of a township."""

    command = "place.add"
    form_class = VillageForm
    title = gettext_lazy("添加村（社区）")
    submit_text = gettext_lazy("添加")
    done = gettext_lazy("已添加。")
    blames: ClassVar[dict[str, str]] = {
        **NAMES,
        "place.code_wrong": "code",
        "place.code_taken": "code",
    }


class SchoolForm(CommandForm):
    """A school's name."""

    name = forms.CharField(
        label=gettext_lazy("学校名称"),
        max_length=80,
        help_text=gettext_lazy("写全称，例如：清溪中心小学。幼儿园也在这里添加。"),
    )


class AddSchool(OnPlace):
    """A school or kindergarten of a township or county."""

    command = "school.add"
    form_class = SchoolForm
    title = gettext_lazy("添加学校")
    submit_text = gettext_lazy("添加")
    done = gettext_lazy("已添加。现在可以任命这所学校的教师了。")
    blames: ClassVar[dict[str, str]] = {"school.exists": "name"}


class RenameForm(CommandForm):
    """The right name."""

    name = forms.CharField(label=gettext_lazy("正确的名称"), max_length=60)


class Rename(OnPlace):
    """The same place under another name."""

    command = "place.rename"
    form_class = RenameForm
    title = gettext_lazy("改名")
    done = gettext_lazy("已改名。")
    lead = gettext_lazy("地方没有变，只是名称写得不对或改了名。合并、拆分请办理区划变更。")
    blames = NAMES

    def initial(self) -> dict[str, Any]:
        return {"name": name_of(self.kwargs["place"])}


class SucceedForm(CommandForm):
    """What a place became, and since when."""

    into = forms.MultipleChoiceField(
        label=gettext_lazy("变成了哪里？"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("并入一处就选一处；拆分到几处就选几处。"),
    )
    code = forms.CharField(
        label=gettext_lazy("新地方的代码"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("变成了一个还没有的地方时填写，12 位。"),
    )
    name = forms.CharField(label=gettext_lazy("新地方的名称"), max_length=60, required=False)
    since = DatePartsField(label=gettext_lazy("从哪一天起"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].choices = choices  # type: ignore[attr-defined]


class Succeed(OnPlace):
    """A merger, a split, or a new code; the old place keeps its records."""

    command = "place.succeed"
    form_class = SucceedForm
    title = gettext_lazy("合并、拆分")
    submit_text = gettext_lazy("办理变更")
    done = gettext_lazy("已办理区划变更。")
    warning = gettext_lazy("变更不能撤销。并入一处的，这里的村、孩子和任职都会跟着过去。")
    blames: ClassVar[dict[str, str]] = {
        "input.date_in_future": "since",
        "input.end_before_start": "since",
        "place.heir_missing": "into",
        "place.heir_unfit": "into",
        "place.code_wrong": "code",
        "place.code_taken": "code",
        "place.name_missing": "name",
        "place.name_taken": "name",
    }

    def form_options(self) -> dict[str, Any]:
        here = self.kwargs["place"]
        beside = get_place(self.ctx, place=parent(here) or "").parts
        choices = [(one.code, one.name) for one in beside if one.code != here and not one.until]
        return {"choices": choices}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        heirs = [Heir(code) for code in cleaned["into"]]
        if cleaned["code"] or cleaned["name"]:
            heirs.append(Heir(cleaned["code"], cleaned["name"]))
        return {
            "place": self.kwargs["place"],
            "into": tuple(heirs),
            "since": cleaned["since"],
        }

    def done_text(self, result: Any) -> str:
        if not result.moves:
            return str(self.done)
        words = _("已办理区划变更，%(n)d 个地方跟着过去了。")
        return words % {"n": len(result.moves)}

    def next_url(self, result: Any) -> str:
        return reverse("place", args=[result.new[0]])
