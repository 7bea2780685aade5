"""Doors of their own for the tests of the doors."""

from collections.abc import Iterator

import pytest

from tests.foundation.doors import trial_doors


@pytest.fixture
def trial() -> Iterator[None]:
    """Doors declared in this test disappear with it."""
    with trial_doors():
        yield
