"""Characters that are taken for one another: written alike, or two forms of one character.

`shapes.txt` holds, a line a character, those that differ from it by one stroke written more, less or
otherwise, or that are written with the same strokes (未 末). It was made by `neighbours` from the stroke
orders of the package cnchar-order 3.2.6 (MIT licence, Copyright theajack). Traditional forms come from
OpenCC's table; `FORMS` adds forms that people choose for names and neither of the two knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

MOST = 24
"""Look-alikes kept of one character, the more common first."""
FORMS = (
    "喆哲", "堃坤", "昇升", "陞升", "淼渺", "珮佩", "甯宁寧", "鈺钰", "瑄萱", "玥月",
    "祎禕", "煊暄", "峯峰", "勋勳", "旸阳", "昫煦", "晳皙", "粦磷", "邨村", "犇奔",
    "鑫新", "媖英", "苼生", "姍姗", "珊姗", "沺田", "濬浚", "璇璿旋", "赟贇", "翀冲",
    "喜囍", "彧郁", "芃蓬", "翙翽", "玮瑋", "衞卫", "嵘荣", "咏詠", "迺乃", "旼民",
    "惪德", "菓果",
)  # fmt: skip


@cache
def look_alikes(sign: str) -> tuple[str, ...]:
    """The characters that one may be taken for by its strokes, the more common first."""
    return tuple(_shapes().get(sign, ""))


@cache
def forms(sign: str) -> tuple[str, ...]:
    """Other forms of the same character: simplified, traditional, or a variant chosen for names."""
    found = dict.fromkeys(sign.translate(table) for table in _converters())
    for group in FORMS:
        if sign in group:
            found |= dict.fromkeys(group)
    found.pop(sign, None)
    return tuple(found)


@cache
def _shapes() -> Mapping[str, str]:
    text = files(__package__).joinpath("shapes.txt").read_text("utf-8")
    return {line[0]: line[1:] for line in text.splitlines()}


@cache
def _converters() -> tuple[dict[int, str], ...]:
    """Two tables of single characters: to simplified, and to traditional."""
    folder = files("opencc").joinpath("dictionary")
    return tuple(
        {
            ord(one): other.split()[0]
            for line in folder.joinpath(name).read_text("utf-8").splitlines()
            for one, _, other in [line.partition("\t")]
            if len(one) == 1 and other and len(other.split()[0]) == 1
        }
        for name in ("TSCharacters.txt", "STCharacters.txt")
    )


def neighbours(strokes: Mapping[str, str]) -> dict[str, str]:
    """The contents of `shapes.txt` anew.

    Args:
        strokes: character -> its strokes in order, one letter a kind of stroke.
    """
    common = {sign: order for sign, order in strokes.items() if _rank(sign) < 2}
    wild: dict[str, set[str]] = defaultdict(set)
    for sign, order in common.items():
        for key in _keys(order):
            wild[key].add(sign)
    found = {}
    for sign, order in common.items():
        near = set().union(*(wild[key] for key in _keys(order))) - {sign}
        found[sign] = "".join(
            sorted(near, key=lambda one: _distance(order, common[one], one))[:MOST]
        )
    return {sign: near for sign, near in sorted(found.items()) if near}


def _keys(order: str) -> Iterable[str]:
    """Two orders that differ by at most one stroke share one of these."""
    yield order
    for at in range(len(order)):
        yield f"{order[:at]}*{order[at + 1 :]}"
        yield f"{order[:at]}+{order[at + 1 :]}"
    for at in range(len(order) + 1):
        yield f"{order[:at]}+{order[at:]}"


def _distance(order: str, other: str, sign: str) -> tuple[int, int, str]:
    """Equal strokes first, then as many, then one more or less; common characters before rare ones."""
    return (0 if order == other else 1 + abs(len(order) - len(other)), _rank(sign), sign)


def _rank(sign: str) -> int:
    """0 for the 3,755 common characters of GB 2312, 1 for its others, 2 for those it does not have."""
    try:
        first = sign.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 2
    return 0 if first < 0xD8 else 1
