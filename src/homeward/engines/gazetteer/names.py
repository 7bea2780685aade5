"""Names as people shorten them: 广东 for 广东省, 恩施州 for 恩施土家族苗族自治州."""

from __future__ import annotations

import re

from homeward.engines.gazetteer.codes import Level

SHORTEST = 2
"""Characters below which a short form is not used: 赵县 is never called 赵."""

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各"
)
_AUTONOMOUS = re.compile(
    rf"(?P<base>.{{2,}}?)(?:(?:(?:{_PEOPLES})族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔)+)?"
    r"自治(?P<rank>区|州|县|旗)"
)
_PEOPLE_ITSELF = re.compile(r"(?P<base>.{2,})族自治(?P<rank>县|旗)")
_SUFFIXES = {
    Level.PROVINCE: ("省", "市"),
    Level.CITY: ("地区", "市", "盟"),
    Level.COUNTY: ("新区", "林区", "特区", "市", "县", "区", "旗"),
    Level.TOWNSHIP: ("街道办事处", "街道", "地区", "民族乡", "镇", "乡", "苏木"),
}
_GIVEN_NAMES = {
    "内蒙古自治区": ("内蒙",),
    "巴音郭楞蒙古自治州": ("巴州",),
    "克孜勒苏柯尔克孜自治州": ("克州",),
    "博尔塔拉蒙古自治州": ("博州",),
    "前郭尔罗斯蒙古族自治县": ("前郭", "前郭县"),
}
_PLACEHOLDERS = re.compile(r"市辖区|县|.*直辖县级行政区划")
_TOWNSHIP_PEOPLES = re.compile(rf"(?P<base>.{{2,}}?)(?:(?:{_PEOPLES})族)+乡")


def forms(name: str, level: Level) -> frozenset[str]:
    """The full name and every shorter form in use; empty for placeholders such as 市辖区.

    >>> sorted(forms("恩施土家族苗族自治州", Level.CITY))
    ['恩施', '恩施土家族苗族自治州', '恩施州']
    """
    if level is Level.CITY and _PLACEHOLDERS.fullmatch(name):
        return frozenset()
    short = {name, *_GIVEN_NAMES.get(name, ())} | _without_people(name, level)
    for suffix in _SUFFIXES.get(level, ()):
        if name.endswith(suffix):
            short.add(name.removesuffix(suffix))
            break
    if level is Level.PROVINCE:  # people write 广西省 and 新疆省
        short |= {f"{each}省" for each in short if not each.endswith(("省", "市", "区"))}
    return frozenset(each for each in short if len(each) >= SHORTEST)


def _without_people(name: str, level: Level) -> set[str]:
    if level is Level.TOWNSHIP:
        match = _TOWNSHIP_PEOPLES.fullmatch(name)
        return {match["base"], match["base"] + "乡"} if match else set()
    match = _AUTONOMOUS.fullmatch(name)
    if match is None or match["base"].endswith("族"):
        match = _PEOPLE_ITSELF.fullmatch(name)
    if match is None:
        return set()
    return {match["base"], match["base"] + match["rank"]}
