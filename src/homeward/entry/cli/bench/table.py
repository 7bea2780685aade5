"""A report as lines for a person."""

from collections.abc import Iterator
from typing import Any


def lines(report: dict[str, Any]) -> list[str]:
    """Bars first, then every figure."""
    machine = report["machine"]
    databases = "、".join(machine["database"].values())
    head = f"== {report['name']}  {report['size']:,}"
    where = f"   {machine['cpu']} × {machine['cores']}, {machine['memory_gib']} GiB, {databases}"
    shown = [head, where]
    for bar in report["bars"]:
        sign = "✓" if bar["holds"] else "✗"
        shown.append(f" {sign} {bar['what']}: {bar['got']:,g}  ({bar['want']})")
    for database, figures in report["figures"].items():
        shown.extend(f"   {database}.{name} = {value}" for name, value in _flat(figures))
    shown.extend(f"   {name} = {value}" for name, value in _flat(report["alternatives"]))
    return shown


def _flat(figures: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value
