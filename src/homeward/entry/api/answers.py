"""Results and problems as JSON bytes, written once and not checked again."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from pydantic_core import to_json, to_jsonable_python

from homeward.entry.arguments.faults import Faults
from homeward.entry.sheets import csv_chunks
from homeward.foundation.commands.wire import adapter
from homeward.foundation.problems import HTTP_STATUS, Problem

JSON = "application/json; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def said(content: bytes, status: int = 200) -> HttpResponse:
    """JSON bytes as an answer that nobody on the way keeps."""
    answer = HttpResponse(content, content_type=JSON, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def result(value: Any, kind: Any) -> bytes:
    """A value of a door's declared type as JSON."""
    return adapter(kind).dump_json(value)


def problem(problem: Problem, status: int | None = None) -> HttpResponse:
    """A problem in the reader's language."""
    content = {
        "code": problem.code,
        "kind": problem.kind,
        "message": problem.message,
        "details": {name: _detail(value) for name, value in problem.details.items()},
    }
    return said(to_json(content, fallback=str), status or HTTP_STATUS[problem.kind])


def _detail(value: object) -> object:
    if isinstance(value, Faults):
        return [{"field": f.field, "code": f.code, "message": f.message} for f in value]
    return to_jsonable_python(value, fallback=str)


def table(rows: Iterable[tuple[str, ...]], name: str) -> StreamingHttpResponse:
    """Rows as CSV, sent while they are read."""
    answer = StreamingHttpResponse(csv_chunks(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to be kept as a file."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
