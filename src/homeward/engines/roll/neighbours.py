"""Headers that name no person (联系电话, 与儿童关系) given to the one their left neighbour speaks of."""

from dataclasses import replace
from typing import Final

from homeward.engines.roll.band import Guess
from homeward.engines.roll.meanings import Meaning, field_for, vocabulary

_PARENTS: Final = ("father", "mother")
_CARERS: Final = ("carer", "entrusted", "member1", "member2", "outgoing")


def give_to_neighbours(guesses: list[Guess]) -> None:
    """Give floating columns (联系电话 after 母亲姓名) to the person their left neighbour speaks of.

    A parent gets one only where the other parent has the same; a lone 联系电话 is the family's.
    The child keeps the first of 姓名, 身份证号, 出生日期, wherever it stands.
    """
    claimed = {
        guess.meaning.field
        for guess in guesses
        if guess.meaning.field and not guess.meaning.floating
    }
    person: str | None = None
    proposals: list[tuple[Guess, str | None]] = []
    left: Guess | None = None
    for guess in guesses:
        beside, left = left, guess
        if guess.meaning.attribute == "phone" and _of_another(beside, guess):
            guess.meaning, guess.how = Meaning(None, "someone_else"), "unknown"
        elif guess.meaning.floating:
            if guess.meaning.attribute == "kinship" and person not in _CARERS:
                person = "carer"
            proposals.append((guess, person))
        elif guess.meaning.subject and guess.meaning.field:
            person = _person(guess.meaning)
    wanted = {f"{who}_{guess.meaning.attribute}" for guess, who in proposals if who} | claimed
    for guess, who in proposals:
        attribute = guess.meaning.attribute or ""
        own = guess.meaning.field
        theirs = field_for(who, attribute) if who and who != "child" else None
        if who in _PARENTS and f"{_PARENTS[who == 'father']}_{attribute}" not in wanted:
            theirs = None
        if (
            theirs
            and theirs not in claimed
            and (own is None or own in claimed or attribute in ("phone", "kinship"))
        ):
            guess.meaning, guess.how = replace(guess.meaning, field=theirs, score=80), "neighbour"
        if guess.meaning.field:
            claimed.add(guess.meaning.field)


def _of_another(beside: Guess | None, guess: Guess) -> bool:
    """Whether a bare 联系电话 stands right behind somebody who is no family: a teacher, a cadre."""
    return (
        guess.meaning.floating
        and guess.how != "mapped"
        and beside is not None
        and beside.meaning.subject == "someone_else"
        and beside.index == guess.index - 1
    )


def _person(meaning: Meaning) -> str:
    subject = meaning.subject or "child"
    return subject if subject in dict((name, 0) for _, name in vocabulary().subjects) else "child"
