"""Work places told in relation to home, or as a region: 本县, 外省, 国外, 江浙一带."""

from __future__ import annotations

import re
from dataclasses import dataclass

from homeward.engines.gazetteer.codes import Level


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the opening words say in relation to home.

    Attributes:
        inside: the work place lies in the home area of this level.
        outside: it lies outside the home area of this level.
        seat: it is the seat of the home county (县城).
        length: characters the words took.
    """

    inside: Level | None
    outside: Level | None
    seat: bool
    length: int


_INSIDE = {
    Level.VILLAGE: "在家务农|在家|家里|家中|本村|村里|村内|本屯|本组",
    Level.TOWNSHIP: "本乡镇|本街道|本镇|本乡|乡镇内|乡镇上|镇上|镇里|镇内|乡里|乡内|集镇",
    Level.COUNTY: "本县城|本县内|本县|本区|本旗|县域内|县城|县内|县里",
    Level.CITY: "本市|市内|市里|本州|州内|本地区",
    Level.PROVINCE: "本省|省内|省城|本自治区|区内",
}
# 区外 may mean outside the district or outside the autonomous region; the weaker claim is
# always true, so it is read as outside the county. 区内 is read as inside the province.
_OUTSIDE = {
    Level.VILLAGE: "外村|村外|邻村",
    Level.TOWNSHIP: "外乡镇|乡镇外|跨乡镇|外乡|外镇|镇外|乡外|邻乡|邻镇",
    Level.COUNTY: "外县|县外|跨县|邻县|外区|区外|其他县",
    Level.CITY: "外市|市外|跨市|其他市",
    Level.PROVINCE: "外省|省外|跨省|邻省|其他省|外省市",
}
_ABROAD = (
    "国外|境外|海外|出国|外国|香港|澳门|台湾|日本|韩国|朝鲜国|俄罗斯|蒙古国|越南|老挝|缅甸|泰国|柬埔寨|新加坡|"
    "马来西亚|印尼|印度|菲律宾|美国|加拿大|澳大利亚|新西兰|英国|法国|德国|意大利|西班牙|阿联酋|迪拜|沙特|"
    "以色列|非洲|欧洲|安哥拉|阿尔及利亚|尼日利亚|刚果|赞比亚|埃塞俄比亚|哈萨克斯坦"
)
_WORDS = [(level, words, True) for level, words in _INSIDE.items()]
_WORDS += [(level, words, False) for level, words in _OUTSIDE.items()]
_PATTERNS = [(level, re.compile(words), inside) for level, words, inside in _WORDS]
_ABROAD_PATTERN = re.compile(_ABROAD)
_SEAT = re.compile("县城|城区|城关|本县城")

_PROVINCE_LETTERS = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "蒙": "15", "辽": "21", "吉": "22", "黑": "23",
    "沪": "31", "苏": "32", "江": "32", "浙": "33", "皖": "34", "闽": "35", "赣": "36", "鲁": "37",
    "豫": "41", "鄂": "42", "湘": "43", "粤": "44", "桂": "45", "琼": "46", "渝": "50", "川": "51",
    "蜀": "51", "贵": "52", "黔": "52", "云": "53", "滇": "53", "藏": "54", "陕": "61", "甘": "62",
    "陇": "62", "青": "63", "宁": "64", "新": "65",
}  # fmt: skip
_REGIONS = {
    "珠三角": ("4401", "4403", "4404", "4406", "4407", "4412", "4413", "4419", "4420"),
    "长三角": ("31", "32", "33", "34"),
    "东北三省": ("21", "22", "23"),
    "东三省": ("21", "22", "23"),
    "东北": ("15", "21", "22", "23"),
    "西北": ("61", "62", "63", "64", "65"),
    "西南": ("50", "51", "52", "53", "54"),
    "华北": ("11", "12", "13", "14", "15"),
    "华东": ("31", "32", "33", "34", "35", "36", "37"),
    "两广": ("44", "45"),
    "两湖": ("42", "43"),
    "北上广深": ("11", "31", "4401", "4403"),
    "北上广": ("11", "31", "4401"),
    "闽南": ("3502", "3505", "3506"),
    "苏南": ("3201", "3202", "3204", "3205", "3211"),
}
_VAGUE_END = r"(?:一带|等地|各地|地区|沿海|那边|方向|打工|务工)*"
_LETTERS = re.compile(rf"([{''.join(_PROVINCE_LETTERS)}]{{1,4}}){_VAGUE_END}")


def opening_phrase(text: str) -> Phrase | None:
    """The relative words a text opens with, several if they follow each other (省内县外)."""
    inside: Level | None = None
    outside: Level | None = None
    seat = False
    at = 0
    while (found := _next_word(text, at)) is not None:
        length, level, is_inside = found
        if is_inside:
            seat = seat or bool(_SEAT.fullmatch(text, at, at + length))
            inside = level if inside is None else max(inside, level)
        else:
            outside = level if outside is None else min(outside, level)
        at += length
    return Phrase(inside, outside, seat, at) if at else None


def _next_word(text: str, at: int) -> tuple[int, Level, bool] | None:
    abroad = _ABROAD_PATTERN.match(text, at)
    if abroad:
        return len(abroad[0]), Level.PROVINCE, False
    hits = [(p.match(text, at), level, inside) for level, p, inside in _PATTERNS]
    found = [(len(hit[0]), level, inside) for hit, level, inside in hits if hit]
    return max(found, key=lambda each: each[0], default=None)


def region(text: str) -> tuple[str, ...]:
    """Digits of the areas a region's name may mean; empty when the text names no region."""
    for name, areas in _REGIONS.items():
        if text.startswith(name):
            return areas
    letters = _LETTERS.fullmatch(text)
    if letters is None:
        return ()
    return tuple(sorted({_PROVINCE_LETTERS[letter] for letter in letters[1]}))


def names_seat(text: str) -> bool:
    """Whether the words after a county's name point to its seat: 石城县县城."""
    return _SEAT.match(text) is not None
