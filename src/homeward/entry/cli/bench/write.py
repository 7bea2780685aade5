"""Registering children over the wire: many directors at once, everything audited."""

from datetime import date, timedelta

from homeward.domain.children.models import Child
from homeward.engines.population import County
from homeward.entry.cli.bench.house import (
    appoint_officer,
    load_children,
    load_map,
    made_county,
    token_for,
)
from homeward.entry.cli.bench.measured import Measured
from homeward.entry.cli.bench.server import Ask, drive, serving
from homeward.foundation import clock
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.verify import verify

CLIENTS = 8
WARM = 60
REGISTER = 10_000
"""Children there already: an empty register would flatter."""
WANT = 120


def measure(size: int) -> Measured:
    """Register so many children of different families, with parents and a carer."""
    made = made_county(REGISTER)
    load_map(made)
    load_children(REGISTER)
    token = token_for(appoint_officer())
    before = Child.objects.count()
    with serving() as port:
        drive(port, token, [_family(made, number) for number in range(WARM)], CLIENTS)
        asks = [_family(made, number) for number in range(WARM, WARM + size)]
        timings = drive(port, token, asks, CLIENTS)
    registered = Child.objects.count() - before
    audited = AuditEvent.objects.filter(name="child.register").count()
    assert registered == audited == size + WARM, "each one is on the register and in the audit"
    assert not verify().faults, "the audit holds"
    measured = Measured({"clients": CLIENTS, "register_before": before, **timings.shown()})
    measured.at_least("children registered, 8 clients", WANT, size / timings.wall, "/s")
    return measured


def _family(made: County, number: int) -> Ask:
    """A family that nobody else is: its phones are its own."""
    village = made.places.villages[number % len(made.places.villages)]
    today = clock.today()
    since = (today - timedelta(days=200 + number % 900)).isoformat()
    away = {"whereabouts": "away", "since": since, "place": "广东省东莞市", "work": "制造"}
    surname = "陈李王赵孙周吴郑"[number % 8]
    return Ask(
        "/commands/child.register",
        {
            "place": village.code,
            "child": {
                "name": f"{surname}{_given(number)}", "sex": ("male", "female")[number % 2],
                "born_on": date(today.year - 8, 1 + number % 12, 1 + number % 28).isoformat(),
                "hukou": "rural", "hukou_registered": True, "health": "healthy",
            },
            "parents": [
                _parent("father", f"{surname}建{_given(number)[0]}", f"101{number:08d}", away),
                _parent("mother", f"林{_given(number)}", f"102{number:08d}", away),
            ],
            "carer": {
                "kind": "grandparent", "kinship": "paternal_grandmother", "rating": "fair",
                "adult": {"name": f"刘{_given(number)}", "phones": [f"103{number:08d}"]},
            },
        },
    )  # fmt: skip


def _parent(kinship: str, name: str, phone: str, now: dict[str, str]) -> dict[str, object]:
    return {"parent": kinship, "adult": {"name": name, "phones": [phone]}, "now": now}


def _given(number: int) -> str:
    signs = "思雨子轩梓涵浩宇欣怡俊杰诗琪家豪雅婷"
    return signs[number % len(signs)] + signs[number // len(signs) % len(signs)]
