"""A door's answer on the terminal: lines for people, one JSON object for programs, or a file."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import typer
import yaml

from homeward.entry.sheets import csv_chunks
from homeward.foundation.commands.registry import COMMANDS, Door
from homeward.foundation.commands.wire import to_json


def show(door: Door, answer: Any, command_id: UUID, *, as_json: bool, out: Path | None) -> None:
    """Print an answer as lines or as one JSON object, or keep it as a file."""
    if isinstance(answer, bytes):
        _keep(answer, out)
    elif isinstance(answer, Iterator):
        _keep(b"".join(csv_chunks(answer)), out)
    elif as_json:
        text = to_json(answer, door.returns())
        is_command = door.name in COMMANDS
        typer.echo(f'{{"result":{text},"command_id":"{command_id}"}}' if is_command else text)
    else:
        plain = json.loads(to_json(answer, door.returns()))
        typer.echo(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False).strip())


def _keep(content: bytes, out: Path | None) -> None:
    if out:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
