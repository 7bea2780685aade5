"""The fictional county: townships, villages, schools. All codes begin with 99, no real province."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from homeward.engines.population.shares import COUNTY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator

PROVINCE_NAME = "示例省"
CITY_NAME = "示例市"
COUNTY_NAME = "清溪县"

_TOWNSHIP_NAMES = ("清溪镇", "石桥镇", "枫林镇", "云岭镇", "白沙乡", "竹源乡")
_VILLAGE_NAMES = (
    "南街社区", "东坪村", "上湾村", "柳塘村", "双井村", "马鞍村", "桃源村", "新田村",
    "桥头村", "青山村", "茶亭村", "大坪村", "梅岭村", "石壁村", "长塘村",
    "枫树村", "高田村", "龙井村", "罗家村", "下坝村", "樟木村", "金鸡村",
    "云台村", "河口村", "半岭村", "杨梅村", "月形村", "荷塘村",
    "白沙村", "沙洲村", "黄泥村", "水口村", "三家村", "古塘村",
    "竹源村", "石坑村", "雷公村", "兰坡村", "坳背村", "新寨村",
)  # fmt: skip
_VILLAGES_EACH = (8, 7, 7, 6, 6, 6)
_FIRST = "松云石竹梅桃柳枫杨樟白青黄金银龙凤马牛羊东西南北上下大小高长新古双三茶荷兰桂杏榆槐枣沙泥"
_LAST = "岭溪塘坪湾坝坑坡垅冲洞桥井寨营堡店铺洲滩源峰崖台坳垭湖港渡口田"


@dataclass(frozen=True, slots=True)
class Place:
    """A division of the fictional county: 12-digit code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class School:
    """A school: its village's or township's code, and the stages it teaches.

    Attributes:
        place: 12-digit code of the village it stands in.
        township: row of the township, -1 for schools of the whole county.
        village: row of the village whose children it takes, -1 for all.
        stage: kindergarten, primary, junior, senior or vocational.
        last_grade: highest grade taught, counted from 1 within the stage.
    """

    name: str
    place: str
    township: int
    village: int
    stage: str
    last_grade: int


@dataclass(frozen=True, slots=True)
class Places:
    """The whole map of the fictional county; `township_of` gives each village's township row."""

    province: Place
    city: Place
    county: Place
    townships: tuple[Place, ...]
    villages: tuple[Place, ...]
    township_of: tuple[int, ...]
    schools: tuple[School, ...]


def lay_out(township_count: int, village_count: int) -> Places:
    """Townships, villages and schools of a county of this size; no chance is involved."""
    names = (PROVINCE_NAME, CITY_NAME, COUNTY_NAME)
    digits = (COUNTY_CODE[:2], COUNTY_CODE[:4], COUNTY_CODE)
    province, city, county = (
        Place(code.ljust(12, "0"), name) for code, name in zip(digits, names, strict=True)
    )
    towns = _townships(township_count)
    villages, township_of = _villages(towns, village_count)
    schools = _schools(towns, villages, township_of)
    return Places(province, city, county, towns, villages, tuple(township_of), schools)


def _townships(count: int) -> tuple[Place, ...]:
    """Townships: two thirds 镇 (serial 100 up), the others 乡 (200 up), as in GB/T 10114."""
    names = [*_TOWNSHIP_NAMES, *(name for name in _pairs() if name not in "".join(_TOWNSHIP_NAMES))]
    towns = max(1, count * 2 // 3)
    places = []
    for row, name in enumerate(names[:count]):
        # A county larger than any real one has more 镇 than numbers below 200: its 乡 follow them.
        serial = 100 + row if row < towns else max(200, 100 + towns) + row - towns
        stem = name.rstrip("镇乡") if row < len(_TOWNSHIP_NAMES) else name
        places.append(Place(f"{COUNTY_CODE}{serial}000", stem + ("镇" if row < towns else "乡")))
    return tuple(places)


def _villages(in_townships: tuple[Place, ...], count: int) -> tuple[tuple[Place, ...], list[int]]:
    """Villages and, for each, the row of its township; serials from 200 as in the statistics.

    Up to the demonstration's size names do not repeat; beyond it they repeat between townships.
    """
    each = _shared_out(len(in_townships), count)
    names = iter(_VILLAGE_NAMES) if count <= len(_VILLAGE_NAMES) else _endless()
    places, homes = [], []
    for row, (township, size) in enumerate(zip(in_townships, each, strict=True)):
        for serial in range(size):
            name = next(names)
            number = 1 if name.endswith("社区") else 200 + serial
            places.append(Place(f"{township.code[:9]}{number:03d}", name))
            homes.append(row)
    return tuple(places), homes


def _schools(
    in_townships: tuple[Place, ...], in_villages: tuple[Place, ...], homes: list[int]
) -> tuple[School, ...]:
    """A kindergarten, a primary and a junior school a township, village schools, two for all."""
    found = []
    for row, township in enumerate(in_townships):
        seat = in_villages[homes.index(row)].code
        name = township.name
        found.append(School(f"{name}中心幼儿园", seat, row, -1, "kindergarten", 3))
        found.append(School(f"{name}中心小学", seat, row, -1, "primary", 6))
        found.append(School(f"{name}初级中学", seat, row, -1, "junior", 3))
    for row, village in enumerate(in_villages):
        if row % 3 == 2:  # small schools teach the first four grades
            name = f"{in_townships[homes[row]].name}{village.name}小学"
            found.append(School(name, village.code, homes[row], row, "primary", 4))
    seat = in_villages[0].code
    found.append(School(f"{COUNTY_NAME}第一中学", seat, -1, -1, "senior", 3))
    found.append(School(f"{COUNTY_NAME}职业技术学校", seat, -1, -1, "vocational", 3))
    return tuple(found)


def _shared_out(areas: int, count: int) -> list[int]:
    if (areas, count) == (len(_VILLAGES_EACH), sum(_VILLAGES_EACH)):
        return list(_VILLAGES_EACH)
    return [count // areas + (row < count % areas) for row in range(areas)]


def _pairs() -> Iterator[str]:
    return (last_first[1] + last_first[0] for last_first in product(_LAST, _FIRST))


def _endless() -> Iterator[str]:
    while True:
        yield from (f"{pair}村" for pair in _pairs())
