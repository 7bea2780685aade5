"""Identity numbers on the register: checked, held against birth date and sex, sealed."""

from datetime import date
from uuid import UUID

from homeward.domain.children.models import Child
from homeward.domain.children.problems import (
    AlreadyRegistered,
    IdNumberContradicts,
    IdNumberInvalid,
)
from homeward.domain.children.targets import survivor
from homeward.domain.children.words import IdCheck, Sex
from homeward.engines.roll.identity import IdNumber, read_adult_id, read_child_id
from homeward.foundation.crypto.seal import blind, seal

PURPOSE = "child.id_number"
ADULT_PURPOSE = "adult.id_number"


def checked_child_id(typed: str, born_on: date | None, sex: Sex | None) -> IdNumber | None:
    """A typed number of a child; None when nothing was typed.

    Raises:
        IdNumberInvalid: its checksum or shape does not hold.
        IdNumberContradicts: it says another birth date or sex.
    """
    if not typed.strip():
        return None
    number = read_child_id(typed)
    if not isinstance(number, IdNumber) or not number.ok:
        raise IdNumberInvalid()
    if (born_on and number.born_on != born_on) or (sex and number.sex != sex):
        raise IdNumberContradicts()
    return number


def checked_adult_id(typed: str) -> IdNumber | None:
    """A typed number of an adult; None when nothing was typed.

    Raises:
        IdNumberInvalid.
    """
    if not typed.strip():
        return None
    number = read_adult_id(typed)
    if not isinstance(number, IdNumber) or not number.ok:
        raise IdNumberInvalid()
    return number


def refuse_known(number: IdNumber | None, but: UUID | None = None) -> None:
    """Raise AlreadyRegistered when another child holds this number."""
    if number is None:
        return
    holder = Child.objects.filter(id_index=index(number.text)).values_list("id", flat=True).first()
    if holder and survivor(holder) != but:
        raise AlreadyRegistered()


def index(text: str) -> str:
    """The blind index of a valid number."""
    return blind(text, PURPOSE)


def sealed(number: IdNumber | None, purpose: str) -> dict[str, object]:
    """The two columns of an identity number."""
    if number is None:
        return {"id_number": None, "id_check": None}
    return {"id_number": seal(number.text, purpose), "id_check": IdCheck.OK}
