"""The pages of the record. Each list is also there as JSON, made from the same views."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import OnrecordError
from onrecord.views import Record
from onrecord.views.article import article_page
from onrecord.views.conflicts import conflicts
from onrecord.views.matrix import By, matrix
from onrecord.views.occasions import occasions
from onrecord.views.rendering import encoded, environment, style
from onrecord.views.shifts import shifts
from onrecord.views.sources import sources
from onrecord.views.trail import trail
from onrecord.web.addresses import Addresses
from onrecord.web.guard import SECURITY_HEADERS, Guard

Load = Callable[[], Record]

_HTML = "text/html; charset=utf-8"
_JSON = "application/json"
_MESSAGES = {
    404: ("Not on record", "There is no such page, holder, term or article here. It may have been renamed, or the dossier has changed."),
    405: ("Not possible here", "These pages can be read, and nothing else."),
    500: ("Something went wrong", "This is our fault, not yours. The terminal in which onrecord runs shows what happened; please report it."),
}


class _Whole(Convertor[str]):
    """The rest of a path, whatever it holds: line ends too, which Starlette's own `path` leaves out."""

    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("whole", _Whole())


def create_app(load: Load) -> Starlette:
    """The pages as an ASGI application. `load` gives the record anew for every request, so that pages show what is stored by then."""
    pages = Pages(load)
    app = Starlette(
        routes=[
            Route("/", pages.matrix),
            Route("/matrix.json", pages.matrix),
            Route("/trail/{holder}/{term}.json", pages.trail),
            Route("/trail/{holder}/{term}", pages.trail),
            Route("/article", pages.article),
            Route("/article/{id:whole}", pages.article),
            *(Route(f"/{name}{form}", pages.listing) for name in ("shifts", "conflicts", "occasions", "sources") for form in (".json", "")),
            Route("/static/style.css", pages.style),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={HTTPException: pages.refused, OnrecordError: pages.unreadable, Exception: pages.failed},
    )
    app.router.redirect_slashes = False
    return app


class Pages:
    """Each method answers one kind of page."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._templates = environment("onrecord.web", Addresses())
        self._style = style().encode()

    async def matrix(self, request: Request) -> Response:
        """Who stands where."""
        by = _by(request)
        return await self._page(request, lambda record: ("matrix_page.html", matrix(record, by)))

    async def trail(self, request: Request) -> Response:
        """One holder, one term."""
        by, holder, term = _by(request), request.path_params["holder"], request.path_params["term"]
        return await self._page(request, lambda record: ("trail_page.html", trail(record, holder, term, by)))

    async def article(self, request: Request) -> Response:
        """One article."""
        article = request.path_params.get("id", request.query_params.get("id", ""))
        return await self._page(request, lambda record: ("article_page.html", article_page(record, article)))

    async def listing(self, request: Request) -> Response:
        """One of the lists."""
        name = request.url.path.strip("/").removesuffix(".json")
        make: Callable[[Record], Any] = {"shifts": shifts, "conflicts": conflicts, "occasions": occasions, "sources": sources}[name]
        return await self._page(request, lambda record: (f"{name}_page.html", make(record)))

    async def style(self, request: Request) -> Response:  # noqa: ARG002  every route is given one
        """The style sheet."""
        return Response(self._style, media_type="text/css")

    async def refused(self, request: Request, error: Exception) -> Response:
        """A request that asks for what is not there, or for what cannot be done."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        title, message = _MESSAGES.get(status, ("Not possible", str(getattr(error, "detail", error))))
        return self._problem(request, status, title, message, getattr(error, "headers", None))

    async def unreadable(self, request: Request, error: Exception) -> Response:
        """A record that cannot be loaded: its message says what to do."""
        return self._problem(request, 503, "The record cannot be read", str(error))

    async def failed(self, request: Request, error: Exception) -> Response:  # noqa: ARG002  the server logs it
        """A bug of ours. This answer is made outside of the guard, so it brings its headers along."""
        return self._problem(request, 500, *_MESSAGES[500], SECURITY_HEADERS)

    async def _page(self, request: Request, make: Callable[[Record], tuple[str, Any]]) -> Response:
        """The page that `make` chooses; made in a thread, because reading the record and filling a template block."""
        return await run_in_threadpool(self._made, request, make)

    def _made(self, request: Request, make: Callable[[Record], tuple[str, Any]]) -> Response:
        record = self._load()
        template, shown = make(record)
        if shown is None:
            raise HTTPException(404)
        if _wants_json(request):
            return Response(_as_json(shown), media_type=_JSON)
        return self._html(template, {"shown": shown, "record": record, "path": request.url.path})

    def _problem(self, request: Request, status: int, title: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
        if _wants_json(request):
            return Response(_as_json({"error": {"status": status, "title": title, "message": message}}), status, headers, _JSON)
        return self._html("problem_page.html", {"title": title, "message": message, "record": None, "path": None}, status, headers)

    def _html(self, template: str, shown: dict[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
        return Response(encoded(self._templates.get_template(template).render(shown)), status, headers, _HTML)


def _by(request: Request) -> By:
    return "side" if request.query_params.get("by") == "side" else "actor"


def _wants_json(request: Request) -> bool:
    path = request.url.path
    return path.endswith(".json") and not path.startswith("/article")


def _as_json(shown: Any) -> bytes:
    # Half of a surrogate pair is written as an escape, which JSON allows and UTF-8 does not.
    return (json.dumps(msgspec.to_builtins(shown), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
