"""`./homeward up` as a person meets it: a real process on a real port."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.real_clock]


class House:
    """One data folder and the processes started on it."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, _free_port()
        environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "LANG")}
        self.environment = {
            **environment,
            "HOMEWARD_DATA": str(data),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONUTF8": "1",
        }
        self.running: subprocess.Popen[str] | None = None

    def words(self, *words: str) -> list[str]:
        """The command line of `./homeward` with these words."""
        return [sys.executable, "-P", "-m", "homeward", *words]

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run to the end."""
        return subprocess.run(
            self.words(*words), env=self.environment, capture_output=True, text=True, check=False
        )

    def up(self) -> str:
        """Start; everything that is printed until it may be used."""
        self.running = subprocess.Popen(
            self.words("up", "--empty", "--port", str(self.port)),
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.running.stdout
        said = []
        for line in self.running.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        return "".join(said)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> float:
        """Stop it. Returns the seconds that took."""
        assert self.running and self.running.stdout
        begun = time.perf_counter()
        self.running.send_signal(how)
        self.running.wait(20)
        self.running.stdout.close()
        self.running = None
        return time.perf_counter() - begun


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty data folder; nothing runs on it afterwards."""
    made = House(tmp_path)
    yield made
    if made.running:
        made.stop(signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def _password(said: str) -> str:
    return next(line.split()[1] for line in said.splitlines() if "operator " in line)


def test_up_serves_prints_a_log_in_and_stops_whole(house: House) -> None:
    said = house.up()
    address = f"http://127.0.0.1:{house.port}/"
    assert address in said
    assert urllib.request.urlopen(address + "healthz").read() == b"ok"
    kept = house.data / "first-passwords.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text("utf-8"))["operator"][0] == _password(said)
    second = house.run("up", "--empty", "--port", str(_free_port()))
    assert (second.returncode, address in second.stderr) == (6, True)
    taken = house.run("up", "--port", str(house.port))
    assert (taken.returncode, "--port" in taken.stderr) == (6, True)
    rotating = house.run("keys", "rotate", "--as", "operator")
    assert rotating.returncode == 6
    assert house.running
    processes = _children(house.running.pid)
    assert processes
    assert house.stop() < 5
    assert not [pid for pid in processes if Path(f"/proc/{pid}").exists()]
    assert house.run("keys", "rotate", "--as", "operator").returncode == 0
    again = house.up()
    assert _password(again) == _password(said)


def test_workers_end_with_a_parent_that_is_killed(house: House) -> None:
    """A closed terminal or a crash must not leave a server running that nobody knows of."""
    house.up()
    assert house.running
    processes = _children(house.running.pid)
    house.stop(signal.SIGKILL)
    until = time.monotonic() + 8
    while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in processes):
        time.sleep(0.1)
    assert not [pid for pid in processes if Path(f"/proc/{pid}").exists()]
