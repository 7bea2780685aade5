"""How often something is to be done: regimes as data, and how far one was kept.

profiles = load_cadences(shipped_files("cadences"))
keep(profiles["law.weekly_contact"], done, since=..., as_of=..., terms=...)
"""

from homeward.engines.cadences.keep import BeatStanding, Done, Standing, keep
from homeward.engines.cadences.load import load_cadences
from homeward.engines.cadences.profile import Beat, Profile, Unit

__all__ = ["Beat", "BeatStanding", "Done", "Profile", "Standing", "Unit", "keep", "load_cadences"]
