"""First passwords of accounts that this machine made, so that a second start can show them again.

They lie in the data folder, readable by its owner only, and are forgotten once they no longer open
anything.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from homeward.foundation import clock
from homeward.foundation.access.load import load_actor
from homeward.foundation.accounts.models import User

NAME = "first-passwords.json"


@dataclass(frozen=True, slots=True)
class FirstLogin:
    """What somebody types to log in for the first time."""

    username: str
    name: str
    roles: tuple[str, ...]
    password: str


def keep(passwords: dict[str, str]) -> None:
    """Keep first passwords by log-in name, beside those kept before."""
    found = {user.username: user for user in User.objects.filter(username__in=passwords)}
    new = {name: [said, _mark(found[name])] for name, said in passwords.items() if name in found}
    _write(_read() | new)


def still_open(language: str) -> list[FirstLogin]:
    """Those that still open an account, in the order in which they were kept, with their roles."""
    kept = _read()
    users = {user.username: user for user in User.objects.filter(username__in=kept)}
    alive = {
        name: said for name, said in kept.items() if name in users and said[1] == _mark(users[name])
    }
    if len(alive) < len(kept):
        _write(alive)
    return [_login(users[name], password, language) for name, (password, _) in alive.items()]


def _login(user: User, password: str, language: str) -> FirstLogin:
    duties = load_actor(user.id, clock.today()).duties
    titles = dict.fromkeys(duty.role.title[language] for duty in duties)
    return FirstLogin(user.username, user.name, tuple(titles), password)


def _mark(user: User) -> str:
    """Changes with the password, without asking for it."""
    return hashlib.sha256(user.password.encode()).hexdigest()[:16]


def _path() -> Path:
    return Path(settings.DATA) / NAME


def _read() -> dict[str, list[str]]:
    try:
        found: dict[str, list[str]] = json.loads(_path().read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _write(kept: dict[str, list[str]]) -> None:
    beside = _path().with_suffix(".tmp")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(kept, out, ensure_ascii=False)
    beside.replace(_path())
