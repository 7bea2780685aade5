"""Why something is to be done: the programme or rule behind it, and the document that stands behind that."""

from dataclasses import dataclass

from django.urls import reverse

from homeward.domain.care.public import TaskLine, cadences, programmes
from homeward.entry.web.frame import said


@dataclass(frozen=True, slots=True)
class Why:
    """A reason in words; `source` names the document and article, `url` leads to the whole of it."""

    text: str
    source: str
    url: str


def why_of(task: TaskLine) -> Why:
    """The why of a task."""
    known = programmes().get(task.why_code)
    url = f"{reverse('programmes')}#{known.id}" if known else ""
    cadence = task.recurrence.partition("/")[0] or (known.cadence if known else "")
    return Why(said(task.why), source_of(cadence), url)


def source_of(cadence: str) -> str:
    """The document that a cadence comes from, with its article."""
    profile = cadences().get(cadence)
    if profile is None:
        return ""
    document = said(profile.source.document)
    return f"{document} · {profile.source.article}" if profile.source.article else document
