"""Who has signed in, and what proves that a form came from our own pages."""

from __future__ import annotations

import hmac
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from time import time

from onrecord.web.visitor import Role

# A morning's sign-in lasts until the next morning, if the pages are used in between, and a working week at most.
IDLE_SECONDS = 24 * 3600
LONGEST_SECONDS = 7 * 24 * 3600
_MOST_SESSIONS = 10_000
_ID = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass
class Session:
    """Somebody who has signed in: until when at the latest, and when they last asked for something (seconds since 1970)."""

    name: str
    role: Role
    until: float
    seen: float


class Sessions:
    """Sessions in memory: they end with the program. Every browser has an id, known to nobody else; those that signed in have a session by it."""

    def __init__(self, clock: Callable[[], float] = time) -> None:
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._sessions: OrderedDict[bytes, Session] = OrderedDict()

    def sign_in(self, name: str, role: Role) -> str:
        """A new session, under a new id: whoever knew the browser's old one does not know it."""
        now, made = self._clock(), new_id()
        self._sessions[_key(made)] = Session(name, role, now + LONGEST_SECONDS, now)
        while len(self._sessions) > _MOST_SESSIONS:
            self._sessions.popitem(last=False)
        return made

    def find(self, browser: str) -> Session | None:
        """The session of a browser's id; None where it has none, or none any more."""
        key, now = _key(browser), self._clock()
        session = self._sessions.get(key)
        if session is None:
            return None
        if now > session.until or now > session.seen + IDLE_SECONDS:
            del self._sessions[key]
            return None
        session.seen = now
        self._sessions.move_to_end(key)
        return session

    def sign_out(self, browser: str) -> None:
        """End a session."""
        self._sessions.pop(_key(browser), None)

    def csrf(self, browser: str) -> str:
        """What the forms of a browser carry: made from its id by a secret of this program, so no page elsewhere can tell it."""
        return hmac.digest(self._secret, browser.encode(), "sha256").hex()

    def is_csrf(self, browser: str, given: str) -> bool:
        """Whether a form carries what the forms of this browser carry."""
        return hmac.compare_digest(self.csrf(browser).encode(), given.encode("utf-8", "replace"))


def new_id() -> str:
    """An id for a browser: 256 random bits."""
    return secrets.token_urlsafe(32)


def is_id(given: str) -> bool:
    """Whether a cookie holds what could be an id of ours."""
    return _ID.fullmatch(given) is not None


def _key(browser: str) -> bytes:
    # Kept under its hash, so that how long a look-up takes tells nothing about the ids that are kept.
    return sha256(browser.encode()).digest()
