"""Those around the child in words: family, parents' whereabouts, carers, school, help."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from homeward.domain.children.disclosure.told import Names, Telling, on_record, say, tells
from homeward.domain.children.disclosure.wording import origin
from homeward.domain.children.models import (
    AdultDetails,
    Benefit,
    Care,
    Enrolment,
    EntrustedCare,
    Kin,
    Notice,
    Spell,
)
from homeward.domain.children.queries.family import phones_of
from homeward.domain.children.queries.shown import day
from homeward.domain.children.words import BENEFITS, HeldSection
from homeward.foundation.access.models import Tie
from homeward.foundation.clock import day_of


def _adults(ids: Collection[UUID]) -> set[UUID]:
    """Everybody who is or was kin or carer of these children; who was taken for one by mistake is not."""
    return {
        adult
        for model in (Kin, Care, EntrustedCare)
        for adult in model.objects.now().filter(child_id__in=ids).values_list("adult_id", flat=True)
        if adult
    }


def _details(ids: Collection[UUID]) -> QuerySet[AdultDetails]:
    return AdultDetails.objects.filter(adult_id__in=_adults(ids))


def _spells(ids: Collection[UUID]) -> QuerySet[Spell]:
    return Spell.objects.filter(adult_id__in=_adults(ids))


def _who(names: Names, adult_id: UUID) -> str:
    """An adult by kinship and name."""
    return " ".join(part for part in (names.kin(adult_id), names.adult(adult_id)) if part)


@tells(Kin, HeldSection.FAMILY)
def kin(row: Kin, names: Names) -> Telling:
    said = (
        *say(_("姓名"), names.adult(row.adult_id)),
        *say(_("从哪天起"), row.since),
        *say(_("到"), row.until),
    )
    return Telling(row.get_kinship_display(), day_of(row.recorded_at), (*said, *origin(row.source)))


@tells(AdultDetails, HeldSection.FAMILY, rows=_details)
def details(row: AdultDetails, names: Names) -> Telling:
    """What an adult's own papers say is the adult's: that it is held is told, and no more."""
    said = (
        *say(_("姓名"), row.name),
        *say(_("电话"), "、".join(phones_of(row))),
        *say(_("有监护能力"), row.able),
        *say(_("为什么没有"), row.unable_why),
        *on_record(_("身份证号"), row.id_number),
        *on_record(_("出生日期"), row.born_on),
        *on_record(_("住址"), row.lives_at),
        *origin(row.source),
    )
    return Telling(_who(names, row.adult_id) or _("一位大人"), day_of(row.recorded_at), said)


@tells(Spell, HeldSection.PARENTS, rows=_spells)
def spell(row: Spell, names: Names) -> Telling:
    said = (
        *say(_("在家还是外出"), row.get_whereabouts_display()),
        *say(_("从哪天起"), day(row.since, row.since_precision)),
        *say(_("到"), row.until),
        *say(_("地方"), row.place_text),
        *say(_("做什么工作"), row.work),
        *say(_("怎样联系"), row.contact),
        *origin(row.source),
    )
    return Telling(_who(names, row.adult_id), row.since or day_of(row.recorded_at), said)


@tells(Notice, HeldSection.PARENTS)
def notice(row: Notice, names: Names) -> Telling:
    title = _("书面告知%(whom)s") % {"whom": row.get_to_display()}
    said = (*say(_("有没有"), row.given), *say(_("哪一天"), row.given_on), *origin(row.source))
    return Telling(title, row.given_on or day_of(row.recorded_at), said)


@tells(Care, HeldSection.CARERS)
def care(row: Care, names: Names) -> Telling:
    said = (
        *say(_("姓名"), names.adult(row.adult_id)),
        *say(_("关系"), row.get_kinship_display() if row.kinship else ""),
        *say(_("监护情况"), row.get_rating_display() if row.rating else ""),
        *say(_("从哪天起"), row.since),
        *say(_("到"), row.until),
        *origin(row.source),
    )
    who = row.get_kind_display() if row.kind else _("照料人")
    return Telling(who, row.since or day_of(row.recorded_at), said)


@tells(EntrustedCare, HeldSection.CARERS)
def entrusted(row: EntrustedCare, names: Names) -> Telling:
    """The child's own words stay with whoever asked for them (Minors Protection Law art. 4, 63)."""
    said = (
        *say(_("受委托人"), names.adult(row.adult_id)),
        *say(_("到什么时候为止"), row.ends_on),
        *say(_("结束日期"), row.ended_on),
        *say(_("有过虐待、遗弃、拐卖或暴力伤害"), row.harmed_before),
        *say(_("吸毒、酗酒或赌博"), row.addicted),
        *say(_("曾拒不照护或长期不照护"), row.neglected_before),
        *say(_("有其他不适合的情形"), row.otherwise_unfit),
        *say(_("听取了孩子的意见"), row.child_heard),
        *origin(row.source),
    )
    return Telling(_("委托照护协议"), row.signed_on, said)


@tells(Tie, HeldSection.CARERS)
def tie(row: Tie, names: Names) -> Telling:
    said = (*say(_("姓名"), names.person(row.user_id)), *say(_("到"), row.until))
    title = _("孩子的家人账号") if row.kind == "family" else _("按名字负责这个孩子的人")
    return Telling(title, row.since, said)


@tells(Enrolment, HeldSection.SCHOOL, related="school")
def enrolment(row: Enrolment, names: Names) -> Telling:
    said = (
        *say(_("阶段"), row.get_stage_display() if row.stage else ""),
        *say(_("年级"), row.grade),
        *say(_("班级"), row.klass),
        *say(_("是否寄宿"), row.boarding),
        *say(_("到"), row.until),
        *origin(row.source),
    )
    where = row.school.name if row.school else _("没有登记学校")
    return Telling(where, row.since or day_of(row.recorded_at), said)


@tells(Benefit, HeldSection.HELP)
def benefit(row: Benefit, names: Names) -> Telling:
    said = (*say(_("享受"), row.received), *say(_("到"), row.until), *origin(row.source))
    return Telling(
        str(BENEFITS.get(row.kind, BENEFITS["other"])), row.since or day_of(row.recorded_at), said
    )
