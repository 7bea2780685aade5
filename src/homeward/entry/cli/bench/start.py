"""From typing `up` to the first page, and what the processes then hold of memory."""

import http.client
import subprocess
import sys
import time
from typing import Any

from homeward.entry.cli.bench.machine import family, memory_mib
from homeward.entry.cli.bench.measured import Measured
from homeward.entry.cli.bench.server import free_port, wait_until_it_answers

REST = 3.0
STARTS = 3


def measure(size: int) -> Measured:
    """A first start with a demonstration of so many children, then starts of what is there."""
    first = _start("--demo-children", str(size))
    later = [_start("--empty") for _ in range(STARTS)]
    measured = Measured(
        {
            "first_start_with_demonstration_s": first["answers_s"],
            "start_s": sorted(one["answers_s"] for one in later)[STARTS // 2],
            "first_page_ms": sorted(one["first_page_ms"] for one in later)[STARTS // 2],
            "processes": later[-1]["processes"],
            "idle_pss_mib": later[-1]["pss_mib"],
            "idle_pss_mib_by_process": later[-1]["each"],
        }
    )
    return measured


def _start(*options: str) -> dict[str, Any]:
    port = free_port()
    begun = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "homeward", "up", "--port", str(port), *options],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_it_answers(port, server)
        answers = time.perf_counter() - begun
        begun = time.perf_counter()
        _page(port)
        page = time.perf_counter() - begun
        time.sleep(REST)
        each = [memory_mib(pid) for pid in family(server.pid)]
        return {
            "answers_s": round(answers, 2), "first_page_ms": round(page * 1000),
            "processes": len(each), "pss_mib": round(sum(each), 1), "each": each,
        }  # fmt: skip
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _page(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/login/")
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"/login/: {answer.status}")
