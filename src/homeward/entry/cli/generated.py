"""Documents that are written by the code: who may do what, every door, problem and fact.

`./homeward check` compares them with `docs/generated`, so a change of rights is a change one reads.
"""

from collections.abc import Iterable, Sequence

from django.utils import translation

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
    """Every column that a rule may compare, app by app."""
    from homeward.domain.children.facts import CHILD_FACTS
    from homeward.domain.needs.public import NEEDS_FACTS

    columns = [*CHILD_FACTS.columns, *(column.fact for column in NEEDS_FACTS.columns)]
    rows = ([f"`{f.name}`", f.type, f.unit, f.says["zh"], f.says["en"], f.source] for f in columns)
    head = ["fact", "type", "unit", "中文", "English", "source"]
    return f"# Facts of a child (`child_facts`)\n\n{HEAD}\n{_table(head, rows)}"


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
]
