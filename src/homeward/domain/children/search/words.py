"""Why a child was found, best reason first."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Why(TextChoices):
    """The reasons in the order in which hits are shown."""

    NUMBER = "number", _("身份证号相同")
    PHONE = "phone", _("电话相同")
    NAME = "name", _("姓名相同")
    PART = "part", _("名字里有这几个字")
    PINYIN = "pinyin", _("拼音相同")
    INITIALS = "initials", _("拼音首字母相同")
    FORM = "form", _("异体字或繁体字")
    SOUND = "sound", _("同音")
    SHAPE = "shape", _("形近字")
    HEARD = "heard", _("读音相近")
    KEY = "key", _("拼音差一个字母")
    BEGINS = "begins", _("名字以此开头")
    KIN = "kin", _("父母或照料人姓名")
    PLACE = "place", _("家在这里")
    SCHOOL = "school", _("在这所学校")
