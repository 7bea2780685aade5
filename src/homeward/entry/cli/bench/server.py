"""A real server beside the measuring process, and clients that ask it over the wire."""

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from homeward.entry.cli.bench.measured import percentile

PAUSE, PATIENCE = 0.05, 180.0
API = "/api/v1"
COOKIE = f"{settings.SESSION_COOKIE_NAME}="


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; `body` as JSON, for a POST."""

    path: str
    body: dict[str, Any] | None = None


@dataclass(slots=True)
class Timings:
    """Seconds of every answer, and of all together on the wall."""

    each: list[float] = field(default_factory=list)
    wall: float = 0.0
    failed: list[str] = field(default_factory=list)

    def shown(self) -> dict[str, float]:
        """In milliseconds."""
        return {
            "calls": len(self.each),
            "per_s": round(len(self.each) / self.wall, 1),
            "p50_ms": round(percentile(self.each, 0.5) * 1000, 1),
            "p95_ms": round(percentile(self.each, 0.95) * 1000, 1),
        }


@contextmanager
def serving(workers: int = 2) -> Iterator[int]:
    """`./homeward up` on the data folder and database of this process; yields the port."""
    port = free_port()
    command = [sys.executable, "-m", "homeward", "up", "--empty", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--workers", str(workers)], stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until_it_answers(port, server)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until the log-in page is there.

    Raises:
        RuntimeError: the server ended, or does not answer.
    """
    ends = time.perf_counter() + PATIENCE
    while time.perf_counter() < ends and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(PAUSE)
    raise RuntimeError("the server did not answer")


class Client:
    """One kept connection with a token, or with the cookie of a session for the web's own pages."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        cookie = token.startswith(COOKIE)
        self.headers = {
            "Cookie" if cookie else "Authorization": token if cookie else f"Bearer {token}"
        }
        self.headers["Content-Type"] = "application/json"
        self.above = "" if cookie else API

    def ask(self, ask: Ask) -> bytes:
        """The answer's body.

        Raises:
            RuntimeError: it is no success.
        """
        method = "GET" if ask.body is None else "POST"
        body = None if ask.body is None else json.dumps(ask.body)
        self.connection.request(method, self.above + ask.path, body, self.headers)
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {ask.path}: {answer.status} {said[:300]!r}")
        return said

    def json(self, ask: Ask) -> Any:
        """The answer as Python values."""
        return json.loads(self.ask(ask))


def drive(port: int, token: str, asks: Sequence[Ask], clients: int) -> Timings:
    """Let so many clients share out the requests, each sending its next when the last was answered.

    Raises:
        RuntimeError: any answer was no success.
    """
    timings = Timings()
    waiting = iter(asks)
    lock = threading.Lock()

    def work() -> None:
        client = Client(port, token)
        while not timings.failed:
            with lock:
                ask = next(waiting, None)
            if ask is None:
                return
            begun = time.perf_counter()
            try:
                client.ask(ask)
            except (RuntimeError, OSError) as error:
                timings.failed.append(str(error))
                return
            timings.each.append(time.perf_counter() - begun)

    _together(work, clients, timings)
    if timings.failed:
        raise RuntimeError(timings.failed[0])
    return timings


def _together(work: Callable[[], None], clients: int, timings: Timings) -> None:
    threads = [threading.Thread(target=work) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    timings.wall = time.perf_counter() - begun
