"""Rules about the repository itself; they read files and need no database."""

import pytest

from . import repository


@pytest.fixture(scope="session")
def python_files() -> list[str]:
    """Every Python file of the package and its tests; migrations are written by a machine."""
    return [
        path
        for path in repository.tracked()
        if path.endswith(".py")
        and path.startswith(("src/", "tests/"))
        and "/migrations/" not in path
    ]
