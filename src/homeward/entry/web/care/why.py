"""Why something is to be done: the programme or rule behind it, and the document that stands behind that."""

from dataclasses import dataclass

from django.urls import reverse

from homeward.domain.care.public import TaskLine, cadences, programmes
from homeward.domain.watch.public import alert_rules
from homeward.engines.rules import Rule
from homeward.entry.web.frame import said


@dataclass(frozen=True, slots=True)
class Why:
    """A reason in words.

    Attributes:
        source: the document and article behind it.
        url: leads to the whole of it, where it has a page.
        conditions: what the rule asked that raised it.
    """

    text: str
    source: str
    url: str = ""
    conditions: tuple[str, ...] = ()


def why_of(task: TaskLine) -> Why:
    """The why of a task."""
    known = programmes().get(task.why_code)
    url = f"{reverse('programmes')}#{known.id}" if known else ""
    cadence = task.recurrence.partition("/")[0] or (known.cadence if known else "")
    return Why(said(task.why), source_of(cadence), url)


def rule_why(rule: Rule) -> Why:
    """A rule's title, what it asked, and the article it stands on."""
    conditions = tuple(said(condition.says) for condition in rule.when)
    return Why(said(rule.title), _cited(rule), conditions=conditions)


def rule_of(code: str) -> Rule | None:
    """The latest version of an alert rule; None when the code names none."""
    versions = alert_rules().versions(code)
    return versions[-1] if versions else None


def rule_text(code: str) -> str:
    """A rule's title; its code when no rule of that name is shipped."""
    rule = rule_of(code)
    return said(rule.title) if rule else code


def _cited(rule: Rule) -> str:
    document = said(rule.source.document)
    return f"{document} · {rule.source.article}" if rule.source.article else document


def source_of(cadence: str) -> str:
    """The document that a cadence comes from, with its article."""
    profile = cadences().get(cadence)
    if profile is None:
        return ""
    document = said(profile.source.document)
    return f"{document} · {profile.source.article}" if profile.source.article else document
