"""Telephone numbers: mobiles, landlines, several in one cell, separators and remarks around them.

Returns the numbers that can be dialled, digits only (landlines keep their area code, joined by "-"
where it was written). A part that is no number is a `Doubt("phone_invalid")` whose value are the
good ones.
"""

import datetime as dt
import re
from typing import Final

from homeward.engines.roll.text import BLANK, NONE_WORDS, Cell, Doubt, squash

_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?[eE]\+?\d{2,3}$")
_SPLIT: Final = re.compile(r"[、,;/\\|\n\r\t和或及&]+")
# Not only the prefixes in use: those change, and demonstrations use none of them.
_MOBILE: Final = re.compile(r"(?:\+?(?:00)?86|0)?(1\d{10})$")
_LANDLINE: Final = re.compile(r"(?:\+?(?:00)?86)?0?(10|2\d|[3-9]\d{2})(\d{7,8})$")
_LOCAL: Final = re.compile(r"[2-8]\d{6,7}$")
_SERVICE: Final = re.compile(r"[48]00\d{7}$")
_EXTENSION: Final = re.compile(r"(?:转|ext\.?|-)\s*\d{1,5}$", re.IGNORECASE)
_TWO_MOBILES: Final = re.compile(r"(1\d{10})(1\d{10})(1\d{10})?$")
_REMARK: Final = re.compile(r"[^\d+]+")
_GAP: Final = re.compile(r"\s+|(?<=\d)[\u4e00-\u9fff()（）:：]+(?=[\d+])")
_NUMBER: Final = re.compile(r"\+?\d[\d\s-]{5,}\d")
_CALLED: Final = re.compile(r"[(（]\s*[、,;/]*\s*[)）]|(?:联系)?(?:电话|手机)号?码?|\s+")
_FULL_WIDTH: Final = str.maketrans(
    "０１２３４５６７８９－＋（）／，；：　—–﹣", "0123456789-+()/,;: ---"
)


def read_phones(cell: Cell) -> tuple[str, ...] | Doubt | None:
    """All numbers of one cell, in the order written; None when it says nothing."""
    if isinstance(cell, str):
        if (
            len(cell) == 11
            and cell.isascii()
            and cell.isdigit()
            and cell[0] == "1"
            and cell[1] > "2"
        ):
            return (cell,)
    elif isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        return Doubt("phone_invalid", ())
    short = squash(cell)
    if short in BLANK or short in NONE_WORDS:
        return None
    if _SCIENTIFIC.match(short):
        return Doubt("phone_precision_lost", ())
    if not any(sign.isdigit() for sign in short):
        return None if short.startswith(("无", "没", "未", "不")) else Doubt("phone_invalid", ())
    whole = short.isdigit() or not isinstance(cell, str)
    text = short if whole else str(cell).translate(_FULL_WIDTH)
    good: list[str] = []
    bad = False
    for part in _SPLIT.split(text):
        found = _read_part(part.strip())
        bad = bad or found is None
        good += found or ()
    phones = tuple(dict.fromkeys(good))
    return Doubt("phone_invalid", phones) if bad else phones


def split_contact(cell: Cell) -> tuple[str, str]:
    """A cell with a name and telephones (刘芳 13900002000, 刘芳（139…、138…）) as the two apart."""
    text = str(cell).translate(_FULL_WIDTH) if isinstance(cell, str) else squash(cell)
    numbers = _NUMBER.findall(text)
    name = _CALLED.sub(" ", _NUMBER.sub(" ", text)).strip(" ,;:、/")
    return name, "、".join(numbers)


def _read_part(part: str) -> tuple[str, ...] | None:
    """The numbers of one part between separators; () when it holds none; None when it is no
    number."""
    digits = _REMARK.sub("", part)
    if not digits.strip("+"):
        return ()
    if one := _one(part, digits):
        return (one,)
    if two := _TWO_MOBILES.match(digits.lstrip("+")):
        return tuple(number for number in two.groups() if number)
    pieces = [piece for piece in _GAP.split(part) if _REMARK.sub("", piece)]
    if len(pieces) < 2:
        return None
    ones = [_one(piece, _REMARK.sub("", piece)) for piece in pieces]
    return tuple(one for one in ones if one) if all(ones) else None


def _one(written: str, digits: str) -> str | None:
    if found := _MOBILE.match(digits):
        return found[1]
    if _SERVICE.match(digits) or _LOCAL.match(digits):
        return digits
    if (found := _LANDLINE.match(digits)) and (digits[0] in "0+" or digits.startswith("86")):
        return f"0{found[1]}-{found[2]}"
    cut = _EXTENSION.sub("", written)
    if cut != written and len(_REMARK.sub("", cut)) >= 7:
        return _one(cut, _REMARK.sub("", cut))
    return None
