"""The programmes, cadences and terms that come with Homeward, read once."""

from functools import cache

from homeward.domain.care.programmes.load import load_programmes
from homeward.domain.care.programmes.programme import Programme
from homeward.domain.care.words import Engaged, Way
from homeward.engines.cadences import Profile, load_cadences
from homeward.engines.calendar import TermBook, load_terms
from homeward.engines.yamlfile import shipped_files
from homeward.foundation.access.roles import roles


@cache
def cadences() -> dict[str, Profile]:
    """Every cadence profile by id."""
    return load_cadences(shipped_files("cadences"), Engaged.values, Way.values)


@cache
def programmes() -> dict[str, Programme]:
    """Every programme by id."""
    return load_programmes(shipped_files("programmes"), tuple(roles()), tuple(cadences()))


@cache
def terms() -> TermBook:
    """The school terms that due dates follow."""
    return load_terms(shipped_files("terms"))["national"]
