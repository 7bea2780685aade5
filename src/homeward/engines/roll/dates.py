"""Days as people write them: 2016-9-27, 2016.9.27, 20160927, 2016年9月, 2016.05, Excel's serial
numbers.

A reading is a `Day` (with the precision that was written) or a `Doubt`: `date_impossible`,
`date_ambiguous` (its value: the days it may mean), `date_lunar`, `date_unreadable`. No clock here:
whether a day lies in the future is for the caller, who knows the date of the roll.
"""

import datetime as dt
import re
from typing import Final, NamedTuple

from homeward.engines.roll.text import BLANK, NONE_WORDS, Cell, Doubt, squash


class Day(NamedTuple):
    """A date and how much of it was written: `day`, `month` (the first stands for it) or `year`."""

    on: dt.date
    precision: str = "day"

    @property
    def last(self) -> dt.date:
        """The latest day it may mean."""
        if self.precision == "day":
            return self.on
        if self.precision == "year":
            return dt.date(self.on.year, 12, 31)
        after = dt.date(self.on.year + self.on.month // 12, self.on.month % 12 + 1, 1)
        return after - dt.timedelta(days=1)

    def agrees(self, day: dt.date) -> bool:
        """Whether `day` is what was written, as far as it was written."""
        return self.on <= day <= self.last


FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
RECENT: Final = 1980  # whoever was born, or left, before it is on no roll of children
_EPOCH: Final = dt.date(1899, 12, 30)  # Excel's day 0 for every day after 1900-02-28
_SERIALS: Final = range(9_863, 73_416)  # 1927-01-01 .. 2100-12-31
_SEP: Final = r"[-/.,年\\_—–·、]"
_YMD: Final = re.compile(
    rf"(\d{{4}}){_SEP}(\d{{1,2}})[-/.,月\\_—–·、](\d{{1,2}})(?:日|号|\.)?(?:生|出生)?$"
)
_YM: Final = re.compile(
    rf"(\d{{4}}){_SEP}(\d{{1,2}})(?:月份|月|\.)?(?:份|出生|生|左右|初|中|底|末|上旬|中旬|下旬)*$"
)
_Y: Final = re.compile(
    r"(\d{4})(?:年|\.)?(?:初|中|底|末|春节?|夏|秋|冬|左右|年初|年底|上半年|下半年|暑假|寒假|国庆节?|五一|元旦|过年|清明|端午节?|中秋节?|元宵节?|开学|以来|起|后|前|季|天|出生|生)*$"
)
_SHORT: Final = re.compile(r"['’]?(\d{2})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月)?$")
_WESTERN: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_CLOCK: Final = re.compile(r"T?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_LUNAR: Final = re.compile(
    r"农历|阴历|旧历|腊月|正月|冬月|闰|初[一二三四五六七八九十]|廿|[一二三四五六七八九十]+月十[一二三四五六七八九]?$"
)
_GAP: Final = re.compile(r"(?<=\d)\s+(?=\d)")
_REMARK: Final = re.compile(r"^(?:公历|阳历|新历|公元)[:]?|[(（](?:公历|阳历|新历)[)）]$")
_ONWARDS: Final = re.compile(
    r"(?:至今|到现在|到今|以来|开始|起|始|左右|前后|出去|外出|离家|出门|务工)+$"
)
_TWICE: Final = re.compile(r"([-/.])\1+")
_OPEN: Final = re.compile(r"[-/.、~—–至到]+$")
_HAN: Final = str.maketrans("〇零一二三四五六七八九○", "001234567890")
_TENS: Final = re.compile(r"([一二三])?十([一二三四五六七八九])?")
_HAN_MONTH: Final = re.compile("年[一二三四五六七八九十]{1,2}月")
_MOSTLY_HAN: Final = re.compile(r"[〇零○一二三四五六七八九十]{2,}年?")


def read_day(cell: Cell) -> Day | Doubt | None:
    """One cell as a day; None when it says nothing."""
    if isinstance(cell, str):
        if len(cell) == 10 and cell[4] == cell[7] == "-" and cell.isascii():
            try:
                return _checked(int(cell[:4]), int(cell[5:7]), int(cell[8:]))
            except ValueError:
                return Doubt("date_unreadable")
        return _read_text(squash(cell if ":" in cell else _GAP.sub("-", cell)))
    if isinstance(cell, dt.datetime):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, dt.date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or cell is None or isinstance(cell, dt.time | dt.timedelta):
        return None if cell is None else Doubt("date_unreadable")
    return _read_number(float(cell))


def _read_number(number: float) -> Day | Doubt | None:
    """A numeric cell: 20160927, 201605, 2016, 2016.05, or a serial number without its date
    format."""
    if number == 0:
        return None
    if number != number or abs(number) > 1e12:
        return Doubt("date_unreadable")
    if number.is_integer():
        return _read_digits(str(int(number)))
    year, _, rest = repr(number).partition(".")
    if FIRST_YEAR <= number < LAST_YEAR:
        if rest == "1":  # 2016.10 typed as a number also becomes 2016.1
            return Doubt(
                "date_ambiguous",
                (Day(dt.date(int(year), 1, 1), "month"), Day(dt.date(int(year), 10, 1), "month")),
            )
        return _read_text(f"{year}.{rest}")
    return _read_digits(year) if int(number) in _SERIALS else Doubt("date_unreadable")


def _read_text(text: str) -> Day | Doubt | None:
    if text in BLANK or text in NONE_WORDS:
        return None
    if _LUNAR.search(text):
        return Doubt("date_lunar")
    text = _plain(text)
    if _MOSTLY_HAN.match(text) or _HAN_MONTH.search(text):
        text = _from_han(text)
    if ":" in text and (clock := _CLOCK.search(text, 8)):
        text = text[: clock.start()]
    if text.isascii() and text.isdigit():
        return _read_digits(text)
    if found := _YMD.match(text):
        return _checked(*map(int, found.groups()))
    if found := _YM.match(text):
        return _checked(int(found[1]), int(found[2]))
    if found := _Y.match(text):
        return _checked(int(found[1]))
    if found := _WESTERN.match(text):
        return _one_of(
            _possible(int(found[3]), int(found[1]), int(found[2])),
            _possible(int(found[3]), int(found[2]), int(found[1])),
        )
    if found := _SHORT.match(text):
        month, day = int(found[2]), int(found[3]) if found[3] else None
        return _two_digit_year(int(found[1]), month, day)
    if re.fullmatch(r"\d{5}\.\d+", text):
        return _read_number(float(text))
    return Doubt("date_unreadable")


def _plain(text: str) -> str:
    """A date without what people write around it: 公历, 约, 至今, 开始, a separator too many."""
    if text.isdigit():
        return text
    if "约" in text or text[-1:] in "?。;":
        text = text.strip("大约?。;")
    text = _REMARK.sub("", text)
    text = _OPEN.sub("", _ONWARDS.sub("", text))
    return _TWICE.sub(r"\1", text)


def _read_digits(digits: str) -> Day | Doubt | None:
    """A run of digits: 8 are a day, 6 a month (unless they may be yymmdd), 5 a serial, 4 a year."""
    number = int(digits)
    if len(digits) == 8:
        return _checked(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(digits) == 6:
        year, month = divmod(number, 100)
        as_month = _possible(year, month) if FIRST_YEAR <= year <= LAST_YEAR else None
        short = [
            _possible(century + number // 10_000, number // 100 % 100, number % 100)
            for century in (1900, 2000)
        ]
        if as_month and not any(short):
            return as_month
        candidates = tuple(day for day in (as_month, *short) if day)
        return Doubt("date_ambiguous", candidates) if candidates else Doubt("date_impossible")
    if len(digits) == 5 and number in _SERIALS:
        return Day(_EPOCH + dt.timedelta(days=number))
    if len(digits) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return Day(dt.date(number, 1, 1), "year")
    return Doubt("date_unreadable")


def _checked(year: int, month: int | None = None, day: int | None = None) -> Day | Doubt:
    return _possible(year, month, day) or Doubt("date_impossible")


def _possible(year: int, month: int | None = None, day: int | None = None) -> Day | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        on = dt.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return Day(on, "year" if month is None else "month" if day is None else "day")


def _one_of(first: Day | None, second: Day | None) -> Day | Doubt:
    if first and second and first != second:
        return Doubt("date_ambiguous", (first, second))
    return first or second or Doubt("date_impossible")


def _two_digit_year(year: int, month: int, day: int | None) -> Doubt:
    """16.9.27 may be 1916 or 2016: a person has to say, unless an identity number does."""
    candidates = tuple(
        found for century in (1900, 2000) if (found := _possible(century + year, month, day))
    )
    return Doubt("date_ambiguous", candidates) if candidates else Doubt("date_impossible")


def read_recent_day(cell: Cell) -> Day | Doubt | None:
    """A day in the life of a child, such as its birth: 16.9.27 is 2016, for nobody on a roll of children
    was born in 1916, and no parent left then.
    """
    found = read_day(cell)
    if not isinstance(found, Doubt) or found.code != "date_ambiguous":
        return found
    days = found.value if isinstance(found.value, tuple) else ()
    recent = [day for day in days if day.on.year >= RECENT]
    return recent[0] if len(recent) == 1 else found


def _from_han(text: str) -> str:
    """二〇一六年九月二十七日 -> 2016年9月27日."""

    def tens(found: re.Match[str]) -> str:
        high, low = found[1] or "一", found[2] or "零"
        return high + low

    return _TENS.sub(tens, text).translate(_HAN)
