"""Small fact tables and rule files for the tests of the rule engine."""

from datetime import date

from homeward.engines.rules import Fact, FactTable, FactType, Rule, RuleBook, load_rules


def fact(name: str, kind: FactType, unit: str = "", values: tuple[str, ...] = ()) -> Fact:
    return Fact(name, kind, unit, {"zh": name, "en": name}, "test", values)


def _table(name: str, booleans: str, integers: str, texts: dict[str, tuple[str, ...]]) -> FactTable:
    columns = [fact(column, FactType.INTEGER) for column in integers.split()]
    columns += [fact(column, FactType.BOOLEAN) for column in booleans.split()]
    columns += [fact(column, FactType.TEXT, values=values) for column, values in texts.items()]
    return FactTable(name, tuple(columns))


CHILD = _table(
    "child_facts",
    booleans="hukou_rural resides_rural in_compulsory_education father_away mother_away"
    " father_cross_township mother_cross_township father_cross_county mother_cross_county"
    " father_cannot_care mother_cannot_care lives_with_both_parents any_parent_away"
    " notice_to_school notice_to_village",
    integers="age_years father_away_months mother_away_months days_since_first_away",
    texts={
        "child_id": (),
        "sex": ("male", "female"),
        "carer_kind": ("parent", "grandparent", "kin", "friend", "none"),
    },
)

TINY = _table("tiny", booleans="p q r s", integers="a b c", texts={"t": (), "child_id": ()})

HEAD = """\
id: sample
title: {zh: 样例, en: Sample}
kind: alert
over: OVER
in_force: {from: 2021-06-01}
source: {document: 样例文件}
when:
"""


def rule_file(*tests: str, over: str = "tiny", head: str = HEAD) -> str:
    """A rule file with these tests, each as a double-quoted YAML string on its own line."""
    quoted = [test.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for test in tests]
    lines = [f'  - {{test: "{test}", says: {{zh: 条件, en: Condition}}}}' for test in quoted]
    return head.replace("OVER", over) + "\n".join(lines) + "\n"


def rule(*tests: str, facts: FactTable = TINY) -> Rule:
    (only,) = load_rules({"sample.yaml": rule_file(*tests, over=facts.name)}, facts)
    return only


def definitions(on: date | None = None) -> RuleBook:
    from homeward.engines.rules import shipped_files

    book = load_rules(shipped_files("definitions"), CHILD)
    return book if on is None else RuleBook(book.in_force(on))
