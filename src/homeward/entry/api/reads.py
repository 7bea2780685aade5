"""`GET` resources, and `POST` for questions that name people or bring a file."""

from inspect import Parameter, getdoc
from string import Formatter
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import NinjaAPI, Path, Query, UploadedFile

from homeward.entry.api import answers
from homeward.entry.api.caller import context
from homeward.entry.api.described import is_table
from homeward.entry.api.resources import RESOURCES, Resource
from homeward.entry.api.signatures import Endpoint, sign, sign_with_body
from homeward.entry.arguments.faults import Fault, refused
from homeward.entry.arguments.model import Call, arguments_of, strict
from homeward.foundation.commands.registry import QUERIES, Door


def add_resources(api: NinjaAPI) -> None:
    """Give every resource its addresses, fixed words before parameters."""
    for resource in sorted(RESOURCES, key=lambda resource: "{" in resource.path):
        door = QUERIES[resource.query]
        shown: dict[str, Any] = {
            "summary": f"{door.name} {door.says}",
            "description": getdoc(door.function),
            "tags": [door.group],
        }
        if resource.ask:
            api.post(resource.ask, operation_id=f"{door.name}:ask", **shown)(_asked(door))
        if resource.path:
            name = ":".join((door.name, *in_path(resource)))
            endpoint = _endpoint(door, resource)
            api.get(_typed(door, resource), operation_id=name, **shown)(endpoint)


def in_path(resource: Resource) -> tuple[str, ...]:
    """The parameters that stand in the address itself."""
    return tuple(name for _, name, _, _ in Formatter().parse(resource.path) if name)


def _typed(door: Door, resource: Resource) -> str:
    """The address with ids marked as such: what is no UUID is no address."""
    ids = [name for name in in_path(resource) if door.parameters()[name][0] is UUID]
    return resource.path.format_map(
        {name: f"{{uuid:{name}}}" if name in ids else f"{{{name}}}" for name in in_path(resource)}
    )


def _answer(door: Door, request: HttpRequest, arguments: dict[str, Any]) -> HttpResponseBase:
    found = door.call(context(request), **arguments)
    if is_table(door):
        return answers.table(found, f"{door.group}.csv")
    if door.returns() is bytes:
        return answers.workbook(found, f"{door.name.replace('.', '-')}.xlsx")
    return answers.said(answers.result(found, door.returns()))


def _asked(door: Door) -> Endpoint:
    def endpoint(request: HttpRequest, call: Call, **files: UploadedFile) -> HttpResponseBase:
        sent = {name: file.read() for name, file in files.items()}
        return _answer(door, request, arguments_of(door, call, **sent))

    sign_with_body(endpoint, door, Call)
    return endpoint


def _endpoint(door: Door, resource: Resource) -> Endpoint:
    fixed = in_path(resource)
    asked = {n: p for n, p in door.parameters().items() if n not in (*fixed, *resource.private)}

    def endpoint(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if unknown := sorted(set(request.GET) - set(asked)):
            raise refused(*(Fault(name, "extra_forbidden", {}) for name in unknown))
        return _answer(door, request, arguments)

    sign(
        endpoint,
        {name: (door.parameters()[name][0], Path(...)) for name in fixed}
        | {
            name: (strict(kind), Query(... if default is Parameter.empty else default))
            for name, (kind, default) in asked.items()
        },
    )
    return endpoint
