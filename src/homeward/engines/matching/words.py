"""The words of matching: settings, hard rules, wishes, reasons; and each in plain language."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeward.engines.yamlfile import Words


class Sex(StrEnum):
    """As registered."""

    FEMALE = "female"
    MALE = "male"


class Kind(StrEnum):
    """What a helper does for a child."""

    ACTING_PARENT = "acting_parent"  # 代理家长, 爱心妈妈
    MENTOR = "mentor"  # one-to-one assistance
    VISITOR = "visitor"  # home visits


class Setting(StrEnum):
    """Who else is there when helper and child meet."""

    ALONE = "alone"
    GROUP = "group"
    TEAM = "team"  # several helpers together


class Rule(StrEnum):
    """Hard rules, in the order in which they are told. None of them is ever weighed."""

    VETTED = "vetted"
    SAME_SEX = "same_sex"
    SEX_UNKNOWN = "sex_unknown"  # the rule on sex applies, and one sex is not collected
    CONFLICT = "conflict"
    REFUSED = "refused"
    WILL_NOT = "will_not"
    DISTANCE = "distance"
    CAPACITY = "capacity"
    SIBLINGS = "siblings"
    LOCK = "lock"
    FLOOR = "floor"


PAIR_RULES = tuple(Rule)[:7]
"""Those that one pair breaks or keeps by itself."""


class Wish(StrEnum):
    """What makes one permitted pair better than another."""

    MATCHED = "matched"
    NEEDS = "needs"
    REMOTENESS = "remoteness"
    INTEREST = "interest"
    GOAL = "goal"
    DIALECT = "dialect"
    BACKGROUND = "background"
    ETHNICITY = "ethnicity"
    CONTINUITY = "continuity"
    CLOSENESS = "closeness"


class Because(StrEnum):
    """Why a child has nobody yet."""

    NO_CANDIDATE = "no_candidate"
    NONE_ALLOWED = "none_allowed"
    NO_HELPER_FOR_ALL = "no_helper_for_all"
    TOO_MANY_FOR_ONE = "too_many_for_one"
    FULL = "full"
    TEAM_FULL = "team_full"
    NOT_TOGETHER = "not_together"


class By(StrEnum):
    """By what the table of fairness, and a floor, divide the children."""

    SEX = "sex"
    AGE = "age"
    REMOTENESS = "remoteness"
    NEEDS = "needs"
    ETHNICITY = "ethnicity"


SAYS: dict[Rule | Wish | Because, Words] = {
    Rule.VETTED: {"zh": "未通过背景查询", "en": "not vetted"},
    Rule.SAME_SEX: {"zh": "按规定须同性别", "en": "must be of the child's sex"},
    Rule.SEX_UNKNOWN: {"zh": "须同性别，但性别未采集", "en": "sex not collected where it matters"},
    Rule.CONFLICT: {"zh": "有利益冲突", "en": "conflict of interest"},
    Rule.REFUSED: {"zh": "一方已拒绝", "en": "refused by one side"},
    Rule.WILL_NOT: {"zh": "帮扶者不做这类事", "en": "the helper does not do this"},
    Rule.DISTANCE: {"zh": "路程超出限度", "en": "beyond the travel limit"},
    Rule.CAPACITY: {"zh": "名额不够", "en": "not enough places"},
    Rule.SIBLINGS: {"zh": "兄弟姐妹须由同一人帮扶", "en": "siblings go to one helper"},
    Rule.LOCK: {"zh": "已锁定的结对不能成立", "en": "a locked pair cannot stand"},
    Rule.FLOOR: {"zh": "最低比例达不到", "en": "a least share cannot be reached"},
    Wish.MATCHED: {"zh": "有人帮扶", "en": "somebody is there"},
    Wish.NEEDS: {"zh": "孩子需要多", "en": "the child needs much"},
    Wish.REMOTENESS: {"zh": "村子偏远", "en": "the village is remote"},
    Wish.INTEREST: {"zh": "兴趣相同", "en": "shared interests"},
    Wish.GOAL: {"zh": "帮扶者能帮孩子实现目标", "en": "skills that serve the child's goals"},
    Wish.DIALECT: {"zh": "说同一种方言或语言", "en": "a shared dialect or language"},
    Wish.BACKGROUND: {"zh": "经历相似", "en": "a shared background"},
    Wish.ETHNICITY: {"zh": "民族相同", "en": "the same ethnicity"},
    Wish.CONTINUITY: {"zh": "原来就是他或她", "en": "already this child's helper"},
    Wish.CLOSENESS: {"zh": "住得近", "en": "lives near"},
    Because.NO_CANDIDATE: {"zh": "附近没有帮扶者", "en": "no helper is near"},
    Because.NONE_ALLOWED: {
        "zh": "附近的帮扶者都不符合安全规定",
        "en": "no helper near may be matched",
    },
    Because.NO_HELPER_FOR_ALL: {
        "zh": "没有一人可以同时帮扶几个兄弟姐妹",
        "en": "no helper may be matched with all of the siblings",
    },
    Because.TOO_MANY_FOR_ONE: {
        "zh": "兄弟姐妹人数超过每位合适帮扶者的名额",
        "en": "there are more siblings than any suitable helper has places",
    },
    Because.FULL: {"zh": "合适的帮扶者都已满额", "en": "all suitable helpers are full"},
    Because.TEAM_FULL: {"zh": "合适的团队都已满额", "en": "all suitable teams are full"},
    Because.NOT_TOGETHER: {
        "zh": "合适的帮扶者没有足够的空名额给几个兄弟姐妹",
        "en": "no suitable helper has places left for all of the siblings",
    },
}
