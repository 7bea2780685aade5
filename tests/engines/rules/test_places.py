"""Faults point at the character as written, however YAML wraps and quotes it."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.engines.rules import RuleErrors, load_rules
from homeward.engines.yamlfile.places import line_and_column, place_in

from .sample import CHILD, HEAD

STYLES = {
    "plain": "  - test: age_years > 3 and BAD\n    says: SAYS\n",
    "plain, on two lines": "  - test: age_years > 3\n      and BAD\n    says: SAYS\n",
    "single quotes": "  - test: 'sex = ''male'' and BAD'\n    says: SAYS\n",
    "double quotes": '  - test: "\\"age_years\\" > 3\\tand BAD"\n    says: SAYS\n',
    "double quotes, on two lines": '  - test: "age_years > 3\n\n      and BAD"\n    says: SAYS\n',
    "double quotes, joined": '  - test: "age_years > 3 \\\n      and BAD"\n    says: SAYS\n',
    "double quotes, numbered": "  - test: \"sex = '\\u0078\\U00000079' and BAD\"\n    says: SAYS\n",
    "flow": '  - {test: "age_years > 3 and BAD", says: SAYS}\n',
    "flow, plain": "  - {test: age_years > 3 and BAD, says: SAYS}\n",
    "literal": "  - test: |\n      age_years > 3\n        and\n      BAD\n    says: SAYS\n",
    "folded": "  - test: >-\n      age_years > 3\n      and\n\n      BAD\n    says: SAYS\n",
    "folded, indented": "  - test: >2\n      age_years > 3\n      and BAD\n    says: SAYS\n",
    "literal, blank line first": "  - test: | # why\n\n      hukou_rural and BAD\n    says: SAYS\n",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("style", STYLES)
def test_the_place_of_a_fault_is_that_of_its_first_character(style: str, newline: str) -> None:
    """Editors jump to line and column; a wrong one costs more than none."""
    body = STYLES[style].replace("SAYS", "{zh: 条件, en: Condition}").replace("BAD", "no_such_fact")
    text = HEAD.replace("OVER", "child_facts") + body
    expected = line_and_column(text, text.index("no_such_fact"))
    with pytest.raises(RuleErrors) as caught:
        load_rules({"x.yaml": text.replace("\n", newline)}, CHILD)
    found = [error for error in caught.value.errors if error.code == "unknown_fact"]
    assert [(error.line, error.column) for error in found] == [expected]


LETTERS = st.sampled_from("ab c'\"中😀\\#:")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=1, max_size=4),
    st.sampled_from(["'", '"', "|", ">", None]),
    st.sampled_from([20, 1000]),
)
def test_every_character_is_found_in_what_a_yaml_writer_wrote(
    words: list[str], style: str | None, width: int
) -> None:
    value = "\n".join(" ".join(word.split()) for word in words)
    written = yaml.dump(
        {"when": [{"test": value}]}, default_style=style, width=width, allow_unicode=True
    )
    scalar = yaml.compose(written).value[0][1].value[0].value[0][1]  # type: ignore[union-attr]
    assert scalar.value == value
    for offset, character in enumerate(value):
        if character not in " \n\\\"'":
            place = place_in(written, scalar, offset)
            assert written[place] == character or written[place] == "\\"
