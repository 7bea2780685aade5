"""Programme files to programmes, or every fault of every file at once."""

import re
from collections.abc import Collection, Mapping

from yaml.nodes import Node

from homeward.domain.care.programmes.programme import Evidence, FirstTask, Indicator, Programme
from homeward.domain.care.words import Column, Engaged, Offer, Serves, Strength
from homeward.engines.yamlfile import (
    FileErrors,
    FileReport,
    Message,
    documents,
    message,
    used_twice,
)
from homeward.engines.yamlfile.shapes import (
    read_choice,
    read_flag,
    read_list,
    read_mapping,
    read_text,
    read_version,
    read_whole,
    read_words,
)

STRATEGIES = tuple(f"S{number}" for number in range(1, 20))
APPS = ("children", "needs", "care", "helpers", "school", "family", "livelihood", "society",
        "watch", "insight")  # fmt: skip
_ID = re.compile(r"s\d{2}\.[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NEEDED = ("id", "strategy", "paper", "title", "serves", "column", "provider", "records",
           "indicator", "evidence", "state", "app")  # fmt: skip
_MORE = ("version", "triggers", "cadence", "tasks")


def load_programmes(
    files: Mapping[str, str], roles: Collection[str], cadences: Collection[str]
) -> dict[str, Programme]:
    """Read programme files, given as text by name, to programmes by id, in the order of the ids.

    Args:
        roles: ids a provider may have.
        cadences: ids of the cadence profiles.

    Raises:
        FileErrors: with every fault of every file; nothing is loaded then.
    """
    errors, found = [], {}
    for file in sorted(files):
        report = FileReport.of(file, files[file])
        for node in documents(report, empty=_empty()):
            programme = _programme(report, node, roles, cadences)
            if programme is None:
                continue
            if programme.id in found:
                report.on(node, used_twice(programme.id))
            found[programme.id] = programme
        errors += report.errors
    if errors:
        raise FileErrors(errors)
    return dict(sorted(found.items()))


def _programme(
    report: FileReport, node: Node, roles: Collection[str], cadences: Collection[str]
) -> Programme | None:
    before = len(report.errors)
    keys = read_mapping(report, node, "programme", _NEEDED, _MORE)
    if keys is None:
        return None
    text = {name: read_text(report, keys.get(name), name) for name in ("id", "paper")}
    strategy = read_choice(report, keys.get("strategy"), "strategy", STRATEGIES)
    _check_id(report, keys.get("id"), text["id"], strategy)
    title = read_words(report, keys.get("title"), "title")
    serves = _words(report, keys, "serves", Serves)
    column = read_choice(report, keys.get("column"), "column", Column)
    triggers = [read_text(report, n, "triggers") for n in _list(report, keys, "triggers")]
    provider = read_choice(report, keys.get("provider"), "provider", roles)
    cadence = read_choice(report, keys.get("cadence"), "cadence", cadences)
    records = _words(report, keys, "records", Engaged)
    indicator = _indicator(report, keys.get("indicator"))
    evidence = _evidence(report, keys.get("evidence"))
    first = [_task(report, item) for item in _list(report, keys, "tasks")]
    state = read_choice(report, keys.get("state"), "state", Offer)
    app = read_choice(report, keys.get("app"), "app", APPS)
    version = read_version(report, keys.get("version"))
    if state == Offer.OFFERED and "tasks" not in keys:
        report.on(node, _nothing_to_do())
    if len(report.errors) > before:
        return None
    assert text["id"] and text["paper"] and strategy and title and column and provider
    assert indicator and evidence and state and app
    return Programme(
        text["id"], version, strategy, text["paper"], title, tuple(Serves(s) for s in serves),
        Column(column), tuple(t for t in triggers if t), provider, cadence or "",
        tuple(Engaged(r) for r in records), indicator, evidence, tuple(t for t in first if t),
        Offer(state), app,
    )  # fmt: skip


def _list(report: FileReport, keys: Mapping[str, Node], name: str) -> list[Node]:
    return read_list(report, keys.get(name), name)


def _words(
    report: FileReport, keys: Mapping[str, Node], name: str, known: type[Serves] | type[Engaged]
) -> list[str]:
    found = [read_choice(report, node, name, known) for node in _list(report, keys, name)]
    return [word for word in found if word]


def _check_id(
    report: FileReport, node: Node | None, value: str | None, strategy: str | None
) -> None:
    if node is None or value is None:
        return
    prefix = f"s{int(strategy[1:]):02}." if strategy else ""
    if not _ID.fullmatch(value) or not value.startswith(prefix):
        example = f"{prefix or 's05.'}home_visit"
        report.on(
            node,
            message(
                "id", f"“{value}”不能作项目编号。", f"'{value}' cannot be a programme's id.",
                f"请写策略编号加名称，如 {example}。",
                f"Write the strategy and a name: {example}.",
            ),
        )  # fmt: skip


def _indicator(report: FileReport, node: Node | None) -> Indicator | None:
    keys = read_mapping(report, node, "indicator", ("id", "title"))
    if keys is None:
        return None
    name = read_text(report, keys.get("id"), "id")
    title = read_words(report, keys.get("title"), "title")
    return Indicator(name, title) if name and title else None


def _evidence(report: FileReport, node: Node | None) -> Evidence | None:
    keys = read_mapping(report, node, "evidence", ("strength", "says", "source"))
    if keys is None:
        return None
    strength = read_choice(report, keys.get("strength"), "strength", Strength)
    says = read_words(report, keys.get("says"), "says")
    source = read_text(report, keys.get("source"), "source")
    return Evidence(Strength(strength), says, source) if strength and says and source else None


def _task(report: FileReport, node: Node) -> FirstTask | None:
    keys = read_mapping(report, node, "tasks", ("title", "within", "kind"), ("safety",))
    if keys is None:
        return None
    title = read_words(report, keys.get("title"), "title")
    within = read_whole(report, keys.get("within"), "within")
    kind = read_choice(report, keys.get("kind"), "kind", Engaged)
    safety = read_flag(report, keys.get("safety"), "safety")
    if title is None or within is None or kind is None:
        return None
    return FirstTask(title, within, Engaged(kind), bool(safety))


def _nothing_to_do() -> Message:
    return message(
        "no_tasks", "可以选用的项目没有写第一步。", "An offered programme says no first step.",
        "请补上“tasks:”。", "Add 'tasks:'.",
    )  # fmt: skip


def _empty() -> Message:
    return message(
        "empty", "文件中没有项目。", "The file holds no programme.",
        "请写一个项目，或删除该文件。", "Write a programme, or remove the file.",
    )  # fmt: skip
