"""Giving a child to somebody by name: an acting parent, or the child's own parent with an account."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.entry.web.children.forms import fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm
from homeward.entry.web.frame import role_text
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import TiePerson, list_tied


class TieForm(CommandForm):
    """One of the people near by whose duty is over children by name."""

    who = fields.from_list(_("交给谁"), required=True)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = people  # type: ignore[attr-defined]


class Tie(ChildFormPage):
    """From now on that person sees this child's page."""

    command = "people.tie"
    form_class = TieForm
    template_name = "children/ties.html"
    title = _("交给负责人")
    submit_text = _("交给这位负责人")
    done = _("已交给这位负责人，对方现在可以看到孩子的资料。")

    def people(self) -> tuple[TiePerson, ...]:
        """Those tied, and those who could be."""
        return list_tied(self.ctx, child_id=self.child_id)

    def form_options(self) -> dict[str, Any]:
        free = [one for one in self.people() if one.since is None]
        return {"people": [(f"{one.user_id}:{one.kind}", _who(one)) for one in free]}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        user_id, _, kind = cleaned["who"].partition(":")
        return {"child_id": self.child_id, "user_id": UUID(user_id), "kind": ScopeKind(kind)}

    def page(self) -> dict[str, Any]:
        tied = [one for one in self.people() if one.since is not None]
        return {
            **super().page(),
            "tied": [
                {
                    "who": _who(one),
                    "since": one.since,
                    "url": reverse("child-untie", args=[self.child_id, one.user_id, one.kind]),
                }
                for one in tied
            ],
        }


def _who(one: TiePerson) -> str:
    return f"{one.name} · {role_text(one.role)}"


class Untie(ChildFormPage):
    """That person's rights over this child are gone at once."""

    command = "people.untie"
    template_name = "confirm.html"
    title = _("收回")
    submit_text = _("收回")
    done = _("已收回，对方不能再看到这个孩子。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "kind": ScopeKind(self.kwargs["kind"])}

    def next_url(self, result: Any) -> str:
        return reverse("child-tie", args=[self.child_id])

    def page(self) -> dict[str, Any]:
        people = list_tied(self.ctx, child_id=self.child_id)
        found = [one for one in people if one.user_id == self.kwargs["user_id"]]
        text = gettext("收回以后，%(who)s马上看不到这个孩子的资料。") % {
            "who": _who(found[0]) if found else ""
        }
        return {**super().page(), "text": text, "kind": "warning"}
