"""Tables of who stands where and who said what: the matrix, a trail, a term, an actor, an article."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.actor import ActorPage
from onrecord.views.answers import ToldOffer
from onrecord.views.article import ArticlePage
from onrecord.views.matrix import Cell, Matrix, Row, TermHead, Told
from onrecord.views.tables.findings import conflict_rows, end_rows
from onrecord.views.tables.table import DAY, PLACE, POINT, Table, Values, day_values, of_kind, place_of, point_rows, silence_rows, values
from onrecord.views.term import TermPage
from onrecord.views.trail import Trail


def _matrix(shown: Matrix) -> Iterator[Values]:
    for row in shown.rows:
        for term, cell in zip(shown.terms, row.cells, strict=True):
            if cell:
                yield from _cell(row, term, cell)


def _cell(row: Row, term: TermHead, cell: Cell) -> Iterator[Values]:
    counts = values(cell, "split", "reports", "changed", "undated", "offer")
    for told in cell.stances:
        yield {**values(row, "actor", "name", "side"), "term": term.id, **counts, "last_day": cell.last_day.value, **_told(told)}


def _told(told: Told) -> Values:
    newest = told.passages[0] if told.passages else None
    listed = {"holders": list(told.holders), "conditions": list(told.conditions), "other_conditions": bool(told.other_conditions)}
    return {"stance": told.stance, "confidence": told.confidence, **listed, **day_values(told.day), **place_of(newest)}


# A row for each stance in each cell, with its newest words.
MATRIX: Table[Matrix] = Table(
    (
        *("actor", "name", "side", "term", "stance", "confidence", "holders", *DAY, "conditions", "other_conditions", "split", "reports", "changed"),
        *("undated", "offer", "last_day", *PLACE),
    ),
    _matrix,
)


def _trail(shown: Trail) -> Iterator[Values]:
    for point in (*shown.points, *shown.undated):
        yield from of_kind("position", point_rows(point))
    for silence in shown.silences:
        yield from of_kind("silence", silence_rows(silence))


# A row for each passage.
TRAIL: Table[Trail] = Table(("kind", *POINT), _trail)


def _stances(holder: str, name: str, term: str, cell: Cell) -> Iterator[Values]:
    """The latest of a holder on a term."""
    for told in cell.stances:
        yield {"kind": "stance", "holder": holder, "name": name, "term": term, "reports": cell.reports, **_told(told)}


def _term(shown: TermPage) -> Iterator[Values]:
    for row in shown.rows:
        yield from (one for cell in row.cells if cell for one in _stances(row.actor, row.name, shown.term, cell))
    for offer in shown.offers:
        yield from _offer(offer)
    for kind, points in (("left open", shown.asking), ("depends on it", shown.depending)):
        yield from (row for point in points for row in of_kind(kind, point_rows(point)))
    for shift in shown.shifts:
        for kind, end in (("shift from", shift.before), ("shift to", shift.after)):
            yield from of_kind(kind, end_rows(end), id=shift.id, holder=shift.holder, name=shift.name, term=shift.term)
    for conflict in shown.conflicts:
        yield from of_kind("conflict", conflict_rows(conflict))


def _offer(one: ToldOffer) -> Iterator[Values]:
    offer = one.offer
    yield from of_kind("offer", point_rows(offer.point), reports=one.reports, state=offer.state, carries=list(offer.carries))
    for answer in one.answers:
        told = {"kind": "answer", "holder": answer.actor, "name": answer.name, "term": offer.term, "how": answer.how, "article": answer.article}
        yield from ({**told, "answers": offer.point.position, **place_of(passage)} for passage in answer.passages or (None,))


# A row for each passage of what the page shows; `answers` is the position that an answer is to.
TERM: Table[TermPage] = Table(
    (
        *("kind", "id", "state", "carries", "how", "answers", "why", "severity", "type", "voice", "reports", "holders", "other_conditions"),
        *POINT,
    ),
    _term,
)


def _actor(shown: ActorPage) -> Iterator[Values]:
    for standing in shown.standings:
        yield from _stances(shown.actor, shown.name, standing.term.id, standing.cell)
    for point in shown.said:
        yield from of_kind("said", point_rows(point))
    for silence in shown.silences:
        yield from of_kind("silence", silence_rows(silence))
    for speaker in shown.speakers:
        told = {"kind": "passed on by", "holder": speaker.actor, "name": speaker.name, "reports": speaker.reports}
        yield {**told, **place_of(speaker.passage)}
    for outlet in shown.outlets:
        for one in outlet.introductions:
            yield {"kind": "introduced as", "holder": shown.actor, "name": shown.name, "reports": one.reports, **place_of(one.passage)}


# A row for each passage of what the page shows.
ACTOR: Table[ActorPage] = Table(("kind", "reports", "holders", "other_conditions", *POINT), _actor)


def _article(shown: ArticlePage) -> Iterator[Values]:
    for point in shown.positions:
        yield from of_kind("position", point_rows(point))
    for silence in shown.silences:
        yield from of_kind("silence", silence_rows(silence))
    for statement in shown.statements:
        source = statement.source.text if statement.source else None
        told = {"kind": "statement", "source": source, "name": statement.actor, "day": statement.said_on}
        yield from ({**told, **place_of(passage)} for passage in statement.content)
    for dropped in shown.dropped:
        yield {"kind": "left out", "why": dropped.why, **place_of(dropped.passage)}


# A row for each passage of what was read in the article.
ARTICLE: Table[ArticlePage] = Table(("kind", "source", "why", *POINT), _article)
