"""Lists in pages: which page of how many, of what is chosen."""

from __future__ import annotations

from msgspec import Struct


class Named(Struct, frozen=True):
    """Somebody or something that a list can be narrowed to."""

    id: str
    name: str


class Chosen(Struct, frozen=True, kw_only=True):
    """What a list is narrowed to; None is left open. `since` is a day, month or year; `after` a moment after which something first came in."""

    holder: str | None = None
    term: str | None = None
    kind: str | None = None
    since: str | None = None
    after: str | None = None


class ListPage(Struct, frozen=True, kw_only=True):
    """One page of a list. `total` counts what is chosen on all pages; `holders` and `terms` are those that can be chosen.

    `unread` counts judgements that comparison has not taken in yet, so that they are not in the list either.
    """

    total: int
    page: int = 1
    pages: int = 1
    chosen: Chosen = Chosen()
    holders: tuple[Named, ...] = ()
    terms: tuple[Named, ...] = ()
    unread: int = 0


def pages_of(total: int, a_page: int) -> int:
    """How many pages a list has; an empty one has one."""
    return max(1, -(-total // a_page))
