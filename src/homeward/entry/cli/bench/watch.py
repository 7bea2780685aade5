"""A night of the rules over the whole register, and one fact until its alert stands."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, connections, transaction

from homeward.domain.care.models import Engagement
from homeward.domain.children.models import Child
from homeward.domain.children.words import Guardianship
from homeward.domain.needs.models import Alert, Assessment, Response, Score
from homeward.domain.needs.public import HomeChecks, assess
from homeward.domain.watch.commands import look
from homeward.domain.watch.public import alert_rules, sweep_alerts
from homeward.engines.rules import Evaluator
from homeward.entry.cli.bench.house import (
    SEED,
    appoint_officer,
    as_machine,
    by,
    load_children,
    load_map,
    made_county,
)
from homeward.entry.cli.bench.measured import Measured, percentile
from homeward.entry.cli.bench.stopwatch import Spent, timing, watching
from homeward.entry.cli.serve import start_jobs
from homeward.foundation import clock
from homeward.foundation.guard.context import writing
from homeward.foundation.ids import new_id

WANT_S, AT = 60, 100_000
WANT_ONE_S = 1.0
CHANGES, WARM = 20, 3
ASSESSED, IN_TOUCH, SCREENED = 0.6, 0.7, 0.3
"""Shares of the children with a visit form, a contact and an answered questionnaire; assumptions."""
PATIENCE = 20.0
"""Seconds until a change that raises nothing is given up."""


def measure(size: int) -> Measured:
    """Sweep so many children on a first night, a quiet one and one a week later; then single changes."""
    load_map(made_county(size))
    load_children(size)
    officer = appoint_officer()
    _a_term_of_work(list(Child.objects.filter(present=True).values_list("id", flat=True)))
    measured = Measured({"rules": len(alert_rules())})
    nights = {"first_night": 0, "quiet_night": 0, "a_week_later": 7}
    for name, days in nights.items():
        with clock.frozen(clock.now() + timedelta(days=days)):
            measured.figures[name] = figures = _night()
        bar = f"all rules over all children, {name.replace('_', ' ')}"
        measured.at_most(bar, WANT_S * max(1, size / AT), figures["whole"]["wall_s"], "s")
    seconds = _changes(officer)
    measured.figures["one_change_p50_s"] = round(percentile(seconds, 0.5), 3)
    measured.at_most(
        "a fact recorded until its alert stands", WANT_ONE_S, percentile(seconds, 0.95), "s"
    )
    return measured


def _night() -> dict[str, Any]:
    parts = {
        "facts": (look, "gather"),
        "rules": (Evaluator, "evaluate"),
        "alerts_that_stand": (look, "standing_alerts"),
        "differences": (look, "differences"),
        "findings": (look, "drafts"),
        "raising": (look, "raise_alerts"),
        "easing": (look, "ease_alerts"),
    }
    whole = Spent()
    with watching(**parts) as spent, _counted() as statements, timing(whole):
        looked = sweep_alerts(as_machine())
    return {
        "children": looked.children, "raised": looked.raised, "eased": looked.eased,
        "statements": statements[0], "whole": whole.shown(),
        **{name: part.shown() for name, part in spent.items()},
    }  # fmt: skip


@contextmanager
def _counted() -> Iterator[list[int]]:
    """How many statements the block sends."""
    count = [0]

    def counting(execute: Callable[..., Any], *args: Any) -> Any:
        count[0] += 1
        return execute(*args)

    with connection.execute_wrapper(counting):
        yield count


def _changes(officer: UUID) -> list[float]:
    """Seconds from a visit's commit to the alert in the database, through the jobs' own process."""
    alone = Alert.objects.filter(rule="r02.alone").values("child_id")
    young = Child.objects.filter(present=True).exclude(pk__in=alone)
    born = clock.today() - timedelta(days=12 * 365)
    ids = list(young.filter(born_on__gt=born).values_list("id", flat=True)[: CHANGES + WARM])
    connections.close_all()
    jobs = start_jobs()
    try:
        seconds = [_one_change(officer, child_id) for child_id in ids]
    finally:
        jobs.terminate()
        jobs.join(5)
    return seconds[WARM:]


def _one_change(officer: UUID, child_id: UUID) -> float:
    checks = HomeChecks(lives_alone=True)
    assess(by(officer), child_id=child_id, rating=Guardianship.FAIR, checks=checks)
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        if Alert.objects.filter(child_id=child_id, rule="r02.alone").exists():
            return time.perf_counter() - begun
        time.sleep(0.01)
    return PATIENCE


def _a_term_of_work(ids: list[UUID]) -> None:
    """What a county would have recorded in a term, written behind the doors: nobody is measured here."""
    draw = random.Random(SEED)
    places = dict(Child.objects.values_list("id", "place"))
    with transaction.atomic(), writing("bench"):
        kinds: tuple[tuple[Any, float, Callable[..., Any]], ...] = (
            (Assessment, ASSESSED, _assessment),
            (Engagement, IN_TOUCH, _contact),
            (Response, SCREENED, _response),
        )
        for model, share, make in kinds:
            rows = [
                make(draw, child_id=child, place=places[child])
                for child in ids
                if draw.random() < share
            ]
            model.objects.bulk_create(rows, batch_size=2_000)
        scores = [
            Score(
                id=new_id(), response_id=response, scale="who-5", main=True,
                value=draw.randint(0, 25) * 4.0, band="well", severity="none",
            )
            for response in Response.objects.values_list("id", flat=True)
        ]  # fmt: skip
        Score.objects.bulk_create(scores, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _assessment(draw: random.Random, **own: Any) -> Assessment:
    seldom = {
        name: draw.random() < 0.01 for name in ("unattended", "lives_alone", "carer_excluded")
    }
    return Assessment(
        id=new_id(), **own, rating="fair", carer_ill=draw.random() < 0.03, **seldom,
        assessed_on=clock.today() - timedelta(days=draw.randint(0, 120)), recorded_at=clock.now(),
    )  # fmt: skip


def _contact(draw: random.Random, **own: Any) -> Engagement:
    return Engagement(
        id=new_id(), **own, state="held", kind="parent_contact", channel="phone",
        held_on=clock.today() - timedelta(days=draw.randint(0, 10)), minutes=draw.randint(1, 30),
        feelings=draw.random() < 0.6, recorded_at=clock.now(), command=new_id(),
    )  # fmt: skip


def _response(draw: random.Random, **own: Any) -> Response:
    return Response(
        id=new_id(), **own, instrument="who-5", version=1, reads="protected", informant="child",
        status="complete", answered_on=clock.today() - timedelta(days=draw.randint(0, 120)),
        recorded_at=clock.now(), channel="web", engine_version="1", input_hash="",
    )  # fmt: skip
