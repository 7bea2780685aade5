"""Village names inside addresses, titles and units."""

import re
from functools import lru_cache
from typing import Final

from homeward.engines.roll.text import squash

_VILLAGE: Final = re.compile(
    r"(?:.*[省市县区旗州盟乡镇道])?(?P<village>[^\d\s:、,，()（）]{1,12}?(?:村委会|村民委员会|居民委员会|居委会|社区|嘎查|村))"
)
_BRACKETS: Final = re.compile(r"[(（\[【].*?[)）\]】]")
_NUMBERED: Final = re.compile(
    r"^(?:\d{1,3}|[一二三四五六七八九十]{1,2}(?=[、.]))[、.\-]?(?!组|队|社)"
)
_GROUPED: Final = re.compile(
    r"^(?P<village>.+?(?:村委会|村民委员会|居民委员会|居委会|社区|嘎查|村))"
    r"(?P<group>第?[\d一二三四五六七八九十]{1,3}(?:组|队|社|小组|村民小组|生产队))$"
)
_UNIT: Final = re.compile(
    r"^(?:填报单位|填表单位|制表单位|报送单位|上报单位|单位名称|单位|填报学校|学校名称|学校|村委会|村名|乡镇|填报村)\s*(?:[(（]盖?章?[)）])?\s*[:：]\s*(.*)$"
)


@lru_cache(maxsize=8192)
def village_in(text: str) -> str | None:
    """石城县琴江镇大坪村三组 -> 大坪村; None when there is no village in it."""
    plain = _BRACKETS.sub("", text.replace(" ", ""))
    found = _VILLAGE.match(_NUMBERED.sub("", re.split("[:：]", plain)[-1]))
    village = village_name(found["village"]) if found else None
    return None if village is None or village.endswith(("农村", "乡村")) else village


@lru_cache(maxsize=8192)
def village_named(cell: str) -> str:
    """What stands in a village column, as a village's plain name: without number, remark in
    brackets and group (01石桥村（贫困村）3组)."""
    said = squash(cell)
    plain = _NUMBERED.sub("", _BRACKETS.sub("", said)) or said
    found = _GROUPED.match(plain)
    return village_name(found["village"] if found else plain)


@lru_cache(maxsize=8192)
def group_named(cell: str) -> str | None:
    """The group written behind a village's name: 石桥村3组 -> 3组."""
    found = _GROUPED.match(_NUMBERED.sub("", _BRACKETS.sub("", squash(cell))))
    return found["group"] if found else None


def village_name(text: str) -> str:
    """A village's plain name: 大坪村委会 and 大坪村民委员会 are 大坪村."""
    for ending in ("村民委员会", "村委会", "村委"):
        if text.endswith(ending) and len(text) > len(ending):
            return f"{text.removesuffix(ending).removesuffix('村')}村"
    return text


def unit_in(texts: list[str]) -> str | None:
    """The reporting unit among the texts around a table: 填报单位：石城县屏山镇大坪村."""
    for index, text in enumerate(texts):
        if found := _UNIT.match(text.strip()):
            said = re.split(r"\s{2,}|(?:填报|填表)(?:日期|时间|人)", found[1])[0].strip(
                " _（盖章）()"
            )
            if said:
                return said
            following = texts[index + 1].strip() if index + 1 < len(texts) else ""
            if following and ":" not in following and "：" not in following:
                return following
    return None
