"""What names and numbers of divisions tell by themselves."""

from collections.abc import Collection

from homeward.engines.gazetteer import Level

LONGEST = 60
"""Characters of a name."""

RURAL_TOWNSHIPS = ("乡", "镇", "苏木")
URBAN_TOWNSHIPS = ("街道", "街道办事处")
VILLAGES = ("村民委员会", "村委会", "村", "嘎查")
COMMUNITIES = ("社区居民委员会", "社区居委会", "居民委员会", "居委会", "社区")

# The last three digits of a statistical division code (国家统计局《统计用区划代码编制规则》):
# neighbourhood committees 001-199, village committees 200-399.
VILLAGE_NUMBERS = range(201, 400)
COMMUNITY_NUMBERS = range(1, 200)


def rural(name: str, level: int) -> bool | None:
    """Whether a division is rural by the kind its name states; None when the name does not tell."""
    if level == Level.VILLAGE:
        return _by_ending(name, VILLAGES, COMMUNITIES)
    if level == Level.TOWNSHIP:
        return _by_ending(name, RURAL_TOWNSHIPS, URBAN_TOWNSHIPS)
    return None


def _by_ending(name: str, yes: tuple[str, ...], no: tuple[str, ...]) -> bool | None:
    if name.endswith(no):
        return False
    return True if name.endswith(yes) else None


def stem(name: str) -> str:
    """A village's name without its kind: 清溪 of 清溪村, 清溪村委会 and 清溪社区.

    A name that is nothing but its kind stays as it is.
    """
    short = name.strip()
    for kind in (*COMMUNITIES, *VILLAGES):
        if short.endswith(kind) and len(short) > len(kind):
            return short.removesuffix(kind)
    return short


def free_code(township: str, name: str, taken: Collection[str]) -> str | None:
    """The next 12-digit code for a village or community of a township; None when all are used."""
    numbers = COMMUNITY_NUMBERS if rural(name, Level.VILLAGE) is False else VILLAGE_NUMBERS
    codes = (f"{township[: Level.TOWNSHIP]}{number:03}" for number in numbers)
    return next((code for code in codes if code not in taken), None)
