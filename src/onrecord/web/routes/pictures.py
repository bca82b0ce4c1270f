"""Pictures of pages that have one, at their addresses with the ending `.svg` or `.png`: the trail as a time line, the matrix as a table."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from typing import Any, Literal, cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.views.charts import Scheme, Sheet, can_draw, finished
from onrecord.views.charts.apart import Draughtsman
from onrecord.web.addresses import Addresses
from onrecord.web.answering import Answering
from onrecord.web.cache import Cache, Made
from onrecord.web.page import Page, Parameter

Form = Literal["svg", "png"]

MEDIA_TYPES: dict[Form, str] = {"svg": "image/svg+xml", "png": "image/png"}
_SCHEMES: tuple[str, ...] = get_args(Scheme)
# One for all applications of this process: it takes as much memory as a page of a browser.
DRAUGHTSMAN = Draughtsman()
atexit.register(DRAUGHTSMAN.close)
# As many pictures as a morning looks at, and as much memory as they may take.
_MOST, _ROOM = 200, 32 * 2**20

SCHEME = Parameter(
    "scheme", "Of an SVG: for print with its title; for a page, light or dark, or in the colours of the page around.", choices=_SCHEMES
)


class Pictures:
    """Draws pictures of one dossier, and keeps the last ones."""

    def __init__(self, answering: Answering, pages: Iterable[Page]) -> None:
        self._answering = answering
        self._pages = [page for page in pages if page.sheet]
        self._cache = Cache(_MOST, _ROOM)
        self._addresses = Addresses()

    def routes(self) -> Iterator[Route]:
        """A picture's addresses. They come before those of the pages, whose last part would take in the ending."""
        for page in self._pages:
            for form in MEDIA_TYPES:
                yield Route(f"{page.path}.{form}", self._endpoint(page, form))

    def _endpoint(self, page: Page, form: Form) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            sheet, scheme = await run_in_threadpool(self._sheet, request, page, form)
            # Drawn again only where it would be another picture: what it shows is in the sheet.
            made = await self._cache.give((sheet, form, scheme), partial(self._draw, sheet, form, scheme))
            if made.headers["ETag"] in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=made.headers)
            return Response(made.body, 200, made.headers, MEDIA_TYPES[form])

        return answer

    def _sheet(self, request: Request, page: Page, form: Form) -> tuple[Sheet, Scheme]:
        if not can_draw():
            raise HTTPException(501, "Pictures need the extra “charts”. Whoever serves these pages installs it with: pip install 'onrecord[charts]'")
        asked = self._answering.asked(request)
        shown = page.make(asked)
        if shown is None or page.sheet is None:
            raise HTTPException(404)
        return page.sheet(shown), cast("Scheme", asked.choice("scheme", _SCHEMES, "print")) if form == "svg" else "print"

    def _draw(self, sheet: Sheet, form: Form, scheme: Scheme) -> Made:
        drawn = finished(sheet, DRAUGHTSMAN.draw(sheet), scheme, lambda place: self._addresses.passage(place.article, place.anchor))
        body = drawn if form == "svg" else DRAUGHTSMAN.paint(drawn, sheet)
        return Made(body, {"ETag": f'"{sha256(body).hexdigest()[:32]}"'})
