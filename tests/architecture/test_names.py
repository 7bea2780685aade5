"""What must not stand anywhere in the repository, and names that say nothing."""

import re

import pytest

from . import repository

# Written in pieces, so that this file does not find itself.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs.org",
    "npm" + "mirror.com",
    "deb.de" + "bian.org",
]
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|Users)/\w|(?<![\w.])/home/[a-z]\w*/")
ROOM = "helpers"  # people who help: a folder of that name is no drawer, a file is
DRAWERS = {"utils", "util", "common", "helpers", "helper", "core", "misc"}
LEFT_OPEN = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")


def test_no_package_registry_is_named() -> None:
    """Locks work with any mirror; a host in a file would send a closed county network outside."""
    found = [
        f"{path}: {host}"
        for path in repository.tracked()
        for host in HOSTS
        if host in (repository.text(path) or "")
    ]
    assert not found, "\n".join(found)


def test_no_path_of_one_machine() -> None:
    """A path of somebody's machine works there only, and tells about them."""
    found = [
        f"{path}:{number}: {hit[0]}"
        for path in repository.tracked()
        for number, line in enumerate((repository.text(path) or "").splitlines(), start=1)
        if (hit := MACHINE_PATHS.search(line)) and len(line) < 2000
    ]
    assert not found, "\n".join(found)


def test_no_module_is_a_drawer(python_files: list[str]) -> None:
    """`utils` is where things go that nobody named."""
    found = [
        path
        for path in python_files
        if DRAWERS & {part.removesuffix(".py") for part in path.split("/") if part != ROOM}
        or path.endswith(f"/{ROOM}.py")
    ]
    assert not found, "\n".join(found)


def test_nothing_is_left_open_in_the_code(python_files: list[str]) -> None:
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in python_files
        for number, line in enumerate((repository.text(path) or "").splitlines(), start=1)
        if LEFT_OPEN.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ["homeward", ".ci/run"])
def test_programs_can_be_executed(path: str) -> None:
    assert (repository.ROOT / path).stat().st_mode & 0o111
