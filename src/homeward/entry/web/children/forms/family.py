"""Parents and carers: where they are, who looks after the child, what was agreed and told."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.queries.family import AdultCard, CareLine
from homeward.domain.children.words import (
    CarerKind,
    Guardianship,
    Kinship,
    Notified,
    Precision,
    Source,
    Whereabouts,
)
from homeward.entry.web.children.forms import fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm
from homeward.foundation.problems import Problem

KIN = [(kin.value, kin.label) for kin in Kinship if kin not in (Kinship.SELF, Kinship.NOBODY)]


def adult_of(
    cleaned: dict[str, Any], before: dict[str, Any], prefix: str = ""
) -> AdultDraft | None:
    """What was typed of an adult, when it differs from what is known; None when it does not."""
    names = ("name", "phones", "able", "unable_why")
    said = {name: cleaned.pop(f"{prefix}{name}", None) for name in names}
    same = all((said[name] or None) == (before.get(f"{prefix}{name}") or None) for name in names)
    if same and said["able"] is before.get(f"{prefix}able"):
        return None
    return AdultDraft(
        name=said["name"] or "", phones=said["phones"] or (), able=said["able"],
        unable_why=said["unable_why"] or "",
    )  # fmt: skip


class ParentForm(CommandForm):
    """Where a father or mother is now."""

    whereabouts = fields.one_of(_("现在在哪里"), Whereabouts.choices)
    since = fields.since(_("从什么时候起"))
    place = fields.text(_("外出地点"), _("照家里人说的填，例如“广东深圳”“本县县城”。"), most=120)
    work = fields.text(_("做什么工作"))
    name = fields.text(_("姓名"))
    phones = fields.PhonesField(_("联系电话"))
    contact = fields.text(_("多久联系一次、怎么联系"))
    able = fields.YesNoField(
        _("有没有监护能力"), _("重病、重残、服刑、失去联系等情形下，可能无监护能力。")
    )
    unable_why = fields.text(_("无监护能力的原因"))
    source = fields.source("family")


class Parent(ChildFormPage):
    """Left, came back, died, cannot be reached; the stretch before is kept."""

    command = "child.record_parent"
    form_class = ParentForm
    done = _("已记下，状态已按各项定义重新判断。")
    blames: ClassVar = {
        "child.parent_not_recorded": "name",
        "child.spell_overlaps": "since",
        "input.date_in_future": "since",
    }
    why = _(
        "父母在哪里、从什么时候起，决定孩子按各项定义是不是留守儿童；"
        "《未成年人保护法》第二十三条要求父母每周至少联系一次孩子，所以也问怎么联系。"
    )

    @property
    def title(self) -> Any:  # type: ignore[override]
        """Which parent."""
        return _("%(parent)s现在在哪里") % {"parent": Kinship(self.kwargs["parent"]).label}

    def known(self) -> AdultCard | None:
        """This parent as on record."""
        parents = self.child().home.parents
        return next((one for one in parents if one.kinship == self.kwargs["parent"]), None)

    def initial(self) -> dict[str, Any]:
        known = self.known()
        if known is None:
            return {}
        now = known.now
        return {
            "whereabouts": now.whereabouts.value if now else "",
            "since": _parts(now.since if now else None),
            "place": now.place if now else "",
            "work": now.work if now else "",
            "contact": now.contact if now else "",
            "name": known.name,
            "phones": known.phones,
            "able": known.able,
            "unable_why": known.unable_why,
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        adult = adult_of(cleaned, self.initial())
        since, precision = cleaned.pop("since")
        where = cleaned.pop("whereabouts")
        return {
            **cleaned,
            "child_id": self.child_id,
            "parent": Kinship(self.kwargs["parent"]),
            "source": Source(cleaned["source"]),
            "whereabouts": Whereabouts(where) if where else None,
            "since": since,
            "since_precision": Precision(precision),
            "adult": adult,
        }


def _parts(since: str | None) -> list[str]:
    """2026-05 as the three boxes of a date."""
    return [*(part.lstrip("0") for part in since.split("-")), "", ""][:3] if since else ["", "", ""]


class CareForm(CommandForm):
    """Who looks after the child now."""

    kind = fields.one_of(_("谁在照料孩子"), CarerKind.choices)
    kinship = fields.from_list(_("是孩子的什么人"), KIN)
    name = fields.text(_("照料人姓名"))
    phones = fields.PhonesField(_("照料人电话"))
    rating = fields.one_of(
        _("监护情况"), Guardianship.choices,
        _("较好：有能力也尽责；一般：基本照顾得到；差：没人管、管不了，或可能受到伤害。"),
    )  # fmt: skip
    since = fields.day(_("从什么时候起"))
    source = fields.source()


class Care(ChildFormPage):
    """The carer before stays readable."""

    command = "child.record_care"
    form_class = CareForm
    title = _("谁在照料孩子")
    done = _("已记下照料人。")
    blames: ClassVar = {"input.date_in_future": "since"}

    def initial(self) -> dict[str, Any]:
        now: CareLine | None = next(
            (line for line in self.child().home.carers if line.until is None), None
        )
        if now is None:
            return {}
        return {
            "kind": now.kind.value if now.kind else "",
            "kinship": now.kinship.value if now.kinship else "",
            "name": now.name,
            "phones": now.phones,
            "rating": now.rating.value if now.rating else "",
            "since": now.since,
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        adult = adult_of(cleaned, self.initial())
        return {
            "child_id": self.child_id,
            "kind": CarerKind(cleaned["kind"]) if cleaned["kind"] else None,
            "kinship": Kinship(cleaned["kinship"]) if cleaned["kinship"] else None,
            "rating": Guardianship(cleaned["rating"]) if cleaned["rating"] else None,
            "since": cleaned["since"],
            "source": Source(cleaned["source"]),
            "adult": adult,
        }


EXCLUSIONS = ("harmed_before", "addicted", "neglected_before", "otherwise_unfit")


class EntrustForm(CommandForm):
    """Minors Protection Law art. 22, question by question."""

    name = fields.text(_("受委托人姓名"), required=True)
    phones = fields.PhonesField(_("受委托人电话"))
    signed_on = fields.day(_("签订日期"), required=True)
    ends_on = fields.day(_("到什么时候为止"))
    harmed_before = fields.YesNoField(
        _("是否曾实施性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为")
    )
    addicted = fields.YesNoField(_("是否有吸毒、酗酒、赌博等恶习"))
    neglected_before = fields.YesNoField(_("是否曾拒不履行或长期怠于履行监护、照护职责"))
    otherwise_unfit = fields.YesNoField(_("是否有其他不适宜担任被委托人的情形"))
    child_heard = fields.YesNoField(_("是否听取了孩子本人的意见"))
    child_view = fields.words(_("孩子怎么说"), _("用孩子自己的话。"))


class Entrust(ChildFormPage):
    """A written agreement of entrusted care."""

    command = "child.entrust"
    form_class = EntrustForm
    title = _("登记委托照护协议")
    done = _("已登记委托照护协议。")
    why_title = _("为什么问这些")
    why = _(
        "《未成年人保护法》第二十二条：父母外出要委托有照护能力的完全民事行为能力人代为照护，"
        "四种情形的人不得作为被委托人，并要听取有表达意愿能力的未成年人的意见。"
    )
    blames: ClassVar = {
        "child.not_heard": "child_heard",
        "input.date_in_future": "signed_on",
        "input.end_before_start": "ends_on",
    }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"child_id": self.child_id, "adult": adult_of(cleaned, {}), **cleaned}

    def blame(self, form: forms.Form, problem: Problem) -> forms.Form:
        """An exclusion is shown beside each question that was answered with yes."""
        if problem.code != "child.carer_excluded":
            return super().blame(form, problem)
        for name in EXCLUSIONS:
            if form.cleaned_data.get(name):
                form.add_error(name, problem.message)
        return form


class EndEntrustmentForm(CommandForm):
    """From when on it no longer holds."""

    on = fields.day(_("终止日期"), _("不填就是今天。"))


class EndEntrustment(ChildFormPage):
    """End the agreement in force."""

    command = "child.end_entrustment"
    form_class = EndEntrustmentForm
    template_name = "confirm.html"
    title = _("终止委托照护协议")
    submit_text = _("终止协议")
    done = _("协议已终止，记录仍可查看。")

    def page(self) -> dict[str, Any]:
        text = _("协议终止后，请记录孩子现在由谁照料。协议的内容仍可查看。")
        return {**super().page(), "text": text, "kind": "warning"}


class NoticeForm(CommandForm):
    """Whether it was told in writing, and when."""

    given = fields.YesNoField(_("父母是否已书面告知"), required=True)
    given_on = fields.day(_("告知日期"))


class Notice(ChildFormPage):
    """Minors Protection Law art. 23."""

    command = "child.give_notice"
    form_class = NoticeForm
    done = _("已记下。")
    blames: ClassVar = {"input.date_in_future": "given_on"}
    why = _(
        "《未成年人保护法》第二十三条：父母应当及时把委托照护情况书面告知学校、幼儿园"
        "和实际居住地的村（居）民委员会。"
    )

    @property
    def title(self) -> Any:  # type: ignore[override]
        """Whom it was told."""
        return _("书面告知%(whom)s") % {"whom": Notified(self.kwargs["to"]).label}

    def initial(self) -> dict[str, Any]:
        lines = self.child().home.notices
        line = next(one for one in lines if one.to == self.kwargs["to"])
        return {"given": line.given, "given_on": line.given_on}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"child_id": self.child_id, "to": Notified(self.kwargs["to"]), **cleaned}
