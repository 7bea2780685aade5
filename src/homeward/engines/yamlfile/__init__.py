"""YAML files that people write, read with the place of every value.

A reader of one kind of file (rules, instruments) asks for what it expects; whatever is not so is
noted with line, column and remedy in both languages, and all faults of a file are told at once:

    report = FileReport("rules/x.yaml", text)
    for node in documents(report, empty=nothing_in_it()):
        keys = mapping(report, node, "rule", ("id", "title"))
    report.errors
"""

from homeward.engines.yamlfile.documents import documents
from homeward.engines.yamlfile.errors import FileError, FileErrors
from homeward.engines.yamlfile.message import Message, Words, message, nearest, used_twice
from homeward.engines.yamlfile.report import FileReport
from homeward.engines.yamlfile.shipped import shipped_files
from homeward.engines.yamlfile.versions import version_on

__all__ = [
    "FileError",
    "FileErrors",
    "FileReport",
    "Message",
    "Words",
    "documents",
    "message",
    "nearest",
    "shipped_files",
    "used_twice",
    "version_on",
]
