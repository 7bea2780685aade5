"""Who did it, by name: whoever may see an act may know who is answerable for it."""

from collections.abc import Collection
from uuid import UUID

from homeward.foundation.accounts.models import User


def person_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of people who log in; an id that is nobody's is absent."""
    return dict(User.objects.filter(pk__in=set(ids)).values_list("id", "name"))
