"""Correcting what is believed of a child's own data; what was believed stays readable."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from homeward.domain.children import idnumber
from homeward.domain.children import phones as phone_columns
from homeward.domain.children.commands.register import check_age, check_village
from homeward.domain.children.models import Particulars
from homeward.domain.children.problems import NameMissing, NothingChanged
from homeward.domain.children.record import locked_child, refresh, replace
from homeward.domain.children.words import (
    NO_INCOME,
    Health,
    Hukou,
    IdCheck,
    Income,
    Precision,
    Sex,
    Source,
)
from homeward.foundation.access.decide import require
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal, unseal


@dataclass(frozen=True, slots=True)
class ChildCorrected:
    """Something believed of a child's own data was corrected; `fields` names what."""

    child_id: UUID
    fields: tuple[str, ...]


@command(action="child.correct", on="child_id", says="更正儿童信息")
def correct_child(
    ctx: Context,
    *,
    child_id: UUID,
    name: str | None = None,
    sex: Sex | None = None,
    born_on: date | None = None,
    ethnicity: str | None = None,
    id_number: str | None = None,
    hukou_registered: bool | None = None,
    hukou: Hukou | None = None,
    place: str | None = None,
    group: str | None = None,
    address: str | None = None,
    health: Health | None = None,
    disability: str | None = None,
    illness: str | None = None,
    income: tuple[Income, ...] | None = None,
    phones: tuple[str, ...] | None = None,
    student_no: str | None = None,
    note: str | None = None,
    clear: tuple[str, ...] = (),
    source: Source = Source.CORRECTION,
) -> ChildCorrected:
    """Believe something else of a child's own data from now on; what was believed stays readable.

    Args:
        income: all that the family lives on; () says that it was asked and there is none.
        phones: all telephones of the family; an empty list, like an empty text, takes back what was known.
        clear: names of fields that turn out to be not collected.

    Raises:
        NothingChanged, NotAChild, VillageUnknown, IdNumberInvalid, IdNumberContradicts,
        AlreadyRegistered, NameMissing, TextTooLong.
    """
    locked_child(ctx, child_id)
    if name is not None and not name.strip():
        raise NameMissing()
    row = Particulars.objects.now().get(child_id=child_id)
    said = {
        "name": name.strip() if name else None, "sex": sex, "born_on": born_on, "place": place,
        "born_precision": Precision.DAY if born_on else None, "ethnicity": ethnicity,
        "hukou_registered": hukou_registered, "hukou": hukou, "group": group, "health": health,
        "disability": disability, "illness": illness,
    }  # fmt: skip
    changes: dict[str, Any] = {key: value for key, value in said.items() if value is not None}
    changes |= {key: _empty(key) for key in clear}
    if income is not None:
        changes["income"] = ",".join(dict.fromkeys(income)) or NO_INCOME
    texts = {"address": address, "student_no": student_no, "note": note}
    changes |= {
        key: seal(text, f"child.{key}") if text else None
        for key, text in texts.items()
        if text is not None
    }
    if phones is not None:
        changes |= phone_columns.columns(phones, "child.phones")
    elif "phones" in clear:
        changes["phone_keys"] = ""
    if place is not None:
        check_village(place)
        require(ctx.actor, "child.correct", Target(place=place))  # not into somebody else's area
    check_age(ctx, born_on)
    changes |= _number(row, id_number, changes)
    after = replace(ctx, row, source, **changes)
    if after is row:
        raise NothingChanged()
    refresh(ctx, child_id)
    return ChildCorrected(
        child_id, tuple(sorted(set(changes) - {"born_precision", "id_check", "phone_keys"}))
    )


def _number(row: Particulars, typed: str | None, changes: dict[str, Any]) -> dict[str, Any]:
    """The columns of a number typed anew; the one that stays is held against what is corrected.

    Raises:
        IdNumberInvalid, IdNumberContradicts, AlreadyRegistered.
    """
    born_on, sex = changes.get("born_on", row.born_on), changes.get("sex", row.sex)
    if typed is not None:
        number = idnumber.checked_child_id(typed, born_on, sex)
        idnumber.refuse_known(number, but=row.child_id)
        return idnumber.sealed(number, idnumber.PURPOSE)
    if {"born_on", "sex"} & set(changes) and row.id_check == IdCheck.OK and row.id_number:
        idnumber.checked_child_id(unseal(row.id_number, idnumber.PURPOSE), born_on, sex)
    return {}


def _empty(field: str) -> Any:
    """What 未采集 looks like in a column that may be cleared."""
    clearable = {
        "sex": None, "born_on": None, "ethnicity": "", "hukou_registered": None, "hukou": None,
        "health": None, "disability": "", "illness": "", "group": "", "address": None,
        "income": "", "phones": None, "student_no": None, "note": None,
    }  # fmt: skip
    if field not in clearable:
        raise NothingChanged()
    return clearable[field]
