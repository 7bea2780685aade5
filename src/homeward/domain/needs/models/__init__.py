"""Tables of the needs room."""

from homeward.domain.needs.models.alert import Alert, AlertStep
from homeward.domain.needs.models.assessment import Assessment
from homeward.domain.needs.models.report import Report, ReportStep, Reveal
from homeward.domain.needs.models.scoped import Scoped
from homeward.domain.needs.models.screening import Response, Round, Score, Seat

__all__ = [
    "Alert", "AlertStep", "Assessment", "Report", "ReportStep", "Response", "Reveal", "Round",
    "Scoped", "Score", "Seat",
]  # fmt: skip
