"""Built files, translations and generated documents: a stale one must be found."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from homeward.entry.cli import generated, papers

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def _catalogue(package: Path, body: str) -> Path:
    folder = package / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    file = folder / "django.po"
    file.write_text(HEADER + body, encoding="utf-8")
    return file


def _front_end(tmp_path: Path) -> tuple[Path, Path]:
    """One source, one result, and the manifest of their last build."""
    frontend, output = tmp_path / "frontend", tmp_path / "static"
    (frontend / "src").mkdir(parents=True)
    output.mkdir()
    (frontend / "src" / "a.scss").write_text("a{}")
    (output / "homeward.css").write_text("a{}")
    digest = hashlib.sha256(b"a{}").hexdigest()
    noted = {"inputs": {"src/a.scss": digest}, "outputs": {"homeward.css": digest}}
    (frontend / "manifest.json").write_text(json.dumps(noted))
    return frontend, output


def test_front_end_as_built_is_accepted(tmp_path: Path) -> None:
    assert papers.stale_front_end(*_front_end(tmp_path)) == ""


def test_front_end_that_was_never_built_is_nobodys_fault(tmp_path: Path) -> None:
    assert papers.stale_front_end(tmp_path, tmp_path) == ""


def test_changed_missing_and_added_front_end_files_are_named(tmp_path: Path) -> None:
    """A changed source without a new build is as wrong as a result edited by hand."""
    frontend, output = _front_end(tmp_path)
    (frontend / "src" / "a.scss").write_text("b{}")
    (frontend / "src" / "new.js").touch()
    (output / "homeward.css").unlink()
    said = papers.stale_front_end(frontend, output)
    assert "src/a.scss: differs" in said
    assert "src/new.js: not in the last build" in said
    assert "homeward.css: missing" in said
    assert "npm run build" in said


def test_complete_catalogue_is_accepted_once_compiled(tmp_path: Path) -> None:
    plain = 'msgid "孩子"\nmsgstr "child"\n\n'
    in_context = 'msgctxt "place"\nmsgid ""\n"县"\nmsgstr ""\n"coun"\n"ty"\n'
    file = _catalogue(tmp_path, plain + in_context)
    assert "no compiled catalogue" in papers.gaps_in_catalogues(tmp_path)
    _compile(file, {"孩子": "child", "place\x04县": "county"})
    assert papers.gaps_in_catalogues(tmp_path) == ""
    _compile(file, {"孩子": "kid", "place\x04县": "county"})
    assert "compiled catalogue is older" in papers.gaps_in_catalogues(tmp_path)


def test_missing_and_fuzzy_translations_are_named_with_their_line(tmp_path: Path) -> None:
    """English must be complete: a reader who switches language must not meet half a page."""
    _catalogue(
        tmp_path,
        'msgid "孩子"\nmsgstr ""\n\n#, fuzzy\nmsgid "家"\nmsgstr "home"\n\n'
        'msgid "%d 天"\nmsgid_plural "%d 天"\nmsgstr[0] "%d day"\nmsgstr[1] ""\n\n'
        '#~ msgid "旧"\n#~ msgstr ""\n',
    )
    said = papers.gaps_in_catalogues(tmp_path)
    assert ":4: not translated: '孩子'" in said
    assert ":8: fuzzy: '家'" in said
    assert "not translated: '%d 天'" in said
    assert "旧" not in said


def test_documents_are_compared_with_what_the_code_says_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generated, "DOCUMENTS", [("facts.md", lambda: "now\n")])
    folder = tmp_path / "generated"
    assert "facts.md: out of date" in papers.stale_documents(folder)
    papers.write_documents(folder)
    assert papers.stale_documents(folder) == ""
    (folder / "facts.md").write_text("before\n")
    (folder / "left-over.md").touch()
    said = papers.stale_documents(folder)
    assert "facts.md: out of date" in said
    assert "left-over.md: nothing generates it" in said


def test_checking_the_code_does_not_load_the_web_framework() -> None:
    """Each verb loads what it needs: `check` starts in a blink."""
    code = "import sys, homeward.entry.cli.check; sys.exit('django' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(Path(papers.__file__).parents[3])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert done.returncode == 0


def _compile(file: Path, messages: dict[str, str]) -> None:
    """Write the .mo beside a .po: header, two tables of (length, offset), then the strings."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **messages}.items())
    keys = [key.encode() for key, _ in pairs]
    texts = [text.encode() for _, text in pairs]
    offset = 28 + 16 * len(pairs)
    tables, strings = [], b""
    for group in (keys, texts):
        for item in group:
            tables += [len(item), offset + len(strings)]
            strings += item + b"\0"
    numbers = [0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, offset, *tables]
    packed = b"".join(number.to_bytes(4, "little") for number in numbers)
    file.with_suffix(".mo").write_bytes(packed + strings)
