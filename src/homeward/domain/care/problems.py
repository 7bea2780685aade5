"""What can go wrong in the care loop, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class NotInThisState(Problem):
    """The record is in a state from which this act does not lead on."""

    code = "care.not_in_this_state"
    kind = Kind.CONFLICT
    says = _("现在的状态不能这样做。请刷新后查看最新情况。")


class CaseIsOpen(Problem):
    code = "case.is_open"
    kind = Kind.CONFLICT
    says = _("这个孩子已有进行中的个案。请直接在个案里继续。")


class PlanNeedsItem(Problem):
    code = "plan.needs_item"
    kind = Kind.CONFLICT
    says = _("计划里还没有任何安排。请先添加，再商定。")


class ChildNotAsked(Problem):
    """A plan is made with the child (Minors Protection Law art. 4)."""

    code = "plan.child_not_asked"
    kind = Kind.INVALID
    says = _(
        "请先听取孩子本人的意见，再商定计划（《未成年人保护法》第四条）；不能听取时请写明理由。"
    )


class ProgrammeUnknown(Problem):
    code = "programme.unknown"
    kind = Kind.INVALID
    says = _("没有编号为 {programme} 的项目。请从项目目录里选择。")


class ProgrammeNotOffered(Problem):
    code = "programme.not_offered"
    kind = Kind.INVALID
    says = _("这个项目尚未开放，不能选用。请从“可以选用”的项目里选择。")


class ProgrammeRunning(Problem):
    code = "programme.running"
    kind = Kind.CONFLICT
    says = _("计划里已有这个项目。需要调整时请修改原来的安排。")


class CadenceUnknown(Problem):
    code = "cadence.unknown"
    kind = Kind.INVALID
    says = _("没有编号为 {cadence} 的频次。请从频次目录里选择。")


class LevelsIncomplete(Problem):
    """Goal Attainment Scaling needs a sentence for each of the five levels."""

    code = "goal.levels_incomplete"
    kind = Kind.INVALID
    says = _("请为五个等级（-2 到 +2）各写一句话。")


class LevelUnknown(Problem):
    code = "goal.level_unknown"
    kind = Kind.INVALID
    says = _("等级只能是 -2、-1、0、1、2。")


class TextMissing(Problem):
    code = "care.text_missing"
    kind = Kind.INVALID
    says = _("请填写内容。")


class DateInPast(Problem):
    """A day on which something is to be done has gone by."""

    code = "care.date_in_past"
    kind = Kind.INVALID
    says = _("日期 {on} 已经过去。请填写今天或以后的日期。")


class PersonUnfit(Problem):
    """Nobody in force, or somebody whose duty does not reach the child."""

    code = "task.person_unfit"
    kind = Kind.INVALID
    says = _("这个人的岗位管不到这个孩子，不能交给他。请另选一人，或先调整任职。")


class OwnerMissing(Problem):
    code = "task.owner_missing"
    kind = Kind.INVALID
    says = _("请写明由哪个岗位或哪个人负责。")


class ProtectedOnly(Problem):
    """What is protected is written, and read, by those who hold that class."""

    code = "care.protected_only"
    kind = Kind.DENIED
    says = _(
        "受保护的内容（如心理辅导）只能由心理辅导老师或儿童保护负责人记录。您可以记录谈心，或提出转介。"
    )


class ChildNotPresent(Problem):
    code = "care.child_has_left"
    kind = Kind.CONFLICT
    says = _("这个孩子已经退出名册，不能再开新的工作；已有的可以继续办完。")


class OtherChild(Problem):
    """A plan item or task of another child was named."""

    code = "care.other_child"
    kind = Kind.INVALID
    says = _("所选的计划安排或任务不属于这个孩子。")


class MinutesUnlikely(Problem):
    code = "engagement.minutes_unlikely"
    kind = Kind.INVALID
    says = _("分钟数应在 0 到 1440 之间。")


class ConsentMissing(Problem):
    """A referral passes on what is known: the family agrees, or a reason is given."""

    code = "referral.consent_missing"
    kind = Kind.INVALID
    says = _("转介前请征得监护人同意；紧急保护孩子时可以不经同意，但要写明理由。")


class NobodyAsked(Problem):
    code = "conference.nobody_asked"
    kind = Kind.INVALID
    says = _("请至少邀请一人。")


class NotAskedHere(Problem):
    code = "conference.not_asked"
    kind = Kind.CONFLICT
    says = _("您不在这次会商的邀请名单里。")


class NobodyVisited(Problem):
    code = "visit.nobody"
    kind = Kind.INVALID
    says = _("请至少勾选一个孩子。")


class NotOneHome(Problem):
    """One visit is a visit to one home, not a way to tick off a village."""

    code = "visit.not_one_home"
    kind = Kind.INVALID
    says = _(
        "这些孩子不是一户，也没有共同的父母或照料人。请到各家的页面分别记录；这次什么都没有保存。"
    )
