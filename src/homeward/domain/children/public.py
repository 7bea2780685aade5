"""What other apps and the entry floor may use of the children app."""

from homeward.domain.children.commands.care import (
    end_entrustment,
    entrust_care,
    give_notice,
    rate_care,
    record_care,
)
from homeward.domain.children.commands.correct import ChildCorrected, correct_child
from homeward.domain.children.commands.follow import ChildrenFollowed, follow_children
from homeward.domain.children.commands.move import move_child
from homeward.domain.children.commands.parents import record_parent
from homeward.domain.children.commands.presence import (
    ChildLeft,
    exit_child,
    leave_register,
    return_child,
)
from homeward.domain.children.commands.register import register_child
from homeward.domain.children.commands.schooling import (
    ChildEnrolled,
    add_school,
    enrol_child,
    record_benefit,
)
from homeward.domain.children.commands.sweep import sweep_status
from homeward.domain.children.consent.commands import (
    ConsentRecorded,
    record_consent,
    require_consent,
)
from homeward.domain.children.consent.queries import ConsentLine, consents_of
from homeward.domain.children.consent.standing import blocked, standings
from homeward.domain.children.corrections.commands import (
    CorrectionMoved,
    answer_correction,
    ask_correction,
    is_family,
    refuse_correction,
    withdraw_correction,
)
from homeward.domain.children.corrections.queries import (
    CorrectionCard,
    CorrectionLine,
    corrections_of,
    get_correction,
    list_corrections,
)
from homeward.domain.children.demonstration.commands import let_people_in, load_demonstration
from homeward.domain.children.disclosure import around, wording  # noqa: F401  how its tables are told
from homeward.domain.children.disclosure.queries import HeldEntry, HeldPage, HeldPart, held_about
from homeward.domain.children.disclosure.reads import Reading, ReadingsPage, list_readings
from homeward.domain.children.disclosure.told import Names as HeldNames
from homeward.domain.children.disclosure.told import (
    Said,
    Telling,
    not_told,
    role_said,
    say,
    spoken,
    tells,
    written,
)
from homeward.domain.children.doubles.before import Before, Elsewhere, MayBe, find_before
from homeward.domain.children.doubles.commands import (
    PairDecided,
    ToldApart,
    Verdict,
    decide_pair,
    reopen_pair,
    tell_apart,
)
from homeward.domain.children.doubles.follow import follow_merge, look_at_child
from homeward.domain.children.doubles.queries import (
    DoublesWaiting,
    OneOfTwo,
    PairLine,
    PairsPage,
    Reason,
    count_pairs,
    get_pair,
    list_pairs,
    pairs_of_child,
)
from homeward.domain.children.doubles.sweep import DoublesSwept, sweep_doubles
from homeward.domain.children.erasure.commands import (
    agree_to_erasure,
    ask_erasure,
    erase_child,
    take_back_erasure,
)
from homeward.domain.children.erasure.queries import ErasureCard, get_erasure, list_erasures
from homeward.domain.children.erasure.reach import holds_back
from homeward.domain.children.facts import (
    CHILD_FACTS,
    Chosen,
    Column,
    FactSource,
    definitions,
    in_memory,
    one_of,
    several,
)
from homeward.domain.children.facts import SOURCE as CHILD_SOURCE
from homeward.domain.children.facts.circumstances import SOURCE as CIRCUMSTANCES
from homeward.domain.children.follow import bring_along, follow_as_machine, go_along
from homeward.domain.children.merge import beliefs  # noqa: F401  how beliefs give way
from homeward.domain.children.merge.commands import (
    ChildrenMerged,
    ChildrenParted,
    merge_children,
    unmerge_children,
)
from homeward.domain.children.merge.giving_way import gives_way
from homeward.domain.children.merge.queries import MergeLine, list_merges, what_follows, what_stays
from homeward.domain.children.queries.areas import count_parts, counts_whole
from homeward.domain.children.queries.cards import ChildCard, cards_in, cards_of
from homeward.domain.children.queries.carers import (
    CarerLine,
    CarersPage,
    Load,
    export_carers,
    list_carers,
)
from homeward.domain.children.queries.circle import Circle, circle_of
from homeward.domain.children.queries.counts import count_children
from homeward.domain.children.queries.export import export_children
from homeward.domain.children.queries.headline import Headline, get_headline
from homeward.domain.children.queries.helped import HelpedFacts, helped_facts
from homeward.domain.children.queries.household import (
    Bond,
    HomeAdult,
    HomeChild,
    Household,
    get_household,
)
from homeward.domain.children.queries.households import HouseholdLine, list_households
from homeward.domain.children.queries.lists import list_children
from homeward.domain.children.queries.page import ChildPage, child_page, get_belief, get_child
from homeward.domain.children.queries.present import Lot, present_lots, touched_with
from homeward.domain.children.queries.schools import (
    SchoolName,
    classes_of,
    school_names,
    schools_near,
)
from homeward.domain.children.queries.waiting import RollsWaiting, count_waiting
from homeward.domain.children.queries.who import MaySee, who_may
from homeward.domain.children.responsible import IN_ORDER, Responsible, responsible_for
from homeward.domain.children.retention.commands import (
    RetentionSwept,
    lapses,
    sweep_retention,
)
from homeward.domain.children.retention.queries import (
    ComplianceYear,
    ToAskPage,
    get_compliance_year,
    list_to_ask,
)
from homeward.domain.children.roll.columns import ColumnLine, field_labels, list_columns
from homeward.domain.children.roll.commands import (
    RollCommitted,
    RollUndone,
    check_roll,
    commit_roll,
    discard_roll,
    explain_heading,
    undo_roll,
)
from homeward.domain.children.roll.held import HeldLine, Question, get_held, list_held
from homeward.domain.children.roll.outcome import DryRun
from homeward.domain.children.roll.queries import (
    BatchLine,
    dry_run,
    empty_template,
    get_roll,
    is_tried,
    list_rolls,
    marked_workbook,
    try_roll,
)
from homeward.domain.children.roll.settle import Decision, decide_row
from homeward.domain.children.roll.undo import goes_with_children, leans_on_children
from homeward.domain.children.roll.whereabouts import area_named
from homeward.domain.children.search.query import Found, Hit, search_children
from homeward.domain.children.targets import goes_on_as, records_of, where_child
from homeward.domain.children.words import CorrectionState, HeldSection

