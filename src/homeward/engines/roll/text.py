"""Text of a cell, cleaned the same way everywhere, and the words that say nothing.

A cell is what the spreadsheet reader hands over: str, float, int, bool, date, datetime, time or "".
"""

import datetime as dt
import re
import unicodedata
from typing import Final, NamedTuple

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


class Doubt(NamedTuple):
    """A cell that could not be read as it should: the problem's code, and what may still be used.

    `value` is kept although doubtful (an identity number that fails its checksum, the phones of a
    cell that could be read); `kept` says the text itself is worth keeping apart on the entry.
    """

    code: str
    value: object = None
    kept: bool = True


_INVISIBLE: Final = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_SPACE: Final = re.compile(r"\s+")
_APOSTROPHES: Final = "'’‘`´＇"
_WHOLE: Final = re.compile(r"(\d+)\.0+")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")

# Says: nobody has written it down. Never an answer.
BLANK: Final = frozenset(
    [
        "-",
        "--",
        "---",
        "—",
        "——",
        "————",
        "‐",
        "–",
        "―",
        "/",
        "//",
        "\\",
        "|",
        ".",
        "..",
        "...",
        "。",
        ",",
        "*",
        "**",
        "?",
        "??",
        "_",
        "__",
        "~",
        "x",
        "xx",
        "待补",
        "待查",
        "待核",
        "待核实",
        "待填",
        "待定",
        "待补充",
        "待完善",
        "待录入",
        "不详",
        "不祥",
        "不清",
        "不清楚",
        "不明",
        "不知道",
        "不知",
        "未知",
        "未采集",
        "未填",
        "未填写",
        "未登记",
        "未提供",
        "未录入",
        "未上报",
        "未报",
        "空",
        "空白",
        "缺",
        "缺失",
        "暂缺",
        "暂不清楚",
        "暂未采集",
        "忘记",
        "记不清",
        "N/A",
        "n/a",
        "NA",
        "na",
        "#N/A",
        "#NAME?",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "null",
        "NULL",
        "None",
        "none",
        "nan",
        "NaN",
        "undefined",
    ]
) | {""}
# May be an answer ("no benefits", "no entrusted carer") or may say nothing, by field.
NONE_WORDS: Final = frozenset(["无", "没有", "暂无", "无无", "0", "无此人", "无此项", "没"])
DITTO: Final = frozenset(
    [
        "同上",
        "同前",
        "上同",
        "同上行",
        "同上一行",
        "如上",
        "同 上",
        "〃",
        '"',
        "″",
        "＂",
        "”",
        "“",
        "“”",
        "''",
        "’’",
        "′′",
        "〞",
        "〝",
        "〟",
        '""',
        "ditto",
        "Ditto",
        "(同上)",
        "（同上）",
        "同上。",
        "同上栏",
        "々",
        '···"',
        "ˮ",
    ]
)


def cell_text(cell: Cell) -> str:
    """How the cell reads to a person: whole numbers without point, days as 2016-09-27."""
    if isinstance(cell, str):
        return _LONE_SURROGATE.sub("\ufffd", cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e21 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return str(cell)


def squash(cell: Cell) -> str:
    """The cell as one run of half-width characters: no spaces, no invisible marks, no apostrophe
    in front."""
    text = cell if isinstance(cell, str) else cell_text(cell)
    if not text.isascii():
        text = unicodedata.normalize(
            "NFKC", _LONE_SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
        )
    elif text.isalnum():
        return text
    else:
        text = _INVISIBLE.sub("", text)
    text = _SPACE.sub("", text).lstrip(_APOSTROPHES)
    whole = _WHOLE.fullmatch(text) if text[-2:] == ".0" else None  # 5.0, as a csv keeps numbers
    return whole[1] if whole else text


def tidy(cell: Cell) -> str:
    """Free text as it was written, without outer spaces, line ends and invisible marks."""
    text = cell if isinstance(cell, str) else cell_text(cell)
    if text.isalnum():
        return text
    return (
        _SPACE.sub(" ", _LONE_SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text)))
        .strip()
        .lstrip(_APOSTROPHES)
    )


def says_nothing(squashed: str) -> bool:
    """Whether a squashed text only says that nothing was collected."""
    return squashed in BLANK


def is_ditto(cell: Cell) -> bool:
    """Whether the cell says: the same as above."""
    return isinstance(cell, str) and len(cell) < 12 and cell.strip() in DITTO


_FORMULA: Final = re.compile(r"=.|[+\-@]\s*[A-Za-z_]\w*\s*[(!|]|[+\-@].*\|.*!", re.DOTALL)


def is_formula(text: str) -> bool:
    """Whether a text would be a formula once typed into a spreadsheet, rather than data.

    A leading + or - alone is not one: "+86 138..." is a phone and "-" a blank.
    """
    return text[:1] in "=+-@" and _FORMULA.match(text) is not None
