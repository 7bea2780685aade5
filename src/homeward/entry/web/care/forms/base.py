"""Pages with a form about one child's care, or about one record of it."""

from typing import Any, cast
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.care.public import people_for
from homeward.domain.children.public import get_headline
from homeward.entry.web.care.words import people_choices
from homeward.entry.web.formpage import FormPage
from homeward.foundation.access.decide import can, require
from homeward.foundation.access.scopes import Target


class CareFormPage(FormPage):
    """Belongs to a child's plan, or to the child's page where the reader may not read the plan."""

    anchor = ""

    def target(self) -> Target:
        """Where the child or the record named in the address stands."""
        if not hasattr(self, "_target"):
            self._target = cast("Target", super().target())
        return self._target

    @property
    def child_id(self) -> UUID:
        """Whom it is about: named in the address, or by the record that is."""
        return cast("UUID", self.target().subject_id)

    def guard(self) -> None:
        """To whoever may not read the child, the child does not exist, whatever the command says."""
        require(self.ctx.actor, "child.read", self.target())
        super().guard()

    def people(self) -> list[tuple[str, str]]:
        """Those who can be given something to do for this child."""
        return people_choices(people_for(self.ctx, child_id=self.child_id))

    def cancel_url(self) -> str:
        plan = can(self.ctx.actor, "case.read", self.target())
        url = reverse("care-plan" if plan else "child", args=[self.child_id])
        return f"{url}#{self.anchor}" if plan and self.anchor else url

    def page(self) -> dict[str, Any]:
        child = get_headline(self.ctx, child_id=self.child_id)
        return {
            "caption": child.name,
            "crumbs": [
                {"text": _("孩子"), "url": reverse("children")},
                {"text": child.name, "url": reverse("child", args=[self.child_id])},
            ],
        }


def person(value: str) -> UUID | None:
    """A chosen person; None when nobody was chosen."""
    return UUID(value) if value else None
