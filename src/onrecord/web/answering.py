"""Answers to requests: a page in the form that is asked for, and what is said where there is none."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, get_args
from urllib.parse import quote

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.ledger import Ledger
from onrecord.version import __version__
from onrecord.views.rendering import encoded, environment
from onrecord.views.rows import write_rows
from onrecord.web.addresses import Addresses
from onrecord.web.guard import SECURITY_HEADERS
from onrecord.web.page import Asked, Page
from onrecord.web.visitor import Visitor

Form = Literal["html", "json", "csv", "md"]

_MEDIA_TYPES: dict[Form, str] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
_MESSAGES = {
    404: ("Not on record", "There is no such page, holder, term or article here. It may have been renamed, or the dossier has changed."),
    405: ("Not possible here", "This page can be read, and nothing else."),
    500: ("Something went wrong", "This is our fault, not yours. The terminal in which onrecord runs shows what happened; please report it."),
}


class Answering:
    """Makes pages of one dossier of a ledger."""

    def __init__(self, ledger: Ledger, dossier_id: str) -> None:
        self.ledger = ledger
        self.dossier_id = dossier_id
        self._templates = environment("onrecord.web", Addresses())

    def routes(self, page: Page) -> Iterator[Route]:
        """A page's address in each of its forms; the plain one, which would take in the others, last."""
        for form in forms_of(page):
            if form != "html":
                yield Route(f"{page.path}.{form}", self.endpoint(page, form))
        yield Route(page.path, self.endpoint(page))

    def endpoint(self, page: Page, form: Form = "html") -> Callable[[Request], Any]:
        """What answers a request for a page. It is made in a thread, because asking the ledger and filling a template block."""

        async def answer(request: Request) -> Response:
            return await run_in_threadpool(self._answer, request, page, form)

        return answer

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        return Asked(self.ledger, self.ledger.dossier(self.dossier_id), request.path_params, dict(request.query_params), visitor_of(request))

    def html(
        self, request: Request, template: str, context: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        """A page as HTML. Every template is given the dossier (None where it cannot be read), the visitor and the page's own address as well."""
        around: dict[str, Any] = {
            "dossier": None,
            "forms": {},
            "path": request.url.path,
            "address": _address(request),
            "visitor": visitor_of(request),
        }
        page = self._templates.get_template(template).render({**around, "version": __version__, **context})
        return Response(encoded(page), status, headers, _MEDIA_TYPES["html"])

    def problem(self, request: Request, status: int, title: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
        """What went wrong, in the form that was asked for as far as it has one."""
        form = request.url.path.rpartition(".")[2]
        if form == "json" or "application/json" in request.headers.get("accept", ""):
            return Response(_as_json({"error": {"status": status, "title": title, "message": message}}), status, headers, _MEDIA_TYPES["json"])
        if form in get_args(Form):
            return Response(f"{title}. {message}\n", status, headers, "text/plain; charset=utf-8")
        return self.html(request, "problem_page.html", {"title": title, "message": message, "path": None}, status, headers)

    async def refused(self, request: Request, error: Exception) -> Response:
        """A request that asks for what is not there, or for what cannot be done."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        title, message = _MESSAGES.get(status, ("Not possible", str(getattr(error, "detail", error))))
        return self.problem(request, status, title, message, getattr(error, "headers", None))

    async def unreadable(self, request: Request, error: Exception) -> Response:
        """A record that cannot be read: its message says what to do."""
        return self.problem(request, 503, "The record cannot be read", str(error))

    async def failed(self, request: Request, error: Exception) -> Response:  # noqa: ARG002  the server logs it
        """A bug of ours. This answer is made outside of the guard, so it brings its headers along."""
        return self.problem(request, 500, *_MESSAGES[500], SECURITY_HEADERS)

    def _answer(self, request: Request, page: Page, form: Form) -> Response:
        asked = self.asked(request)
        shown = page.make(asked)
        if shown is None:
            raise HTTPException(404)
        if form == "json":
            return Response(_as_json(shown), media_type=_MEDIA_TYPES[form])
        if form == "csv" and page.rows:
            return Response(_as_csv([*page.rows(shown)]), media_type=_MEDIA_TYPES[form])
        if form == "md" and page.markdown:
            return Response(encoded(page.markdown(shown)), media_type=_MEDIA_TYPES[form])
        return self.html(request, page.template, {"shown": shown, "dossier": asked.dossier, "forms": _form_addresses(request, page)})


def forms_of(page: Page) -> tuple[Form, ...]:
    """The forms that a page has."""
    return ("html", "json", *(("csv",) if page.rows else ()), *(("md",) if page.markdown else ()))


def visitor_of(request: Request) -> Visitor:
    """Who asks. Where nobody has to say so, everybody on this computer may judge."""
    found = request.scope.get("state", {}).get("visitor")
    return found if isinstance(found, Visitor) else Visitor("reader")


def _address(request: Request) -> str:
    return quote(request.url.path, safe="/%:@!$&'()*+,;=~-._") + (f"?{request.url.query}" if request.url.query else "")


def _form_addresses(request: Request, page: Page) -> dict[str, str]:
    """The address of a page's other forms: `/` is the matrix, and an article's id may end in anything, so there it is a parameter."""
    query = f"?{request.url.query}" if request.url.query else ""
    path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
    if path == "/":
        path = page.path
    if "id" in request.path_params:
        path, query = page.path, f"?id={quote(request.path_params['id'], safe='', errors='replace')}"
    return {form: f"{path}.{form}{query}" for form in forms_of(page) if form != "html"}


def _as_json(shown: Any) -> bytes:
    # Half of a surrogate pair is written as an escape, which JSON allows and UTF-8 does not.
    return (json.dumps(msgspec.to_builtins(shown), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _as_csv(rows: list[Mapping[str, Any]]) -> bytes:
    stream = io.StringIO(newline="")
    write_rows(rows, list(dict.fromkeys(column for row in rows for column in row)), "csv", stream)
    return stream.getvalue().encode("utf-8", "replace")
