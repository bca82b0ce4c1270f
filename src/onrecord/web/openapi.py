"""The pages as an OpenAPI 3.1 document, made from what the pages say of themselves, so that it cannot tell otherwise than they do."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from starlette.routing import BaseRoute, Route

from onrecord.version import __version__
from onrecord.web.access import CSRF_HEADER, SIGN_IN, SIGN_OUT
from onrecord.web.answering import MEDIA_TYPES, forms_of
from onrecord.web.page import Form, Page, Parameter

ADDRESS = "/api/openapi.json"
_SCHEMAS = "#/components/schemas/{name}"
_IN_PATH = re.compile(r"\{(\w+)(?::\w+)?\}")
_CALLED: dict[Form, str] = {"html": "a page", "json": "JSON", "csv": "CSV", "md": "Markdown"}
_DAY = r"^\s*([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?\s*$"
_PATH_PARTS = {
    "holder": "An actor of the dossier, by id; or a side, where sides are asked for.",
    "actor": "An actor of the dossier, by id.",
    "term": "A term of the dossier, by id.",
    "id": "The id; an article's may hold slashes and anything else.",
}
_REFUSALS = {
    400: "A parameter that cannot be, or a form that cannot be read.",
    401: "Nobody is told who has not signed in, where signing in is demanded.",
    403: "What a reader may not do, or a form without the CSRF token of its browser.",
    404: "No such page, holder, term or article.",
    409: "Somebody changed the same before.",
    413: "A form larger than any of these.",
    414: "An address longer than any of these.",
    422: "A form that says what cannot be.",
    429: "Too often. `Retry-After` tells when to ask again.",
    501: "What needs a library that is not installed.",
    503: "The record cannot be read just now; the message says what to do.",
}
_ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {"status": {"type": "integer"}, "title": {"type": "string"}, "message": {"type": "string"}},
            "required": ["status", "title", "message"],
        }
    },
    "required": ["error"],
}


def document(pages: Mapping[str, Page], pictures: Mapping[str, tuple[Page, str]], routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """The document of these pages by address, pictures of pages (with what they show) by address, and whatever of the routes takes a form.

    A page stands at its own path in all its forms, and at other addresses as HTML alone.
    """
    shown = list({page.path: page for page in pages.values()}.values())
    schemas, components = msgspec.json.schema_components([page.shows for page in shown], ref_template=_SCHEMAS)
    schema_of = {page.path: schema for page, schema in zip(shown, schemas, strict=True)}
    paths: dict[str, Any] = {}
    for address, page in pages.items():
        for form in forms_of(page) if address == page.path else ("html",):
            path = _plain(address) + ("" if form == "html" else f".{form}")
            paths[path] = {"get": _reading(path, page, form, schema_of[page.path])}
    for address, (page, media_type) in pictures.items():
        paths[_plain(address)] = {"get": _get(_plain(address), page, page.words, {media_type: {}}, 501)}
    for path, method, route in _changing(routes):
        paths.setdefault(path, {})[method] = _writing(path, route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "description": "The sourced record of one dispute: what is reported, in the words of the reports. No verdict.",
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"session": []}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": _without_indents(components) | {"Error": _ERROR},
            "responses": {f"Refused{status}": _refusal(words) for status, words in _REFUSALS.items()},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "The token of `onrecord serve --token`. Needs no CSRF token."},
                "session": {"type": "apiKey", "in": "cookie", "name": "onrecord-session", "description": f"As {SIGN_IN} gives it."},
            },
        },
    }


def _reading(path: str, page: Page, form: Form, schema: dict[str, Any]) -> dict[str, Any]:
    content = {"schema": schema} if form == "json" else {}
    return _get(path, page, f"{page.words} As {_CALLED[form]}.", {MEDIA_TYPES[form].partition(";")[0]: content})


def _get(path: str, page: Page, words: str, content: dict[str, Any], *more: int) -> dict[str, Any]:
    often = (429,) if path.startswith("/search") else ()
    return {
        "summary": words,
        "parameters": [*_path_parameters(path), *map(_parameter, page.parameters)],
        "responses": {
            "200": {"description": words, "content": content},
            "304": {"description": "It is as it was, by the `If-None-Match` that was sent."},
            **_refusals(400, 401, 404, 414, 503, *often, *more),
        },
    }


def _writing(path: str, route: Route) -> dict[str, Any]:
    words = inspect.getdoc(route.endpoint) or f"Change what {path} shows."
    form = {"type": "object", "properties": {"csrf": {"type": "string"}}, "additionalProperties": True}
    return {
        "summary": words.splitlines()[0],
        "description": f"Takes the form of a page, with the CSRF token of its browser in the field `csrf` or the header `{CSRF_HEADER}`.",
        "parameters": _path_parameters(path),
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {
            "200": {"description": "The page again, with what has to be put right."},
            "303": {"description": "Done; on to the page that shows it."},
            **_refusals(400, 401, 403, 404, 409, 413, 414, 422, 429, 503),
        },
    }


def _changing(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, str, Route]]:
    for route in routes:
        if isinstance(route, Route) and route.path not in {SIGN_IN, SIGN_OUT}:
            for method in sorted((route.methods or set()) - {"GET", "HEAD"}):
                yield _plain(route.path), method.lower(), route


def _parameter(known: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer"} if known.kind == "number" else {"type": "string"}
    if known.choices:
        schema["enum"] = list(known.choices)
    if known.kind == "day":
        schema["pattern"] = _DAY
    if known.several:
        schema = {"type": "array", "items": schema}
    return {"name": known.name, "in": "query", "description": known.words, "schema": schema}


def _path_parameters(path: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _PATH_PARTS.get(name, "Which one, by id."),
            "schema": {"type": "string", "minLength": 1},
        }
        for name in _IN_PATH.findall(path)
    ]


def _refusals(*statuses: int) -> dict[str, Any]:
    return {str(status): {"$ref": f"#/components/responses/Refused{status}"} for status in sorted(statuses)}


def _refusal(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {"application/json": {"schema": {"$ref": _SCHEMAS.format(name="Error")}}, "text/html": {}, "text/plain": {}},
    }


def _plain(path: str) -> str:
    return _IN_PATH.sub(r"{\1}", path)


def _without_indents(schema: Any) -> Any:
    """A schema with the docstrings in it as one reads them."""
    if isinstance(schema, dict):
        return {
            key: inspect.cleandoc(value) if key == "description" and isinstance(value, str) else _without_indents(value)
            for key, value in schema.items()
        }
    return [_without_indents(value) for value in schema] if isinstance(schema, list) else schema
