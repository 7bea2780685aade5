"""The child's own tables in words."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.consent.purposes import purposes
from homeward.domain.children.disclosure.told import (
    Names,
    Said,
    Telling,
    not_told,
    say,
    spoken,
    tells,
    written,
)
from homeward.domain.children.models import (
    Adult,
    AdultKey,
    Child,
    Consent,
    CorrectionRequest,
    DoublePair,
    ErasureRequest,
    Household,
    Lapse,
    Merge,
    MergeRow,
    NameToken,
    Particulars,
    Presence,
    RollBatch,
    RollSeen,
    Status,
)
from homeward.domain.children.queries.shown import PARTICULARS, value_of
from homeward.domain.children.retention.clocks import clocks
from homeward.domain.children.words import HeldSection, Source
from homeward.foundation.clock import day_of
from homeward.foundation.crypto.seal import unseal

not_told(gettext_lazy("把大人和一家人连在一起的编号：没有别的内容。"), Adult, Household)
not_told(
    gettext_lazy("查找用的编码，由姓名和电话算出来，没有别的内容。"), AdultKey, NameToken
)  # fmt: skip
not_told(
    gettext_lazy("“这两条记录会不会是同一个孩子”的核对：说给一家听，就说出了另一家的孩子。"),
    DoublePair,
)
not_told(gettext_lazy("合并记录时的记账，内容都在相应的记录里。"), MergeRow)


def _child_rows(ids: Collection[UUID]) -> "QuerySet[Child]":
    return Child.objects.filter(pk__in=ids)


@tells(Child, HeldSection.WHO, rows=_child_rows)
def child(row: Child, names: Names) -> Telling:
    merged = say(_("后来"), _("与孩子的另一条记录合并") if row.merged_into else None)
    return Telling(_("登记"), day_of(row.registered_at), (*say(_("姓名"), row.name), *merged))


@tells(Particulars, HeldSection.WHO)
def particulars(row: Particulars, names: Names) -> Telling:
    """Every column that was collected, with its own class."""
    lines = [
        say(str(how.label), value_of(row, name), how.reads) for name, how in PARTICULARS.items()
    ]
    return Telling(
        _("孩子的资料"), day_of(row.recorded_at),
        (*(line for some in lines for line in some), *say(_("家在"), names.place(row.place)),
         *origin(row.source)),
    )  # fmt: skip


@tells(Presence, HeldSection.WHO)
def presence(row: Presence, names: Names) -> Telling:
    said = (*say(_("到"), row.until), *say(_("原因"), row.get_cause_display() if row.cause else ""))
    return Telling(_("列入名册"), row.since, said)


@tells(Status, HeldSection.STANDING)
def status(row: Status, names: Names) -> Telling:
    """The answer and by which rule; a rule's own title is written for offices."""
    said = (
        *say(_("规定编号"), f"{row.definition} ({row.version})"),
        *say(_("判断结果"), row.get_truth_display()),
        *say(_("到"), day_of(row.ended_at) if row.ended_at else None),
    )
    return Telling(_("是不是关爱服务的对象"), row.since, said)


@tells(Consent, HeldSection.CONSENTS)
def consent(row: Consent, names: Names) -> Telling:
    known = purposes().get(row.purpose)
    said = (
        *say(_("回答"), _("同意") if row.given else _("不同意")),
        *say(_("谁的意见"), row.get_by_display()),
        *say(_("谁说的"), unseal(row.who, "consent.who") if row.who else ""),
        *say(_("怎样说的"), row.get_way_display()),
        *written(row.note),
    )
    return Telling(spoken(known.title) if known else row.purpose, row.on, said)


@tells(ErasureRequest, HeldSection.RIGHTS)
def erasure(row: ErasureRequest, names: Names) -> Telling:
    said = (
        *say(_("进展"), row.get_state_display()),
        *say(_("最早执行日"), row.not_before),
        *written(row.reason),
    )
    return Telling(_("删除全部资料的申请"), day_of(row.asked_at), said)


@tells(Lapse, HeldSection.RIGHTS)
def lapse(row: Lapse, names: Names) -> Telling:
    found = next((one for one in clocks(row.on) if one.id == row.clock), None)
    said = (*say(_("怎么处理"), spoken(found.then)),) if found else ()
    return Telling(spoken(found.title) if found else row.clock, row.on, said)


@tells(CorrectionRequest, HeldSection.RIGHTS)
def correction(row: CorrectionRequest, names: Names) -> Telling:
    said = (
        *say(_("哪里"), row.get_section_display()),
        *say(_("哪里不对"), unseal(row.wrong, "correction.wrong") if row.wrong else ""),
        *say(_("应该是"), unseal(row.right, "correction.right") if row.right else ""),
        *say(_("进展"), row.get_state_display()),
        *say(_("答复期限"), row.due_on),
        *say(_("答复"), unseal(row.answer, "correction.answer") if row.answer else ""),
    )
    return Telling(_("更正资料的申请"), day_of(row.asked_at), said)


def _merges(ids: Collection[UUID]) -> "QuerySet[Merge]":
    return Merge.objects.filter(Q(kept_id__in=ids) | Q(gone_id__in=ids))


@tells(Merge, HeldSection.MERGES, rows=_merges)
def merge(row: Merge, names: Names) -> Telling:
    undone = say(_("后来又分开"), day_of(row.undone_at) if row.undone_at else None)
    return Telling(_("两条记录合并成一条"), day_of(row.at), (*undone, *written(row.reason)))


@tells(RollSeen, HeldSection.ROLLS)
def roll(row: RollSeen, names: Names) -> Telling:
    batch = RollBatch.objects.filter(committed_by_command=row.command).first()
    where = say(_("哪里的花名册"), names.place(batch.place) if batch else "")
    return Telling(
        _("从花名册导入"),
        day_of(batch.committed_at) if batch and batch.committed_at else None,
        where,
    )


def origin(source: str) -> tuple[Said, ...]:
    """Where a belief comes from."""
    return say(_("从哪里来"), str(Source(source).label))
