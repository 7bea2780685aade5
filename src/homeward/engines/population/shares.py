"""Published shares a synthetic county follows, with their sources, and the assumptions beside.

Section numbers point to the domain handbook. MCA is the civil-affairs register of children whose
parents are both away (or one away, the other unable to care), 2018, 6.97 million. ACWF is the
women's federation estimate from the 2010 census: one or both away, 0 to 17 years. The two count
different children in different years, so each calibrates its own part of the county: MCA the
families it would register, ACWF those with one parent away.
"""

from __future__ import annotations

from dataclasses import dataclass, field

COUNTY_CODE = "990101"
"""Division code of the fictional county; no province has the digits 99."""

MALE = 0.545
"""Boys among left-behind children (MCA 2018, section 2.3)."""

BOTH_AWAY = 0.4674
"""Both parents away, among children with any parent away (ACWF, section 2.3)."""

FATHER_OF_ONE_AWAY = 9.8 / (9.8 + 3.5)
"""Father away, among children with one parent away (CEPS 2013-14: 9.8 % and 3.5 %)."""

ONE_UNABLE = 0.034
"""One away and the other unable to care, among MCA children (MCA 2016: 31 of 902 thousand ten)."""

AGES_MCA = (0.9, 1.9, 3.1, 4.6, 5.4, 5.8, 8.4, 8.75, 8.75, 8.75, 8.75, 8.75, 8.0, 7.25, 5.6, 5.3)
"""Weight of each age 0 to 15, per cent (MCA 2018).

The bands 0-5, 6-13, 14-16 carry 21.7, 67.4 and 10.9 %; inside a band the years are laid so that
the published schooling comes out: not in kindergarten 7.1, kindergarten 18.4, primary 51.9,
junior 19.5, senior or vocational 3.1 %.
"""

AGES_MCA_OLDER = (3.4, 3.2)
"""Weight of 16 and 17 beside them: siblings above the register's age (assumption)."""

AGES_ACWF = (38.37 / 6,) * 6 + (32.01 / 6,) * 6 + (16.30 / 3,) * 3 + (13.32 / 3,) * 3
"""Weight of each age 0 to 17: bands 0-5, 6-11, 12-14, 15-17 (ACWF, section 2.3)."""

SCHOOL_ENTRY = (6.0, 6.9)
"""Age in years at beginning school, uniform: 45 % of six-year-olds are still in kindergarten."""

HEALTH = {"healthy": 0.994, "disabled": 0.005, "ill": 0.001}
"""Health (MCA 2018)."""

CARER_MCA = {"grandparent": 0.960, "kin": 0.028, "friend": 0.006, "none": 0.006}
"""Who cares for MCA children: grandparents 96 %, other kin or friends 4 % (MCA 2018).

2018 prints nobody as a group; 2016 had 4.0 % without a carer. The remainder of 0.6 % is an
assumption, and only where the youngest child is at least eight.
"""

GRANDPARENT_AGE = 59.2
"""Mean age of grandparents who care, 12 % of them under 50 (ACWF)."""

POOR_GUARDIANSHIP = 32 / (805 + 30)
"""Rated poor among those in the care of grandparents or kin (MCA 2016: 320 thousand)."""

CONTACT = {"weekly": 0.727, "monthly": 0.211, "yearly": 0.049, "never": 0.013}
"""How often a parent away is in touch (family survey 2010)."""

VISITS = {"none": 0.151, "1-2": 0.294, "3-4": 0.117, "5+": 0.327, "monthly": 0.111}
"""Meetings with a parent away in a year (white paper 2015)."""

BENEFITS = {"dibao": 8 / 697, "tekun": 0.5 / 697, "registered_poor": 20 / 697}
"""Households with 低保, 特困 and 建档立卡, among MCA children (MCA 2018)."""


@dataclass(frozen=True, slots=True)
class Uncollected:
    """Share of each block that nobody has collected yet (未采集); assumptions."""

    ethnicity: float = 0.02
    id_number: float = 0.03
    hukou: float = 0.05
    health: float = 0.04
    schooling: float = 0.02
    boarding: float = 0.06
    father: float = 0.02
    mother: float = 0.03
    away_since: float = 0.06
    away_place: float = 0.04
    capacity: float = 0.12
    carer: float = 0.04
    guardianship: float = 0.09
    contact: float = 0.12
    notices: float = 0.30
    benefits: float = 0.08
    phone: float = 0.12
    grandparent: float = 0.25


@dataclass(frozen=True, slots=True)
class CountyParams:
    """Size and make-up of a synthetic county.

    Attributes:
        children: children on the register, 1 to 2,000,000.
        townships: 1 to 200.
        villages: in the whole county, at least one a township, at most 190 each.
        any_parent_away: share of children with a parent away; the others are on the register
            because they were, or because their family needs help (assumption).
        bad_checksum: share of identity numbers with a wrong last character.
        uncollected: shares of 未采集 by block.
    """

    children: int = 3_000
    townships: int = 6
    villages: int = 40
    any_parent_away: float = 0.85
    bad_checksum: float = 0.008
    uncollected: Uncollected = field(default_factory=Uncollected)

    def __post_init__(self) -> None:
        """Refuse sizes that no division code can number.

        Raises:
            ValueError: naming everything that does not fit.
        """
        wrong = []
        if not 1 <= self.children <= 2_000_000:
            wrong.append("children must be 1 to 2,000,000")
        if not 1 <= self.townships <= 200:
            wrong.append("townships must be 1 to 200")
        if not self.townships <= self.villages <= self.townships * 190:
            wrong.append("villages must be 1 to 190 for each township")
        if not 0 <= self.any_parent_away <= 1 or not 0 <= self.bad_checksum <= 1:
            wrong.append("shares must lie between 0 and 1")
        if wrong:
            raise ValueError("; ".join(wrong))

    @classmethod
    def sized(cls, children: int) -> CountyParams:
        """A county of this many children with about 75 a village and 500 a township."""
        townships = min(200, max(6, round(children / 500)))
        return cls(
            children=children,
            townships=townships,
            villages=max(40, min(townships * 60, round(children / 75))),
        )
