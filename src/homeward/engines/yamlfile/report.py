"""What is wrong with one file, gathered while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homeward.engines.yamlfile.errors import FileError
from homeward.engines.yamlfile.places import line_and_column

if TYPE_CHECKING:
    from yaml.nodes import Node

    from homeward.engines.yamlfile.message import Message


@dataclass(slots=True)
class FileReport:
    """Gathers the faults of one file, so that all are told at once."""

    file: str
    text: str
    errors: list[FileError] = field(default_factory=list)

    @classmethod
    def of(cls, file: str, text: str) -> FileReport:
        """A report on a file as it was read, whichever line ends its writer uses."""
        return cls(file, text.replace("\r\n", "\n").replace("\r", "\n"))

    def at(self, index: int, message: Message) -> None:
        """Note a fault at a character of the file."""
        line, column = line_and_column(self.text, index)
        error = FileError(self.file, line, column, message.what, message.remedy, message.code)
        if error not in self.errors:
            self.errors.append(error)

    def on(self, node: Node, message: Message) -> None:
        """Note a fault at the start of a YAML node."""
        self.at(node.start_mark.index, message)

    def line_of(self, node: Node) -> int:
        """The line, counted from 1, on which a YAML node starts."""
        return line_and_column(self.text, node.start_mark.index)[0]
