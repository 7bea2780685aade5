"""Which village a row belongs to: by the names people write, inside the area the roll was given for."""

from dataclasses import dataclass, field
from functools import cache

from homeward.engines.gazetteer import Level, codes
from homeward.foundation.places.models import Place

ENDINGS = ("村民委员会", "居民委员会", "社区居委会", "村委会", "居委会", "行政村", "社区", "村")
"""What offices add to a village's name, the longest first."""
NEW = "new:"  # a village to be added under a township: new:990101100000:石桥村


def bare(name: str) -> str:
    """A village's name without what offices add: 石桥村委会 and 石桥村 are one."""
    name = name.strip()
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


@dataclass(slots=True)
class Villages:
    """Looks villages up inside one area, and collects the names that are not there yet."""

    area: str
    by_township: dict[str, dict[str, str]] = field(default_factory=dict)
    townships: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)  # key -> name as written

    @classmethod
    def inside(cls, area: str) -> "Villages":
        """Load the villages and townships of an area."""
        found = cls(area)
        low, high = codes.span(area)
        rows = Place.objects.filter(code__range=(low, high), until__isnull=True)
        for code, name, level in rows.values_list("code", "name", "level"):
            if level == Level.VILLAGE:
                found.by_township.setdefault(code[:9], {})[bare(name)] = code
            elif level == Level.TOWNSHIP:
                found.townships[name] = code
        if codes.level(area) >= Level.TOWNSHIP:
            home = f"{area[:9]}000"
            named = Place.objects.filter(pk=home).values_list("name", flat=True).first()
            found.townships = {named or "": home}
        return found

    def of(self, township: str | None, village: str | None) -> str:
        """The code of a village, a key of `new`, or empty when it cannot be told.

        Args:
            township: the township's name as written on the roll, if any.
            village: the village's name as written.
        """
        if codes.level(self.area) == Level.VILLAGE:
            return self.area
        home = self._township(township)
        if home:
            return self._in(home, village) if village else ""
        if not village:
            return ""
        named = bare(village)
        found = {v[named] for v in self.by_township.values() if named in v}
        return found.pop() if len(found) == 1 else ""

    def _township(self, name: str | None) -> str:
        if len(self.townships) == 1:
            return next(iter(self.townships.values()))
        return self.townships.get(name or "", "")

    def _in(self, township: str, village: str) -> str:
        known = self.by_township.get(township[:9], {}).get(bare(village))
        if known:
            return known
        key = f"{NEW}{township}:{bare(village)}"
        self.new.setdefault(key, village.strip())
        return key

    def elsewhere(self, township: str | None) -> bool:
        """Whether a roll names another township than the area it was given for."""
        return bool(township) and township not in self.townships


@cache
def township_of(key: str) -> str:
    """The 12-digit township code of a village's code or of a new village's key."""
    return key.split(":")[1] if key.startswith(NEW) else f"{key[:9]}000"


def county_of(township: str) -> str:
    """The 12-digit county code of a township."""
    return f"{township[:6]}000000"
