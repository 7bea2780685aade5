"""What other apps and the entry floor may use of the needs app."""

from homeward.domain.needs import (  # noqa: F401  how its records merge, where they stand
    lapsing,
    merging,
    targets,
    telling,
)
from homeward.domain.needs.alerts import (
    AlertEased,
    AlertRaised,
    ease_alerts,
    raise_alert,
    raise_alerts,
)
from homeward.domain.needs.commands.alerts import (
    AlertDecided,
    AlertEscalated,
    AlertTaken,
    decide_alert,
    escalate_due_alerts,
    escalations_wait,
    hand_over_alert,
    take_alert,
)
from homeward.domain.needs.commands.answers import (
    ResponseRecorded,
    record_response,
    record_scores,
    refuse_seat,
)
from homeward.domain.needs.commands.assess import AssessmentRecorded, assess
from homeward.domain.needs.commands.consents import excuse_child
from homeward.domain.needs.commands.file import ReportFiled, file_report
from homeward.domain.needs.commands.follow import follow_child, follow_children_needs
from homeward.domain.needs.commands.reports import (
    close_report,
    escalate_due_reports,
    feed_back,
    forward_report,
    receive_report,
    reveal_reporter,
)
from homeward.domain.needs.commands.rounds import close_round, open_round, open_school_round
from homeward.domain.needs.drafts import AnswerDraft, FindingDraft, HomeChecks, ScoreDraft
from homeward.domain.needs.facts import NEEDS_FACTS, SILENT, protected_facts
from homeward.domain.needs.handing_on import hand_alerts_on, open_alert_titles
from homeward.domain.needs.hotlines import Hotline, hotlines
from homeward.domain.needs.queries.alerts import (
    AlertCard,
    AlertLine,
    ChildColour,
    colours_of,
    export_alerts,
    get_alert,
    list_alerts,
    open_alerts_of,
)
from homeward.domain.needs.queries.child import (
    AssessmentLine,
    NeedsOfChild,
    assessments_of,
    get_needs,
)
from homeward.domain.needs.queries.instruments import InstrumentForm, list_instruments
from homeward.domain.needs.queries.mine import MyAlerts, my_alerts
from homeward.domain.needs.queries.near import (
    PersonNear,
    list_leads,
    list_people_near,
    list_receivers,
)
from homeward.domain.needs.queries.places import PlaceAlerts, alerts_by_place
from homeward.domain.needs.queries.reports import (
    ReportPaper,
    export_report,
    get_report,
    get_reporter,
    list_own_reports,
    list_reports,
)
from homeward.domain.needs.queries.rounds import (
    ChildSeat,
    get_round,
    list_rounds,
    list_seats,
    next_entry,
    seats_of,
)
from homeward.domain.needs.queries.several import alerts_of
from homeward.domain.needs.queries.standing import Standing, standing_alerts
from homeward.domain.needs.reports import reports_wait
from homeward.domain.needs.reportwords import Certainty, Office, ReportState, Situation
from homeward.domain.needs.safety import needs_somebody_today, who_is_told
from homeward.domain.needs.words import (
    RANK,
    AlertState,
    HomeCheck,
    Informant,
    Level,
    NotTaken,
    Outcome,
    Reads,
    SeatState,
    Severity,
)

__all__ = [
    "NEEDS_FACTS",
    "RANK",
    "SILENT",
    "AlertCard",
    "AlertDecided",
    "AlertEased",
    "AlertEscalated",
    "AlertLine",
    "AlertRaised",
    "AlertState",
    "AlertTaken",
    "AnswerDraft",
    "AssessmentLine",
    "AssessmentRecorded",
    "Certainty",
    "ChildColour",
    "ChildSeat",
    "FindingDraft",
    "HomeCheck",
    "HomeChecks",
    "Hotline",
    "Informant",
    "InstrumentForm",
    "Level",
    "MyAlerts",
    "NeedsOfChild",
    "NotTaken",
    "Office",
    "Outcome",
    "PersonNear",
    "PlaceAlerts",
    "Reads",
    "ReportFiled",
    "ReportPaper",
    "ReportState",
    "ResponseRecorded",
    "ScoreDraft",
    "SeatState",
    "Severity",
    "Situation",
    "Standing",
    "alerts_by_place",
    "alerts_of",
    "assess",
    "assessments_of",
    "close_report",
    "close_round",
    "colours_of",
    "decide_alert",
    "ease_alerts",
    "escalate_due_alerts",
    "escalate_due_reports",
    "escalations_wait",
    "excuse_child",
    "export_alerts",
    "export_report",
    "feed_back",
    "file_report",
    "follow_child",
    "follow_children_needs",
    "forward_report",
    "get_alert",
    "get_needs",
    "get_report",
    "get_reporter",
    "get_round",
    "hand_alerts_on",
    "hand_over_alert",
    "hotlines",
    "list_alerts",
    "list_instruments",
    "list_leads",
    "list_own_reports",
    "list_people_near",
    "list_receivers",
    "list_reports",
    "list_rounds",
    "list_seats",
    "my_alerts",
    "needs_somebody_today",
    "next_entry",
    "open_alert_titles",
    "open_alerts_of",
    "open_round",
    "open_school_round",
    "protected_facts",
    "raise_alert",
    "raise_alerts",
    "receive_report",
    "record_response",
    "record_scores",
    "refuse_seat",
    "reports_wait",
    "reveal_reporter",
    "seats_of",
    "standing_alerts",
    "take_alert",
    "who_is_told",
]
