"""The web application: every kind of page at its addresses, behind the guard."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger
from onrecord.web import openapi
from onrecord.web.access import Access, Entrance, cookies_of
from onrecord.web.answering import Answering
from onrecord.web.assets import send_asset
from onrecord.web.guard import Guard
from onrecord.web.limits import Limits
from onrecord.web.page import Page
from onrecord.web.routes import (
    actor,
    answers,
    article,
    conflicts,
    dossier,
    matrix,
    occasion,
    occasions,
    review,
    search,
    shifts,
    sources,
    term,
    today,
    trail,
)
from onrecord.web.routes.pictures import MEDIA_TYPES, SCHEME, Pictures
from onrecord.web.routes.sign_in import SignIn
from onrecord.web.sessions import Sessions

# Every kind of page that has an address of its own, in the order of the API document.
PAGES: tuple[Page, ...] = (
    today.PAGE,
    matrix.PAGE,
    trail.PAGE,
    term.PAGE,
    actor.PAGE,
    shifts.PAGE,
    conflicts.PAGE,
    answers.PAGE,
    occasions.PAGE,
    occasion.PAGE,
    article.PAGE,
    sources.PAGE,
    search.PAGE,
    review.PAGE,
    dossier.PAGE,
)

_DESCRIBED = {"/": matrix.PAGE, **{page.path: page for page in PAGES}, "/article/{id}": article.PAGE}


class _Whole(Convertor[str]):
    """The rest of a path, whatever it holds: line ends too, which Starlette's own `path` leaves out."""

    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("whole", _Whole())


def create_app(ledger: Ledger, dossier_id: str, entrance: Entrance | None = None) -> Starlette:
    """The pages of one dossier of an open ledger as an ASGI application. Every request asks the ledger anew, so pages show what is stored by then.

    Without an entrance, everybody who reaches them is a reviewer, so they must be served on this computer only.
    """
    answering, entrance, sessions, cookies = Answering(ledger, dossier_id), entrance or Entrance(), Sessions(), cookies_of(dossier_id)

    @cache
    def document() -> dict[str, Any]:
        return openapi.document(_DESCRIBED, _described_pictures(), app.routes)

    # Not async, so that the first time, which takes a while, is spent in a thread.
    def describe(request: Request) -> Response:  # noqa: ARG001  every route is given one
        return JSONResponse(document())

    app = Starlette(
        routes=[
            Route("/", answering.endpoint(matrix.PAGE)),
            Route(openapi.ADDRESS, describe),
            *Pictures(answering, PAGES).routes(),
            *(route for page in PAGES for route in answering.routes(page)),
            Route("/article/{id:whole}", answering.endpoint(article.PAGE)),
            *review.Judging(answering).routes(),
            *dossier.Editing(answering).routes(),
            Route("/static/{name}", send_asset),
            *(() if entrance.is_open else SignIn(answering, entrance, sessions, cookies).routes()),
        ],
        middleware=[
            Middleware(Guard, entrance.names),
            Middleware(Limits, answering.refusal),
            Middleware(Access, entrance, sessions, cookies, answering.refusal),
        ],
        exception_handlers={HTTPException: answering.refused, OnrecordError: answering.unreadable, Exception: answering.failed},
    )
    app.router.redirect_slashes = False
    app.state.sessions, app.state.cookies, app.state.begin, app.state.close = sessions, cookies, answering.begin, answering.close
    return app


def _described_pictures() -> dict[str, tuple[Page, str]]:
    return {
        f"{page.path}.{form}": (replace(page, words=f"{page.words} As a picture.", parameters=(*page.parameters, SCHEME)), media_type)
        for page in PAGES
        if page.sheet
        for form, media_type in MEDIA_TYPES.items()
    }
