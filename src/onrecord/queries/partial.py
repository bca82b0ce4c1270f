"""Records of a few positions, for the views: what a page is about, without all that a ledger holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.ledger import Ledger, Placed, PlacedPosition, PlacedSilence, PlacedStatement
from onrecord.records import (
    Answer,
    Article,
    Comparison,
    Conflict,
    Copies,
    Days,
    Dossier,
    Occasion,
    Position,
    PositionReference,
    Reading,
    Silence,
    Statement,
)
from onrecord.views import Record


def record_of(
    dossier: Dossier,
    positions: Iterable[PlacedPosition],
    comparison: Iterable[Comparison] = (),
    silences: Iterable[PlacedSilence] = (),
    statements: Iterable[PlacedStatement] = (),
) -> Record:
    """A record of these positions, silences and statements alone. Which articles are copies, and which days are inferred, they tell."""
    placed, silent, spoken = list(positions), list(silences), list(statements)
    articles = {one.article: _article(one) for one in (*placed, *silent, *spoken)}
    by_article: dict[str, list[Position]] = {name: [] for name in articles}
    unanswered: dict[str, list[Silence]] = {name: [] for name in articles}
    for one in placed:
        by_article[one.article].append(one.position)
    for other in silent:
        unanswered[other.article].append(other.silence)
    said: dict[str, list[Statement]] = {name: [] for name in articles}
    for statement in spoken:
        said[statement.article].append(statement.statement)
    readings = (
        Reading(article=articles[name], positions=tuple(by_article[name]), silences=tuple(unanswered[name]), statements=tuple(said[name]))
        for name in sorted(articles)
    )
    return Record(dossier=dossier, readings=tuple(readings), comparison=(*_told((*placed, *silent, *spoken)), *comparison))


def record_of_rows(ledger: Ledger, dossier: Dossier, positions: Iterable[PlacedPosition], rows: Sequence[Comparison]) -> Record:
    """A record of these positions, each once, and of what comparison found, with the articles that these rows name besides."""
    once = {one.place: one for one in positions}
    record = record_of(dossier, (once[place] for place in sorted(once)), rows)
    named = {place.article for row in rows if isinstance(row, Conflict) for place in row.spans}
    named |= {row.by.article for row in rows if isinstance(row, Answer)}
    others = ledger.articles_named(dossier.id, named - record.by_article.keys())
    readings = sorted((*record.readings, *(Reading(article=article) for article in others)), key=lambda reading: reading.article.id)
    return Record(dossier=dossier, readings=tuple(readings), comparison=record.comparison)


def _told(placed: Iterable[Placed]) -> Iterator[Comparison]:
    for one in placed:
        if one.report is not None:
            yield Copies(id=one.article, articles=(one.article,), origin=one.report)
        if one.basis == "inferred" and isinstance(one, PlacedPosition):
            reference = PositionReference(article=one.article, position=one.position.id)
            yield Occasion(id=str(one.place), holders=(), on=Days(one.day, one.day), positions=(reference,), inferred=(reference,))


def _article(one: Placed) -> Article:
    return Article(
        id=one.article,
        title=one.title,
        outlet=one.outlet,
        url=one.url,
        published=one.published,
        not_before=one.not_before,
        not_after=one.not_after,
    )
