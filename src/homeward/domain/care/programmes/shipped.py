"""The programmes, cadences and terms that there are, read once."""

from collections.abc import Mapping
from functools import cache

from homeward.domain.care.programmes.load import load_programmes
from homeward.domain.care.programmes.outside import Outside, from_packages
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
    """Every programme by id: the house's own, and those that installed packages add."""
    return dict(sorted((_load(shipped_files("programmes")) | outside().programmes).items()))


@cache
def outside() -> Outside:
    """What installed packages add to the programmes."""
    return from_packages(shipped_files("programmes"), _load)


def _load(files: Mapping[str, str]) -> dict[str, Programme]:
    return load_programmes(files, tuple(roles()), tuple(cadences()))


@cache
def terms() -> TermBook:
    """The school terms that due dates follow."""
    return load_terms(shipped_files("terms"))["national"]
