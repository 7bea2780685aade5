"""The only place that asks what time it is; tests stop it with `frozen`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")  # one zone, no summer time since 1991
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The current instant, in UTC."""
    return _frozen.get() or datetime.now(UTC)  # noqa: TID251  the one door to the system's clock


def today() -> date:
    """The calendar day in China at this instant."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The calendar day in China of an aware instant."""
    return instant.astimezone(CHINA).date()


def midnight(day: date) -> datetime:
    """The instant at which a calendar day begins in China."""
    return datetime.combine(day, time(), CHINA)


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Hold the clock at an aware instant, for tests and for replaying the past."""
    token = _frozen.set(instant)
    try:
        yield
    finally:
        _frozen.reset(token)
