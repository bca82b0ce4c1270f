"""What was told last: of an actor, on a term, or offered. As few as are asked for, the newest, so that it takes as long however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from heapq import nlargest

from msgspec import Struct
from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.cells import cells_by_actor
from onrecord.ledger.comparison_rows import decode_comparison, read_comparison
from onrecord.ledger.first_told import first_told
from onrecord.ledger.placed import PlacedPosition, PlacedSilence, PlacedStatement, placed_positions, positions_at, silences_at, statements_at
from onrecord.ledger.searching import Filters, newest_places
from onrecord.records import Answer, Comparison


class NewestOffers(Struct, frozen=True, kw_only=True):
    """What was answered, and what depends on another term, with the answers to any of it. `older`: there may be more than these."""

    positions: tuple[PlacedPosition, ...]
    answers: tuple[Answer, ...]
    older: bool


def newest_positions(connection: Connection, dossier_id: str, places: Iterable[tuple[str, str]], limit: int) -> list[PlacedPosition]:
    """The newest positions of these holders on these terms, taken together, in the order of time.

    With one that stands in a copy comes what the report that it is a copy of told first in the same words.
    """
    entry, found = schema.entry.c, list[int]()
    for holder, term in places:
        query = select(entry.id).where(entry.dossier_id == dossier_id, entry.actor == holder, entry.term == term, entry.kind == "position")
        found += connection.execute(query.order_by(entry.id.desc()).limit(limit)).scalars()
    newest = nlargest(limit, found)
    return positions_at(connection, sorted({*newest, *(row.id for row in first_told(connection, newest).values())}))


def newest_offers(connection: Connection, dossier_id: str, limit: int | None) -> NewestOffers:
    """What was answered last, and as much of what depends on another term (None: all of both), each with the answers to it."""
    answers = [row for row in read_comparison(connection, dossier_id, "answer") if isinstance(row, Answer)]
    answered = placed_positions(connection, dossier_id, {(row.to.article, row.to.position) for row in answers}, limit)
    depending = _newest_depending(connection, dossier_id, limit)
    there = {(one.article, one.position.id) for one in (*answered, *depending)}
    return NewestOffers(
        positions=(*answered, *depending),
        answers=tuple(row for row in answers if (row.to.article, row.to.position) in there),
        older=limit is not None and max(len(answered), len(depending)) >= limit,
    )


def _newest_depending(connection: Connection, dossier_id: str, limit: int | None) -> list[PlacedPosition]:
    """Of known holders, and on another term than their own, in the order of time.

    As above, with one that stands in a copy comes what the report that it is a copy of told first in the same words.
    """
    entry, condition = schema.entry.c, schema.condition.c
    depends = select(condition.term).where(
        condition.reading_id == entry.reading_id, condition.position_number == entry.number, condition.term != entry.term
    )
    query = select(entry.id).where(entry.dossier_id == dossier_id, entry.kind == "position", entry.actor.is_not(None), depends.exists())
    newest = connection.execute(query.order_by(entry.id.desc()).limit(limit)).scalars().all()
    return positions_at(connection, sorted({*newest, *(row.id for row in first_told(connection, newest).values())}))


def newest_statements(connection: Connection, dossier_id: str, actor: str, limit: int) -> list[PlacedStatement]:
    """The newest statements of an actor, by article and in its order."""
    return statements_at(connection, newest_places(connection, dossier_id, Filters(kinds=("statement",), holder=actor), limit))


def newest_silences(connection: Connection, dossier_id: str, actor: str, limit: int) -> list[PlacedSilence]:
    """The newest silences that are reported of an actor."""
    return silences_at(connection, newest_places(connection, dossier_id, Filters(kinds=("silence",), holder=actor), limit))


def positions_held(connection: Connection, dossier_id: str, holders: Collection[str]) -> dict[str, int]:
    """How many positions there are of each of these holders; those without any are left out."""
    found: dict[str, int] = defaultdict(int)
    for (holder, _), count in cells_by_actor(connection, dossier_id).items():
        if holder in holders:
            found[holder] += count.positions
    return dict(found)


def findings_on(connection: Connection, dossier_id: str, kind: str, holders: Collection[str], term: str) -> list[Comparison]:
    """What comparison found of this kind of these holders on a term, in its order."""
    found = schema.comparison.c
    query = select(found.content).where(found.dossier_id == dossier_id, found.holder.in_(holders), found.term == term, found.kind == kind)
    return [decode_comparison(content) for content in connection.execute(query.order_by(found.number)).scalars()]
