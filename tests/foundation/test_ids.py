"""UUIDv7."""

from uuid import UUID

import pytest

from homeward.foundation.ids import new_id, new_spelt_ids


def test_ids_are_version_seven_and_never_the_same() -> None:
    ids = [new_id() for _ in range(10_000)]
    assert len(set(ids)) == len(ids)
    assert {(each.version, each.variant) for each in ids} == {(7, "specified in RFC 4122")}


@pytest.mark.real_clock
def test_ids_sort_by_the_time_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Devices make ids offline, and lists are ordered by them: a later millisecond sorts later."""
    ids = []
    for millisecond in (0, 1, 999, 1_000_000, 1_788_000_000_000, 2**47):
        monkeypatch.setattr("time.time_ns", lambda at=millisecond: at * 1_000_000)
        ids.append(new_id())
    assert ids == sorted(ids)
    assert [str(each) for each in ids] == sorted(str(each) for each in ids)
    assert [each.int >> 80 for each in ids][-1] == 2**47


def test_many_ids_at_once_are_ids_like_the_others() -> None:
    """A roll's rows get theirs together; nothing that reads them may tell the difference."""
    ids = [UUID(text) for text in new_spelt_ids(10_000)]
    assert len(set(ids)) == len(ids)
    assert {(each.version, each.variant) for each in ids} == {(7, "specified in RFC 4122")}
    assert abs((ids[0].int >> 80) - (new_id().int >> 80)) < 60_000
    assert new_spelt_ids(0) == []
