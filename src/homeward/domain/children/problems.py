"""What can go wrong with children's records, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class ChildHasLeft(Problem):
    code = "child.has_left"
    kind = Kind.CONFLICT
    says = _("这个孩子已经退出名册。需要时请先恢复在册，再修改。")


class ChildIsPresent(Problem):
    code = "child.is_present"
    kind = Kind.CONFLICT
    says = _("这个孩子仍在册，不需要恢复。")


class AlreadyRegistered(Problem):
    """A valid identity number is already on the register."""

    code = "child.already_registered"
    kind = Kind.CONFLICT
    says = _("这个身份证号已登记在册。请查找原有记录，或核对号码。")


class IdNumberInvalid(Problem):
    code = "child.id_number_invalid"
    kind = Kind.INVALID
    says = _("身份证号校验不通过。请对照户口簿重新录入；暂时没有时可以留空。")


class IdNumberContradicts(Problem):
    """The number says another birth date or sex than was typed."""

    code = "child.id_number_contradicts"
    kind = Kind.INVALID
    says = _("身份证号与所填的出生日期或性别不一致。请核对后改正其中一项。")


class NotAChild(Problem):
    code = "child.not_a_child"
    kind = Kind.INVALID
    says = _("出生日期表明此人已满18周岁，不再登记为儿童。请核对出生日期。")


class NameMissing(Problem):
    code = "child.name_missing"
    kind = Kind.INVALID
    says = _("请填写姓名。")


class TextTooLong(Problem):
    code = "child.text_too_long"
    kind = Kind.INVALID
    says = _("“{field}”超过 {limit} 个字。请缩短后再提交。")


class VillageUnknown(Problem):
    code = "child.village_unknown"
    kind = Kind.INVALID
    says = _("没有代码为 {place} 的村（社区）。请先在“地区”里添加，或改选已有的村。")


class ParentNotRecorded(Problem):
    code = "child.parent_not_recorded"
    kind = Kind.INVALID
    says = _("还没有登记这位家长，请填写姓名。")


class SpellOverlaps(Problem):
    """The new whereabouts begin before those recorded last."""

    code = "child.spell_overlaps"
    kind = Kind.CONFLICT
    says = _("开始日期早于已记录的上一段（{since} 起）。请核对日期，或先更正上一段。")


class CarerExcluded(Problem):
    """One of the four exclusions of Minors Protection Law art. 22 applies."""

    code = "child.carer_excluded"
    kind = Kind.INVALID
    says = _(
        "《未成年人保护法》第二十二条：有这种情形的人不得作为被委托人。请另找照护人，并告知乡镇（街道）。"
    )


class ChildNotHeard(Problem):
    """Art. 22: the child's own view must be heard, as far as age allows."""

    code = "child.not_heard"
    kind = Kind.INVALID
    says = _("请先听取孩子本人的意见，并记录下来（《未成年人保护法》第二十二条）。")


class NothingAgreed(Problem):
    code = "child.nothing_agreed"
    kind = Kind.CONFLICT
    says = _("没有正在生效的委托照护协议。")


class SchoolExists(Problem):
    code = "school.exists"
    kind = Kind.CONFLICT
    says = _("这个地方已有同名学校。")


class NothingChanged(Problem):
    code = "child.nothing_changed"
    kind = Kind.INVALID
    says = _("没有任何改动。")
