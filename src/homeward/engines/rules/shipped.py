"""The rule files that come with Homeward."""

from __future__ import annotations

from importlib.resources import files


def shipped_files(folder: str) -> dict[str, str]:
    """The rule files of one folder of `homeward/rules`, text by name, for `load_rules`.

    Args:
        folder: such as `definitions`.
    """
    found = files("homeward").joinpath("rules", folder)
    return {
        f"rules/{folder}/{file.name}": file.read_text(encoding="utf-8")
        for file in sorted(found.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml")
    }
