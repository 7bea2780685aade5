"""What one header text means: the table of `headers.yaml` and the rules that read it.

A header is a whole synonym (家庭住址), or a person and what is told of them (父亲 + 联系电话), or
holds a telling word (是否属于低保家庭). The attribute of a Chinese compound stands last, so
身份证地址 is an address.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from homeward.engines.roll.tables import load_table

_BRACKETS: Final = re.compile(r"[(\[【<《].*?[)\]】>》]")
_NUMBERING: Final = re.compile(r"^(?:[(]?[一二三四五六七八九十]+[)、.]|\d{1,2}[.、)])")
_JOINERS: Final = ("以及", "及", "和")  # 监护人及联系电话
_LATIN: Final = re.compile("[A-Za-z]{2,}")
_JUNK: Final = re.compile(r"[\s*:()\[\]【】<>《》“”\"'、,/\\|._—\-·?。;]+")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field a roll can fill: labels, the reader of its cells, whether several columns may fill
    it. A weak synonym (学号) means it only where no other column does (学籍号)."""

    name: str
    zh: str
    en: str
    reads: str
    many: bool
    whole: tuple[str, ...]
    has: tuple[str, ...]
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header text means.

    Attributes:
        field: the field, or None when none was found.
        subject: the person it names (father, carer, someone_else, ...), if it names one.
        attribute: what it tells (name, phone, ...), if it can belong to several persons.
        score: 0-100.
    """

    field: str | None = None
    subject: str | None = None
    attribute: str | None = None
    score: int = 0

    @property
    def floating(self) -> bool:
        """Whether it names no person, so that its neighbours decide whose it is."""
        return self.attribute is not None and self.subject is None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The table of `headers.yaml`, ready to look things up."""

    fields: dict[str, FieldSpec]
    whole: dict[str, str]
    has: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...]
    child_attributes: dict[str, str]
    weak: frozenset[str]
    fillers: tuple[str, ...]
    tick_groups: frozenset[str]
    tick_heads: dict[str, str]
    excluded: tuple[str, ...]
    ours: frozenset[str]


def _longest_first(words: dict[str, list[Any]]) -> tuple[tuple[str, str], ...]:
    pairs = [(str(word), name) for name, said in words.items() for word in said]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def vocabulary() -> Vocabulary:
    """The table of headers, loaded once."""
    raw = load_table("headers.yaml")
    specs = {
        name: FieldSpec(
            name,
            said["zh"],
            said["en"],
            said["reads"],
            said.get("many", False),
            tuple(map(str, said.get("whole", ()))),
            tuple(said.get("has", ())),
            tuple(said.get("weak", ())),
        )
        for name, said in raw["fields"].items()
    }
    whole = {
        bare(word): name
        for name, spec in specs.items()
        for word in (spec.zh, *spec.whole, *spec.weak)
    }
    return Vocabulary(
        specs,
        whole,
        _longest_first({name: list(spec.has) for name, spec in specs.items()}),
        _longest_first(raw["subjects"]),
        _longest_first(raw["attributes"]),
        raw["child_attributes"],
        frozenset(bare(word) for spec in specs.values() for word in spec.weak),
        tuple(sorted(map(str, raw["fillers"]), key=len, reverse=True)),
        frozenset(raw["tick_groups"]),
        {word: field for field, words in raw["tick_heads"].items() for word in words},
        tuple(raw["excluded"]),
        frozenset(map(bare, raw["ours"])),
    )


def roll_fields() -> dict[str, FieldSpec]:
    """All fields a column can be mapped to, by name."""
    return vocabulary().fields


def bare(text: str) -> str:
    """A header text without spaces, brackets' signs, numbering and punctuation; half-width."""
    squeezed = _NUMBERING.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    return _JUNK.sub("", squeezed) or squeezed


