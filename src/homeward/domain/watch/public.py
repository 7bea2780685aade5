"""What the entry floor may use of the watch room."""

from homeward.domain.watch.act import Act
from homeward.domain.watch.commands.look import (
    Looked,
    look_at,
    look_at_area,
    sweep_alerts,
)
from homeward.domain.watch.facts import RoomFacts, by_room, child_facts
from homeward.domain.watch.pairs import PAIR_FACTS
from homeward.domain.watch.queries.findings import (
    ChildFindings,
    RuleSaid,
    ToCollect,
    findings_of,
)
from homeward.domain.watch.queries.suggestions import ChildSuggestions, suggestions_of
from homeward.domain.watch.queries.trial import Trial, VillageChange, try_rules
from homeward.domain.watch.rules import alert_rules, hint_of
from homeward.domain.watch.triage import Open, Reason, Triage, triage

__all__ = [
    "PAIR_FACTS",
    "Act",
    "ChildFindings",
    "ChildSuggestions",
    "Looked",
    "Open",
    "Reason",
    "RoomFacts",
    "RuleSaid",
    "ToCollect",
    "Triage",
    "Trial",
    "VillageChange",
    "alert_rules",
    "by_room",
    "child_facts",
    "findings_of",
    "hint_of",
    "look_at",
    "look_at_area",
    "suggestions_of",
    "sweep_alerts",
    "triage",
    "try_rules",
]
