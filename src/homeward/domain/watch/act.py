"""What an alert rule asks for when it is true: the `then` of its file, read with the place of every fault."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from homeward.domain.needs.public import Reads, Severity
from homeward.engines.rules import RuleError
from homeward.engines.yamlfile import FileReport, message
from homeward.engines.yamlfile.shapes import (
    read_choice,
    read_list,
    read_mapping,
    read_text,
    read_whole,
    read_words,
)

if TYPE_CHECKING:
    from yaml.nodes import Node

    from homeward.engines.rules import Rule
    from homeward.engines.yamlfile import Message, Words

REQUIRED = ("severity", "owner", "task", "reads", "programmes", "ease")
DUE = ("due_days", "due_hours")
LONGEST = {"due_days": 365, "due_hours": 72}
COLOURS = tuple(colour for colour in Severity if colour is not Severity.GREEN)
"""Nothing is raised in green: green is what a child is without an open alert."""


class Ease(StrEnum):
    """What takes the urgency out of an alert. It ends by a person's decision in either case."""

    FACTS = "facts"  # the rule is no longer true
    DECISION = "decision"  # nothing but the decision


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done about a true rule.

    Attributes:
        owner: the role whose task it is.
        due: time from the finding on; zero means the same day.
        programmes: codes of what may help, the most fitting first.
    """

    severity: Severity
    owner: str
    due: timedelta
    task: "Words"
    reads: Reads
    programmes: tuple[str, ...]
    ease: Ease

    @classmethod
    def of(cls, rule: "Rule") -> "Act":
        """Of a rule whose `then` was read without a fault."""
        said: Mapping[str, Any] = rule.then
        return cls(
            severity=Severity(said["severity"]),
            owner=said["owner"],
            due=timedelta(days=said.get("due_days", 0), hours=said.get("due_hours", 0)),
            task=said["task"],
            reads=Reads(said["reads"]),
            programmes=tuple(said["programmes"]),
            ease=Ease(said["ease"]),
        )


@dataclass(frozen=True, slots=True)
class ThenReader:
    """Checks the `then` of an alert rule.

    Args:
        owners: roles that may own an alert, with whether they see the protected class.
        programmes: codes of the registry.
    """

    owners: Mapping[str, bool]
    programmes: Collection[str]

    def __call__(self, report: FileReport, node: "Node") -> None:
        """Note every fault of a `then`."""
        keys = read_mapping(report, node, "then", REQUIRED, DUE)
        if keys is None:
            return
        read_choice(report, keys.get("severity"), "severity", COLOURS)
        owner = read_choice(report, keys.get("owner"), "owner", self.owners)
        reads = read_choice(report, keys.get("reads"), "reads", Reads)
        if owner and reads == Reads.PROTECTED and not self.owners[owner]:
            report.on(keys["owner"], _owner_is_blind(owner))
        read_words(report, keys.get("task"), "task")
        read_choice(report, keys.get("ease"), "ease", Ease)
        for item in read_list(report, keys.get("programmes"), "programmes"):
            read_choice(report, item, "programmes", self.programmes)
        self._due(report, node, keys)

    def _due(self, report: FileReport, node: "Node", keys: dict[str, "Node"]) -> None:
        given = [name for name in DUE if name in keys]
        if len(given) != 1:
            report.on(node if not given else keys[given[1]], _one_due())
        for name in given:
            number = read_whole(report, keys[name], name)
            if number is not None and not 0 <= number <= LONGEST[name]:
                report.on(keys[name], _due_out_of_range(name, read_text(report, keys[name], name)))


def _one_due() -> "Message":
    return message(
        "due", "时限要写一个，也只写一个。", "One time limit is needed, and only one.",
        "请写 due_days（天）或 due_hours（小时）。", "Write due_days or due_hours.",
    )  # fmt: skip


def _due_out_of_range(name: str, value: str | None) -> "Message":
    return message(
        "due_range", f"{name} 不能是 {value}。", f"'{name}' cannot be {value}.",
        f"请写 0 至 {LONGEST[name]} 的整数。", f"Write a whole number from 0 to {LONGEST[name]}.",
    )  # fmt: skip


def _owner_is_blind(owner: str) -> "Message":
    return message(
        "owner_blind", f"{owner} 看不到受保护的内容，不能负责这类提醒。",
        f"{owner} does not see the protected class and cannot own such an alert.",
        "请写 counsellor 或 child_protection_lead。", "Write counsellor or child_protection_lead.",
    )  # fmt: skip


def reads_protected(rule: "Rule", facts: Collection[str]) -> "RuleError":
    """The fault of a rule that would tell everybody what it read in protected facts."""
    said = message(
        "reads_protected", f"条件读了受保护的事实（{'、'.join(facts)}），reads 却不是 protected。",
        f"It reads protected facts ({', '.join(facts)}), but 'reads' is not protected.",
        "请写 reads: protected。", "Write 'reads: protected'.",
    )  # fmt: skip
    return RuleError(rule.file, rule.line, 1, said.what, said.remedy, said.code)
