"""One box for everything: `child.search`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.domain.children.models import Child, NameToken
from homeward.domain.children.queries.lines import ChildLine, ListRow, lines, of_children
from homeward.domain.children.queries.lists import LIST, prefix_of
from homeward.domain.children.search import near
from homeward.domain.children.search.readings import Reading, readings
from homeward.domain.children.search.words import Why
from homeward.engines.names import search_key, syllables
from homeward.foundation.access.decide import visible
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target, span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.statements import AmongRows

HITS, MOST = 20, 50
TRIED = 200
"""Children of one reading that are looked at before they are ranked."""
LOOKED_UP = 1_000
"""Tokens of one reading that are looked up before the reader's scope is asked."""
WORDS = 4
NAME = 4
"""Characters of a name that somebody may have typed with spaces."""
Rows = QuerySet[Child]


@dataclass(frozen=True, slots=True)
class Hit:
    """A child and why it was found; `present` is False for those who have left the register."""

    child: ChildLine
    why: Why
    present: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits first; `more` says that there are others like the last."""

    hits: tuple[Hit, ...]
    more: bool


@query(action=LIST, name="child.search", unscoped="filters with visible", says="查找孩子")
def search_children(ctx: Context, *, q: str, place: str = "", limit: int = HITS) -> Found:
    """The children a reader may see who fit what was typed, the surest first.

    Args:
        q: a name in characters (whole, or some of it), in pinyin or initials, also misheard or with one
            slip; a whole identity number or telephone; a parent's or carer's name; a village or school.
            Several words, separated by spaces, must all fit.
        place: a 12-digit code; only children inside it.
        limit: at most `MOST`.
    """
    limit = max(1, min(limit, MOST))
    rows = visible(ctx.actor, Child.objects.filter(merged_into__isnull=True), LIST)
    if place:
        rows = rows.filter(place__range=span(place))
    search = _Search(ctx, rows, place, limit)
    for found in search.run(q.replace("\x00", "")):
        search.add(*found)
        if len(search.found) > limit:
            break
    return search.answer()


class _Search:
    """One search under way: who was found so far, each for the first reason that fitted."""

    def __init__(self, ctx: Context, rows: Rows, place: str, limit: int) -> None:
        self.ctx, self.rows, self.place, self.limit = ctx, rows, place, limit
        self.found: dict[UUID, tuple[Why, bool]] = {}

    def run(self, typed: str) -> Iterator[tuple[Why, Iterable[tuple[UUID, str, bool]]]]:
        """Reading by reading, the surest first: its reason, and id, name and presence of who fits."""
        if number := near.number_of(typed):
            yield Why.NUMBER, self._readable(Q(id_index=number), FieldClass.IDENTITY)
        if near.is_phone(typed):
            yield Why.PHONE, self._readable(near.by_phone(typed), FieldClass.CARE)
        words = typed.split()[:WORDS]
        if number or near.is_phone(typed) or not words:
            return
        if len(words) > 1 and _is_one_name(words):
            yield from self._named("".join(words), Q())
            if self.found:
                return
        for at, word in enumerate(words):
            others = self._narrowed(words[:at] + words[at + 1 :])
            if others is None:
                continue
            yield from self._named(word, others)
            if self.found:
                return
        if (
            len(words) > 1
        ):  # no child is called so: perhaps they name only people and places around it
            others = self._narrowed(words)
            if others is not None:
                yield Why.KIN, self._read(self.rows.filter(others))

    def _named(
        self, word: str, others: Q
    ) -> Iterator[tuple[Why, Iterable[tuple[UUID, str, bool]]]]:
        """A word as a child's name, then as a parent's, a place's, a school's."""
        rows = self.rows.filter(others) if others else self.rows
        for reading in readings(word):
            if reading.tokens:
                fitting = self._reading(rows, reading)
                yield from _by_reason(reading.why, search_key(word), fitting)
            if others and self.found:
                return  # with a village or a parent beside the name, the first reading that fits is meant
        if word.isascii():
            return  # nobody's mother and no village is written down in letters
        if adults := near.adults_named(search_key(word)):
            yield Why.KIN, self._read(rows.filter(near.of_adults(adults)))
        if (there := near.places_named(word)) is not None:
            yield Why.PLACE, self._read(rows.filter(there))
        if len(word) > 1 and (at_school := near.schools_named(word)) is not None:
            yield Why.SCHOOL, self._read(rows.filter(at_school))

    def _narrowed(self, words: list[str]) -> Q | None:
        """All other words, each as a place, a school or an adult; None where one is none of them."""
        whole = Q()
        for word in words:
            adults = near.adults_named(search_key(word))
            meanings = [
                near.places_named(word), near.schools_named(word),
                near.of_adults(adults) if adults else None,
            ]  # fmt: skip
            said = [one for one in meanings if one is not None]
            if not said:
                return None
            whole &= reduce(or_, said)
        return whole

    def _reading(self, rows: Rows, reading: Reading) -> Iterable[tuple[UUID, str, bool]]:
        """Who has one of a reading's tokens: the first of them looked up, all of them where that is not
        enough for a reader of a small part of a large register.
        """
        tokens = NameToken.objects.filter(
            prefix_of(reading.tokens[0]) if reading.begins else Q(token__in=reading.tokens)
        ).values_list("child_id", flat=True)
        ids = list(tokens[:LOOKED_UP])
        found = list(self._read(rows.filter(pk__in=ids))) if ids else []
        if len(found) <= self.limit and len(ids) == LOOKED_UP:
            return self._read(rows.filter(AmongRows("pk", tokens)))
        return found

    def _read(self, rows: Rows) -> Iterable[tuple[UUID, str, bool]]:
        return rows.values_list("id", "name", "present")[:TRIED]

    def _readable(self, wanted: Q, needed: FieldClass) -> Iterable[tuple[UUID, str, bool]]:
        """Only children of whom the reader may read the class of what was typed."""
        for child in self.rows.filter(wanted)[:TRIED]:
            target = Target(child.place, child.school_id, child.id)
            if needed in self.ctx.actor.classes(LIST, target):
                yield child.id, child.name, child.present

    def add(self, why: Why, found: Iterable[tuple[UUID, str, bool]]) -> None:
        """Take in who fits a reading, those on the register and of the shortest name first."""
        fresh = [one for one in found if one[0] not in self.found]
        for child_id, _name, present in sorted(fresh, key=lambda one: (not one[2], len(one[1]))):
            self.found[child_id] = (why, present)

    def answer(self) -> Found:
        """The hits as a list shows them."""
        ids = list(self.found)[: self.limit]
        rows = of_children(Child.objects.filter(pk__in=ids)).values_list(*ListRow._fields)
        shown = {line.child_id: line for line in lines([ListRow._make(row) for row in rows])}
        hits = tuple(Hit(shown[one], *self.found[one]) for one in ids if one in shown)
        return Found(hits, len(self.found) > len(hits))


def _is_one_name(words: list[str]) -> bool:
    """Whether spaces may stand inside a name: 王 小明, wang xiao ming."""
    return all(word.isascii() for word in words) or len("".join(words)) <= NAME


def _by_reason(
    why: Why, key: str, found: Iterable[tuple[UUID, str, bool]]
) -> list[tuple[Why, list[tuple[UUID, str, bool]]]]:
    """The same children with what exactly fitted, the better reason first."""
    sorted_out: dict[Why, list[tuple[UUID, str, bool]]] = {}
    for one in found:
        sorted_out.setdefault(_exactly(why, key, search_key(one[1])), []).append(one)
    order = list(Why)
    return sorted(sorted_out.items(), key=lambda item: order.index(item[0]))


def _exactly(why: Why, key: str, name: str) -> Why:
    """A token may be a whole name or its tail, a sound or initials."""
    if why in (Why.NAME, Why.BEGINS) and key in name:
        return Why.NAME if key == name else Why.PART
    if why in (Why.PINYIN, Why.BEGINS):
        return Why.PINYIN if "".join(syllables(name)).endswith(key) else _begun(key, name)
    return why


def _begun(key: str, name: str) -> Why:
    sound = "".join(syllables(name))
    return Why.BEGINS if key in sound else Why.INITIALS
