"""What is compared, and the kinds of agreement told apart, strongest first.

A condition reads the columns that `features` makes, with `_l` and `_r` for the two records; each is
the same whichever record stands left. A pair is given the first level whose condition holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING = "missing"
NAMES = ("name", "father", "mother")
"""Fields that hold names."""


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of agreement.

    Attributes:
        id: its name in the model and in `words`.
        sql: when it holds; "ELSE" for all that is left.
        frequency: the column whose rarity counts: to share 欧阳 says more than to share 王.
    """

    id: str
    sql: str
    frequency: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field: when it cannot be compared, and its levels, the last one "ELSE"."""

    field: str
    missing: str
    levels: tuple[Level, ...]


def _absent(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


def _names(field: str) -> Comparison:
    """A name: as written, by variant, by sound, in another order, by one sign."""

    def same(part: str) -> str:
        return _same(f"{field}_{part}")

    def part(name: str, side: str) -> str:
        return f"{field}_{name}_{side}"

    folded, sound = f"{field}_folded", f"{field}_sound"
    latin = f"({part('latin', 'l')} OR {part('latin', 'r')})"
    initials = " OR ".join(
        f"({part('latin', a)} AND {part('sound', a)} = {part('initials', b)})" for a, b in _SIDES
    )
    turned = " OR ".join(f"{part('sound', a)} = {part('given_first', b)}" for a, b in _SIDES)
    near = f"{same('surname')} AND ({same('first')} OR {same('last')})"
    short = f"{part('signs', 'l')} + {part('signs', 'r')} = 3"
    return Comparison(
        field,
        _absent(f"{field}_written"),
        (
            Level("same", same("written"), folded),
            Level("variant", same("folded"), folded),
            Level("pinyin", f"{latin} AND {same('sound')}", sound),
            Level("same_sound", same("sound"), sound),
            Level("turned", f"({same('turned')} AND NOT {latin}) OR {turned}", folded),
            Level("near_sound", same("fuzzy"), sound),
            Level("initials", initials),
            *_shapes(field),
            Level("given", f"{same('given')} AND {part('signs', 'l')} > 1"),
            Level("one_sign", f"{near} AND {same('signs')}"),
            Level("sign_dropped", f"{near} AND {short}"),
            Level("surname", same("surname")),
            Level("differs", "ELSE"),
        ),
    )


def _shapes(field: str) -> tuple[Level, ...]:
    """Of the child's name: one sign that another is taken for by its strokes."""
    if field != "name":
        return ()

    def alike(part: str) -> str:
        either = (f"contains(name_{part}_alike_{a}, name_{part}_{b})" for a, b in _SIDES)
        return f"({' OR '.join(either)})"

    def same(part: str) -> str:
        return _same(f"name_{part}")

    last = f"(name_signs_l = 1 OR {same('first')}) AND {alike('last')}"
    first = f"{same('last')} AND {alike('first')}"
    given = f"{same('surname')} AND ({last} OR {first})"
    surname = f"{same('given')} AND {alike('surname')}"
    return (Level("look_alike", f"{same('signs')} AND ({given} OR {surname})"),)


_SIDES = (("l", "r"), ("r", "l"))
_LUNAR = " OR ".join(
    f"born_{a} = lunar_{b} OR born_{a} = lunar_leap_{b}" for a, b in _SIDES
)  # fmt: skip
_YEAR_ONLY = "year_l = year_r AND (year_only_l OR year_only_r)"
_TURNED = "year_l = year_r AND month_l = day_r AND day_l = month_r"
_YEAR_OFF = "abs(year_l - year_r) = 1 AND month_l = month_r AND day_l = day_r"

COMPARISONS: tuple[Comparison, ...] = (
    _names("name"),
    Comparison(
        "born_on",
        _absent("born"),
        (
            Level("same", _same("born")),
            Level("lunar", _LUNAR),
            Level("day_month", _TURNED),
            Level("year_off", _YEAR_OFF),
            Level("one_digit", "damerau_levenshtein(digits_l, digits_r) = 1"),
            Level("year_only", _YEAR_ONLY),
            Level("near", "abs(born_l - born_r) < 200"),
            Level("year", "abs(born_l - born_r) < 800"),
            Level("differs", "ELSE"),
        ),
    ),
    Comparison("sex", _absent("sex"), (Level("same", _same("sex")), Level("differs", "ELSE"))),
    _names("father"),
    _names("mother"),
    Comparison(
        "place",
        _absent("village"),
        (
            Level("village", _same("village")),
            Level("township", _same("township")),
            Level("county", _same("county")),
            Level("differs", "ELSE"),
        ),
    ),
    Comparison(
        "phones",
        _absent("phones"),
        (Level("shared", "list_has_any(phones_l, phones_r)"), Level("differs", "ELSE")),
    ),
    Comparison(
        "id_number",
        _absent("id_number"),
        (Level("same", _same("id_number")), Level("differs", "ELSE")),
    ),
    Comparison(
        "student_no",
        _absent("student_no"),
        (Level("same", _same("student_no")), Level("differs", "ELSE")),
    ),
    Comparison(
        "household",
        _absent("household"),
        (Level("same", _same("household")), Level("differs", "ELSE")),
    ),
)


def splink_settings(
    weights: Callable[[str, str], tuple[float, ...]],
) -> dict[str, Any]:
    """These comparisons as settings of a Splink linker.

    Args:
        weights: for a field and a level, how often it is met among pairs of one child (m) and among
            strangers (u).
    """
    comparisons = []
    for comparison in COMPARISONS:
        missing: dict[str, Any] = {
            "sql_condition": comparison.missing,
            "label_for_charts": MISSING,
            "is_null_level": True,
        }
        levels = [missing]
        for level in comparison.levels:
            m, u = weights(comparison.field, level.id)
            one: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.id}
            one |= {"m_probability": m, "u_probability": u}
            if level.frequency:
                one |= {
                    "tf_adjustment_column": level.frequency,
                    "disable_tf_exact_match_detection": True,
                }
            levels.append(one)
        comparisons.append({"output_column_name": comparison.field, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "row_no",
        "probability_two_random_records_match": 0.5,  # how rare doubles are comes in `weigh`
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": [],
    }
