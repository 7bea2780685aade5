"""Which query answers at which address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resource:
    """A query as a resource.

    Attributes:
        query: name in the registry.
        path: below /api/v1; `{name}` is a parameter of the query, the others come after `?`. Empty
            for a question that can only be sent as a body.
        ask: address of a POST that takes all parameters in its body.
        private: parameters that may name a person. They never stand in an address, which browsers
            and servers keep: such a question is sent to `ask`.
    """

    query: str
    path: str = ""
    ask: str = ""
    private: tuple[str, ...] = ()


RESOURCES: tuple[Resource, ...] = (
    Resource("child.list", "/children", ask="/children/search", private=("q",)),
    Resource("child.search", ask="/children/find", private=("q",)),
    Resource("child.export", "/children.csv", ask="/children/search.csv", private=("q",)),
    Resource("child.read", "/children/{child_id}"),
    Resource("child.merge_follows", "/children/{child_id}/merge/{other_id}"),
    Resource("child.merge_stays", "/merges/{merge_id}/since"),
    Resource("child.household", "/children/{child_id}/household"),
    Resource("carer.list", "/carers"),
    Resource("carer.export", "/carers/export"),
    Resource("household.list", "/households"),
    Resource("compliance.read", "/compliance/{year}"),
    Resource("audit.year", "/audit/years/{year}"),
    Resource("consent.ask_themselves", "/consents/to-ask"),
    Resource("care.visits", ask="/visits/due"),
    Resource("child.headline", "/children/{child_id}/headline"),
    Resource("transfer.list", "/transfers"),
    Resource("transfer.read", "/transfers/{transfer_id}"),
    Resource("transfer.read_incoming", "/transfers/coming/{incoming_id}"),
    Resource("transfer.preview", "/children/{child_id}/transfer-summary"),
    Resource("helper.list", "/helpers"),
    Resource("helper.mine", "/helpers/mine"),
    Resource("helper.read", "/helpers/{helper_id}"),
    Resource("helper.evidence", "/helper-evidence/{evidence_id}"),
    Resource("match.list", "/matches"),
    Resource("match.mine", "/matches/mine"),
    Resource("match.read", "/matches/{match_id}"),
    Resource("match.of_child", "/children/{child_id}/matches"),
    Resource("match.candidates", "/children/{child_id}/helper-candidates"),
    Resource("match.child", "/children/{child_id}/helped"),
    Resource("consent.of_child", "/children/{child_id}/consents"),
    Resource("erasure.list", "/erasures"),
    Resource("erasure.read", "/children/{child_id}/erasure"),
    Resource("child.held", "/children/{child_id}/held"),
    Resource("child.held_readers", "/children/{child_id}/held/readers"),
    Resource("correction.list", "/corrections"),
    Resource("correction.read", "/corrections/{correction_id}"),
    Resource("correction.of_child", "/children/{child_id}/corrections"),
    Resource("child.merges", "/children/{child_id}/merges"),
    Resource("double.before", ask="/doubles/before", private=("child", "parents", "carer")),
    Resource("double.list", "/doubles"),
    Resource("double.waiting", "/doubles/waiting"),
    Resource("double.read", "/doubles/{pair_id}"),
    Resource("double.of_child", "/children/{child_id}/doubles"),
    Resource("child.believed", "/children/{child_id}/believed"),
    Resource("case.of_child", "/children/{child_id}/case"),
    Resource("plan.of_child", "/children/{child_id}/plan"),
    Resource("plan.suggest", ask="/suggestions"),
    Resource("plan.for_family", "/children/{child_id}/family-plan"),
    Resource("care.timeline", "/children/{child_id}/care"),
    Resource("care.of_child", "/children/{child_id}/care/whole"),
    Resource("child.file", "/children/{child_id}/file"),
    Resource("engagement.last", "/children/{child_id}/engagements/last"),
    Resource("care.board", "/board"),
    Resource("task.people", "/children/{child_id}/task-people"),
    Resource("task.get", "/tasks/{task_id}"),
    Resource("task.mine", "/tasks/mine"),
    Resource("task.list", "/tasks"),
    Resource("programme.list", "/programmes"),
    Resource("programme.cadences", "/cadences"),
    Resource("people.tied", "/children/{child_id}/people"),
    Resource("child.count", "/counts"),
    Resource("child.count_parts", "/counts/parts"),
    Resource("place.read", "/places"),
    Resource("place.read", "/places/{place}"),
    Resource("people.read", "/people", ask="/people/search", private=("q",)),
    Resource("people.look", "/people/{user_id}"),
    Resource("people.unappointed", "/people/unappointed"),
    Resource("audit.read", "/audit", ask="/audit/search", private=("who",)),
    Resource("audit.look", "/audit/{event_id}"),
    Resource("roll.read", "/rolls"),
    Resource("roll.held", "/rolls/held"),
    Resource("roll.held_row", "/rolls/held/{held_id}"),
    Resource("roll.template", "/rolls/template.xlsx"),
    Resource("roll.waiting", "/rolls/waiting"),
    Resource("roll.columns", "/rolls/columns"),
    Resource("roll.try", ask="/rolls/try"),
    Resource("roll.look", "/rolls/{batch_id}"),
    Resource("roll.dry_run", "/rolls/{batch_id}/dry-run"),
    Resource("roll.tried", "/rolls/{batch_id}/tried"),
    Resource("roll.marked", "/rolls/{batch_id}/marked.xlsx"),
    Resource("instrument.list", "/instruments"),
    Resource("round.list", "/rounds"),
    Resource("round.read", "/rounds/{round_id}"),
    Resource("round.of_child", "/children/{child_id}/rounds"),
    Resource("need.entry", "/rounds/{round_id}/next"),
    Resource("need.of_child", "/children/{child_id}/needs"),
    Resource("alert.list", "/alerts"),
    Resource("alert.mine", "/alerts/mine"),
    Resource("alert.colours", ask="/alerts/colours"),
    Resource("alert.of_children", ask="/alerts/of-children"),
    Resource("alert.by_place", "/alerts/by-place"),
    Resource("alert.export", "/alerts/all"),
    Resource("alert.read", "/alerts/{alert_id}"),
    Resource("alert.receivers", "/alerts/{alert_id}/receivers"),
    Resource("watch.findings", "/children/{child_id}/findings"),
    Resource("watch.suggestions", "/children/{child_id}/suggestions"),
    Resource("watch.try", ask="/rules/try"),
    Resource("report.list", "/reports"),
    Resource("report.mine", "/reports/mine"),
    Resource("report.leads", "/reports/leads"),
    Resource("report.read", "/reports/{report_id}"),
    Resource("report.export", "/reports/{report_id}/paper"),
    Resource("report.reporter", "/reports/{report_id}/reporter"),
)

NOT_RESOURCES: dict[str, str] = {
    "audit.verify": "reads every row there is; `./homeward audit verify` does it beside the server",
    "report.people": "offers the page's list of who may be accused; a reporter may be among them",
}
"""Queries without an address, and why; a test keeps both lists complete."""
