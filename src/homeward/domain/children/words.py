"""The coded words of the register: one enum each, stored as text, shown in Chinese and English.

None always means 未采集 (not collected), never "no". Codes follow GB/T 2261.1 (sex), GB/T 4761
(kinship) in spirit, and the blocks of the official registration form.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    MALE = "male", _("男")
    FEMALE = "female", _("女")


class Hukou(TextChoices):
    RURAL = "rural", _("农村居民")
    URBAN = "urban", _("城镇居民")
    OTHER = "other", _("其他")


class Health(TextChoices):
    HEALTHY = "healthy", _("健康")
    DISABLED = "disabled", _("残疾")
    ILL = "ill", _("患病")


class Income(TextChoices):
    """What a family lives on (家庭经济来源); the same codes as the roll reader's words."""

    WAGES = "wages", _("务工收入")
    FARMING = "farming", _("种养殖")
    GOVERNMENT = "government", _("政府救助")
    RELATIVES = "relatives", _("亲朋接济")
    OTHER = "other", _("其他")


NO_INCOME = "none"  # in the column: asked, and there is none


class IdCheck(TextChoices):
    """What is known of an identity number; only `ok` is ever used as a key."""

    OK = "ok", _("校验通过")
    BAD_CHECKSUM = "bad_checksum", _("校验码不符")
    LOST = "lost", _("数字已失真")
    MALFORMED = "malformed", _("不是18位号码")


class Kinship(TextChoices):
    """What an adult is to the child; the same codes as the roll reader's words."""

    FATHER = "father", _("父亲")
    MOTHER = "mother", _("母亲")
    PARENTS = "parents", _("父母")
    STEPFATHER = "stepfather", _("继父")
    STEPMOTHER = "stepmother", _("继母")
    ADOPTIVE_PARENT = "adoptive_parent", _("养父母")
    PATERNAL_GRANDFATHER = "paternal_grandfather", _("祖父")
    PATERNAL_GRANDMOTHER = "paternal_grandmother", _("祖母")
    MATERNAL_GRANDFATHER = "maternal_grandfather", _("外祖父")
    MATERNAL_GRANDMOTHER = "maternal_grandmother", _("外祖母")
    GRANDPARENTS = "grandparents", _("（外）祖父母")
    GREAT_GRANDPARENT = "great_grandparent", _("曾祖父母")
    UNCLE = "uncle", _("伯叔舅姑父姨父")
    AUNT = "aunt", _("姑姨伯母婶舅母")
    UNCLE_AND_AUNT = "uncle_and_aunt", _("伯叔姑舅姨夫妇")
    BROTHER = "brother", _("兄弟")
    SISTER = "sister", _("姐妹")
    KIN = "kin", _("其他亲属")
    GODPARENT = "godparent", _("干亲")
    NEIGHBOUR = "neighbour", _("邻居")
    FRIEND = "friend", _("朋友")
    TEACHER = "teacher", _("教师")
    VILLAGE_STAFF = "village_staff", _("村干部")
    INSTITUTION = "institution", _("机构")
    SELF = "self", _("本人")
    NOBODY = "nobody", _("无人")


class CarerKind(TextChoices):
    PARENT = "parent", _("父母")
    GRANDPARENT = "grandparent", _("（外）祖父母")
    KIN = "kin", _("亲戚")
    FRIEND = "friend", _("朋友或邻居")
    NONE = "none", _("无人照料")


class Guardianship(TextChoices):
    """The form's rating: 较好 well secured, 一般 basic, 差 nobody, incapable, or harm likely."""

    GOOD = "good", _("较好")
    FAIR = "fair", _("一般")
    POOR = "poor", _("差")


class Whereabouts(TextChoices):
    """Where a parent is, as far as anybody has collected it."""

    HOME = "home", _("在家")
    AWAY = "away", _("外出务工")
    DEAD = "dead", _("去世")
    MISSING = "missing", _("失去联系")
    CUSTODY = "in_custody", _("服刑或羁押")


class Precision(TextChoices):
    DAY = "day", _("日")
    MONTH = "month", _("月")
    YEAR = "year", _("年")


