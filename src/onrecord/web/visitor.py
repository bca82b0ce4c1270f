"""Who looks at the pages, and what they may do."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Role = Literal["reader", "reviewer"]


class Visitor(Struct, frozen=True):
    """A reader may look, a reviewer may also judge. Every form that changes something carries `csrf`. `name` stands under judgements.

    `last_visit` is when they were here before (ISO 8601, UTC), None on the first visit.
    """

    role: Role
    name: str = ""
    csrf: str = ""
    last_visit: str | None = None
