"""Programmes from installed packages: one that is wrong is left out whole, and told; the house goes on."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files

from homeward.domain.care.programmes.programme import Programme
from homeward.engines.yamlfile import FileErrors

GROUP = "homeward.programmes"
Load = Callable[[Mapping[str, str]], dict[str, Programme]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outside:
    """What installed packages add, and the names of those that were left out."""

    programmes: dict[str, Programme]
    left_out: tuple[str, ...]


def from_packages(own: Mapping[str, str], load: Load) -> Outside:
    """The programmes of every package with an entry point `homeward.programmes`.

    Such an entry point names a Python package with `.yaml` files like those of `rules/programmes`.

    Args:
        own: the house's own files, text by name: an id in them cannot be taken.
        load: the loader of programme files.
    """
    found: dict[str, Programme] = {}
    left_out: list[str] = []
    taken = dict(own)
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        package = point.dist.name if point.dist else point.name
        try:
            brought = _files(point, package)
            load(taken | brought)  # beside the others: an id is used once
            read = load(brought)
        except (FileErrors, ImportError, OSError, UnicodeDecodeError) as faults:
            log.error("programmes of %s left out: %s", package, faults)
            left_out.append(package)
        else:
            taken |= brought
            found |= {name: replace(one, package=package) for name, one in read.items()}
    return Outside(found, tuple(left_out))


def _files(point: EntryPoint, package: str) -> dict[str, str]:
    return {
        f"site/{package}/{file.name}": file.read_text(encoding="utf-8")
        for file in sorted(files(point.value).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml")
    }
