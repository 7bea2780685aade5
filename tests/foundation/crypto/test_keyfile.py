"""The key file: made once, private, whole or not at all."""

import json
import stat
import threading
from pathlib import Path

import pytest

from homeward.foundation.crypto.keyfile import Keys, add_key, load_or_create


def test_the_first_start_makes_keys_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys = load_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create(path) == keys
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_processes_that_start_together_end_up_with_the_same_keys(tmp_path: Path) -> None:
    """Two workers with two keys would seal what nobody can open any more."""
    path, found, gate = tmp_path / "keys.json", [], threading.Barrier(8)

    def start(found: list[Keys] = found) -> None:
        gate.wait()
        found.append(load_or_create(path))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({keys.django_secret for keys in found}) == 1


def test_a_new_key_is_added_beside_the_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    before = load_or_create(path)
    assert add_key(path) == 2
    after = load_or_create(path)
    assert after.data[1] == before.data[1]
    assert after.current == 2
    assert (after.index, after.django_secret) == (before.index, before.django_secret)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"data": {"1": "short"}, "index": "", "django_secret": ""}']
)
def test_a_broken_key_file_stops_the_start_and_is_not_overwritten(
    tmp_path: Path, text: str
) -> None:
    """Fresh keys over broken ones would turn an accident into a loss."""
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(SystemExit, match="密钥"):
        load_or_create(path)
    assert path.read_text() == text


def test_a_key_of_a_wrong_length_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    load_or_create(path)
    found = json.loads(path.read_text())
    found["index"] = "AAAA"
    path.write_text(json.dumps(found))
    with pytest.raises(SystemExit, match="长度"):
        load_or_create(path)
