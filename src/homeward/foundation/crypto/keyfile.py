"""The key file: made once on first start, readable by its owner only, never in the database.

Kept free of Django so that settings can read it. Losing this file loses every sealed value: backups
must keep it apart from the database.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keys:
    """Data keys by number (the highest seals, all open), the blind-index key and Django's secret."""

    data: dict[int, bytes]
    index: bytes
    django_secret: str

    @property
    def current(self) -> int:
        """The number of the key that seals new values."""
        return max(self.data)


def load_or_create(path: Path) -> Keys:
    """Read the key file, or make it with fresh keys.

    Raises:
        SystemExit: the file is there but cannot be read as keys; nothing is overwritten.
    """
    if not path.exists():
        _make(path)
    try:
        found = json.loads(path.read_text("utf-8"))
        data = {int(number): base64.b64decode(key) for number, key in found["data"].items()}
        keys = Keys(data, base64.b64decode(found["index"]), found["django_secret"])
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise SystemExit(
            f"密钥文件 {path.name} 无法读取，请从备份恢复。/ The key file cannot be read; restore it."
        ) from error
    if not keys.data or any(len(key) != 32 for key in [*keys.data.values(), keys.index]):
        raise SystemExit("密钥文件中的密钥长度不对。/ A key in the key file has a wrong length.")
    return keys


def add_key(path: Path) -> int:
    """Add a data key; it seals from the next start on. Returns its number."""
    found = json.loads(path.read_text("utf-8"))
    number = max(int(known) for known in found["data"]) + 1
    found["data"][str(number)] = base64.b64encode(secrets.token_bytes(32)).decode()
    _write(path, found)
    return number


def _fresh() -> dict[str, object]:
    def key() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    return {"data": {"1": key()}, "index": key(), "django_secret": secrets.token_urlsafe(48)}


def _make(path: Path) -> None:
    """The first keys. Of processes that start together one wins, and all go on with its keys."""
    beside = _write_beside(path, _fresh())
    try:
        os.link(beside, path)  # unlike a rename, never replaces keys that already seal something
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def _write(path: Path, found: dict[str, object]) -> None:
    """Whole or not at all: write beside, then rename over."""
    _write_beside(path, found).replace(path)


def _write_beside(path: Path, found: dict[str, object]) -> Path:
    """On the disk before anything is sealed with it: a lost key is lost data."""
    beside = path.with_suffix(f".{secrets.token_hex(8)}.tmp")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(found, out)
        out.flush()
        os.fsync(out.fileno())
    return beside
