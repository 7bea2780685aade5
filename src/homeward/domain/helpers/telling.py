"""This room's tables in words for a family. What workers wrote is not repeated."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.public import (
    HeldNames,
    HeldSection,
    Telling,
    not_told,
    say,
    tells,
    written,
)
from homeward.domain.helpers.models import Answer, Match, MatchStep
from homeward.foundation.crypto.seal import unseal

not_told(gettext_lazy("每一次结对怎样一步步办理：结果写在那次结对里。"), MatchStep)


@tells(Match, HeldSection.PLANS)
def match(row: Match, names: HeldNames) -> Telling:
    said = (
        *say(_("帮扶人"), row.helper.name),
        *say(_("进展"), row.get_state_display()),
        *say(_("开始日期"), row.started_on),
        *say(_("结束日期"), row.ended_on),
        *written(row.reason, row.paused_note, row.end_note),
    )
    return Telling(_("结对：%(kind)s") % {"kind": row.get_kind_display()}, row.proposed_on, said)


@tells(Answer, HeldSection.CONSENTS)
def answer(row: Answer, names: HeldNames) -> Telling:
    said = (
        *say(_("回答"), _("同意") if row.agreed else _("不同意")),
        *say(_("谁的意见"), row.get_by_display()),
        *say(_("谁说的"), unseal(row.who, "match.answer_who") if row.who else ""),
        *say(_("怎样说的"), row.get_way_display()),
        *written(row.note),
    )
    return Telling(_("对结对的回答"), row.on, said)
