"""Kinds of agreement in plain words; no person's values stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeward.engines.yamlfile import Words

_WHOSE = {
    "name": ("姓名", "names"),
    "father": ("父亲姓名", "fathers' names"),
    "mother": ("母亲姓名", "mothers' names"),
}
_NAMES = {
    "missing": ("{zh}有一方未采集", "{en}: one is not collected"),
    "same": ("{zh}相同", "{en} are the same"),
    "variant": ("{zh}只差异体字、繁体字或常混用的字", "{en} differ by variant characters only"),
    "pinyin": ("{zh}一方写拼音，读音相同", "{en} sound the same; one is in pinyin"),
    "same_sound": ("{zh}同音不同字", "{en} sound the same in other characters"),
    "turned": ("{zh}用字相同，次序不同", "{en} are the same in another order"),
    "near_sound": ("{zh}读音相近（平翘舌、前后鼻音、n/l、h/f 不分）", "{en} sound nearly the same"),
    "initials": ("{zh}一方只写拼音首字母，可以对上", "{en}: one is initials, which fit"),
    "look_alike": ("{zh}差一个字，两字形近", "{en} differ by a character written nearly alike"),
    "given": ("{zh}姓不同，名相同", "{en} share the given name, not the surname"),
    "one_sign": ("{zh}差一个字", "{en} differ by one character"),
    "sign_dropped": ("{zh}多一个或少一个字", "{en}: one has a character more"),
    "surname": ("{zh}只有姓相同", "{en} share the surname only"),
    "differs": ("{zh}不同", "{en} differ"),
}
_OTHERS = {
    ("start", "start"): ("起点：重复登记本来少见", "To begin with: doubles are rare"),
    ("others", "none"): ("没有第三条记录改变判断", "No third record changes this"),
    ("others", "fits_both"): ("另有一条记录与双方都相符", "A third record fits both"),
    ("others", "fits_better"): ("另有一条记录与其中一方更相符", "A third record fits one of them better"),
    ("born_on", "missing"): ("出生日期有一方未采集", "One birth date is not collected"),
    ("born_on", "same"): ("出生日期相同", "Birth dates are the same"),
    ("born_on", "lunar"): (
        "一方的出生日期当作农历，正是另一方的公历日期",
        "One birth date, read as lunar, is the other",
    ),
    ("born_on", "day_month"): ("出生的月和日对调", "Day and month of birth are exchanged"),
    ("born_on", "year_off"): ("月日相同，年份差一年", "Born on the same day a year apart"),
    ("born_on", "one_digit"): (
        "出生日期差一个数字或两个数字对调",
        "Birth dates differ by one digit or two exchanged",
    ),
    ("born_on", "year_only"): (
        "一方写的是1月1日（常因只知年份），年份相同",
        "One birth date is 1 January, often for an unknown day; the year is the same",
    ),
    ("born_on", "near"): ("出生日期相差不到七个月", "Born less than seven months apart"),
    ("born_on", "year"): ("出生日期相差七个月至两年", "Born seven months to two years apart"),
    ("born_on", "differs"): ("出生日期相差两年以上", "Born more than two years apart"),
    ("sex", "missing"): ("性别有一方未采集", "One sex is not collected"),
    ("sex", "same"): ("性别相同", "The sex is the same"),
    ("sex", "differs"): ("性别不同", "The sex differs"),
    ("place", "missing"): ("村（社区）有一方未采集", "One village is not collected"),
    ("place", "village"): ("同村（社区）", "The same village"),
    ("place", "township"): ("同乡镇，不同村", "The same township, another village"),
    ("place", "county"): ("同县，不同乡镇", "The same county, another township"),
    ("place", "differs"): ("不同县", "Another county"),
    ("phones", "missing"): ("电话有一方未采集", "One has no family telephone"),
    ("phones", "shared"): ("有同一个家庭电话", "A family telephone is shared"),
    ("phones", "differs"): ("没有相同的电话", "No telephone is shared"),
    ("id_number", "missing"): ("身份证号有一方未采集", "One identity number is not collected"),
    ("id_number", "same"): ("身份证号相同", "Identity numbers are the same"),
    ("id_number", "differs"): (
        "两个有效的身份证号不同",
        "Two valid identity numbers that differ",
    ),
    ("student_no", "missing"): ("学籍号有一方未采集", "One student number is not collected"),
    ("student_no", "same"): ("学籍号相同", "Student numbers are the same"),
    ("student_no", "differs"): ("学籍号不同", "Student numbers differ"),
    ("household", "missing"): ("住户有一方未采集", "One household is not known"),
    ("household", "same"): ("登记在同一户", "Registered in one household"),
    ("household", "differs"): ("登记在不同户", "Registered in two households"),
}  # fmt: skip


def says(field: str, level: str) -> Words:
    """A kind of agreement in both languages."""
    if field in _WHOSE:
        zh, en = _NAMES[level]
        whose_zh, whose_en = _WHOSE[field]
        sentence = en.format(en=whose_en)
        return {"zh": zh.format(zh=whose_zh), "en": sentence[:1].upper() + sentence[1:]}
    zh, en = _OTHERS[field, level]
    return {"zh": zh, "en": en}
