"""Likely doubles: two rows, or a row and a registered child, that seem to be the same child.

Evidence: the same valid identity number; or the same name, birth date and sex together with at
least one more agreement (a parent's name, a telephone, the village). Two different valid numbers
speak against it (twins, cousins of one name): then every other thing that both tell must agree too.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from homeward.engines.roll.entry import Entry

_SAID: Final[Mapping[str, tuple[str, str]]] = {
    "id": ("身份证号", "identity number"),
    "name": ("姓名", "name"),
    "born": ("出生日期", "birth date"),
    "sex": ("性别", "sex"),
    "father": ("父亲姓名", "father's name"),
    "mother": ("母亲姓名", "mother's name"),
    "phone": ("联系电话", "telephone"),
    "village": ("村", "village"),
}
_IDENTITY: Final = ("name", "born", "sex")


@dataclass(frozen=True, slots=True)
class Double:
    """Rows of the file that are likely one child; the last is the double.

    Attributes:
        rows: (sheet, row) of the first and of the double.
        agree: the fields that agree.
        why: the same in words, {"zh": ..., "en": ...}.
    """

    rows: tuple[tuple[str, int], ...]
    agree: tuple[str, ...]
    why: Mapping[str, str] = field(compare=False)


@dataclass(frozen=True, slots=True)
class KnownChild:
    """A registered child, as far as it is compared.

    Attributes:
        child_id: the register's own key, opaque here.
        id_index: the blind index of the valid identity number; None when there is none.
        village: the village's name or code, as the caller compares them.
    """

    child_id: str
    name: str
    born_on: dt.date | None
    sex: str | None
    id_index: str | None = None
    village: str | None = None
    father: str | None = None
    mother: str | None = None
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """How an entry stands to the register: the same child, likely the same, or new."""

    kind: Literal["same", "likely", "new"]
    child_id: str | None = None
    agree: tuple[str, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict, compare=False)


class _Traits(NamedTuple):
    """What is compared of a row or a child; None and () = not known."""

    id: str | None
    name: str | None
    born: tuple[dt.date, str | None] | None
    sex: str | None
    father: str | None
    mother: str | None
    phones: tuple[str, ...]
    village: str | None


def find_doubles(entries: Sequence[Entry]) -> list[Double]:
    """Likely doubles inside a file, each with the earliest row it repeats; near linear in rows."""
    index = _Index()
    found: list[Double] = []
    for at, entry in enumerate(entries):
        traits = _of_entry(entry, entry.id.text if entry.id.ok else None)
        for other in sorted(index.near(traits)):
            if agree := _evidence(index.traits[other], traits):
                first = entries[other]
                rows = ((first.sheet, first.row), (entry.sheet, entry.row))
                found.append(Double(rows, agree, _why(agree)))
                break
        index.add(at, traits)
    return found


def match(
    entries: Iterable[Entry],
    register: Iterable[KnownChild],
    *,
    id_index: Callable[[str], str],
    village: Callable[[Entry], str | None] = lambda entry: entry.village,
) -> list[Match]:
    """How each entry stands to the registered children, in the entries' order.

    Args:
        entries: entries of a roll.
        register: the children they may be; the caller chooses how many (a township, say).
        id_index: the opaque index of a valid identity number, as in `KnownChild.id_index`.
        village: what to compare with `KnownChild.village`.
    """
    index = _Index()
    children: list[str] = []
    for child in register:
        index.add(len(children), _of_child(child))
        children.append(child.child_id)
    matches = []
    for entry in entries:
        number = id_index(entry.id.text) if entry.id.ok else None
        matches.append(
            _stands(index, children, _of_entry(entry, number)._replace(village=village(entry)))
        )
    return matches


def _stands(index: "_Index", children: list[str], traits: _Traits) -> Match:
    """The best of the children that may be this one: same by number, likely otherwise."""
    likely: list[tuple[bool, tuple[str, ...], int]] = []
    for other in sorted(index.near(traits)):
        known = index.traits[other]
        agree = _evidence(known, traits)
        if agree:
            likely.append((_same(known, traits, agree), agree, other))
    sure = [one for one in likely if one[0]]
    if len(sure) == 1:
        _, agree, other = sure[0]
        return Match("same", children[other], agree, _why(agree))
    if likely:
        _, agree, other = max(likely, key=lambda one: len(one[1]))
        return Match("likely", children[other], agree, _why(agree))
    return Match("new")


def _same(known: _Traits, traits: _Traits, agree: tuple[str, ...]) -> bool:
    """Sure enough to need no person: number and name; or, where one has no number, all that both
    tell."""
    if "id" in agree:
        return "name" in agree
    both_numbered = known.id is not None and traits.id is not None
    parent = "father" in agree or "mother" in agree
    return not both_numbered and parent and "village" in agree and not _against(known, traits)


def _evidence(one: _Traits, two: _Traits) -> tuple[str, ...]:
    """The fields that agree if they make a likely double, else ()."""
    agree = _agreeing(one, two)
    if one.id is not None and one.id == two.id:
        return ("id", *agree)
    if not all(name in agree for name in _IDENTITY) or len(agree) == len(_IDENTITY):
        return ()
    if one.id is not None and two.id is not None:
        whole = {"father", "mother", "village"} <= set(agree) and not _against(one, two)
        return agree if whole else ()
    return agree


def _agreeing(one: _Traits, two: _Traits) -> tuple[str, ...]:
    same = [
        name
        for name in (*_IDENTITY, "father", "mother", "village")
        if getattr(one, name) is not None and getattr(one, name) == getattr(two, name)
    ]
    if not set(one.phones).isdisjoint(two.phones):
        same.append("phone")
    return tuple(same)


def _against(one: _Traits, two: _Traits) -> bool:
    """Whether something both tell differs (telephones apart: those change)."""
    return any(
        getattr(one, name) is not None
        and getattr(two, name) is not None
        and getattr(one, name) != getattr(two, name)
        for name in ("father", "mother", "village")
    )


def _of_entry(entry: Entry, number: str | None) -> _Traits:
    born = (entry.born_on, entry.born_precision) if entry.born_on else None
    phones = (
        *entry.father.phones,
        *entry.mother.phones,
        *(entry.carer.phones if entry.carer else ()),
        *entry.phones,
    )
    return _Traits(
        number,
        entry.name,
        born,
        entry.sex,
        entry.father.name,
        entry.mother.name,
        phones,
        entry.village,
    )


def _of_child(child: KnownChild) -> _Traits:
    born = (child.born_on, "day") if child.born_on else None
    return _Traits(
        child.id_index,
        child.name.replace(" ", ""),
        born,
        child.sex,
        child.father,
        child.mother,
        child.phones,
        child.village,
    )


class _Index:
    """Finds rows worth comparing: by number, and by name, birth date and sex with one more
    agreement.

    Of each key only the first few rows are kept, so that a thousand equal rows are compared with
    those alone.
    """

    def __init__(self) -> None:
        self.traits: dict[int, _Traits] = {}
        self._first: dict[tuple[object, ...], list[int]] = {}

    def _keys(self, traits: _Traits) -> list[tuple[object, ...]]:
        keys: list[tuple[object, ...]] = [("id", traits.id)] if traits.id is not None else []
        if traits.name is None or traits.born is None or traits.sex is None:
            return keys
        identity = (traits.name, traits.born, traits.sex)
        more = [("father", traits.father), ("mother", traits.mother), ("village", traits.village)]
        keys += [(*identity, name, value) for name, value in more if value is not None]
        keys += [(*identity, "phone", phone) for phone in traits.phones]
        return keys

    def add(self, at: int, traits: _Traits) -> None:
        """Remember a row."""
        self.traits[at] = traits
        for key in self._keys(traits):
            same = self._first.setdefault(key, [])
            if len(same) < 8:
                same.append(at)

    def near(self, traits: _Traits) -> set[int]:
        """Rows that share a key."""
        return {at for key in self._keys(traits) for at in self._first.get(key, ())}


def _why(agree: tuple[str, ...]) -> dict[str, str]:
    zh = "、".join(_SAID[name][0] for name in agree)
    en = ", ".join(_SAID[name][1] for name in agree)
    return {"zh": f"{zh}相同", "en": f"Same {en}"}
