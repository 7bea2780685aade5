"""The loop beside the web server: one light process that does what nobody waits for."""

import logging
import multiprocessing
import os
import signal
import time
from types import FrameType

from django.db import connections

from homeward.entry.jobs import nightly
from homeward.entry.jobs.parent import stop_with_parent
from homeward.foundation import clock
from homeward.foundation.outbox.deliver import deliver

log = logging.getLogger(__name__)
PAUSE = 0.25
"""Seconds between looks: what somebody wrote is in the rules, and on the screens, within a second."""
SETTLE = 60.0
"""Seconds before the first look for nightly jobs: a start is for the people who wait for it."""
OFTEN = 120.0
"""Seconds between two looks at the clocks of alerts and reports."""
AGAIN = 600.0
"""Seconds until jobs that failed are tried again."""


class Loop:
    """Runs until it is told to stop, or its parent is gone."""

    def __init__(self) -> None:
        self.stopping = False
        self.parent = os.getppid()
        self.look_at = time.monotonic() + SETTLE
        self.clocks_at = self.look_at

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """End after the present step."""
        self.stopping = True

    def run(self) -> None:
        """Deliver and look at the clock, again and again."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        stop_with_parent()
        while not self.stopping and os.getppid() == self.parent:
            try:
                self.step()
            except Exception as error:  # whatever it was, the next delivery must not wait for us
                log.error("jobs: %s; trying again", type(error).__name__)
                connections.close_all()
            self._rest()

    def step(self) -> None:
        """Deliver what is due; look at the clocks; start the night's jobs when it is time."""
        while deliver() and not self.stopping:
            pass
        if time.monotonic() >= self.clocks_at:
            self.clocks_at = time.monotonic() + OFTEN
            nightly.run_often(clock.now())
        day = nightly.night_of(clock.now())
        if day is None or time.monotonic() < self.look_at:
            return
        self.look_at = time.monotonic() + AGAIN
        if nightly.due(day):
            # In a process of its own, whose memory is given back when it ends.
            connections.close_all()
            worker = multiprocessing.Process(target=_night, name="homeward-night", daemon=True)
            worker.start()
            while worker.is_alive() and not self.stopping:
                worker.join(0.5)
            if self.stopping:
                worker.terminate()

    def _rest(self) -> None:
        """Wait in small steps, so that stopping takes no time."""
        until = time.monotonic() + PAUSE
        while not self.stopping and time.monotonic() < until:
            time.sleep(PAUSE / 2)


def _night() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stop_with_parent()
    day = nightly.night_of(clock.now())
    if day:
        nightly.run(day)


def main() -> None:
    """The body of the process."""
    import django

    django.setup()
    Loop().run()
