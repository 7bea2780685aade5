"""Instrument files to an instrument book, or every fault of every file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.scoring import messages as say
from homeward.engines.scoring.instrument import Instrument, InstrumentBook
from homeward.engines.scoring.schema import read_instrument
from homeward.engines.yamlfile import FileError, FileErrors, FileReport, documents

if TYPE_CHECKING:
    from collections.abc import Mapping

InstrumentError = FileError
"""One fault in an instrument file."""


class InstrumentErrors(FileErrors):
    """Every fault of every instrument file; no instrument is loaded then."""


def load_instruments(files: Mapping[str, str]) -> InstrumentBook:
    """Read instrument files, given as text by name.

    A file may hold several versions of an instrument, divided by `---` lines: answers stay
    readable under the version they were given to.

    Raises:
        InstrumentErrors: with every fault of every file; nothing is loaded then.
    """
    errors: list[FileError] = []
    found: list[Instrument] = []
    for file in sorted(files):
        report = FileReport.of(file, files[file])
        for node in documents(report, empty=say.empty_file()):
            instrument = read_instrument(report, node)
            if instrument is not None:
                found.append(instrument)
        errors += report.errors
    errors += _clashes(found)
    if errors:
        raise InstrumentErrors(errors)
    return InstrumentBook(found)


def _clashes(instruments: list[Instrument]) -> list[FileError]:
    """Two texts under one id and version: nobody could tell what was asked."""
    errors = []
    first: dict[tuple[str, int], str] = {}
    for each in instruments:
        place = first.setdefault((each.id, each.version), f"{each.file}:{each.line}")
        if place != f"{each.file}:{each.line}":
            m = say.version_repeated(each.id, each.version, place)
            errors.append(FileError(each.file, each.line, 1, m.what, m.remedy, m.code))
    return errors
