"""The dossier: what it names, and a form to change it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.dossiers import as_json, as_toml, digest, find_problems, shared_names
from onrecord.errors import LedgerError
from onrecord.queries.dossier import dossier, preview
from onrecord.records import Dossier
from onrecord.views import markdown, tables
from onrecord.views.dossier import DossierPage, Preview
from onrecord.web.answering import Answering, visitor_of
from onrecord.web.bodies import MOST_FIELDS
from onrecord.web.dossier_forms import KINDS, ActorRow, Form, Rows, content_of, rows_in, rows_of, with_room
from onrecord.web.page import Asked, Page, Parameter

EDIT = "/dossier/edit"
_DOWNLOADS = {"toml": (as_toml, "application/toml"), "json": (as_json, "application/json")}
_LONGEST = 400


def _make(asked: Asked) -> DossierPage:
    return dossier(asked.ledger, asked.dossier.id, with_proposals=asked.choice("suggest", ("", "1"), "") == "1")


PAGE = Page(
    path="/dossier",
    words="The terms and actors of the dispute, with what is read for them.",
    template="dossier_page.html",
    shows=DossierPage,
    make=_make,
    parameters=(Parameter("suggest", "Propose speakers whom the dossier lacks, out of the latest articles.", choices=("", "1")),),
    rows=tables.DOSSIER,
    markdown=markdown.dossier,
)


class Editing:
    """The form in which a dossier is edited, and what becomes of it. The dossier itself changes only when a draft is kept."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.ledger = answering.ledger
        self.dossier_id = answering.dossier_id

    def routes(self) -> Iterator[Route]:
        """The address of the form."""
        yield Route(EDIT, self._ask)
        yield Route(EDIT, self._send, methods=["POST"])

    def _ask(self, request: Request) -> Response:
        if visitor_of(request).role != "reviewer":
            raise HTTPException(403, "You may read here. To change the dossier, sign in as a reviewer.")
        current, given = self._current(), request.query_params
        new = ActorRow(
            name=given.get("name", "")[:_LONGEST],
            kind=given.get("kind", "person")[:_LONGEST],
            aliases="\n".join(each[:_LONGEST] for each in given.getlist("alias")),
            member_of=given.get("member_of", "")[:_LONGEST],
        )
        return self._form(request, rows_of(current, new if new.name else None), current)

    async def _send(self, request: Request) -> Response:
        """Show what a changed dossier would change, keep it, or give it as a file."""
        async with request.form(max_fields=MOST_FIELDS) as given:
            form = {name: value for name, value in given.items() if isinstance(value, str)}
        return await run_in_threadpool(self._answer, request, form)

    def _answer(self, request: Request, form: Form) -> Response:
        current, rows, action = self._current(), rows_in(form), form.get("action", "preview")
        if form.get("revision") != digest(current):
            told = (
                "Somebody changed the dossier after this form was made. What you wrote is below, beside what the dossier says now: look at it again."
            )
            return self._form(request, rows, current, [told], status=409)
        content = content_of(rows, current)
        problems = find_problems(content)
        if problems:
            return self._form(request, rows, current, problems, status=422)
        draft = msgspec.convert(content, Dossier)
        if action in _DOWNLOADS:
            return _download(draft, action)
        if action == "keep":
            try:
                self.ledger.add_dossier(draft, digest(draft))
            except LedgerError as problem:
                return self._form(request, rows, current, [str(problem)], status=409)
            return RedirectResponse("/dossier", 303)
        return self._form(request, rows_of(draft), current, notes=list(shared_names(draft.actors)), shown=preview(self.ledger, current, draft))

    def _current(self) -> Dossier:
        return self.ledger.dossier(self.dossier_id, machine=True)

    def _form(
        self,
        request: Request,
        rows: Rows,
        current: Dossier,
        problems: list[str] | None = None,
        *,
        notes: list[str] | None = None,
        shown: Preview | None = None,
        status: int = 200,
    ) -> Response:
        around: dict[str, Any] = {
            "rows": with_room(rows),
            "known": {one.id for one in current.terms} | {one.id for one in current.actors},
            "kinds": KINDS,
            "revision": digest(current),
            "problems": problems or [],
            "notes": notes or [],
            "preview": shown,
        }
        return self.answering.html(request, "dossier_edit_page.html", {"shown": around, "dossier": current}, status)


def _download(draft: Dossier, action: str) -> Response:
    write, media_type = _DOWNLOADS[action]
    # Ids of dossiers are plain, so they can be file names and stand in a header.
    headers = {"Content-Disposition": f'attachment; filename="{draft.id}.{action}"'}
    return Response(write(draft).encode("utf-8", "replace"), 200, headers, f"{media_type}; charset=utf-8")
