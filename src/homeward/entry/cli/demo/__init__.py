"""The demonstration: the fictional county 清溪县 with its people, its rolls and a few weeks of work."""

from homeward.entry.cli.demo.load import load_demo
from homeward.entry.cli.demo.people import Persona, personas

__all__ = ["Persona", "load_demo", "personas"]
