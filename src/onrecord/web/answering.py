"""Answers to requests: a page in the form that is asked for, and what is said where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from hashlib import blake2b
from secrets import token_hex
from typing import Any, get_args
from urllib.parse import quote

import msgspec
from msgspec.structs import replace
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord import queries
from onrecord.ledger import Ledger
from onrecord.version import __version__
from onrecord.views.charts import can_draw
from onrecord.views.rendering import encoded, environment
from onrecord.web.addresses import Addresses
from onrecord.web.apart import Apart, work_of
from onrecord.web.cache import Cache, Made
from onrecord.web.guard import SECURITY_HEADERS
from onrecord.web.makers import Makers, other_cores
from onrecord.web.page import Asked, Form, Page
from onrecord.web.visitor import Visitor

MEDIA_TYPES: dict[Form, str] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
# From so many articles on, a page takes long enough that another process is found before it is needed.
_MANY_ARTICLES = 20_000
# What stands in an address as it is.
_OF_ADDRESSES = "/:@!$&'()*+,;=~-._"
_MESSAGES = {
    404: ("Not on record", "There is no such page, holder, term or article here. It may have been renamed, or the dossier has changed."),
    401: ("Sign in first", "These pages are for people with a password or a token."),
    405: ("Not possible here", "This page can be read, and nothing else."),
    408: ("Too slow", "The rest of the request did not arrive in time. Send it again."),
    414: ("Too long an address", "No page has an address as long as this one."),
    413: ("Too much at once", "What was sent is larger than any form here. Send less."),
    500: ("Something went wrong", "This is our fault, not yours. The terminal in which onrecord runs shows what happened; please report it."),
}


class Answering:
    """Makes pages of one dossier of a ledger."""

    def __init__(self, ledger: Ledger, dossier_id: str) -> None:
        self.ledger = ledger
        self.dossier_id = dossier_id
        self._templates = environment("onrecord.web", Addresses())
        self._cache = Cache()
        self._makers = Makers(lambda: Apart(ledger.address, dossier_id), other_cores())
        # Stands in pages that are kept where each visitor's own goes. Nobody else knows it, so nothing that was read can hold it.
        self._csrf = token_hex(32)

    def close(self) -> None:
        """Let go of the processes that help to make pages."""
        self._makers.close()

    def begin(self) -> None:
        """Get ready, and have help from the start where the record is so large that readers would soon wait for each other's pages."""
        if self.ledger.standing(self.dossier_id).articles >= _MANY_ARTICLES:
            self._makers.begin()
        self.prepare()

    def prepare(self) -> None:
        """Make the templates ready, and have in memory what most pages ask of the whole record: the first pages would otherwise wait for both."""
        for name in self._templates.list_templates(extensions=["html"]):
            self._templates.get_template(name)
        self.ledger.prepare(self.dossier_id)

    def routes(self, page: Page) -> Iterator[Route]:
        """A page's address in each of its forms; the plain one, which would take in the others, last."""
        for form in forms_of(page):
            if form != "html":
                yield Route(f"{page.path}.{form}", self.endpoint(page, form))
        yield Route(page.path, self.endpoint(page))

    def endpoint(self, page: Page, form: Form = "html") -> Callable[[Request], Any]:
        """What answers a request for a page: as it was made before, where nothing was written to the ledger since."""

        async def answer(request: Request) -> Response:
            # In a thread, for another program may make whoever asks a ledger wait.
            token, read_until = await run_in_threadpool(self._state)
            visitor = visitor_of(request)
            has_news = bool(visitor.last_visit and read_until and read_until > visitor.last_visit)
            last_visit = visitor.last_visit if page.personal else None
            shared = _shared(request, replace(visitor, csrf=self._csrf, last_visit=last_visit, has_news=has_news))
            # All that a page depends on. Pages may tell the day, here or in UTC.
            address, days = (shared.scope["raw_path"], str(shared.url)), (date.today(), datetime.now(UTC).date())  # noqa: DTZ011
            key = None if token is None else (token, form, address, days, visitor_of(shared))
            tag = {} if key is None else {"ETag": f'W/"{blake2b(repr((key, visitor.csrf)).encode(), digest_size=16).hexdigest()}"'}
            if tag and tag["ETag"] in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=tag)
            work = partial(work_of, shared, page, form, visitor_of(shared))
            made = await self._cache.give(key, partial(self._makers.make, work, partial(self.make, shared, page, form)))
            body = made.body.replace(self._csrf.encode(), visitor.csrf.encode())
            return Response(body, headers={**made.headers, **tag})

        return answer

    def asked(self, request: Request, form: Form = "html") -> Asked:
        """What a request asks for."""
        return Asked(self.ledger, self.ledger.dossier(self.dossier_id), request.path_params, request.query_params, visitor_of(request), form)

    def html(
        self, request: Request, template: str, context: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        """A page as HTML. Every template is given the dossier (None where it cannot be read), the visitor and the page's own address as well."""
        around: dict[str, Any] = {
            "dossier": None,
            "forms": {},
            "cited": None,
            "path": request.url.path,
            "address": _address(request),
            "visitor": visitor_of(request),
        }
        page = self._templates.get_template(template).render({**around, "version": __version__, **context})
        return Response(encoded(page), status, headers, MEDIA_TYPES["html"])

    def problem(self, request: Request, status: int, title: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
        """What went wrong, in the form that was asked for as far as it has one."""
        form = request.url.path.rpartition(".")[2]
        if form == "json" or "application/json" in request.headers.get("accept", ""):
            return Response(_as_json({"error": {"status": status, "title": title, "message": message}}), status, headers, MEDIA_TYPES["json"])
        if form in get_args(Form):
            return Response(f"{title}. {message}\n", status, headers, "text/plain; charset=utf-8")
        return self.html(request, "problem_page.html", {"title": title, "message": message, "path": None}, status, headers)

    async def refused(self, request: Request, error: Exception) -> Response:
        """A request that asks for what is not there, or for what cannot be done."""
        return self.refusal(request, error if isinstance(error, HTTPException) else HTTPException(500))

    def refusal(self, request: Request, error: HTTPException) -> Response:
        """The same, for what stands before the routes."""
        title, message = _MESSAGES.get(error.status_code, ("Not possible", error.detail))
        return self.problem(request, error.status_code, title, message, error.headers)

    async def unreadable(self, request: Request, error: Exception) -> Response:
        """A record that cannot be read: its message says what to do."""
        return self.problem(request, 503, "The record cannot be read", str(error))

    async def failed(self, request: Request, error: Exception) -> Response:  # noqa: ARG002  the server logs it
        """A bug of ours. This answer is made outside of the guard, so it brings its headers along."""
        return self.problem(request, 500, *_MESSAGES[500], SECURITY_HEADERS)

    def _state(self) -> tuple[str | None, str | None]:
        """What stays the same as long as nothing is written, and until when articles were read."""
        return self.ledger.token(), self.ledger.standing(self.dossier_id).read_until

    def make(self, request: Request, page: Page, form: Form) -> Made:
        """A page in one of its forms, made here and now."""
        answer = self._answer(request, page, form)
        return Made(bytes(answer.body), {name: value for name, value in answer.headers.items() if name != "content-length"})

    def _answer(self, request: Request, page: Page, form: Form) -> Response:
        asked = self.asked(request, form)
        shown = page.make(asked)
        if shown is None:
            raise HTTPException(404)
        permanent = _permanent_address(request, form)
        headers = {"Link": f'<{permanent}>; rel="canonical"'}
        if form == "json":
            return Response(_as_json(shown), 200, headers, MEDIA_TYPES[form])
        if form == "csv" and page.rows:
            return Response(page.rows.csv(shown), 200, headers, MEDIA_TYPES[form])
        cited = queries.cited(asked.ledger, asked.dossier, permanent)
        if form == "md" and page.markdown:
            return Response(encoded(page.markdown(shown, cited)), 200, headers, MEDIA_TYPES[form])
        around = {"shown": shown, "dossier": asked.dossier, "forms": _form_addresses(request, page), "cited": cited}
        return self.html(request, page.template, around, headers=headers)


def forms_of(page: Page) -> tuple[Form, ...]:
    """The forms that a page has."""
    return ("html", "json", *(("csv",) if page.rows else ()), *(("md",) if page.markdown else ()))


def visitor_of(request: Request) -> Visitor:
    """Who asks, as `Access` found out."""
    found = request.scope.get("state", {}).get("visitor")
    return found if isinstance(found, Visitor) else Visitor("reader")


def _shared(request: Request, visitor: Visitor) -> Request:
    """The request as anybody like this visitor would make it: what is made of it may be shown to all of them."""
    headers = [(name, value) for name, value in request.scope["headers"] if name == b"host"]
    return Request({**request.scope, "headers": headers, "state": {"visitor": visitor}})


def _address(request: Request) -> str:
    return quote(request.url.path, safe=_OF_ADDRESSES + "%") + (f"?{request.url.query}" if request.url.query else "")


def _permanent_address(request: Request, form: Form) -> str:
    """The whole address under which a page is found again, whichever form of it was asked for. What a form left empty is left out."""
    path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
    given = "&".join(one for one in request.url.query.split("&") if one and not one.endswith("="))
    whole = (path if form == "html" else path.removesuffix(f".{form}")) + (f"?{given}" if given else "")
    return f"{request.url.scheme}://{request.url.netloc}{quote(whole, safe=_OF_ADDRESSES + '?%')}"


def _form_addresses(request: Request, page: Page) -> dict[str, str]:
    """The address of a page's other forms: `/` is the matrix, and an article's id may end in anything, so there it is a parameter."""
    query = f"?{request.url.query}" if request.url.query else ""
    path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
    if path == "/":
        path = page.path
    if "id" in request.path_params and "{id}" not in page.path:
        path, query = page.path, f"?id={quote(request.path_params['id'], safe='', errors='replace')}"
    pictures = ("svg", "png") if page.sheet and can_draw() else ()
    return {form: f"{path}.{form}{query}" for form in (*forms_of(page), *pictures) if form != "html"}


def _as_json(shown: Any) -> bytes:
    # Half of a surrogate pair is written as an escape, which JSON allows and UTF-8 does not.
    return (json.dumps(msgspec.to_builtins(shown), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
