"""Tables of the children app."""

from homeward.domain.children.models.belief import Belief
from homeward.domain.children.models.child import (
    Child,
    Household,
    OfChild,
    Particulars,
    Presence,
    School,
)
from homeward.domain.children.models.consent import Consent
from homeward.domain.children.models.correction import CorrectionRequest
from homeward.domain.children.models.doubles import DoubleLook, DoublePair
from homeward.domain.children.models.erasure import AnonymousChild, ErasureRequest
from homeward.domain.children.models.family import (
    Adult,
    AdultDetails,
    AdultKey,
    Care,
    EntrustedCare,
    Kin,
    Notice,
    OfAdult,
    Spell,
)
from homeward.domain.children.models.merge import Merge, MergeRow
from homeward.domain.children.models.retention import Lapse, LapsesOfNight
from homeward.domain.children.models.roll import Heading, HeldRow, RollBatch, RollSeen
from homeward.domain.children.models.schooling import Benefit, Enrolment
from homeward.domain.children.models.standing import Headcount, NameToken, Status

__all__ = [
    "Adult", "AdultDetails", "AdultKey", "AnonymousChild", "Belief", "Benefit", "Care", "Child",
    "Consent", "CorrectionRequest", "DoubleLook", "DoublePair", "Enrolment", "EntrustedCare",
    "ErasureRequest", "Headcount", "Heading", "HeldRow", "Household", "Kin", "Lapse", "LapsesOfNight",
    "Merge", "MergeRow", "NameToken", "Notice", "OfAdult", "OfChild", "Particulars", "Presence",
    "RollBatch", "RollSeen", "School", "Spell", "Status",
]  # fmt: skip
