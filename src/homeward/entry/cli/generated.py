"""Documents that are written by the code: who may do what, every door, problem and fact.

`./homeward check` compares them with `docs/generated`, so a change of rights is a change one reads.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils import translation

if TYPE_CHECKING:
    from homeward.engines.rules import Fact

HEAD = "Written by `./homeward check --fix` from the code. Do not edit.\n"


def permission_matrix() -> str:
    """Every action by every role, and what each role may see and appoint."""
    from homeward.foundation.access.roles import roles

    held = roles()
    actions = sorted({action for role in held.values() for action in role.actions})
    table = _table(
        ["action", *held],
        (
            [f"`{a}`", *("●" if a in role.actions else "" for role in held.values())]
            for a in actions
        ),
    )
    about = _table(
        ["role", "", "scope", "sees", "may appoint"],
        (
            [r.id, f"{r.title['zh']} · {r.title['en']}", r.scope, ", ".join(sorted(r.sees)),
             ", ".join([*sorted(r.appoints), *(f"({one})" for one in sorted(r.appoints_unheld))])]
            for r in held.values()
        ),
    )  # fmt: skip
    return f"# Who may do what\n\n{HEAD}\n{about}\n{table}"


def doors() -> str:
    """Every command and query with its action and what it acts on."""
    from homeward.foundation.commands.registry import COMMANDS, QUERIES, Door

    def rows(found: dict[str, Door]) -> Iterable[Sequence[str]]:
        for name, door in sorted(found.items()):
            about = f"`{door.on}`" if door.on else door.unscoped
            first = (door.function.__doc__ or "").strip().split("\n", 1)[0]
            yield [f"`{name}`", door.says, f"`{door.action}`", about,
                   "audited" if door.sensitive else "", first]  # fmt: skip

    head = ["name", "", "action", "acts on", "", "promise"]
    return (
        f"# Commands and queries\n\n{HEAD}\n## Commands\n\n{_table(head, rows(COMMANDS))}\n"
        f"## Queries\n\n{_table(head, rows(QUERIES))}"
    )


def problems() -> str:
    """Every problem a person can meet, with its code and words in both languages."""
    from homeward.foundation.problems import CATALOGUE

    def words(code: str, language: str) -> str:
        with translation.override(language):
            return str(CATALOGUE[code].says)

    rows = (
        [f"`{code}`", CATALOGUE[code].kind, words(code, "zh-hans"), words(code, "en")]
        for code in sorted(CATALOGUE)
    )
    return f"# Problems\n\n{HEAD}\n{_table(['code', 'kind', '中文', 'English'], rows)}"


def facts() -> str:
    """Every column that a rule may compare, by the room that publishes it."""
    from homeward.domain.watch.public import PAIR_FACTS, by_room

    head = ["fact", "type", "unit", "中文", "English", "source"]

    def table(known: "Iterable[Fact]") -> str:
        return _table(
            head,
            ([f"`{f.name}`", f.type, f.unit, f.says["zh"], f.says["en"], f.source] for f in known),
        )

    parts = [f"## {room.room}\n\n{table(room.facts)}" for room in by_room()]
    return (
        f"# Facts that rules compare\n\n{HEAD}\nOf a child (`child_facts`), by the room that "
        "publishes them; NULL means not collected, never no.\n\n"
        + "\n".join(parts)
        + "\n# Facts of a pair (`pair_facts`)\n\nAn acting parent and a child. The room of helpers "
        f"fills it in a later stage; until then it has no rows.\n\n{table(PAIR_FACTS.columns)}"
    )


def alerts() -> str:
    """Every alert rule with its conditions, and what is to be done when it is true."""
    from homeward.domain.watch.public import Act, alert_rules

    rows = (
        [f"`{r.id}`", r.title["zh"], r.title["en"], act.severity, act.owner,
         f"{act.due.days} d {act.due.seconds // 3600} h", act.reads, act.ease,
         "; ".join(f"`{' '.join(c.test.split())}`" for c in r.when),
         f"{r.source.document['zh']} {r.source.article or ''}".strip(), str(r.starts),
         ", ".join(f"`{name}`" for name in act.programmes)]
        for r in alert_rules()
        for act in (Act.of(r),)
    )  # fmt: skip
    head = ["rule", "中文", "English", "colour", "owner", "within", "reads", "eased by",
            "true when all of", "source", "from", "may help"]  # fmt: skip
    return f"# Alert rules\n\n{HEAD}\n{_table(head, rows)}"


def programme_page() -> str:
    """The paper's sections with the programmes that carry them, and which can be chosen today."""
    from homeward.domain.care.public import cadences, programmes

    known = sorted(programmes().values(), key=lambda p: (int(p.strategy[1:]), p.id))
    rows = (
        [p.paper, p.strategy, f"`{p.id}`", p.title["zh"], p.title["en"], p.state, p.app,
         p.provider, f"`{p.cadence}`" if p.cadence else "", ", ".join(p.triggers),
         f"{p.evidence.strength}: {p.evidence.says['en']} ({p.evidence.source})"]
        for p in known
    )  # fmt: skip
    head = ["paper", "strategy", "programme", "中文", "English", "state", "room", "provider",
            "cadence", "triggers", "evidence, not a promise"]  # fmt: skip
    regimes = (
        [f"`{c.id}`", c.title["zh"], c.title["en"], c.source.document["en"],
         "; ".join(
             f"{b.says['en']}: {b.least} in {b.every} {b.unit}"
             + (f", first within {b.first_within} days" if b.first_within else "")
             for b in c.beats
         )]
        for c in sorted(cadences().values(), key=lambda c: c.id)
    )  # fmt: skip
    offered = sum(p.offered for p in known)
    return (
        f"# Programmes\n\n{HEAD}\n{offered} of {len(known)} can be chosen today.\n\n"
        f"{_table(head, rows)}\n## Cadences\n\n"
        f"{_table(['cadence', '中文', 'English', 'source', 'at least'], regimes)}"
    )


def states() -> str:
    """The state machines of the care loop, of helpers and of matches, drawn from their tables."""
    from homeward.domain.care.public import MACHINES
    from homeward.domain.helpers.public import MACHINES as HELPING

    parts = []
    for machine in (*MACHINES, *HELPING):
        arrows = [
            f"    {start or '[*]'} --> {move.to}: {name}"
            for name, move in machine.moves.items()
            for start in move.start or ("",)
        ]
        moves = (
            [f"`{name}`", ", ".join(move.start) or "-", move.to,
             ", ".join(f"`{door}`" for door in move.doors)]
            for name, move in machine.moves.items()
        )  # fmt: skip
        owners = ([state, str(machine.states(state).label), who]
                  for state, who in machine.owners.items())  # fmt: skip
        diagram = "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```"])
        parts.append(
            f"## {machine.record}\n\n{diagram}\n\n{_table(['state', '', 'who has to act'], owners)}\n"
            f"{_table(['move', 'from', 'to', 'made by'], moves)}"
        )
    return f"# States of the care loop, of helpers and of matches\n\n{HEAD}\n" + "\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |\n"
        for line in lines
    )


DOCUMENTS = [
    ("permissions.md", permission_matrix),
    ("doors.md", doors),
    ("problems.md", problems),
    ("facts.md", facts),
    ("alerts.md", alerts),
    ("programmes.md", programme_page),
    ("states.md", states),
]
