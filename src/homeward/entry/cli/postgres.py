"""A PostgreSQL of one's own for the length of a test run or a benchmark."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg

STARTS_TRIED = 3
"""A free port can be taken between looking and starting; then another one is tried."""

FAST = ("-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off")
"""For tests only: a power cut may eat the data, which nobody wants back anyway."""


class PostgresMissing(Exception):
    """No PostgreSQL server programs were found."""

    def __init__(self) -> None:
        super().__init__(
            "没有找到 PostgreSQL（initdb、pg_ctl）。Debian/Ubuntu：sudo apt install postgresql\n"
            "PostgreSQL's initdb and pg_ctl were not found. "
            "Debian/Ubuntu: sudo apt install postgresql"
        )


class PostgresFailed(Exception):
    """A PostgreSQL program ended with an error; the message is what it printed."""


class _Owner(NamedTuple):
    """The account that may run the server: PostgreSQL refuses to run as root."""

    user: int
    group: int


def find_programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, newest version first; None when there is none.

    Debian keeps the server's programs out of PATH, in a folder per version.
    """
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
        reverse=True,
    )
    on_path = shutil.which("initdb")
    folders = [*versions, *([Path(on_path).resolve().parent] if on_path else [])]
    return next(
        (f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()),
        None,
    )


@contextmanager
def temporary_postgres(*, fast: bool = False) -> Iterator[str]:
    """A fresh cluster in a temporary folder, with an empty database; gone at the end.

    Args:
        fast: Without fsync, for tests. Otherwise the server's stock settings, for benchmarks.

    Yields:
        `postgres://...` for DATABASE_URL. The port is open on 127.0.0.1 only, behind a password
        that is made anew each time.

    Raises:
        PostgresMissing: there are no PostgreSQL programs on this machine.
        PostgresFailed: they could not make or start the cluster.
    """
    programs = find_programs()
    if programs is None:
        raise PostgresMissing
    owner = _unprivileged()
    home = Path(tempfile.mkdtemp(prefix="homeward-pg-"))
    try:
        password = secrets.token_urlsafe(18)
        _make_cluster(programs, home, owner, password)
        port = _start(programs, home, owner, FAST if fast else ())
        try:
            url = f"postgres://homeward:{password}@127.0.0.1:{port}"
            with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE homeward")
            yield f"{url}/homeward"
        finally:
            stop = ["stop", "--pgdata", str(home / "data"), "--mode", "immediate"]
            _run([str(programs / "pg_ctl"), *stop], home, owner)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged() -> _Owner | None:
    """Whom to become when we are root; None when we may stay who we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return _Owner(entry.pw_uid, entry.pw_gid)
    raise PostgresFailed("PostgreSQL refuses to run as root, and there is no account to become.")


def _make_cluster(programs: Path, home: Path, owner: _Owner | None, password: str) -> None:
    secret = home / "password"
    secret.write_text(password)
    if owner:
        os.chown(secret, *owner)
        os.chown(home, *owner)
    options = {
        "--pgdata": str(home / "data"),
        "--username": "homeward",
        "--pwfile": str(secret),
        "--auth": "scram-sha-256",
        "--encoding": "UTF8",
        "--locale": "C.UTF-8",
    }
    _run([str(programs / "initdb"), *(f"{k}={v}" for k, v in options.items())], home, owner)
    secret.unlink()


def _start(programs: Path, home: Path, owner: _Owner | None, settings: Sequence[str]) -> int:
    for attempt in range(1, STARTS_TRIED + 1):
        port = _free_port()
        server = f"-p {port} -c listen_addresses=127.0.0.1 -k {home} {' '.join(settings)}"
        try:
            start = ["start", "--wait", "--pgdata", str(home / "data"), "--log", str(home / "log")]
            _run([str(programs / "pg_ctl"), *start, "--options", server], home, owner)
        except PostgresFailed as error:
            if attempt == STARTS_TRIED:
                log = home / "log"
                told = log.read_text(errors="replace") if log.exists() else ""
                raise PostgresFailed(f"{error}\n{told}") from error
        else:
            return port
    raise AssertionError("the loop returns or raises")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: Sequence[str], home: Path, owner: _Owner | None) -> None:
    """Run one PostgreSQL program as the unprivileged account; silent unless it fails."""
    # Into a file: the server inherits what pg_ctl has, and a pipe it holds would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command,
            cwd=home,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            user=owner.user if owner else None,
            group=owner.group if owner else None,
            extra_groups=[] if owner else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            output.seek(0)
            told = output.read().decode(errors="replace").strip()
            raise PostgresFailed(f"{Path(command[0]).name}: {told}")
