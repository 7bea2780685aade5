"""Conditions of a list, kept in the session: names of people never stand in an address.

A filter posts; the view keeps what was typed and redirects to `?f=KEY`.
"""

import secrets

from django.http import HttpRequest, QueryDict

SESSION = "conditions"
KEPT = 20


def keep(request: HttpRequest, data: dict[str, str]) -> str:
    """Remember conditions and return their key. The oldest are forgotten first."""
    known = request.session.get(SESSION, {})
    typed = {name: value for name, value in data.items() if value}
    for key, conditions in known.items():
        if conditions == typed:
            return str(key)
    key = secrets.token_urlsafe(6)
    request.session[SESSION] = dict([*known.items(), (key, typed)][-KEPT:])
    return key


def recall(request: HttpRequest) -> dict[str, str]:
    """The conditions of `?f=KEY`; of the address itself (only codes) where there is no key."""
    if key := request.GET.get("f"):
        return dict(request.session.get(SESSION, {}).get(key, {}))
    return {name: str(value) for name, value in request.GET.items() if name != "q"}


def address(path: str, **parts: str) -> str:
    """A path with the parts that are not empty."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in parts.items() if value})
    return f"{path}?{query.urlencode()}" if query else path
