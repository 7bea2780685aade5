"""The file as a DOCX document, built in code: a template in Word could not be read in a review."""

from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from homeward.entry.web.care.onefile.parts import Entry, Pair, Part
from homeward.entry.web.dates import exact_text

SONG = "SimSun"
COLUMNS = 4
"""Two questions with their answers beside each other, as on the form."""


def written(title: str, parts: tuple[Part, ...], foot: str, signs: str = "") -> bytes:
    """The document; `foot` says who made it and when, `signs` who signs below the first part."""
    paper = Document()
    _set(paper)
    paper.add_heading(title, level=0)
    for part in parts:
        paper.add_heading(part.title, level=1)
        if part.pairs:
            _form(paper, part.pairs)
        for entry in part.entries:
            _entry(paper, entry)
        if not part.pairs and not part.entries:
            paper.add_paragraph(part.empty)
        if part is parts[0] and signs:
            paper.add_paragraph(signs)
    paper.add_paragraph(foot)
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def _set(paper: Paper) -> None:
    """A4, and a typeface that has Chinese characters in every style."""
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2)
    for name in ("Normal", "Title", "Heading 1"):
        style = paper.styles[name]
        style.font.name = SONG
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:eastAsia", "w:ascii", "w:hAnsi"):
            fonts.set(qn(script), SONG)
    paper.styles["Normal"].font.size = Pt(10.5)


def _form(paper: Paper, pairs: tuple[Pair, ...]) -> None:
    table = paper.add_table(rows=0, cols=COLUMNS)
    table.style = "Table Grid"
    for start in range(0, len(pairs), 2):
        cells = table.add_row().cells
        for at, pair in enumerate(pairs[start : start + 2]):
            cells[2 * at].text = pair.label
            cells[2 * at + 1].text = _("未采集") if pair.value is None else pair.value


def _entry(paper: Paper, entry: Entry) -> None:
    line = paper.add_paragraph()
    line.add_run(
        " · ".join(p for p in (exact_text(entry.on) if entry.on else "", entry.title) if p)
    ).bold = True
    for more in (entry.body, entry.by):
        if more:
            line.add_run(f"\n{more}")
