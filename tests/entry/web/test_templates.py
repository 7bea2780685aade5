"""Rules about every template: it compiles, holds nothing a strict CSP refuses, speaks English."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from django.utils.translation import template as marked

PACKAGE = Path(__file__).parents[3] / "src" / "homeward"
WEB = PACKAGE / "entry" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
NAMES = [path.relative_to(WEB / "templates").as_posix() for path in TEMPLATES]


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name: str) -> None:
    engines["django"].get_template(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_template_holds_inline_script_or_style(path: Path) -> None:
    """The content security policy allows neither, and would break the page silently."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|\shx-on|javascript:", text)
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


def spoken(path: Path) -> Iterator[str]:
    """Every message a file asks gettext for."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        source = marked.templatize(source)
        for found in re.finditer(
            r"""\b(?:n?gettext|_)\(u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", source
        ):
            yield ast.literal_eval(found[1])
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            match node.args:
                case [ast.Constant(value=str(text)), *_]:
                    yield text


@pytest.mark.parametrize("path", [*TEMPLATES, *sorted(WEB.rglob("*.py"))], ids=lambda p: p.name)
def test_every_message_has_an_english_text(path: Path) -> None:
    with (PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        english = gettext.GNUTranslations(file)
    missing = [m for m in spoken(path) if english.ngettext(m, m, 1) == m == english.gettext(m)]
    assert not missing


def test_the_built_files_name_no_source_map_and_stay_small() -> None:
    built = WEB / "static" / "homeward"
    for name, limit in {"homeward.css": 150_000, "homeward.js": 120_000}.items():
        content = (built / name).read_text(encoding="utf-8")
        assert "sourceMappingURL" not in content
        assert len(content.encode()) < limit
