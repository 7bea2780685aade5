"""`POST /commands/{name}`: one typed endpoint a command."""

from inspect import getdoc

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, UploadedFile

from homeward.entry.api import answers
from homeward.entry.api.caller import context
from homeward.entry.api.signatures import Endpoint, sign_with_body
from homeward.entry.arguments.model import CommandCall, arguments_of, explained
from homeward.foundation.commands.registry import COMMANDS, Door


def add_commands(api: NinjaAPI) -> None:
    """Give every registered command its endpoint."""
    for door in COMMANDS.values():
        api.post(
            f"/commands/{door.name}",
            operation_id=door.name,
            summary=f"{door.name} {door.says}",
            description=getdoc(door.function),
            tags=[door.group],
        )(_endpoint(door))


def _endpoint(door: Door) -> Endpoint:
    kind = door.returns()

    def endpoint(request: HttpRequest, call: CommandCall, **files: UploadedFile) -> HttpResponse:
        ctx = explained(context(request), call)
        sent = {name: file.read() for name, file in files.items()}
        done = answers.result(door.call(ctx, **arguments_of(door, call, **sent)), kind)
        mark = str(ctx.command_id).encode()
        return answers.said(b'{"result":%b,"command_id":"%b"}' % (done, mark))

    sign_with_body(endpoint, door, CommandCall)
    return endpoint
