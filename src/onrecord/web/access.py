"""Who may come in, and what they may do."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from time import time
from typing import Any
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.bodies import field_of, handed_on, whole_body
from onrecord.web.passwords import Passwords
from onrecord.web.sessions import Sessions, is_id, new_id
from onrecord.web.visitor import Role, Visitor
from onrecord.web.visits import visit_at

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
CSRF_HEADER = "x-csrf-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Entrance:
    """Who may come in: everybody who can reach the pages, as a reviewer, unless there is a token or there are passwords.

    `names` are the host names and addresses that the pages answer by, besides this computer's own. Whoever knows `token` is a reviewer.
    """

    names: frozenset[str] = frozenset()
    token: str = field(default="", repr=False)
    passwords: Passwords | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has to sign in."""
        return not self.token and self.passwords is None

    def is_token(self, given: str) -> bool:
        """Whether this is the token; takes as long whatever is given."""
        return bool(self.token) and hmac.compare_digest(self.token.encode(), given.encode("utf-8", "replace"))


@dataclass(frozen=True)
class Cookies:
    """What the cookies are called. Browsers give cookies to every port of a host alike, so the names tell dossiers apart."""

    session: str
    visit: str


def cookies_of(dossier_id: str) -> Cookies:
    """The cookies of a dossier's pages."""
    mark = sha256(dossier_id.encode("utf-8", "replace")).hexdigest()[:8]
    return Cookies(f"onrecord-session-{mark}", f"onrecord-visit-{mark}")


Refusal = Callable[[Request, HTTPException], Response]


class Access:
    """Finds out who asks, and lets them do what their role allows.

    `scope["state"]["visitor"]` is a Visitor for whatever comes after this. A request that changes something is let through for reviewers
    only, and only with the CSRF token of their browser, in the field `csrf` of a form or the header `X-CSRF-Token`; with a token in the
    header `Authorization`, which no browser adds by itself, it needs none.
    """

    def __init__(self, app: ASGIApp, entrance: Entrance, sessions: Sessions, cookies: Cookies, refusal: Refusal) -> None:
        self.app = app
        self.entrance = entrance
        self.sessions = sessions
        self.cookies = cookies
        self.refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        given = request.cookies.get(self.cookies.session, "")
        browser = given if is_id(given) else new_id()
        visit, is_news = visit_at(int(time()), request.cookies.get(self.cookies.visit, ""))
        new_cookies = []
        if browser != given:
            new_cookies.append(cookie(request, self.cookies.session, browser))
        if is_news:
            new_cookies.append(cookie(request, self.cookies.visit, visit.cookie, _YEAR))

        async def send_with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for made in new_cookies:
                    headers.append("set-cookie", made)
            await send(message)

        try:
            visitor = self._visitor(request, browser, visit.last)
            scope.setdefault("state", {})["visitor"] = visitor or Visitor("reader", csrf=self.sessions.csrf(browser))
            scope["state"]["browser"] = browser
            if visitor is None and scope["path"] != SIGN_IN:
                await self._asked_to_sign_in(request)(scope, receive, send_with_cookies)
                return
            if request.method not in _SAFE:
                receive = await self._checked(request, browser, visitor)
        except HTTPException as error:
            await self.refusal(request, error)(scope, receive, send_with_cookies)
            return
        await self.app(scope, receive, send_with_cookies)

    def _visitor(self, request: Request, browser: str, last_visit: str | None) -> Visitor | None:
        """Who asks; None where they have to sign in first."""
        known: dict[str, Any] = {"csrf": self.sessions.csrf(browser), "last_visit": last_visit}
        if self.entrance.is_open:
            return Visitor("reviewer", **known)
        if _bearer(request):
            if not self.entrance.is_token(_bearer(request)):
                raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
            return Visitor("reviewer", **known)
        session = self.sessions.find(browser)
        return Visitor(session.role, session.name, **known, signed_in=True) if session else None

    async def _checked(self, request: Request, browser: str, visitor: Visitor | None) -> Receive:
        """Let a request that changes something through, or raise HTTPException. Its body has been read, so what tells it again is returned."""
        if request.scope["path"] not in {SIGN_IN, SIGN_OUT} and not _may(visitor, "reviewer"):
            raise HTTPException(403, "You may read here. To judge, sign in as a reviewer.")
        body = await whole_body(request)
        if self.entrance.is_open or not _bearer(request):
            given = request.headers.get(CSRF_HEADER) or await field_of(request.scope, body, request.receive, "csrf")
            if _comes_from_elsewhere(request) or not self.sessions.is_csrf(browser, given):
                raise HTTPException(403, "This form is not, or no longer, one of ours. Go back, load its page again, and send it from there.")
        return handed_on(body, request.receive)

    def _asked_to_sign_in(self, request: Request) -> Response:
        if request.method in _SAFE and "text/html" in request.headers.get("accept", ""):
            there = quote(request.scope["path"], safe="/", errors="replace")
            query = request.scope["query_string"].decode("latin-1")
            return RedirectResponse(f"{SIGN_IN}?next={quote(f'{there}?{query}' if query else there, safe='/')}", 303)
        return self.refusal(request, HTTPException(401, headers={"WWW-Authenticate": "Bearer"}))


def cookie(request: Request, name: str, value: str, seconds: int | None = None) -> str:
    """A cookie that no script can read. Lax, not Strict: whoever follows a link to a page from a mail stays signed in; no page changes by a GET."""
    kept = "" if seconds is None else f"; Max-Age={seconds}"
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{kept}{'; Secure' if request.url.scheme == 'https' else ''}"


def _may(visitor: Visitor | None, role: Role) -> bool:
    return visitor is not None and visitor.role == role


def _bearer(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _comes_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that another site sent this. Where it does not (by our referrer policy, `Origin` is mostly null), the token decides."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "null")
    if site is not None:
        return site not in {"same-origin", "none"}
    return origin != "null" and origin.partition("://")[2] != request.headers.get("host")
