"""The first password of an account, shown once to whoever made it and then forgotten."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from homeward.foundation.crypto.seal import blind, seal, unseal

SESSION = "first_password"
PURPOSE = "web.first_password"
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # no look-alikes: it is read out over the phone
GROUPS, LONG = 3, 4


def password_for(command_id: str) -> str:
    """A first password like `k7mp-3xwd-n9ya`, drawn with the house's key from the form's own id.

    The same form sent twice then is the same act, and both answers show the same password.
    """
    number = int(blind(command_id, PURPOSE), 16)
    letters = []
    for _letter in range(GROUPS * LONG):
        number, rest = divmod(number, len(SIGNS))
        letters.append(SIGNS[rest])
    parts = ("".join(letters[at : at + LONG]) for at in range(0, GROUPS * LONG, LONG))
    return "-".join(parts)


def remember(request: HttpRequest, user_id: UUID, username: str, password: str) -> None:
    """Hold a password for the next page, sealed: sessions lie in the database."""
    text = seal(f"{username}\n{password}", PURPOSE).hex()
    request.session[SESSION] = [str(user_id), text]


def first_password_page(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """The password, once; afterwards only a new one helps."""
    kept = request.session.get(SESSION)
    person = reverse("person", args=[user_id])
    if not kept or kept[0] != str(user_id):
        return HttpResponseRedirect(person)
    del request.session[SESSION]
    username, password = unseal(bytes.fromhex(kept[1]), PURPOSE).split("\n")
    shown = {"username": username, "password": password, "next_url": person}
    return render(request, "people/first_password.html", shown)
