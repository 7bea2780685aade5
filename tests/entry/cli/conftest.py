"""The command line inside the test's own process and database."""

from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner

from homeward.entry.cli import django_setup
from homeward.entry.cli.main import app


@pytest.fixture
def homeward(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`./homeward` with these words; Chinese unless the words say otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "HOMEWARD_AS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(django_setup, "migrations_waiting", lambda: False)
    return lambda *words: CliRunner().invoke(app, list(words))
