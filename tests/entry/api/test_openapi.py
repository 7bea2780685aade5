"""The document and the addresses: complete, and made from the registry."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from homeward.entry.api.resources import NOT_RESOURCES, RESOURCES
from homeward.entry.arguments.model import Call, CommandCall, arguments_model
from homeward.foundation.commands.registry import COMMANDS, QUERIES


@pytest.fixture(scope="module")
def document() -> Any:
    """What anybody may read."""
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def test_every_command_is_listed_with_its_own_body(document: Any) -> None:
    for door in COMMANDS.values():
        operation = document["paths"][f"/api/v1/commands/{door.name}"]["post"]
        assert operation["operationId"] == door.name
        assert operation["description"]
        content = operation["requestBody"]["content"]
        schema = next(iter(content.values()))["schema"]
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        assert {*door.parameters(), "command_id", "reason"} == set(schema["properties"]), door.name


def test_every_query_has_an_address_or_a_reason() -> None:
    addressed = {resource.query for resource in RESOURCES}
    assert addressed | set(NOT_RESOURCES) == set(QUERIES)
    assert not addressed & set(NOT_RESOURCES)


def test_what_may_name_a_person_stands_in_no_address(document: Any) -> None:
    """Addresses are kept by browsers, proxies and logs."""
    for resource in RESOURCES:
        if resource.private and resource.path:
            shown = document["paths"][f"/api/v1{resource.path}"]["get"]["parameters"]
            assert not {p["name"] for p in shown} & set(resource.private)
            assert resource.ask
    for resource in RESOURCES:
        if "q" in QUERIES[resource.query].parameters():
            assert "q" in resource.private


def test_every_reference_of_the_document_leads_somewhere(document: Any) -> None:
    def references(node: Any) -> Any:
        if isinstance(node, dict):
            if isinstance(ref := node.get("$ref"), str):
                yield ref.rpartition("/")[2]
            node = list(node.values())
        if isinstance(node, list):
            for part in node:
                yield from references(part)

    assert set(references(document)) <= set(document["components"]["schemas"])


def test_a_parameter_may_not_hide_what_every_call_carries() -> None:
    for door in COMMANDS.values():
        arguments_model(door, CommandCall)
    for door in QUERIES.values():
        arguments_model(door, Call)


def test_starting_loads_no_heavy_library() -> None:
    """A township's old machine keeps the server running all day for a few people."""
    code = (
        "import sys, django; django.setup(); import homeward.entry.web.urls;"
        "print(*sorted({'duckdb', 'pyarrow', 'sqlglot', 'numpy'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == ""
