"""The OpenAPI document, and that every page answers as it says, whatever is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import content_type_conformance, not_a_server_error, response_schema_conformance, status_code_conformance
from schemathesis.core.result import Ok
from starlette.applications import Starlette

from onrecord.ledger import Ledger
from onrecord.views import Record
from onrecord.web import Entrance, create_app
from onrecord.web.app import PAGES
from onrecord.web.openapi import ADDRESS

Ask = Callable[..., httpx.Response]

# As many tries of each page as a few seconds allow; always the same ones.
TRIES = 2
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Stand in paths besides what chance makes, so that pages are reached behind them.
KNOWN = {"holder": ["vorn", "ostmark", "hask"], "actor": ["vorn", "ostmark"], "term": ["ferry", "guards"], "id": ["lower-bank-stopped", "a/b"]}


@pytest.fixture(scope="module")
def described(ask: Ask) -> dict[str, Any]:
    """The document."""
    answer = ask(ADDRESS)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    document: dict[str, Any] = answer.json()
    return document


@pytest.fixture(scope="module")
def named(ferry: Record, ferry_ledger: Ledger) -> Starlette:
    """The pages by the name under which schemathesis asks."""
    return create_app(ferry_ledger, ferry.dossier.id, Entrance(frozenset({"testserver"})))


def reading(path: str) -> bool:
    """Whether a page is read at this path, and not a picture drawn, which takes too long to do it often."""
    return not path.endswith((".svg", ".png"))


def can_be_asked_wrong(operation: dict[str, Any]) -> bool:
    """Whether a parameter is more than any words."""
    return any(parameter["in"] == "query" and parameter["schema"] != {"type": "string"} for parameter in operation["parameters"])


def test_every_page_is_described_in_every_form(described: dict[str, Any]) -> None:
    for page in PAGES:
        for path in (page.path, f"{page.path}.json"):
            operation = described["paths"][path]["get"]
            assert page.words in operation["summary"]
            names = {parameter["name"] for parameter in operation["parameters"]}
            assert names >= {parameter.name for parameter in page.parameters}
        assert "schema" in described["paths"][f"{page.path}.json"]["get"]["responses"]["200"]["content"]["application/json"]
    assert "/" in described["paths"]
    assert "id" in {parameter["name"] for parameter in described["paths"]["/article/{id}"]["get"]["parameters"]}


def test_what_is_referred_to_is_there(described: dict[str, Any]) -> None:
    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    found = references(described)
    assert "#/components/schemas/Matrix" in found
    for reference in found:
        _, _, kind, name = reference.split("/")
        assert name in described["components"][kind]


def test_forms_are_described_by_what_they_do(described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            if method != "get":
                assert operation["requestBody"], path
                assert {"303", "403"} <= set(operation["responses"])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_page_answers_as_described(mode: GenerationMode, described: dict[str, Any], named: Starlette) -> None:
    document = json.loads(json.dumps(described))
    document["paths"] = {
        path: {"get": operations["get"]}
        for path, operations in document["paths"].items()
        if "get" in operations and reading(path) and (mode is GenerationMode.POSITIVE or can_be_asked_wrong(operations["get"]))
    }
    if mode is GenerationMode.POSITIVE:
        for operations in document["paths"].values():
            for parameter in operations["get"]["parameters"]:
                if parameter["in"] == "path" and parameter["name"] in KNOWN:
                    parameter["schema"] = {"enum": KNOWN[parameter["name"]]}
    schema = schemathesis.openapi.from_dict(document)
    schema.app = named
    tried = 0

    def try_one(case: schemathesis.Case[Any]) -> None:
        nonlocal tried
        tried += 1
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)

    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        strategy = result.ok().as_strategy(generation_mode=mode)
        limited = settings(
            max_examples=TRIES, derandomize=True, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
        )
        limited(given(strategy)(try_one))()
    assert tried > len(document["paths"]) > 10


HOSTILE = ["\ud800", "\x00", "9" * 400, "1e999", "２", '"><script>', "../..", "%", "a" * 3000, "OR(", "NEAR/", "*", "\u202e'"]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_no_words_break_a_page(value: str, ask: Ask) -> None:
    sent = quote(value, safe="", errors="surrogatepass")
    for page in PAGES:
        path = page.path
        for part in KNOWN:
            if f"{{{part}}}" in path:
                answer = ask(path.replace(f"{{{part}}}", sent).format_map({name: ids[0] for name, ids in KNOWN.items()}))
                assert answer.status_code in {400, 404}, (page.path, part)
        texts = [parameter.name for parameter in page.parameters if parameter.kind == "text" and not parameter.choices]
        if texts:
            path = path.format_map({name: ids[0] for name, ids in KNOWN.items()})
            answer = ask(f"{path}.json?{'&'.join(f'{name}={sent}&{name}={sent}' for name in texts)}")
            assert answer.status_code in {200, 400, 404, 414}, page.path


@pytest.mark.parametrize("value", ["", "9" * 400, "-1", "２", "1.5", "2041-02-31", "2041-5", "0000", "actor "])
def test_no_other_parameter_breaks_a_page(value: str, ask: Ask) -> None:
    for page in PAGES:
        for parameter in page.parameters:
            if parameter.kind != "text" or parameter.choices:
                path = page.path.format_map({name: ids[0] for name, ids in KNOWN.items()})
                answer = ask(f"{path}.json?{parameter.name}={quote(value)}")
                assert answer.status_code in {200, 400, 404}, (path, parameter.name)
