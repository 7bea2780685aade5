"""Pages with a form about one child."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.children.public import get_child, get_headline
from homeward.domain.children.queries.headline import Headline
from homeward.domain.children.queries.page import ChildPage
from homeward.entry.web.formpage import FormPage
from homeward.foundation.access.decide import require


class ChildFormPage(FormPage):
    """Belongs to one child's page and goes back there."""

    @property
    def child_id(self) -> Any:
        return self.kwargs["child_id"]

    def guard(self) -> None:
        """To whoever may not read the child, the child does not exist, whatever the command says."""
        require(self.ctx.actor, "child.read", self.target())
        super().guard()

    def headline(self) -> Headline:
        """Whom the form is about."""
        return get_headline(self.ctx, child_id=self.child_id)

    def child(self) -> ChildPage:
        """All that is known; a look that is recorded, as on the child's page."""
        if not hasattr(self, "_child"):
            self._child: ChildPage = get_child(self.ctx, child_id=self.child_id)
        return self._child

    def cancel_url(self) -> str:
        return reverse("child", args=[self.child_id])

    def page(self) -> dict[str, Any]:
        child = self.headline()
        return {
            "caption": child.name,
            "crumbs": [
                {"text": _("孩子"), "url": reverse("children")},
                {"text": child.name, "url": self.cancel_url()},
            ],
        }
