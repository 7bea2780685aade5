"""The correction list: each held row is a question to a person."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.public import (
    Decision,
    HeldLine,
    Question,
    get_held,
    get_roll,
    list_held,
)
from homeward.domain.children.words import Sex
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.forms import DatePartsField
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.remembered import address

DOUBLE, CORRECTED = "likely_double", "corrected_since"


def corrections(request: HttpRequest, batch_id: UUID | None = None) -> HttpResponse:
    """The open rows of one roll, or of all rolls of the reader's areas."""
    ctx = context_of(request)
    batch = get_roll(ctx, batch_id=batch_id) if batch_id else None
    after = request.GET.get("after", "")
    page = list_held(ctx, batch_id=batch_id, after=_id(after))
    here = request.path
    next_url = address(here, after=str(page.after)) if page.after else ""
    shown = {
        "file_name": batch.filename if batch else "",
        "items": [_item(line) for line in page.rows],
        "total": page.total,
        "pages": {"first_url": here if after else "", "next_url": next_url},
        "batch_url": reverse("roll_batch", args=[batch_id]) if batch_id else reverse("roll"),
    }
    return render(request, "roll/corrections.html", shown)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _item(line: HeldLine) -> dict[str, Any]:
    double = DOUBLE in line.why
    accept = _("是另一个孩子，登记") if double else _("核对后登记")
    same = {"text": _("就是同一个孩子，更新"), "url": reverse("same_row", args=[line.held_id])}
    drop = {"text": _("不导入这一行"), "url": reverse("drop_row", args=[line.held_id])}
    take_in = [{"text": accept, "url": reverse("correct_row", args=[line.held_id])}]
    take_in += [same] if double and line.other else []
    if CORRECTED in line.why:
        take_in, drop = (
            [same | {"text": _("以名册为准，更新")}],
            drop | {"text": _("以更正为准，不导入")},
        )
    return {
        "sheet": line.sheet,
        "row": line.row,
        "name": line.name,
        "problems": questions(line),
        "actions": [*take_in, drop],
    }


def questions(line: HeldLine) -> list[dict[str, str]]:
    """What was read and what to do; the other child is named only to whoever may read it."""
    found = [{"read": _read(one), "remedy": said(one.remedy)} for one in line.questions]
    other = line.other
    if other and other.name:
        born = other.born_on.isoformat() if other.born_on else _("出生日期未采集")
        words = _("在册的那个孩子：%(name)s（%(born)s）。") % {"name": other.name, "born": born}
        found[-1]["remedy"] = f"{found[-1]['remedy']} {words}"
        found[-1]["url"] = f"/children/{other.child_id}/"
    return found


def _read(one: Question) -> str:
    """What was read; what could not be kept is to be looked up in the sheet."""
    if one.read:
        return one.read
    return _("空白") if one.code.endswith("missing") else _("见原表这一行")


class CorrectForm(CommandForm):
    """The row as read, to be corrected from the document."""

    name = forms.CharField(label=gettext_lazy("儿童姓名"), max_length=60)
    sex = forms.ChoiceField(
        label=gettext_lazy("性别"), choices=Sex.choices, widget=forms.RadioSelect, required=False
    )
    born_on = DatePartsField(label=gettext_lazy("出生日期"))
    id_number = forms.CharField(
        label=gettext_lazy("身份证号"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("照证件填写。名册上的号码不对、又还不知道正确号码的，请清空。"),
    )
    village = forms.CharField(label=gettext_lazy("村（社区）"), max_length=60, required=False)


class Decide(FormPage):
    """One held row and what a person says of it."""

    command = "roll.decide"
    decision: ClassVar[Decision]

    @property
    def line(self) -> HeldLine:
        """The row, read once a request."""
        if not hasattr(self, "_read"):
            self._read = get_held(self.ctx, held_id=self.kwargs["held_id"])
        return self._read

    def cancel_url(self) -> str:
        return reverse("roll_corrections", args=[self.line.batch_id])

    def page(self) -> dict[str, Any]:
        line = self.line
        where = _("%(sheet)s 第 %(row)d 行") % {"sheet": line.sheet, "row": line.row}
        return {"caption": where, "questions": questions(line), "name": line.name}


class Correct(Decide):
    """The row goes in as a child of its own, with the corrections."""

    decision = Decision.ACCEPT
    form_class = CorrectForm
    template_name = "roll/correct.html"
    title = gettext_lazy("核对这一行")
    submit_text = gettext_lazy("登记这个孩子")
    done = gettext_lazy("已登记。")
    blames: ClassVar[dict[str, str]] = {
        "child.not_a_child": "born_on",
        "child.already_registered": "id_number",
        "child.id_number_invalid": "id_number",
        "child.id_number_contradicts": "id_number",
        "child.name_missing": "name",
        "child.village_unknown": "village",
    }

    def initial(self) -> dict[str, Any]:
        line = self.line
        return {
            "name": line.name,
            "sex": line.sex,
            "born_on": line.born_on,
            "id_number": line.id_text,
            "village": line.village,
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        typed = cleaned["id_number"].strip()
        return {
            **self.kwargs,
            "decision": self.decision,
            "name": cleaned["name"],
            "sex": Sex(cleaned["sex"]) if cleaned["sex"] else None,
            "born_on": cleaned["born_on"],
            "id_number": typed if typed and typed != self.line.id_text else None,
            "village": cleaned["village"] or None,
            "keep_id": bool(typed),
        }


class Same(Decide):
    """The row tells of the registered child it resembles."""

    decision = Decision.SAME
    template_name = "confirm.html"
    title = gettext_lazy("是同一个孩子？")
    submit_text = gettext_lazy("按这一行更新")
    done = gettext_lazy("已更新这个孩子的信息。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "decision": self.decision}

    def page(self) -> dict[str, Any]:
        text = _("这一行写的内容会作为新的信息记在在册的这个孩子名下，原来的信息仍可查看。")
        return {"text": text, "kind": "info", "points": [q["remedy"] for q in questions(self.line)]}


class Drop(Decide):
    """The row is left out."""

    decision = Decision.DROP
    template_name = "confirm.html"
    title = gettext_lazy("不导入这一行？")
    submit_text = gettext_lazy("不导入")
    done = gettext_lazy("这一行不导入。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "decision": self.decision}

    def page(self) -> dict[str, Any]:
        line = self.line
        text = _("%(sheet)s 第 %(row)d 行（%(name)s）不会登记为在册儿童。") % {
            "sheet": line.sheet,
            "row": line.row,
            "name": line.name or _("没有姓名"),
        }
        return {"text": text, "kind": "warning", "points": [q["remedy"] for q in questions(line)]}
