"""Answers to be scored, checked against their instrument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeward.engines.scoring import messages as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeward.engines.scoring.instrument import Instrument
    from homeward.engines.yamlfile import Message, Words

OLDEST = 120
"""Years. Nobody is older; a greater number is a year of birth or a slip."""


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """What is wrong with one answer; `about` is an item, a scale, or `age_years`."""

    about: str
    what: Words
    remedy: Words
    code: str

    @classmethod
    def of(cls, about: str, message: Message) -> AnswerFault:
        """A message about one item."""
        return cls(about, message.what, message.remedy, message.code)


class AnswersRefused(ValueError):
    """Answers that cannot be answers to this instrument, every fault at once."""

    def __init__(self, faults: list[AnswerFault]) -> None:
        self.faults = tuple(faults)
        said = (f"{f.about}: {f.what['en']} {f.remedy['en']}" for f in faults)
        super().__init__("\n".join(said))


@dataclass(frozen=True, slots=True)
class ScoringProblem:
    """Answers of one person to one instrument.

    Attributes:
        instrument: what was asked; the parameters of the scoring.
        answers: by item, the value of the option chosen; None, or no entry: not answered.
        age_years: the child's age in completed years when it was answered; None: not known.

    Raises:
        AnswersRefused: an item or value that the instrument does not have.
    """

    instrument: Instrument
    answers: Mapping[str, int | None]
    age_years: int | None

    def __post_init__(self) -> None:
        faults = age_faults(self.age_years)
        if not self.instrument.text_shipped:
            faults.append(AnswerFault.of("answers", say.text_not_shipped()))
        else:
            known = {item.id: item for item in self.instrument.items}
            for name in sorted(self.answers):
                if name not in known:
                    faults.append(AnswerFault.of(name, say.unknown_answer(name, known)))
                elif not _is_offered(value := self.answers[name], known[name].values):
                    message = say.answer_not_offered(value, known[name].values)
                    faults.append(AnswerFault.of(name, message))
        if faults:
            raise AnswersRefused(faults)


def _is_offered(value: object, known: tuple[int, ...]) -> bool:
    """True is not 1 here: a tick is no answer on a scale."""
    return value is None or (isinstance(value, int) and type(value) is not bool and value in known)


def age_faults(age_years: object) -> list[AnswerFault]:
    """What is wrong with an age, if anything."""
    if age_years is None:
        return []
    whole = isinstance(age_years, int) and type(age_years) is not bool
    if whole and 0 <= age_years <= OLDEST:  # type: ignore[operator]
        return []
    return [AnswerFault.of("age_years", say.bad_age(age_years))]
