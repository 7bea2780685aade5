"""The API as one object; imported with the addresses, never at start-up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from homeward.entry.api.caller import Session, Token
from homeward.entry.api.commands import add_commands
from homeward.entry.api.described import describe_answers
from homeward.entry.api.failures import add_handlers
from homeward.entry.api.reads import add_resources
from homeward.entry.arguments.problems import NoSuchAddress

DESCRIPTION = """归途的接口。命令用 POST 提交，可带 `command_id`（自己生成的 UUID），重复提交只办一次。

The API of Homeward. Commands are POSTed; with a `command_id` (a UUID you make) sending twice acts
once. Failures read `{code, kind, message, details}` in the language of `Accept-Language`.
"""


class Words(Parser):
    """Reads bodies; refuses the character that PostgreSQL's texts cannot hold."""

    def parse_body(self, request: HttpRequest) -> Any:
        if b"\\u0000" in request.body:
            raise ValueError("a text holds a NUL")
        return super().parse_body(request)


class Api(NinjaAPI):
    """No page of documentation: the usual ones load their scripts from outside."""

    _document: OpenAPISchema | None = None

    def __init__(self) -> None:
        super().__init__(
            title="归途 Homeward",
            version="1",
            description=DESCRIPTION,
            docs_url=None,
            parser=Words(),
            auth=[Token(), Session()],
            urls_namespace="api",
        )

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document, made once."""
        if self._document is None:
            self._document = super().get_openapi_schema(**options)
            describe_answers(self._document)
        return self._document


api = Api()
add_handlers(api)
add_commands(api)
add_resources(api)


@api.api_operation(
    ["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False
)
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address, in the API's own words."""
    raise NoSuchAddress
