"""A term: who stands where on it, what is offered on it and answered, what is left open, what depends on it, what changed and what conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from onrecord.views.answers import MOST_ASKING, ToldOffer, offers, questions, told_offers
from onrecord.views.conflicts import ShownConflict, conflicts
from onrecord.views.matrix import Row, matrix
from onrecord.views.passages import Point, first_told, in_time_order, latest_of, point_of
from onrecord.views.record import Record
from onrecord.views.shifts import ShownShift, shifts

# As many of each as the page shows; it says how many there are.
MOST_OFFERS, MOST_FINDINGS = 24, 10
# Offers are found among so many positions on the term, the newest.
NEWEST = 120


class TermPage(Struct, frozen=True):
    """One term. Each row has one cell, that of the term. What comes in numbers larger than shown: `*_told` say how many there are.

    `depending` are the latest positions on other terms that depend on this one. `asking` are the last reports that leave the term open, where
    comparison found that it is left open.
    """

    term: str
    proposition: str
    codes: tuple[str, ...]
    replaces: str | None
    rows: tuple[Row, ...]
    without: tuple[str, ...]
    offers: tuple[ToldOffer, ...]
    offers_told: int
    asking: tuple[Point, ...]
    asking_told: int
    depending: tuple[Point, ...]
    shifts: tuple[ShownShift, ...]
    shifts_told: int
    conflicts: tuple[ShownConflict, ...]
    conflicts_told: int


def term_page(record: Record, term: str) -> TermPage | None:
    """The page of a term; None where the record knows no such term."""
    if term not in record.known_terms:
        return None
    known = record.terms.get(term)
    shown = matrix(record)
    place = [head.id for head in shown.terms].index(term)
    # Offers and answers stand below the rows, not in them.
    rows = tuple(replace(row, cells=(replace(cell, offer=None, answers=()),)) for row in shown.rows if (cell := row.cells[place]))
    depending = tuple(_depending(record, term))
    carried = {(point.article, point.position) for point in depending}
    offered = [one for one in offers(record) if one.term == term or (one.point.article, one.point.position) in carried]
    told = told_offers(offered)
    asked = next((one for one in questions(record) if one.term == term), None)
    changed = [one for one in shifts(record) if one.term == term]
    at_odds = [one for one in conflicts(record) if one.term == term]
    return TermPage(
        term=term,
        proposition=record.proposition(term),
        codes=known.codes if known else (),
        replaces=known.replaces if known else None,
        rows=rows,
        without=tuple(record.actor_name(actor) for actor in record.actors if actor not in {row.actor for row in rows}),
        offers=told[:MOST_OFFERS],
        offers_told=len(told),
        asking=asked.points[-MOST_ASKING:] if asked else (),
        asking_told=len(asked.points) if asked else 0,
        depending=depending,
        shifts=tuple(changed[:MOST_FINDINGS]),
        shifts_told=len(changed),
        conflicts=tuple(at_odds[:MOST_FINDINGS]),
        conflicts_told=len(at_odds),
    )


def _depending(record: Record, term: str) -> Iterable[Point]:
    """The latest positions of each holder on other terms that depend on this one, one of each holder, term and day."""
    for holder in record.known_actors:
        by_term: dict[str, list[Point]] = defaultdict(list)
        for article, position in record.held((holder,)):
            if position.term != term:
                by_term[position.term].append(point_of(record, article, position))
        for other in record.known_terms:
            carrying = [one for one in latest_of(first_told(by_term.get(other, ()))) if any(condition.term == term for condition in one.conditions)]
            yield from in_time_order(carrying)[-1:]