def without_brackets(text: str) -> str:
    """A text without its remarks in brackets: 出生日期（如2015-01-01）."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def meaning_of(text: str) -> Meaning:
    """The meaning of one header text, with or without its remark in brackets."""
    words = vocabulary()
    full = bare(text)
    short = bare(without_brackets(text))
    if not full or len(full) > 40:
        return Meaning()
    han = _LATIN.sub("", short) if not short.isascii() else short  # 姓名 Name
    for said, score in ((full, 100), (short, 90), (han, 88)):
        if field := words.whole.get(said):
            return _whole(field, said, score)
        if found := _composed(said, score - 5):
            return found
        plain = said.rstrip("0123456789一二三四五①②③")
        if plain != said and (field := words.whole.get(plain)):
            return _whole(field, plain, score - 5)
    if any(word in full for word in words.excluded):
        return Meaning()
    return _containing(short or full)


def subject_of(text: str) -> str | None:
    """The person a header text names."""
    said = bare(text)
    return next((subject for word, subject in vocabulary().subjects if word in said), None)


def attribute_of(text: str) -> str | None:
    """What a header text tells, whoever it is about: the attribute that stands last, then the
    longest."""
    found = _attribute(bare(text))
    return found[1] if found else None


def _attribute(said: str) -> tuple[str, str] | None:
    """(word, attribute)."""
    best: tuple[int, int, str, str] | None = None
    for word, attribute in vocabulary().attributes:
        at = said.rfind(word)
        if at >= 0 and (best is None or (at + len(word), len(word)) > best[:2]):
            best = (at + len(word), len(word), word, attribute)
    return (best[2], best[3]) if best else None


def _composed(said: str, score: int) -> Meaning | None:
    """Person + attribute; what is left over must be small and name nobody else."""
    words = vocabulary()
    if any(word in said for word in words.excluded):
        return None
    word, subject = next(
        ((word, subject) for word, subject in words.subjects if word in said), ("", None)
    )
    rest = said.replace(word, "", 1) if word else said
    if subject and _name_and_phone(rest):
        return Meaning(field_for(subject, "contact"), subject, None, score)
    if word and any(f"{word}{joiner}" in said for joiner in _JOINERS):
        return Meaning(None, subject)  # two things in one cell, and not those two
    found = _attribute(rest)
    if found is None:
        return Meaning(None, subject) if subject == "someone_else" else None
    if subject == "someone_else" or (subject == "parents" and found[1] != "phone"):
        return Meaning(None, subject)
    left = rest.replace(found[0], "", 1)
    for filler in words.fillers:
        left = left.replace(filler, "")
    if (
        _attribute(left)
        or any(other in left for other, _ in words.subjects)
        or len(left) * 3 > len(said)
    ):
        return None
    score -= 6 * len(left)
    if subject is None:
        return Meaning(words.child_attributes.get(found[1]), None, found[1], score)
    return Meaning(field_for(subject, found[1]), subject, found[1], score)


def _name_and_phone(rest: str) -> bool:
    """Whether what is left of 父亲姓名及联系电话 without the person names both, and nothing more."""
    joined = rest.startswith(_JOINERS)
    phone = _attribute(rest)
    if phone is None or phone[1] != "phone":
        return False
    name = rest.replace(phone[0], "", 1).strip("".join(_JOINERS))
    return name in ("姓名", "名字", "名") or (joined and not name)


def field_for(subject: str, attribute: str) -> str | None:
    """The field for a person and an attribute, if there is one."""
    words = vocabulary()
    if subject in ("child", "parents"):
        return words.child_attributes.get(attribute)
    name = f"{subject}_{attribute}"
    return name if name in words.fields else None


def _containing(said: str) -> Meaning:
    """The longest telling word inside a header that nothing else explains."""
    words = vocabulary()
    if subject_of(said) == "someone_else":
        return Meaning(None, "someone_else")
    for word, field in words.has:
        if word in said:
            return Meaning(field, _subject_of_field(field), None, 60 + 30 * len(word) // len(said))
    return Meaning(None, subject_of(said))


def _subject_of_field(field: str) -> str | None:
    """father for father_phone; child for fields without a person; None for a floating one."""
    for _, subject in vocabulary().subjects:
        if field.startswith(f"{subject}_") and field != "guardianship_type":
            return subject
    return "child"


def _whole(field: str, said: str, score: int) -> Meaning:
    """A whole synonym; one that is nothing but an attribute (联系电话, 身份证号) names no
    person."""
    found = _attribute(said)
    if found and found[0] == said:
        return Meaning(field, None, found[1], score)
    if said in vocabulary().weak:
        score -= 15
    return Meaning(field, _subject_of_field(field), None, score)
