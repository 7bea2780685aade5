"""What is written down must be true: built files, translations and generated documents.

Each function returns what is wrong, one line a finding, or an empty text.
"""

import gettext
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


def stale_front_end(frontend: Path, output: Path) -> str:
    """Front-end sources and built files that are not the ones of the last build.

    Args:
        frontend: Folder of the sources, with `manifest.json`: `{"inputs": {path in this folder:
            SHA-256}, "outputs": {path in the output folder: SHA-256}}`. No manifest, no finding.
        output: Folder of the built files.
    """
    manifest = frontend / "manifest.json"
    if not manifest.exists():
        return ""
    noted: dict[str, dict[str, str]] = json.loads(manifest.read_text(encoding="utf-8"))
    wrong = [*_changed(frontend, noted["inputs"]), *_changed(output, noted["outputs"])]
    sources = (file for file in (frontend / "src").rglob("*") if file.is_file())
    added = {file.relative_to(frontend).as_posix() for file in sources} - set(noted["inputs"])
    wrong += [f"{path}: not in the last build" for path in sorted(added)]
    if wrong:
        wrong.append("Build again and commit: cd frontend && npm ci && npm run build")
    return "\n".join(wrong)


def _changed(folder: Path, digests: dict[str, str]) -> Iterator[str]:
    for path, want in sorted(digests.items()):
        file = folder / path
        if not file.exists():
            yield f"{path}: missing"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != want:
            yield f"{path}: differs from the last build"


def stale_documents(folder: Path) -> str:
    """Generated documents that no longer say what the code says."""
    current = _current_documents()
    wrong = [
        f"docs/generated/{name}: out of date"
        for name, text in current.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]
    wrong += [
        f"docs/generated/{file.name}: nothing generates it"
        for file in sorted(folder.glob("*"))
        if file.name not in current
    ]
    if wrong:
        wrong.append("Write them again: ./homeward check --fix")
    return "\n".join(wrong)


def write_documents(folder: Path) -> None:
    """Write every generated document as the code has it now."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _current_documents().items():
        (folder / name).write_text(text, encoding="utf-8")


def _current_documents() -> dict[str, str]:
    """File name below docs/generated -> its text."""
    import django  # here, because no other check needs it

    from homeward.entry.cli.generated import DOCUMENTS

    django.setup()
    return {name: make() for name, make in DOCUMENTS}


def gaps_in_catalogues(package: Path) -> str:
    """Messages without an English text, fuzzy ones, and compiled catalogues that lag behind."""
    wrong: list[str] = []
    for catalogue in sorted(package.glob("**/locale/en/LC_MESSAGES/*.po")):
        entries = parse_catalogue(catalogue.read_text(encoding="utf-8"))
        where = catalogue.relative_to(package)
        for entry in entries:
            if not entry.key:
                continue  # the header
            if entry.fuzzy:
                wrong.append(f"{where}:{entry.line}: fuzzy: {entry.key!r}")
            if not all(entry.texts):
                wrong.append(f"{where}:{entry.line}: not translated: {entry.key!r}")
        wrong += _lag(catalogue, entries, where)
    return "\n".join(wrong)


@dataclass(slots=True)
class Entry:
    """One message of a catalogue."""

    line: int
    context: str | None = None
    key: str = ""
    texts: list[str] = field(default_factory=list)
    fuzzy: bool = False


def parse_catalogue(text: str) -> list[Entry]:
    """Read a .po file: comments, contexts, plurals and strings over several lines."""
    entries: list[Entry] = []
    fuzzy, part = False, ""
    context: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
        found = re.fullmatch(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(.*)"', line)
        if not found:
            continue  # blank lines, other comments, obsolete entries
        keyword, words = found[1], json.loads(f'"{found[2]}"')
        part = keyword or part
        if keyword == "msgctxt":
            context = ""
        elif keyword == "msgid":
            entries.append(Entry(line=number, context=context, fuzzy=fuzzy))
            fuzzy, context = False, None
        elif keyword and keyword.startswith("msgstr"):
            entries[-1].texts.append("")
        if part == "msgctxt":
            context = (context or "") + words
        elif part == "msgid":
            entries[-1].key += words
        elif part.startswith("msgstr"):
            entries[-1].texts[-1] += words
    return entries


def _lag(catalogue: Path, entries: list[Entry], where: Path) -> list[str]:
    compiled = catalogue.with_suffix(".mo")
    if not compiled.exists():
        return [f"{where}: no compiled catalogue beside it; run django compilemessages"]
    with compiled.open("rb") as file:
        translations = gettext.GNUTranslations(file)
    for entry in entries:
        if not entry.key or len(entry.texts) != 1 or entry.fuzzy:
            continue
        if entry.context is None:
            have = translations.gettext(entry.key)
        else:
            have = translations.pgettext(entry.context, entry.key)
        if have != entry.texts[0] and entry.texts[0]:
            return [f"{where}: the compiled catalogue is older; run django compilemessages"]
    return []