__all__ = [
    "CHILD_FACTS", "CHILD_SOURCE", "CIRCUMSTANCES", "IN_ORDER", "BatchLine", "Before", "Bond",
    "CarerLine", "CarersPage", "ChildCard", "ChildCorrected", "ChildEnrolled", "ChildLeft", "ChildPage",
    "ChildrenFollowed", "ChildrenMerged", "ChildrenParted", "Chosen", "Circle", "Column", "ColumnLine",
    "ComplianceYear", "ConsentLine", "ConsentRecorded", "CorrectionCard", "CorrectionLine",
    "CorrectionMoved", "CorrectionState", "Decision", "DoublesSwept", "DoublesWaiting", "DryRun",
    "Elsewhere", "ErasureCard", "FactSource", "Found", "Headline", "HeldEntry", "HeldLine", "HeldNames",
    "HeldPage", "HeldPart", "HeldSection", "HelpedFacts", "Hit", "HomeAdult", "HomeChild", "Household",
    "HouseholdLine", "Load", "Lot", "MayBe", "MaySee", "MergeLine", "OneOfTwo", "PairDecided", "PairLine",
    "PairsPage", "Question", "Reading", "ReadingsPage", "Reason", "Responsible", "RetentionSwept",
    "RollCommitted", "RollUndone", "RollsWaiting", "Said", "SchoolName", "Telling", "ToAskPage",
    "ToldApart", "Verdict", "add_school", "agree_to_erasure", "answer_correction", "area_named",
    "ask_correction", "ask_erasure", "blocked", "bring_along", "cards_in", "cards_of", "check_roll",
    "child_page", "circle_of", "classes_of", "commit_roll", "consents_of", "correct_child",
    "corrections_of", "count_children", "count_pairs", "count_parts", "count_waiting", "counts_whole",
    "decide_pair", "decide_row", "definitions", "discard_roll", "dry_run", "empty_template",
    "end_entrustment", "enrol_child", "entrust_care", "erase_child", "exit_child", "explain_heading",
    "export_carers", "export_children", "field_labels", "find_before", "follow_as_machine",
    "follow_children", "follow_merge", "get_belief", "get_child", "get_compliance_year", "get_correction",
    "get_erasure", "get_headline", "get_held", "get_household", "get_pair", "get_roll", "give_notice",
    "gives_way", "go_along", "goes_on_as", "goes_with_children", "held_about", "helped_facts",
    "holds_back", "in_memory", "is_family", "is_tried", "lapses", "leans_on_children", "leave_register",
    "let_people_in", "list_carers", "list_children", "list_columns", "list_corrections", "list_erasures",
    "list_held", "list_households", "list_merges", "list_pairs", "list_readings", "list_rolls",
    "list_to_ask", "load_demonstration", "look_at_child", "marked_workbook", "merge_children",
    "move_child", "not_told", "one_of", "pairs_of_child", "present_lots", "rate_care", "record_benefit",
    "record_care", "record_consent", "record_parent", "records_of", "refuse_correction", "register_child",
    "reopen_pair", "require_consent", "responsible_for", "return_child", "role_said", "say",
    "school_names", "schools_near", "search_children", "several", "spoken", "standings", "sweep_doubles",
    "sweep_retention", "sweep_status", "take_back_erasure", "tell_apart", "tells", "touched_with",
    "try_roll", "undo_roll", "unmerge_children", "what_follows", "what_stays", "where_child", "who_may",
    "withdraw_correction", "written",
]  # fmt: skip
