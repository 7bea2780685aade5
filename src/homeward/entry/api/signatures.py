"""Functions whose parameters are made from a door, for the framework to read and to document."""

from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from typing import Any, cast

from django.http.response import HttpResponseBase
from ninja import Body, File, Form, UploadedFile

from homeward.entry.arguments.model import Call, arguments_model, file_parameters
from homeward.foundation.commands.registry import Door

Endpoint = Callable[..., HttpResponseBase]


def sign(endpoint: Endpoint, parameters: Mapping[str, tuple[Any, Any]]) -> None:
    """Declare an endpoint's parameters: name -> (type, where the framework finds it)."""
    declared = [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=source)
        for name, (kind, source) in parameters.items()
    ]
    request = Parameter("request", Parameter.POSITIONAL_OR_KEYWORD)
    cast("Any", endpoint).__signature__ = Signature([request, *declared])


def sign_with_body(endpoint: Endpoint, door: Door, base: type[Call]) -> None:
    """All of a door's parameters as `call`: a JSON body, or a form when there are files."""
    files = file_parameters(door)
    source = Form(...) if files else Body(...)
    sign(
        endpoint,
        {"call": (arguments_model(door, base), source)}
        | {name: (UploadedFile, File(...)) for name in files},
    )
