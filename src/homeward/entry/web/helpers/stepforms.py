"""The forms of a vetting: a step, a failure, a paper."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.domain.helpers.problems import EvidenceUnreadable
from homeward.domain.helpers.public import MAX_BYTES, attach_evidence, kind_of, rules_on
from homeward.entry.web.care.forms import fields
from homeward.entry.web.children.forms.fields import text, words
from homeward.entry.web.formpage import CommandForm
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.helpers.forms import HelperForm

HEAD = 16  # bytes that tell what kind of file it is


class StepForm(fields.OfferingForm):
    """Which step, when, with whom, and the paper that shows it."""

    step = forms.ChoiceField(label=_("哪一步"), widget=forms.RadioSelect)
    on = fields.day(_("哪一天"), _("不填就是今天。"))
    with_whom = text(_("和谁、向哪里核实的"), _("证明人是谁，哪个单位答复，还有谁在场。"), 120)
    note = words(_("情况"))
    file = forms.FileField(
        label=_("材料"), required=False, help_text=_("PDF、JPG 或 PNG，不超过 5 MB，加密保存。")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(_("材料超过 5 MB。请压缩或分开上传。"))
        if file:  # looked at before the step is recorded: the paper is kept by an act of its own
            head = file.read(HEAD)
            file.seek(0)
            if kind_of(head) is None:
                raise forms.ValidationError(EvidenceUnreadable.says)
        return file


class Step(HelperForm):
    """Who records it is who vouches for it."""

    command = "helper.record_step"
    form_class = StepForm
    template_name = "helpers/form_file.html"
    title = _("登记核查步骤")
    submit_text = _("登记为通过")
    done = _("已登记。")
    blames: ClassVar = {"input.date_in_future": "on", "helper.step_unknown": "step"}

    def form_options(self) -> dict[str, Any]:
        rules = rules_on(self.ctx.today).kinds[self.helper().line.kind]
        return {"choices": {"step": [(rule.id, said(rule.title)) for rule in rules]}}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        self.file = cleaned.pop("file", None)
        return {**self.kwargs, **cleaned}

    def next_url(self, result: Any) -> str:
        """A paper that came with the step is kept by an act of its own."""
        if self.file:
            ctx = context_of(self.request)
            attach_evidence(ctx, step_id=result.step_id, data=self.file.read())
        return self.cancel_url()


class Attach(HelperForm):
    """A further paper of a step."""

    command = "helper.attach"
    template_name = "helpers/form_file.html"
    title = _("附上核查材料")
    submit_text = _("保存材料")
    done = _("已加密保存。")
    blames: ClassVar = {
        "helper.evidence_unreadable": "file", "helper.evidence_too_large": "file",
    }  # fmt: skip

    class form_class(CommandForm):
        """Only the file."""

        file = forms.FileField(
            label=_("材料"), help_text=_("PDF、JPG 或 PNG，不超过 5 MB，加密保存。"),
            error_messages={"required": _("请选择文件。"), "empty": _("文件是空的，请重新选择。")},
        )  # fmt: skip

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "data": cleaned["file"].read()}


class FailForm(fields.OfferingForm):
    """Which step, and why not."""

    step = forms.ChoiceField(label=_("哪一步"), widget=forms.RadioSelect)
    on = fields.day(_("哪一天"), _("不填就是今天。"))
    reason = fields.told(_("为什么未通过"), _("理由会保留，只有管理帮扶人的人看得到。"), 500)


class Fail(HelperForm):
    """Every child is out of sight at once."""

    command = "helper.fail_step"
    form_class = FailForm
    title = _("登记核查未通过")
    submit_text = _("登记为未通过")
    done = _("已登记未通过。对方马上看不到任何孩子的资料，进行中的结对已暂停。")
    warning = _("登记以后，对方马上看不到任何孩子的资料，进行中的结对暂停，负责人会收到待办。")
    blames: ClassVar = {"input.date_in_future": "on"}

    def form_options(self) -> dict[str, Any]:
        rules = rules_on(self.ctx.today).kinds[self.helper().line.kind]
        return {"choices": {"step": [(rule.id, said(rule.title)) for rule in rules]}}
