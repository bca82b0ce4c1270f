"""Pages made in a process of its own, for a server that is asked for more than one process makes.

The other process has its own connections to the ledger. It makes one page after the other, and ends where nobody asks any more: so also where
the server is gone, however it went. A page that it cannot make is made by the server, which tells why.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from starlette.requests import Request

from onrecord.ledger import open_ledger
from onrecord.web.cache import Made
from onrecord.web.page import Form, Page
from onrecord.web.visitor import Visitor

if TYPE_CHECKING:
    from onrecord.web.answering import Answering

# Whoever is not asked for so long is not needed any more, and gives the memory back.
IDLE_SECONDS = 600.0
# What a page may depend on of a request.
_OF_SCOPE = ("type", "method", "scheme", "server", "path", "raw_path", "root_path", "query_string", "headers", "path_params")


class Work(Struct, frozen=True):
    """A page is wanted: its path, and all that it depends on but for the record."""

    page: str
    form: Form
    visitor: Visitor
    scope: dict[str, Any]


def work_of(request: Request, page: Page, form: Form, visitor: Visitor) -> Work:
    """What a request asks for."""
    return Work(page.path, form, visitor, {name: request.scope[name] for name in _OF_SCOPE if name in request.scope})


class Apart:
    """A process that makes pages, one at a time."""

    def __init__(self, ledger: str, dossier_id: str) -> None:
        """Start the process, and wait until it is ready: as long as a program takes to start."""
        # Nothing is shared with a process that has threads, so it is started anew, not split off.
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=make_pages, args=(theirs, ledger, dossier_id, IDLE_SECONDS), daemon=True)
        self._process.start()
        theirs.close()
        self.is_there = True
        self._answer()

    def make(self, work: Work) -> Made | None:
        """A page; None where it was not made, or the process is not there any more."""
        try:
            self._ours.send(work)
        except OSError:
            self.is_there = False
            return None
        return self._answer()

    def close(self) -> None:
        """End the process."""
        self.is_there = False
        self._process.terminate()
        self._process.join()
        self._ours.close()

    def _answer(self) -> Made | None:
        try:
            made: Made | None = self._ours.recv()
        except (EOFError, OSError):
            self.is_there = False
            return None
        return made


def make_pages(asked: Connection, ledger: str, dossier_id: str, patience: float) -> None:
    """Make what is asked for, until nobody asks for so many seconds, or nobody is there to ask."""
    from onrecord.web.answering import Answering  # noqa: PLC0415  which itself has pages made apart
    from onrecord.web.app import PAGES  # noqa: PLC0415

    # An interrupt from the terminal is for the server, which tells its end by no longer being there.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pages = {page.path: page for page in PAGES}
    with open_ledger(ledger) as opened:
        answering = Answering(opened, dossier_id)
        answering.prepare()
        try:
            asked.send(None)
            while asked.poll(patience):
                asked.send(_made(answering, pages, asked.recv()))
        except (EOFError, OSError):
            return


def _made(answering: Answering, pages: Mapping[str, Page], work: Work) -> Made | None:
    request = Request({**work.scope, "state": {"visitor": work.visitor}})
    try:
        return answering.make(request, pages[work.page], work.form)
    except Exception:  # noqa: BLE001  whatever it is, it comes up again where the server makes the page, and is told there
        return None
