"""Start Homeward as a person would, look at it from outside, stop it, start it again.

The first start makes the database and the demonstration county; the second must find both and
answer within five seconds.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = "http://127.0.0.1:8000"
FIRST_START, SECOND_START, STOP = 300.0, 5.0, 20.0  # seconds


class Failure(Exception):
    """Something a person would have complained about."""


def get(path: str) -> tuple[int, str]:
    """Status and text of a page; status 0 while nobody answers."""
    try:
        with urllib.request.urlopen(ADDRESS + path, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""
    except OSError:
        return 0, ""


def start(data: str, within: float) -> tuple[subprocess.Popen[bytes], float]:
    """Start it; returns the process and the seconds until /healthz said 200."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [str(ROOT / "homeward"), "up"],
        env=os.environ | {"HOMEWARD_DATA": data},
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # so that its workers can be ended with it
    )
    while time.perf_counter() - begun < within:
        if process.poll() is not None:
            raise Failure(f"`homeward up` ended by itself with code {process.returncode}")
        if get("/healthz")[0] == 200:
            return process, time.perf_counter() - begun
        time.sleep(0.05)
    stop(process)
    raise Failure(f"no answer from {ADDRESS}/healthz within {within:.0f} s")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop; whatever is left of it after that is a failure, and ended by force."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise Failure(f"did not stop within {STOP:.0f} s") from None


def main() -> None:
    """Run the smoke test; the closing line counts what was looked at."""
    if get("/healthz")[0]:
        raise Failure(f"something else is already serving {ADDRESS}")
    with tempfile.TemporaryDirectory(prefix="homeward-smoke-") as data:
        process, seconds = start(data, FIRST_START)
        try:
            print(f"first start, with the demonstration county: {seconds:.1f} s")
            status, page = get("/login/")
            title = re.search(r"<title>([^<]*)</title>", page)
            if status != 200 or not title or not re.search(r"[\u4e00-\u9fff]", title[1]):
                raise Failure(f"/login/ answered {status} without a Chinese title")
            print(f"log-in page: {title[1].strip()}")
        finally:
            stop(process)
        process, seconds = start(data, SECOND_START)
        stop(process)
        print(f"second start, on the same data: {seconds:.1f} s")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"smoke: {failure}\n0 passed, 1 failed")
    print("1 passed, 0 failed")
