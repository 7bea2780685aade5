"""Identity numbers (公民身份号码): GB 11643 checksum, birth date and sex inside, and what
spreadsheets do to them.

Status of a number: `ok` (18 digits, checksum and birth date hold), `bad_checksum`, `lost` (the
spreadsheet kept 15 of the 18 digits), `malformed` (no 18-digit number at all), `missing`.
Only `ok` numbers may be used as a key, or as a source of birth date and sex.
"""

import datetime as dt
import re
from dataclasses import dataclass
from operator import mul
from typing import Final

from homeward.engines.roll.text import BLANK, NONE_WORDS, Cell, Doubt, squash

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"
_ZEROS: Final = 48 * sum(_WEIGHTS)  # the digits below are summed as ASCII codes
_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?[eE]\+?\d{2,3}$")
_MARKS: Final = re.compile(r"[\s\-–—_.。,，、;；:：'’‘`\"“”*()]+")
_LOOKALIKES: Final = str.maketrans("xхХχΧ×✕", "XXXXXXX")
_MISSING_WORDS: Final = re.compile(
    r"(无|未[办上登落申领]|没|待|不详|暂|正在|补办|办理|尚未|还未)[\u4e00-\u9fff]{0,8}$"
)
_INSIDE: Final = re.compile(r"(?<!\d)\d{17}[\dX](?![\dX])")  # 身份证号…（待核）


@dataclass(frozen=True, slots=True)
class IdNumber:
    """One identity number as read.

    Attributes:
        text: the number in its normal form (half-width, no separators, capital X); as written
            when it is no number; "" when missing.
        status: ok, bad_checksum, lost, malformed or missing.
        born_on: the birth date inside; only for `ok`.
        sex: "male" or "female"; only for `ok`.
    """

    text: str
    status: str
    born_on: dt.date | None = None
    sex: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the number may be used as a key."""
        return self.status == "ok"


MISSING: Final = IdNumber("", "missing")


def check_digit(first17: str) -> str:
    """The 18th character for 17 digits (ISO 7064 MOD 11-2)."""
    return _CHECK[(sum(map(mul, first17.encode("ascii"), _WEIGHTS)) - _ZEROS) % 11]


def read_child_id(cell: Cell) -> IdNumber | Doubt:
    """A child's number: missing is said, a 15-digit number cannot be a child's."""
    return _read(cell, adult=False)


def read_adult_id(cell: Cell) -> IdNumber | Doubt | None:
    """A grown-up's number: blank is not collected; 15 digits (before 1999) are brought to 18."""
    found = _read(cell, adult=True)
    return None if isinstance(found, Doubt) and found.code == "id_missing" else found


def _read(cell: Cell, *, adult: bool) -> IdNumber | Doubt:
    if isinstance(cell, str):
        text = cell if len(cell) == 18 and cell.isascii() and cell.isalnum() else _normal(cell)
    elif isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        return Doubt("id_malformed", IdNumber(squash(cell), "malformed"))
    elif cell is None or cell == 0:
        text = ""
    elif cell != cell or abs(cell) >= 1e15:  # a spreadsheet number keeps 15 digits
        return Doubt("id_precision_lost", IdNumber(squash(cell), "lost"))
    else:
        text = squash(cell)
    if text in BLANK or text in NONE_WORDS or _MISSING_WORDS.match(text):
        return Doubt("id_missing", MISSING)
    if len(text) == 18:
        return _read_18(text.upper() if text[17] == "x" else text)
    return _read_other(text, adult=adult)


def _normal(cell: str) -> str:
    text = squash(cell)
    if text in BLANK or _SCIENTIFIC.match(text):
        return text
    plain = _MARKS.sub("", text).translate(_LOOKALIKES)
    inside = _INSIDE.findall(plain) if len(plain) > 18 and not plain.isascii() else ()
    return inside[0] if len(inside) == 1 else plain


def _read_18(text: str) -> IdNumber | Doubt:
    head = text[:17]
    if not (head.isascii() and head.isdigit() and (text[17] in "0123456789X")):
        return Doubt("id_malformed", IdNumber(text, "malformed"))
    if text[17] != check_digit(head):
        if text.endswith("000"):  # what is left after a spreadsheet rounded to 15 digits
            return Doubt("id_precision_lost", IdNumber(text, "lost"))
        return Doubt("id_checksum", IdNumber(text, "bad_checksum"))
    try:
        born = dt.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return Doubt("id_malformed", IdNumber(text, "malformed"))
    return IdNumber(text, "ok", born, "male" if text[16] in "13579" else "female")


def _read_other(text: str, *, adult: bool) -> IdNumber | Doubt:
    if _SCIENTIFIC.match(text):
        return Doubt("id_precision_lost", IdNumber(text, "lost"))
    if adult and len(text) == 15 and text.isascii() and text.isdigit():
        head = f"{text[:6]}19{text[6:]}"
        return _read_18(head + check_digit(head))
    return Doubt("id_malformed", IdNumber(text, "malformed"))
