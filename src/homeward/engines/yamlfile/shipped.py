"""The files of rules and instruments that come with Homeward."""

from __future__ import annotations

from importlib.resources import files


def shipped_files(folder: str) -> dict[str, str]:
    """The files of one folder of `homeward/rules`, text by name, for the loader of their kind.

    Args:
        folder: such as `definitions` or `instruments`.
    """
    found = files("homeward").joinpath("rules", folder)
    return {
        f"rules/{folder}/{file.name}": file.read_text(encoding="utf-8")
        for file in sorted(found.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml")
    }
