"""The xlsx package looked at as a zip of XML parts, before a spreadsheet reader opens it.

Guards against parts that unpack to far more than they claim or than a roll can need, and reads what
the reader does not give: the formula behind a cell, column widths.
"""

import re
import zipfile
from copy import copy
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from homeward.engines.roll.problems import RollUnreadable

MAX_UNPACKED: Final = 600 * 1024 * 1024
MAX_PART: Final = 400 * 1024 * 1024
MAX_CELLS: Final = 8_000_000
MAX_ROWS: Final = 400_000
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?:\s([^>]*?))?(?:/>|>([^<]*)<)")
_REF: Final = re.compile(rb"\sr=\"([A-Z]{1,3})(\d{1,7})\"")
_SHARED: Final = re.compile(rb"\bsi=\"(\d+)\"")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=\"(\d+)\"")
_ROW_TAG: Final = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_HIDDEN: Final = re.compile(rb'\shidden="(?:1|true)"')
_EMPTY: Final = re.compile(rb"<c [^>]*(?:/>|></c>)")
_WIDTH: Final = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"\b(min|max|width)=\"([\d.]+)\"")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet's extras: formulas by (row, column) from 0, widths in characters by column from 0,
    and the hidden rows, from 0."""

    formulas: dict[tuple[int, int], str]
    widths: dict[int, float]
    hidden: frozenset[int] = frozenset()


def open_package(data: bytes) -> dict[str, SheetPart]:
    """Check an xlsx package and read its sheets' extras, by sheet name.

    Raises:
        RollUnreadable: damaged, too_large or wrong_kind.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_sizes(package)
            names = set(package.namelist())
            if "xl/workbook.xml" not in names:
                raise RollUnreadable("encrypted" if "EncryptedPackage" in names else "wrong_kind")
            for part in ("xl/sharedStrings.xml", "xl/styles.xml"):
                if part in names:
                    _unpacked(package, part)
            return {
                name: _read_sheet(_unpacked(package, part))
                for name, part in _sheet_parts(package).items()
                if part in names
            }
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zipfile.LargeZipFile,
    ) as error:
        raise RollUnreadable("damaged") from error
    except Exception as error:  # zlib.error and its kin
        if isinstance(error, RollUnreadable):
            raise
        raise RollUnreadable("damaged") from error


def _check_sizes(package: zipfile.ZipFile) -> None:
    claimed = 0
    for info in package.infolist():
        if info.flag_bits & 1:
            raise RollUnreadable("encrypted")
        claimed += info.file_size
        if info.file_size > MAX_PART or claimed > MAX_UNPACKED:
            raise RollUnreadable("too_large")


def _unpacked(package: zipfile.ZipFile, part: str) -> bytes:
    """One part, unpacked; what its header claims is not believed."""
    info = copy(package.getinfo(part))
    claimed, info.file_size = info.file_size, MAX_PART + 1
    with package.open(info) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise RollUnreadable("too_large")
    if len(data) != claimed:
        raise RollUnreadable("damaged")
    return data


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> part, as workbook.xml and its relations say."""
    workbook = _tree(_unpacked(package, "xl/workbook.xml"))
    relations = _tree(_unpacked(package, "xl/_rels/workbook.xml.rels"))
    targets = {item.get("Id", ""): item.get("Target", "") for item in relations}
    parts: dict[str, str] = {}
    for item in workbook.iter():
        if item.tag.rpartition("}")[2] != "sheet":
            continue
        link = next((value for key, value in item.attrib.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        parts[item.get("name", "")] = (
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    return parts


def _tree(xml: bytes) -> ElementTree.Element:
    if b"<!" in xml[:2000].replace(b"<!--", b""):  # no document types, no entities
        raise RollUnreadable("damaged")
    return ElementTree.fromstring(xml)


def _read_sheet(xml: bytes) -> SheetPart:
    _check_extent(xml)
    head = xml[: xml.find(b"sheetData")]
    widths: dict[int, float] = {}
    for found in _WIDTH.finditer(head):
        said = {key: float(value) for key, value in _ATTRIBUTE.findall(found[0])}
        if b"width" in said and b"min" in said:
            for column in range(
                int(said[b"min"]) - 1, min(int(said.get(b"max", said[b"min"])), 200)
            ):
                widths[column] = said[b"width"]
    has_formula = any(sign in xml for sign in (b"<f>", b"<f ", b"<f/", b":f>", b":f "))
    return SheetPart(_formulas(xml) if has_formula else {}, widths, _hidden(xml))


def _hidden(xml: bytes) -> frozenset[int]:
    """Rows that a person hid or a filter left out."""
    if b" hidden=" not in xml:
        return frozenset()
    rows = (row[0] for row in _ROW_TAG.finditer(xml) if _HIDDEN.search(row[0]))
    return frozenset(int(found[1]) - 1 for row in rows if (found := _ROW.search(row)))


def _formulas(xml: bytes) -> dict[tuple[int, int], str]:
    """Formula texts by cell; a shared formula gives its first text to all its cells."""
    texts: dict[tuple[int, int], str] = {}
    shared: dict[bytes, str] = {}
    for found in _FORMULA.finditer(xml):
        start = max(xml.rfind(b"<c ", 0, found.start()), xml.rfind(b":c ", 0, found.start()))
        ref = _REF.search(xml, start, found.start())
        if start < 0 or ref is None:
            continue
        text = (found[2] or b"").decode("utf-8", "replace")
        text = unescape(text)  # names and numbers: &lt; and &#30475;
        if key := _SHARED.search(found[1] or b""):
            text = (
                shared.setdefault(key[1], text)
                if not text
                else shared.setdefault(key[1], text) and text
            )
        texts[int(ref[2]) - 1, column_index(ref[1].decode())] = f"={text}"
    return texts


def _check_extent(xml: bytes) -> None:
    """Refuse sheets whose stray last cell would make the reader build an enormous grid.

    Cells that are only coloured or framed do not count: the reader passes them by.
    """
    widest, deepest, at = 0, 0, 0
    while (end := xml.find(b"row>", at)) >= 0:
        start = xml.rfind(b"<c ", at, end)
        while start >= 0 and _EMPTY.match(xml, start, end):
            start = xml.rfind(b"<c ", at, start)
        if start >= 0 and (ref := _REF.search(xml, start, end)):
            widest = max(widest, column_index(ref[1].decode()) + 1)
            deepest = max(deepest, int(ref[2]))
        at = end + 4
    if deepest > MAX_ROWS or widest * deepest > MAX_CELLS:
        raise RollUnreadable("too_far")


def column_index(letters: str) -> int:
    """ "A" -> 0, "AA" -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """0 -> "A", 26 -> "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
