"""What rooms above and the entry floor may use of the care loop."""

from homeward.domain.care import merging, targets  # noqa: F401  how its records merge, where they stand
from homeward.domain.care.commands.cases import (
    CaseClosed,
    CaseHandedOver,
    CaseOpened,
    close_case,
    hand_over_case,
    open_case,
)
from homeward.domain.care.commands.conferences import (
    ConferenceCalled,
    ConferenceMoved,
    InvitationAnswered,
    answer_invitation,
    call_conference,
    call_off_conference,
    hold_conference,
)
from homeward.domain.care.commands.engagements import (
    EngagementFailed,
    EngagementPlanned,
    EngagementRecorded,
    call_off_engagement,
    hold_engagement,
    miss_engagement,
    plan_engagement,
    record_contact,
    record_engagement,
)
from homeward.domain.care.commands.follow import CareFollowed, follow_child_care, sweep_care
from homeward.domain.care.commands.goals import (
    GoalDropped,
    GoalRated,
    GoalSet,
    drop_goal,
    rate_goal,
    set_goal,
)
from homeward.domain.care.commands.plans import (
    ItemAdded,
    ItemChanged,
    PlanAgreed,
    SuggestionRefused,
    accept_suggestion,
    add_item,
    agree_plan,
    change_item,
    end_item,
    pause_item,
    refuse_suggestion,
    resume_item,
)
from homeward.domain.care.commands.referrals import (
    ReferralMoved,
    accept_referral,
    close_referral,
    feed_back_referral,
    offer_referral,
    refuse_referral,
)
from homeward.domain.care.commands.reviews import ReviewHeld, hold_review
from homeward.domain.care.commands.screened import ScreeningNoted, note_screening
from homeward.domain.care.commands.tasks import (
    TaskMoved,
    TaskOpened,
    cancel_task,
    finish_task,
    hand_over_task,
    open_task_by_hand,
)
from homeward.domain.care.facts import CARE_FACTS
from homeward.domain.care.gas import t_score
from homeward.domain.care.programmes import Programme, cadences, outside, programmes, terms
from homeward.domain.care.queries.beforehand import LastTime, last_time, people_for
from homeward.domain.care.queries.board import (
    Board,
    ChildDue,
    VillageLine,
    care_board,
)
from homeward.domain.care.queries.cases import (
    CasePage,
    ConferenceLine,
    ReferralLine,
    case_of_child,
)
from homeward.domain.care.queries.file import (
    CareOfChild,
    ChildFile,
    care_of_child,
    child_file,
)
from homeward.domain.care.queries.plans import (
    FamilyPlan,
    GoalLine,
    ItemLine,
    PlanPage,
    plan_for_family,
    plan_of_child,
)
from homeward.domain.care.queries.programmes import (
    CadenceLine,
    ProgrammeLine,
    list_cadences,
    list_programmes,
)
from homeward.domain.care.queries.suggestions import suggest_for, suggestions
from homeward.domain.care.queries.tasks import (
    MyTasks,
    OverdueLine,
    TaskLine,
    TasksPage,
    get_task,
    list_tasks,
    my_tasks,
)
from homeward.domain.care.queries.timeline import Happening, care_timeline
from homeward.domain.care.states import MACHINES
from homeward.domain.care.suggest import FoundNeed, Suggestion, suggest

__all__ = [
    "CARE_FACTS", "MACHINES", "Board", "CadenceLine", "CareFollowed", "CareOfChild", "CaseClosed",
    "CaseHandedOver", "CaseOpened", "CasePage", "ChildDue", "ChildFile", "ConferenceCalled",
    "ConferenceLine", "ConferenceMoved", "EngagementFailed", "EngagementPlanned",
    "EngagementRecorded", "FamilyPlan", "FoundNeed", "GoalDropped", "GoalLine", "GoalRated",
    "GoalSet", "Happening", "InvitationAnswered", "ItemAdded", "ItemChanged", "ItemLine",
    "LastTime", "MyTasks", "OverdueLine", "PlanAgreed", "PlanPage", "Programme", "ProgrammeLine",
    "ReferralLine", "ReferralMoved", "ReviewHeld", "ScreeningNoted", "Suggestion",
    "SuggestionRefused", "TaskLine", "TaskMoved", "TaskOpened", "TasksPage", "VillageLine",
    "accept_referral", "accept_suggestion", "add_item", "agree_plan", "answer_invitation",
    "cadences", "call_conference", "call_off_conference", "call_off_engagement", "cancel_task",
    "care_board", "care_of_child", "care_timeline", "case_of_child", "change_item", "child_file",
    "close_case", "close_referral", "drop_goal", "end_item", "feed_back_referral", "finish_task",
    "follow_child_care", "get_task", "hand_over_case", "hand_over_task", "hold_conference",
    "hold_engagement", "hold_review", "last_time", "list_cadences", "list_programmes", "list_tasks",
    "miss_engagement", "my_tasks", "note_screening", "offer_referral", "open_case",
    "open_task_by_hand", "outside", "pause_item", "people_for", "plan_engagement",
    "plan_for_family", "plan_of_child", "programmes", "rate_goal", "record_contact",
    "record_engagement", "refuse_referral", "refuse_suggestion", "resume_item", "set_goal",
    "suggest", "suggest_for", "suggestions", "sweep_care", "t_score", "terms",
]  # fmt: skip
