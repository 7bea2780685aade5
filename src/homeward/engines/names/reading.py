"""Looking names up: by characters from any place, by sound, by initials.

A name gives these tokens: each tail of its characters (王小明, 小明, 明), each tail of its pinyin
(wangxiaoming, xiaoming, ming) and of its initials (wxm, xm; m begins ming). A search is a prefix of
one of them.
A surname is read as surnames are (单 shan, 曾 zeng); its everyday reading finds the name too.
"""

from functools import cache
from typing import Any

MAX = 80


@cache
def _reader() -> Any:
    """pypinyin loads slowly, so only the first name pays."""
    import pypinyin

    return pypinyin


@cache
def _syllable(sign: str) -> str:
    found = _reader().lazy_pinyin(sign, errors=lambda text: [text])
    return "".join(found).casefold()


@cache
def _surname_syllable(sign: str) -> str:
    """The reading of a character as a surname, where it differs: 单 shan, 曾 zeng, 仇 qiu."""
    return _SURNAMES.get(sign) or _syllable(sign)


# Readings that a character has as a surname only (GB/T 28039-2011 spelling of names).
_SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "任": "ren", "朴": "piao",
    "区": "ou", "盖": "ge", "乐": "yue", "纪": "ji", "华": "hua", "尉": "wei", "缪": "miao",
    "覃": "qin", "翟": "zhai", "员": "yun", "黑": "he", "秘": "bi", "种": "chong", "洗": "xian",
    "召": "shao", "葛": "ge", "宁": "ning", "燕": "yan", "哈": "ha", "繁": "po", "折": "she",
    "教": "jiao", "能": "nai", "祭": "zhai", "重": "chong", "万": "wan", "俞": "yu", "车": "che",
}  # fmt: skip


# signs inside a name that nobody types, and the one that no database holds
_SILENT = dict.fromkeys(map(ord, "·•.'’‘`\x00"))


def _signs(text: str) -> str:
    """The characters that count, in one case: without spaces and dots."""
    return "".join(text.split()).translate(_SILENT).casefold()


# Surnames of two characters in which one is read otherwise than alone.
_COMPOUND = {
    "尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "单于": ("chan", "yu"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"), "鲜于": ("xian", "yu"), "宇文": ("yu", "wen"), "呼延": ("hu", "yan"),
    "令狐": ("ling", "hu"), "尉犁": ("yu", "li"), "颛孙": ("zhuan", "sun"), "宰父": ("zai", "fu"),
}  # fmt: skip


@cache
def syllables(name: str) -> tuple[str, ...]:
    """The pinyin of each character, without tones; other signs stand for themselves."""
    signs = _signs(name)
    if not signs:
        return ()
    if (two := _COMPOUND.get(signs[:2])) and len(signs) > 2:
        return (*two, *(_syllable(sign) for sign in signs[2:]))
    return (_surname_syllable(signs[0]), *(_syllable(sign) for sign in signs[1:]))


# Surnames of two characters that people still bear.
_TWO = frozenset(_COMPOUND) | frozenset(
    ["欧阳", "上官", "司徒", "司马", "诸葛", "皇甫", "慕容", "东方", "公孙", "夏侯", "端木", "轩辕"]
)


def given_name(name: str) -> str:
    """What somebody is called without the surname; the whole where there is no more than a surname.

    >>> given_name("陈小溪"), given_name("欧阳娜"), given_name("王")
    ('小溪', '娜', '王')
    """
    name = name.strip()
    cut = 2 if name[:2] in _TWO and len(name) > 2 else 1
    return name[cut:] or name


def sort_key(name: str) -> str:
    """What lists are ordered by: pinyin, then the characters, so that equal sounds stay apart."""
    return (" ".join(syllables(name)) + "|" + name)[:MAX]


def tokens(name: str) -> set[str]:
    """Every token that finds this name."""
    read, signs = syllables(name), _signs(name)
    found = {signs[start:] for start in range(len(signs))}
    sound = initials = ""
    for part in reversed(read):
        sound, initials = part + sound, part[:1] + initials
        found.add(sound)
        if len(initials) > 1:
            found.add(initials)
    if signs and (everyday := _syllable(signs[0])) != read[0]:
        found.add(everyday + "".join(read[1:]))
        found.add(everyday[:1] + "".join(part[:1] for part in read[1:]))
    return {token[:MAX] for token in found if token}


def search_key(typed: str) -> str:
    """What a person typed, as a token's prefix: no spaces, no dots, one case."""
    return _signs(typed)[:MAX]
