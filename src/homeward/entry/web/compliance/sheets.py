"""The yearly figures as tables: the same rows on the screen, on paper and in the workbook."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.public import ComplianceYear
from homeward.domain.children.words import CorrectionState, ErasureState
from homeward.entry.sheets import Table
from homeward.entry.web.audit.words import act_text, channel_text
from homeward.entry.web.frame import said
from homeward.foundation import clock
from homeward.foundation.audit.public import AuditYear
from homeward.foundation.places.public import names_of

Cell = str | int
CLASSES = {
    "public": gettext_lazy("公开"),
    "care": gettext_lazy("关爱"),
    "identity": gettext_lazy("身份"),
    "protected": gettext_lazy("受保护"),
}
SINCE = {
    "left": gettext_lazy("退出名册"),
    "uploaded": gettext_lazy("上传"),
    "decided": gettext_lazy("处理"),
    "recorded": gettext_lazy("记录"),
    "closed": gettext_lazy("办结"),
}


def sheets_of(found: ComplianceYear, acts: AuditYear) -> Iterator[Table]:
    """All of them, in the order of the report."""
    yield _people(found)
    yield _consents(found)
    yield _rights(found)
    yield _clocks(found)
    yield _acts(acts)
    yield _taken_out(acts)


def _people(found: ComplianceYear) -> Table:
    ages = found.ages
    return Table(
        _("处理了多少未成年人的信息"),
        _("%(day)s在册的孩子。不满十四周岁的信息属于敏感个人信息，单独列出。") % {"day": ages.on.isoformat()},
        (_("年龄"), _("人数")),
        (
            (_("不满十四周岁"), ages.under_14),
            (_("十四至十七周岁"), ages.minors),
            (_("没有出生日期"), ages.unknown),
        ),
    )  # fmt: skip


def _consents(found: ComplianceYear) -> Table:
    return Table(
        _("同意"),
        _("现在在册的孩子，每个事项问过多少人、怎样回答。法律规定的职责不需要同意，不在这里。"),
        (
            _("征求同意的事项"), _("文本版本"), _("问过的孩子"), _("监护人同意的人数"), _("监护人不同意"),
            _("本人同意"), _("本人不同意"), _("这一年的不同意和撤回"),
        ),
        tuple(
            (
                said(one.title), one.version, one.asked, one.given_by_guardian,
                one.refused_by_guardian, one.given_by_child, one.refused_by_child, one.withdrawn,
            )
            for one in found.consents
        ),
    )  # fmt: skip


def _rights(found: ComplianceYear) -> Table:
    rights = found.rights
    rows: list[tuple[Cell, ...]] = [
        (_("更正"), str(CorrectionState(state).label), count)
        for state, count in rights.corrections.items()
    ]
    rows.append((_("更正"), _("超过期限"), rights.corrections_late))
    rows += [
        (_("删除"), str(ErasureState(state).label), count)
        for state, count in rights.erasures.items()
    ]
    return Table(
        _("家庭的申请"),
        _("这一年提出的申请。已经执行的删除连同申请一起删去，次数见下面“做过什么”。"),
        (_("申请"), _("进展"), _("申请件数")),
        tuple(rows),
    )


def _clocks(found: ComplianceYear) -> Table:
    return Table(
        _("保存期限"),
        _("保存多少天、到期怎么办，这一年有多少孩子到期。删去的条数是整个系统的。"),
        (_("内容"), _("类别"), _("从哪一天算起"), _("天数"), _("到期"), _("到期的孩子"), _("删去的条数")),
        tuple(
            (
                said(one.title), str(CLASSES[one.reads]), str(SINCE[one.since]), one.days,
                said(one.then), one.children, one.values,
            )
            for one in found.clocks
        ),
    )  # fmt: skip


def _acts(acts: AuditYear) -> Table:
    return Table(
        _("做过什么"),
        _("操作记录里这一年的次数和人数；系统自己做的，人数是 0。"),
        (_("做了什么"), _("查看还是修改"), _("次数"), _("人数")),
        tuple(
            (act_text(one.name), _("查看") if one.reading else _("修改"), one.acts, one.people)
            for one in acts.acts
        ),
    )


def _taken_out(acts: AuditYear) -> Table:
    places = names_of({one.place for one in acts.taken_out if one.place})
    return Table(
        _("导出记录"),
        _("这一年带出系统的文件，最近的在前，共 %(n)d 次。") % {"n": acts.taken_out_all},
        (_("时间"), _("谁"), _("导出了什么"), _("地区"), _("途径")),
        tuple(
            (
                one.at.astimezone(clock.CHINA).strftime("%Y-%m-%d %H:%M"), one.who or _("系统"),
                act_text(one.name), places.get(one.place, ""), channel_text(one.channel),
            )
            for one in acts.taken_out
        ),
    )  # fmt: skip
