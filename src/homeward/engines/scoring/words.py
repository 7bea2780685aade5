"""The fixed words of an instrument file."""

from __future__ import annotations

from enum import StrEnum


class Construct(StrEnum):
    """What an instrument asks about."""

    WELLBEING = "wellbeing"
    LOW_MOOD = "low_mood"
    WORRY = "worry"
    BEHAVIOUR = "behaviour"
    BELONGING = "belonging"
    SECURITY = "security"
    GOALS = "goals"
    LONELINESS = "loneliness"
    SELF_PROTECTION = "self_protection"
    FAMILY_EDUCATION = "family_education"
    SCHOOL_CONNECTION = "school_connection"
    CONTACT_CLOSENESS = "contact_closeness"
    BASIC_LIVING = "basic_living"
    STUDENT_LIFE = "student_life"


class Informant(StrEnum):
    """Who answers."""

    CHILD = "child"
    CARER = "carer"
    TEACHER = "teacher"
    WORKER = "worker"


class Reads(StrEnum):
    """The field class (design section 7) of answers and scores."""

    CARE = "care"
    PROTECTED = "protected"


class Method(StrEnum):
    """How the scores of items make the value of a scale, before its factor.

    SUM adds what was answered; MEAN divides that by how many were answered; PRORATED multiplies
    the mean by the number of items.
    """

    SUM = "sum"
    MEAN = "mean"
    PRORATED = "prorated"


class Direction(StrEnum):
    """What a higher value means for the child."""

    BETTER = "better"
    WORSE = "worse"


class Severity(StrEnum):
    """How soon somebody should look: not for this, when there is time, soon, first."""

    NONE = "none"
    WATCH = "watch"
    CHECK = "check"
    HIGH = "high"
