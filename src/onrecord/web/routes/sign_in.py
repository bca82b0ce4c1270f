"""Signing in and out, where the pages demand it."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.web.access import SIGN_IN, SIGN_OUT, Cookies, Entrance, cookie
from onrecord.web.answering import Answering
from onrecord.web.buckets import Buckets
from onrecord.web.limits import client_of
from onrecord.web.passwords import LONGEST_NAME, LONGEST_PASSWORD, normal
from onrecord.web.sessions import Sessions
from onrecord.web.visitor import Role

# Each try takes 64 MB and a core for a while. More at once would take the computer from those who are signed in.
_AT_ONCE, _WAITING = 2, 10
_LONGEST_NEXT = 2000


class SignIn:
    """The page for signing in, and what becomes of its form.

    Tries are counted by address and by name, so that neither one password for many names nor many passwords for one name can be tried fast.
    """

    def __init__(self, answering: Answering, entrance: Entrance, sessions: Sessions, cookies: Cookies) -> None:
        self.answering = answering
        self.entrance = entrance
        self.sessions = sessions
        self.cookies = cookies
        # A whole newsroom may come from one address.
        self.by_address = Buckets(burst=30, a_second=1 / 10)
        self.by_name = Buckets(burst=10, a_second=1 / 30)
        self._trying = anyio.CapacityLimiter(_AT_ONCE)

    def routes(self) -> Iterator[Route]:
        """The addresses for signing in and out."""
        yield Route(SIGN_IN, self.ask)
        yield Route(SIGN_IN, self.sign_in, methods=["POST"])
        yield Route(SIGN_OUT, self.sign_out, methods=["POST"])

    async def ask(self, request: Request) -> Response:
        """The page with the form."""
        return self._page(request, _next(request.query_params.get("next", "")))

    async def sign_in(self, request: Request) -> Response:
        """Try a password or the token; on to the page that was asked for, or back to the form."""
        form = await request.form()
        name, password = normal(str(form.get("name", ""))).strip(), str(form.get("password", ""))
        there = _next(str(form.get("next", "")))
        self._count(request, name)
        role = await self._role(name, password)
        if role is None:
            problem = "That name and password do not go together." if self.entrance.passwords else "That is not the token."
            return self._page(request, there, 403, problem, name[:LONGEST_NAME])
        answer = RedirectResponse(there, 303)
        browser = self.sessions.sign_in(name, role)
        answer.headers.append("set-cookie", cookie(request, self.cookies.session, browser))
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        self.sessions.sign_out(request.state.browser)
        answer = RedirectResponse(SIGN_IN, 303)
        answer.headers.append("set-cookie", cookie(request, self.cookies.session, "", 0))
        return answer

    def _count(self, request: Request, name: str) -> None:
        # Nobody guesses a token, so only names are counted: else a stranger could shut its owners out.
        wait = self.by_address.take(client_of(request)) or (self.by_name.take(name[:LONGEST_NAME]) if name else 0)
        if wait:
            raise HTTPException(429, f"Too many tries. Wait {wait} seconds before the next one.", {"Retry-After": str(wait)})

    async def _role(self, name: str, password: str) -> Role | None:
        if len(name) > LONGEST_NAME or len(password) > LONGEST_PASSWORD:
            return None
        if not name:
            return "reviewer" if self.entrance.is_token(password.strip()) else None
        if self.entrance.passwords is None:
            return None
        if self._trying.statistics().tasks_waiting >= _WAITING:
            raise HTTPException(429, "Too many people sign in just now. Try again in a moment.", {"Retry-After": "5"})
        async with self._trying:
            return await run_in_threadpool(self.entrance.passwords.role, name, password)

    def _page(self, request: Request, there: str, status: int = 200, problem: str = "", name: str = "") -> Response:
        ways = {"with_names": self.entrance.passwords is not None, "with_token": bool(self.entrance.token)}
        shown = {"next": there, "problem": problem, "name": name, **ways}
        return self.answering.html(request, "sign_in_page.html", {"shown": shown}, status)


def _next(given: str) -> str:
    """Where to go on to: an address of ours, else the first page. What starts with two slashes, either way, browsers take for another host."""
    is_ours = given.startswith("/") and given[1:2] not in {"/", "\\"} and given.isprintable() and given.isascii() and len(given) <= _LONGEST_NEXT
    return given if is_ours and not given.startswith(SIGN_IN) else "/"