class Stage(TextChoices):
    NONE = "none", _("未入园")
    KINDERGARTEN = "kindergarten", _("幼儿园")
    PRIMARY = "primary", _("小学")
    JUNIOR = "junior", _("初中")
    SENIOR = "senior", _("高中")
    VOCATIONAL = "vocational", _("中职")
    DROPPED_OUT = "dropped_out", _("辍学")
    NOT_ENROLLED = "not_enrolled", _("不在学")


class Notified(TextChoices):
    SCHOOL = "school", _("学校或幼儿园")
    VILLAGE = "village", _("村（居）民委员会")


class ExitCause(TextChoices):
    PARENT_RETURNED = "parent_returned", _("父母返乡")
    TAKEN_ALONG = "taken_along", _("随父母外出")
    TURNED_16 = "turned_16", _("年满16周岁")
    MOVED = "moved", _("迁出")
    DIED = "died", _("去世")
    ERROR = "error", _("登记有误")


class Source(TextChoices):
    ROLL = "roll", _("花名册导入")
    REGISTRATION = "registration", _("登记")
    FAMILY = "family", _("家人告知")
    SCHOOL = "school", _("学校告知")
    VISIT = "visit", _("走访")
    CORRECTION = "correction", _("更正")
    DIVISIONS = "divisions", _("区划变更")
    DEMONSTRATION = "demonstration", _("演示数据")


class Truth(TextChoices):
    """The three truth values of a definition over one child."""

    IN = "in", _("属于")
    OUT = "out", _("不属于")
    UNKNOWN = "unknown", _("无法判断")


class ErasureState(TextChoices):
    """Where a request to erase a child's data stands."""

    ASKED = "asked", _("已提出，待另一人同意")
    AGREED = "agreed", _("已同意，待执行")
    TAKEN_BACK = "taken_back", _("已撤回")


class Decides(TextChoices):
    """Whose word counts."""

    GUARDIAN = "guardian", _("父母或其他监护人")
    CHILD = "child", _("孩子本人（满14周岁）")


class ConsentWay(TextChoices):
    """How somebody said so."""

    PAPER = "paper", _("书面签字")
    SPOKEN = "spoken", _("当面口头")
    PHONE = "phone", _("电话")
    ONLINE = "online", _("网上")


class ConsentState(TextChoices):
    """How consent to a purpose stands."""

    GIVEN = "given", _("同意")
    REFUSED = "refused", _("不同意")
    NOT_ASKED = "not_asked", _("未征求")
    ASK_AGAIN = "ask_again", _("需要重新征求")


class CorrectionState(TextChoices):
    """Where a family's request for a correction stands."""

    ASKED = "asked", _("等待答复")
    CORRECTED = "corrected", _("已更正")
    REFUSED = "refused", _("未更正，已说明理由")
    WITHDRAWN = "withdrawn", _("已撤回")


class HeldSection(TextChoices):
    """The parts in which a family is told everything that is held about its child."""

    WHO = "who", _("孩子的基本资料")
    FAMILY = "family", _("家人")
    SCHOOL = "school", _("上学")
    PARENTS = "parents", _("父母在哪里")
    CARERS = "carers", _("谁照料、谁负责")
    HELP = "help", _("救助和保障")
    STANDING = "standing", _("按国家和地方规定作出的判断")
    CONSENTS = "consents", _("同意和不同意")
    SCREENING = "screening", _("问卷和筛查")
    PLANS = "plans", _("计划和要做的事")
    VISITS = "visits", _("走访和联系")
    ALERTS = "alerts", _("提醒工作人员留意的事")
    TRANSFERS = "transfers", _("转到别处")
    MERGES = "merges", _("记录的合并")
    ROLLS = "rolls", _("资料从哪里来")
    RIGHTS = "rights", _("家里提出的申请")


BENEFITS = {
    "low_income": _("最低生活保障"),
    "extreme_hardship": _("特困人员救助供养"),
    "temporary": _("临时救助"),
    "medical": _("医疗救助"),
    "housing": _("住房救助"),
    "registered_poor": _("建档立卡（脱贫户）"),
    "orphan": _("孤儿基本生活费"),
    "de_facto_orphan": _("事实无人抚养儿童补贴"),
    "disability_living": _("困难残疾人生活补贴"),
    "disability_care": _("重度残疾人护理补贴"),
    "education": _("教育资助"),
    "other": _("其他救助"),
}
"""Kinds of help, as the register codes them."""
