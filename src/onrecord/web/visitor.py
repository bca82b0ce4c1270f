"""Who looks at the pages, and what they may do."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Role = Literal["reader", "reviewer"]


class Visitor(Struct, frozen=True):
    """A reader may look, a reviewer may also judge. Every form that changes something carries `csrf`. `name` stands under judgements.

    `last_visit` is when the visit before this one began (ISO 8601, UTC), None on the first visit: nothing that came in between two visits is
    younger than the one and older than the other. `signed_in` is whether they can sign out. `has_news`: articles were read
    since the last visit.
    """

    role: Role
    name: str = ""
    csrf: str = ""
    last_visit: str | None = None
    signed_in: bool = False
    has_news: bool = False
