"""The web application: every kind of page at its addresses, behind the guard."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger
from onrecord.views.rendering import style
from onrecord.web.answering import Answering
from onrecord.web.guard import Guard
from onrecord.web.page import Page
from onrecord.web.routes import article, conflicts, matrix, occasions, shifts, sources, trail

# Every kind of page that has an address of its own, in the order of the API document.
PAGES: tuple[Page, ...] = (matrix.PAGE, trail.PAGE, shifts.PAGE, conflicts.PAGE, occasions.PAGE, article.PAGE, sources.PAGE)


class _Whole(Convertor[str]):
    """The rest of a path, whatever it holds: line ends too, which Starlette's own `path` leaves out."""

    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("whole", _Whole())


def create_app(ledger: Ledger, dossier_id: str) -> Starlette:
    """The pages of one dossier of an open ledger as an ASGI application. Every request asks the ledger anew, so pages show what is stored by then."""
    answering = Answering(ledger, dossier_id)
    app = Starlette(
        routes=[
            Route("/", answering.endpoint(matrix.PAGE)),
            *(route for page in PAGES for route in answering.routes(page)),
            Route("/article/{id:whole}", answering.endpoint(article.PAGE)),
            Route("/static/style.css", _style),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={HTTPException: answering.refused, OnrecordError: answering.unreadable, Exception: answering.failed},
    )
    app.router.redirect_slashes = False
    return app


async def _style(request: Request) -> Response:  # noqa: ARG001  every route is given one
    return Response(style().encode(), media_type="text/css")
