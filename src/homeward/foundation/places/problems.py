"""What can go wrong with places."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class PlaceNameMissing(Problem):
    code = "place.name_missing"
    kind = Kind.INVALID
    says = _("请填写地名，最多 60 个字。")


class PlaceNameTaken(Problem):
    """Two living places under one parent may not share a name: a roll could not tell them apart."""

    code = "place.name_taken"
    kind = Kind.CONFLICT
    says = _("同一上级下已有“{name}”。请核对；确实是两个地方的，请在名称上加以区分。")


class PlaceCodeTaken(Problem):
    code = "place.code_taken"
    kind = Kind.CONFLICT
    says = _("区划代码 {code} 已经用于另一个地方。请核对代码，或先为那个地方办理变更。")


class PlaceCodeWrong(Problem):
    """Not a code of the wanted level below the wanted place."""

    code = "place.code_wrong"
    kind = Kind.INVALID
    says = _("“{code}”不是这里可用的区划代码。请填写 12 位代码，并与所属的上级一致。")


class NotATownship(Problem):
    """Villages and communities are added under a living township."""

    code = "place.not_a_township"
    kind = Kind.INVALID
    says = _("村和社区只能建在现有的乡、镇或街道之下。请先选择乡镇。")


class TownshipFull(Problem):
    """The three digits that number villages are used up."""

    code = "place.township_full"
    kind = Kind.CONFLICT
    says = _("这个乡镇的村级代码已经用完。请联系县级工作人员，核对是否有重复建立的村。")


class PlaceIsPublished(Problem):
    """The state's list names townships and everything above them."""

    code = "place.is_published"
    kind = Kind.CONFLICT
    says = _("“{name}”的名称以国家公布的区划为准，不能直接改名。行政区划有变更的，请办理区划变更。")


class PlaceEnded(Problem):
    code = "place.ended"
    kind = Kind.CONFLICT
    says = _("这个地方已于 {until} 撤销或并入别处。请选择现在的地方。")


class HeirMissing(Problem):
    """A change of divisions says what the place became."""

    code = "place.heir_missing"
    kind = Kind.INVALID
    says = _("请指明变更后的地方：并入哪里，或者改成什么。")


class HeirUnfit(Problem):
    """A successor is another living place of the same level."""

    code = "place.heir_unfit"
    kind = Kind.INVALID
    says = _("代码 {code} 不能作为变更后的地方：必须是另一个同级的、仍在使用的地方。")


class PartsFirst(Problem):
    """When a place is split, nobody but a person knows which part each village went to."""

    code = "place.parts_first"
    kind = Kind.CONFLICT
    says = _("这里拆分成了几处，下面还有 {count} 个地方没有办理变更。请先逐个办理，再办理这里。")


class PlaceListBroken(Problem):
    """Rows that are no divisions, come twice, or hang from nothing."""

    code = "place.list_broken"
    kind = Kind.INVALID
    says = _(
        "区划名单有 {count} 行不能用（代码有误、重复，或者没有上级）：{codes}。请改正后再导入。"
    )
