"""Programmes that an installed package adds: whole, or left out and told."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from homeward.domain.care.programmes import programmes, shipped
from homeward.domain.care.public import list_programmes
from tests.domain.care.test_programmes import GOOD
from tests.personas import People

OURS = GOOD.replace("s05.home_visit", "s16.reading_club").replace("strategy: S5", "strategy: S16")


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Installs a distribution with one file of programmes."""

    def put(text: str, name: str = "reading_club") -> None:
        package = tmp_path / name
        package.mkdir()
        (package / "__init__.py").write_text("", "utf-8")
        (package / "club.yaml").write_text(text, "utf-8")
        about = tmp_path / f"{name}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(f"[homeward.programmes]\nclub = {name}\n")

    monkeypatch.syspath_prepend(str(tmp_path))
    _forget()
    yield put
    _forget()
    for package in tmp_path.iterdir():
        sys.modules.pop(package.name, None)


def _forget() -> None:
    shipped.programmes.cache_clear()
    shipped.outside.cache_clear()


def test_an_installed_package_adds_a_programme_that_can_be_chosen(
    people: People, install: object
) -> None:
    before = set(programmes())
    _forget()
    install(OURS)  # type: ignore[operator]
    found = {line.programme: line for line in list_programmes(people.wang.ctx, offered=True)}
    assert found["s16.reading_club"].package == "reading_club"
    assert found["s05.home_visit"].package == ""
    assert set(programmes()) - before == {"s16.reading_club"}


@pytest.mark.parametrize(
    "wrong",
    [OURS.replace("serves: [child]", "serves: [moon]"), GOOD, "id: [", ""],
    ids=["a word nobody knows", "an id of the house", "no YAML", "nothing in it"],
)
def test_one_with_a_fault_is_left_out_whole_and_named(install: object, wrong: str) -> None:
    install(wrong)  # type: ignore[operator]
    install(OURS, "other_club")  # type: ignore[operator]
    assert shipped.outside().left_out == ("reading_club",)
    assert shipped.outside().programmes.keys() == {"s16.reading_club"}
    assert programmes()["s05.home_visit"].package == ""


def test_two_packages_cannot_bring_the_same_id(install: object) -> None:
    install(OURS)  # type: ignore[operator]
    install(OURS, "young_club")  # type: ignore[operator]
    assert shipped.outside().left_out == ("young_club",)
