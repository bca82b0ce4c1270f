"""Positions as the machine read them, before people judged: out of a whole record, in the shape in which a ledger gives those that count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from onrecord.ledger import PlacedPosition
from onrecord.ledger.numbering import first_id, first_ordinal, span_of_ids
from onrecord.views import Record
from onrecord.views.passages import day_of


def in_time(placed: Iterable[PlacedPosition], since: str | None, until: str | None) -> list[PlacedPosition]:
    """Those between two partial dates in the order of time, as a ledger gives them: by the last day that each can be of, those without one first."""
    first, beyond = span_of_ids(since, until)
    found = (one for one in placed if first <= one.place < beyond)
    return sorted(found, key=lambda one: (one.place, first_ordinal(one.day), one.article, one.position.id))


def placed_by_machine(record: Record, holder: str | None, holders: Collection[str] | None, term: str | None) -> Iterator[PlacedPosition]:
    """The positions of readings that nobody judged, by article and in its order; those of one day share a place."""
    placed = (
        (reading.article, position, day_of(position.said_on, reading.article, record.inferred_days.get((reading.article.id, position.id))))
        for reading in record.readings
        for position in reading.positions
        if (holder is None or position.holder == holder) and (holders is None or position.holder in holders) and term in {None, position.term}
    )
    return (
        PlacedPosition(
            place=first_id(day.value, article.published, article.not_after),
            day=day.value,
            basis=day.basis,
            report=record.report(article.id),
            position=position,
            article=article.id,
            **{name: getattr(article, name) for name in ("outlet", "title", "url", "published", "not_before", "not_after")},
        )
        for article, position, day in placed
    )
