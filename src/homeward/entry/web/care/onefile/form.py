"""The registration form 农村留守儿童基本情况登记表, in its own order (domain 1.8)."""

from datetime import date

from django.utils.translation import gettext as _

from homeward.domain.children.public import ChildPage
from homeward.domain.children.queries.family import AdultCard, CareLine
from homeward.domain.children.words import Guardianship, Kinship, Whereabouts
from homeward.entry.web.care.onefile.parts import Pair, Part, yes
from homeward.entry.web.children.cards.facts import grade_text, is_shown
from homeward.entry.web.children.words import benefit_text, income_text, joined
from homeward.entry.web.dates import exact_text

OWN = ("name", "sex", "ethnicity", "born_on", "id_number", "hukou_registered", "hukou", "group",
       "address", "health", "disability", "illness")  # fmt: skip
GRANDPARENTS = (
    Kinship.PATERNAL_GRANDFATHER, Kinship.PATERNAL_GRANDMOTHER, Kinship.MATERNAL_GRANDFATHER,
    Kinship.MATERNAL_GRANDMOTHER,
)  # fmt: skip
PARENTS = (Kinship.FATHER, Kinship.MOTHER)
IDENTITY = "identity"


def registration(child: ChildPage) -> Part:
    """Every question of the form, with what is known; what the reader may not see is absent."""
    identity = IDENTITY not in child.withheld
    known = {adult.kinship: adult for adult in child.home.parents}
    pairs = [
        Pair(_("填报地"), child.place_name),
        *_own(child),
        *_school(child),
        *_grandparents(child, known, identity),
        *(pair for kin in PARENTS for pair in _parent(kin, known.get(kin), identity)),
        *_away(known),
        *_carer(child),
        *_money(child),
    ]
    return Part(_("农村留守儿童基本情况登记表"), tuple(pairs))


def _own(child: ChildPage) -> list[Pair]:
    lines = {line.field: line for line in child.facts}
    return [
        Pair(lines[name].label, _value(name, lines[name].value))
        for name in OWN
        if is_shown(name, lines)
    ]


def _value(name: str, value: str | None) -> str | None:
    return exact_text(date.fromisoformat(value)) if name == "born_on" and value else value


def _school(child: ChildPage) -> list[Pair]:
    school = child.school
    stage = school.stage.label if school and school.stage else ""
    where = joined([school.school if school else "", stage, grade_text(school)]) or None
    return [
        Pair(_("就学"), where),
        Pair(_("是否寄宿"), yes(school.boarding if school else None)),
    ]


def _grandparents(child: ChildPage, known: dict[Kinship, AdultCard], identity: bool) -> list[Pair]:
    """A grandparent who is or was the carer is known by name also where nobody wrote kin."""
    oldest_first = reversed(child.home.carers)
    cared = {line.kinship: line.name for line in oldest_first if line.name}
    return [
        pair
        for kin in GRANDPARENTS
        for pair in _adult(kin, known.get(kin), identity, otherwise=cared.get(kin, ""))
    ]


def _adult(
    kin: Kinship, adult: AdultCard | None, identity: bool, otherwise: str = ""
) -> list[Pair]:
    born = [_born(kin, adult)] if identity else []
    name = (adult.name if adult else "") or otherwise
    return [Pair(str(kin.label), name or None), *born]


def _born(kin: Kinship, adult: AdultCard | None) -> Pair:
    born = adult.born_on if adult else None
    label = _("%(who)s出生日期") % {"who": kin.label}
    return Pair(label, exact_text(born) if born else None)


def _parent(kin: Kinship, adult: AdultCard | None, identity: bool) -> list[Pair]:
    now = adult.now if adult else None
    who = {"who": kin.label}
    pairs = [
        *_adult(kin, adult, identity),
        Pair(
            _("%(who)s现在哪里") % who,
            joined([now.whereabouts.label, now.place, now.work]) if now else None,
        ),
        Pair(_("%(who)s联系电话") % who, _("、").join(adult.phones) or None if adult else None),
    ]
    if identity:
        pairs.append(Pair(_("%(who)s身份证号") % who, adult.id_number if adult else None))
    return pairs


def _away(known: dict[Kinship, AdultCard]) -> list[Pair]:
    """Both away; one away and the other unable: unknown while either parent's part is."""
    away = {kin: _is_away(known.get(kin)) for kin in PARENTS}
    unable = {kin: _unable(known.get(kin)) for kin in PARENTS}
    father, mother = PARENTS
    pairs = [(away[father], unable[mother]), (away[mother], unable[father])]
    return [
        Pair(_("父母双方同时外出"), yes(_both(away[father], away[mother]))),
        Pair(_("一方外出、另一方无监护能力"), yes(_any([_both(*pair) for pair in pairs]))),
    ]


def _is_away(adult: AdultCard | None) -> bool | None:
    now = adult.now if adult else None
    return now.whereabouts == Whereabouts.AWAY if now else None


def _unable(adult: AdultCard | None) -> bool | None:
    return None if adult is None or adult.able is None else not adult.able


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _any(truths: list[bool | None]) -> bool | None:
    if True in truths:
        return True
    return None if None in truths else False


def _carer(child: ChildPage) -> list[Pair]:
    now: CareLine | None = next((one for one in child.home.carers if one.until is None), None)
    agreement = child.home.agreement
    kin = (now.kinship or now.kind) if now else None
    rating = now.rating if now else None
    return [
        Pair(_("委托照护人"), joined([agreement.name]) or None if agreement else None),
        Pair(
            _("实际照料人"), joined([kin.label if kin else "", now.name]) or None if now else None
        ),
        Pair(_("照料人电话"), _("、").join(now.phones) or None if now else None),
        Pair(_("监护情况"), str(Guardianship(rating).label) if rating else None),
    ]


def _money(child: ChildPage) -> list[Pair]:
    lines = {line.field: line for line in child.facts}
    income = lines["income"].value if "income" in lines else None
    kinds = [kind for kind, received in child.benefits if received and kind != "any"]
    asked = bool(child.benefits)
    return [
        Pair(_("家庭经济来源"), income_text(income) if income else None),
        Pair(
            _("救助帮扶"),
            _("、").join(benefit_text(kind) for kind in kinds) or _("没有") if asked else None,
        ),
    ]
