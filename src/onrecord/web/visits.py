"""When a browser was here before. A cookie tells it, and holds nothing but three times, so it outlives the program."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

# Somebody who asks for nothing for so long has left; their next page is another visit.
PAUSE_SECONDS = 4 * 3600
# How much later a cookie's last time must be before it is written anew.
_WORTH_WRITING = 60
_COOKIE = re.compile(r"([0-9]{1,11})-([0-9]{1,11})-([0-9]{1,11})")


@dataclass(frozen=True)
class Visit:
    """When the visit before this one began (0: there was none), when this one began, and its last page, in seconds since 1970."""

    before: int
    began: int
    seen: int

    @property
    def cookie(self) -> str:
        """As the cookie holds it."""
        return f"{self.before}-{self.began}-{self.seen}"

    @property
    def last(self) -> str | None:
        """When the visit before this one began, as ISO 8601 in UTC."""
        return datetime.fromtimestamp(self.before, UTC).isoformat() if self.before else None


def visit_at(now: int, cookie: str) -> tuple[Visit, bool]:
    """The visit that a page asked for at `now` belongs to, and whether the cookie must be written. A cookie that makes no sense is none."""
    known = _read(cookie, now)
    if known is None:
        return Visit(0, now, now), True
    if now - known.seen > PAUSE_SECONDS:
        return Visit(known.began, now, now), True
    return replace(known, seen=now), now - known.seen > _WORTH_WRITING


def _read(cookie: str, now: int) -> Visit | None:
    match = _COOKIE.fullmatch(cookie)
    if not match:
        return None
    visit = Visit(*(int(part) for part in match.groups()))
    return visit if visit.before <= visit.began <= visit.seen <= now and visit.began else None
