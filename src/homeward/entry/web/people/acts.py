"""Adding a person, appointing, ending an appointment."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.public import schools_near
from homeward.entry.web.areas import areas, own_areas
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.forms import DatePartsField
from homeward.entry.web.frame import role_text
from homeward.entry.web.people.first import password_for, remember
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import can
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import ScopeKind, Target
from homeward.foundation.accounts.public import get_person, may_give, person_names
from homeward.foundation.places.public import Level, path_of

APPOINT = "people.appoint"


class PersonForm(CommandForm):
    """Who the person is; the first password is made by the house."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    username = forms.CharField(
        label=gettext_lazy("登录名"),
        max_length=40,
        help_text=gettext_lazy("字母、数字，可以有 . _ -。例如 wang.fang"),
        validators=[
            RegexValidator(
                r"^[\w.\-]+\Z", gettext_lazy("登录名只能用文字、数字和 . _ -，不能有空格。")
            )
        ],
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("可以用它登录。没有可以不填。"),
        validators=[
            RegexValidator(
                r"^\+?[\d\s\-]{7,20}\Z", gettext_lazy("手机号应是 11 位数字，例如 13800138000。")
            )
        ],
    )
    place = forms.ChoiceField(
        label=gettext_lazy("在哪里工作"),
        help_text=gettext_lazy("账号归这个地区管理；能看什么、做什么由任命决定。"),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = choices  # type: ignore[attr-defined]


class AddPerson(FormPage):
    """A new account; its password is shown on the next page."""

    command = "people.create"
    form_class = PersonForm
    title = gettext_lazy("添加人员")
    submit_text = gettext_lazy("添加")
    done = gettext_lazy("账号已建好。请接着任命岗位：没有任职的账号什么也看不到。")
    blames: ClassVar[dict[str, str]] = {
        "people.username_taken": "username",
        "people.phone_taken": "phone",
        "account.password_weak": "username",
    }

    def form_options(self) -> dict[str, Any]:
        asked = self.request.GET.get("place", "")
        besides = [asked] if can(self.ctx.actor, self.command, Target(place=asked)) else []
        return {"choices": areas(self.ctx.actor, self.command, deep=2, besides=besides)}

    def initial(self) -> dict[str, Any]:
        own = own_areas(self.ctx.actor, self.command)
        return {"place": self.request.GET.get("place") or (own[0] if own else "")}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        self.username = cleaned["username"]
        self.password = password_for(self.request.POST["command_id"])
        return {**cleaned, "password": self.password}

    def next_url(self, result: Any) -> str:
        remember(self.request, result.user_id, self.username, self.password)
        return reverse("first_password", args=[result.user_id])

    def cancel_url(self) -> str:
        return reverse("people")


class OnPerson(FormPage):
    """An act on one account."""

    @property
    def user_id(self) -> UUID:
        """Whom the address names."""
        found: UUID = self.kwargs["user_id"]
        return found

    @property
    def name(self) -> str:
        """The person's name, shown over the form."""
        return person_names([self.user_id]).get(self.user_id, "")

    def cancel_url(self) -> str:
        return reverse("person", args=[self.user_id])

    def page(self) -> dict[str, Any]:
        return {"caption": self.name}


class AppointForm(CommandForm):
    """A role, and over what."""

    role = forms.ChoiceField(label=gettext_lazy("岗位"))
    scope = forms.ChoiceField(
        label=gettext_lazy("负责哪里"),
        required=False,
        help_text=gettext_lazy("教师选学校；代理家长和父母不用选，之后按名字把孩子交给本人。"),
    )
    since = DatePartsField(
        label=gettext_lazy("从哪一天起"), required=False, help_text=gettext_lazy("不填就是今天。")
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = _roles(actor)  # type: ignore[attr-defined]
        schools = _schools(actor)
        self.schools = {code for code, _name in schools}
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            ("", _("不用选")),
            (_("地区"), areas(actor, APPOINT, deep=2)),
            (_("学校"), schools),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role = roles().get(cleaned.get("role", ""))
        if role:
            self.add_scope_error(role.scope, cleaned.get("scope", ""))
            if role.scope in (ScopeKind.CASELOAD, ScopeKind.FAMILY):
                cleaned["scope"] = ""
        return cleaned

    def add_scope_error(self, kind: ScopeKind, scope: str) -> None:
        """A teacher has a school, an officer an area."""
        if kind == ScopeKind.SCHOOL and scope not in self.schools:
            self.add_error(
                "scope", ValidationError(_("这个岗位要选一所学校。没有的，先在“地区”里添加。"))
            )
        if kind == ScopeKind.AREA and (not scope or scope in self.schools):
            self.add_error("scope", ValidationError(_("这个岗位要选一个地区。")))


def _roles(actor: Actor) -> list[tuple[str, str]]:
    """Only roles that this actor may give somewhere in its own areas."""
    places = own_areas(actor, APPOINT)
    return [
        (role.id, role_text(role.id))
        for role in roles().values()
        if any(may_give(actor, role, Target(place=place)) for place in places)
    ]


def _schools(actor: Actor) -> list[tuple[str, str]]:
    found = {
        school.school_id: school
        for place in own_areas(actor, APPOINT)
        for school in schools_near(place)
        if can(actor, APPOINT, Target(place=school.place))
    }
    return [(str(school.school_id), school.name) for school in found.values()]


class Appoint(OnPerson):
    """Gives a person a role."""

    command = APPOINT
    form_class = AppointForm
    title = gettext_lazy("任命岗位")
    submit_text = gettext_lazy("任命")
    done = gettext_lazy("已任命，立即生效。")
    why_title = gettext_lazy("为什么有的岗位不在列表里")
    why = gettext_lazy("只能授予您自己拥有的权限，且不超出您的范围。其他岗位请上级任命。")
    blames: ClassVar[dict[str, str]] = {
        "people.scope_missing": "scope",
        "people.already_appointed": "role",
    }

    def form_options(self) -> dict[str, Any]:
        return {"actor": self.ctx.actor}


class OpenCountyForm(CommandForm):
    """Which county."""

    place = forms.ChoiceField(label=gettext_lazy("哪个县"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = choices  # type: ignore[attr-defined]


class OpenCounty(OnPerson):
    """The operator's one appointment: a county's first officer."""

    command = "people.open_county"
    form_class = OpenCountyForm
    title = gettext_lazy("设立县级工作人员")
    submit_text = gettext_lazy("设立")
    done = gettext_lazy("已设立。以后由县级工作人员任命本县的其他人。")
    lead = gettext_lazy("每个县只设立一次。账号要先建在这个县里。")
    blames: ClassVar[dict[str, str]] = {
        "people.not_a_county": "place",
        "people.county_has_officer": "place",
    }

    def form_options(self) -> dict[str, Any]:
        home = get_person(self.ctx, user_id=self.user_id).place
        counties = [line for line in path_of(home) if line.level == Level.COUNTY]
        return {"choices": [(line.code, line.name) for line in counties]}


class EndAppointment(OnPerson):
    """Takes a role back; its rights are gone at once."""

    command = "people.end_appointment"
    template_name = "confirm.html"
    title = gettext_lazy("结束这个任职？")
    submit_text = gettext_lazy("结束任职")
    done = gettext_lazy("任职已结束。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"appointment_id": self.kwargs["appointment_id"]}

    def page(self) -> dict[str, Any]:
        text = _("%(name)s 立即不能再看、再改这个任职范围里的资料。以前的记录都会保留。")
        return {"text": text % {"name": self.name}, "kind": "warning"}
