"""The processes of a running Homeward: the web server's workers and the loop of jobs."""

import gc
import multiprocessing
import sys
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from homeward.entry.jobs import loop
from homeward.entry.jobs.parent import stop_with_parent

STOP_WITHIN = 3
"""Seconds until a worker that does not stop is killed."""
THREADS = 4
"""Requests at once in a worker. More would only wait for one another, each with a connection."""

SWITCH = 0.0005
"""Seconds a thread may compute before another gets its turn. Python's own 5 ms would add as much to each
answer of the database that comes back while another thread computes: twenty times in one command."""


def load_application(_target: str) -> Any:
    """The web application, inside a worker."""
    stop_with_parent()
    sys.setswitchinterval(SWITCH)
    from homeward.entry.web.wsgi import application

    return application


def serve(host: str, port: int, workers: int, started: Callable[[], None]) -> None:
    """Serve until told to stop (Ctrl-C, SIGTERM). Needs Django set up.

    Args:
        started: called once, when everything was started.
    """
    _share_memory()
    jobs = start_jobs()
    server = Server(
        "homeward.entry.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        workers_kill_timeout=STOP_WITHIN,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    server.on_startup(started)
    try:
        server.serve(target_loader=load_application)
    finally:
        jobs.terminate()
        jobs.join(STOP_WITHIN)
        if jobs.is_alive():
            jobs.kill()


def start_jobs() -> multiprocessing.Process:
    """The loop of jobs in a process of its own, which may have children: no daemon could."""
    jobs = multiprocessing.Process(target=loop.main, name="homeward-jobs", daemon=False)
    jobs.start()
    return jobs


def _share_memory() -> None:
    """Load once, before the processes part: what none of them changes is then kept once."""
    from django.db import connections
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    connections.close_all()
    gc.collect()
    gc.freeze()
