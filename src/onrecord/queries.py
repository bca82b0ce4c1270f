"""What a face shows of a ledger, asked piece by piece: the records that views make, without loading all that the ledger holds.

The views are the same as for a whole record (`onrecord.views`). They are given the few readings that a page is about, and the counts
that go over all of them come from the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from onrecord.comparison import compare
from onrecord.ledger import Ledger, MatrixCell, Placed, PlacedPosition, PlacedSilence
from onrecord.records import (
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
    Shift,
    Silence,
)
from onrecord.views import Record
from onrecord.views import conflicts as conflict_views
from onrecord.views import matrix as matrix_views
from onrecord.views import shifts as shift_views
from onrecord.views import trail as trail_views
from onrecord.views.conflicts import ShownConflict
from onrecord.views.matrix import By, Cell, Matrix, Row
from onrecord.views.shifts import ShownShift
from onrecord.views.trail import Trail


class TrailPage(Struct, frozen=True):
    """The last points of a trail. `earlier` is what to ask for `before`, where there are earlier ones; `positions` counts them all."""

    trail: Trail
    positions: int
    earlier: int | None


class Names(Struct, frozen=True):
    """What a person may ask for: the actors and terms of a dossier, and those that only positions name, each with all it is called."""

    actors: dict[str, tuple[str, ...]]
    terms: dict[str, tuple[str, ...]]


def names_of(ledger: Ledger, dossier: Dossier) -> Names:
    """The actors and terms that can be asked for."""
    actors = {actor.id: (actor.id, actor.name, *actor.aliases) for actor in dossier.actors}
    terms: dict[str, tuple[str, ...]] = {term.id: (term.id,) for term in dossier.terms}
    for holder, term in ledger.matrix_places(dossier.id):
        actors.setdefault(holder, (holder,))
        terms.setdefault(term, (term,))
    return Names(actors, terms)


def matrix(ledger: Ledger, dossier: Dossier, by: By = "actor", *, since: str | None = None, until: str | None = None) -> Matrix:
    """Who stands where, by actor or by side; of a period (partial dates, both inclusive), where given."""
    cells = ledger.matrix_cells(dossier.id, since=since, until=until)
    record = _record(dossier, (one for cell in cells for one in cell.latest))
    shown = matrix_views.matrix(record, by)
    by_place = {(cell.holder, cell.term): cell for cell in cells}
    together = ledger.side_reports(dossier.id, since=since, until=until) if by == "side" else {}
    rows = []
    for row in shown.rows:
        holders = record.members.get(row.actor, (row.actor,)) if by == "side" else (row.actor,)
        counted = [_counted(row, number, term.id, holders, by_place, together) for number, term in enumerate(shown.terms)]
        rows.append(replace(row, cells=tuple(counted)))
    return replace(shown, rows=tuple(rows), unplaced=sum(cell.positions for cell in cells if cell.holder is None))


def trail(
    ledger: Ledger,
    dossier: Dossier,
    holder: str,
    term: str,
    by: By = "actor",
    *,
    since: str | None = None,
    until: str | None = None,
    before: int | None = None,
    limit: int | None = None,
) -> TrailPage | None:
    """What one holder, or one side, said on one term, in order of time: the last `limit` points, all without; None where nobody knows of either."""
    rows = ledger.trail_rows(dossier.id, holder, term, by=by, since=since, until=until, before=before, limit=limit)
    record = _record(dossier, (*rows.points, *rows.undated), rows.shifts, rows.silences)
    shown = trail_views.trail(record, holder, term, by)
    return None if shown is None else TrailPage(replace(shown, reports=rows.reports), rows.positions, rows.earlier)


def shifts(ledger: Ledger, dossier: Dossier) -> tuple[ShownShift, ...]:
    """Every shift, the latest change first."""
    found = [row for row in _found(ledger, dossier, "shift") if isinstance(row, Shift)]
    ends = {end.position for row in found for end in (row.before, row.after)}
    return shift_views.shifts(_record(dossier, ledger.placed_positions(dossier.id, ends), found))


def conflicts(ledger: Ledger, dossier: Dossier) -> tuple[ShownConflict, ...]:
    """Every conflict, the most severe first."""
    found = [row for row in _found(ledger, dossier, "conflict") if isinstance(row, Conflict)]
    told = {place.article for row in found for place in row.spans}
    readings = tuple(Reading(article=article) for article in ledger.articles_named(dossier.id, told))
    return conflict_views.conflicts(Record(dossier=dossier, readings=readings, comparison=tuple(found)))


def _found(ledger: Ledger, dossier: Dossier, kind: str) -> list[Comparison]:
    """What comparison found of this kind, compared anew where people have judged since it was stored."""
    if ledger.is_compared(dossier.id):
        return ledger.comparison(dossier.id, kind)
    return ledger.judged_comparison(dossier.id, compare(list(ledger.readings(dossier.id)), dossier))


def _counted(
    row: Row,
    number: int,
    term: str,
    holders: Iterable[str],
    by_place: dict[tuple[str | None, str], MatrixCell],
    together: dict[tuple[str, str], int],
) -> Cell | None:
    """A cell as the views make it of the latest positions, with what is counted over all of them."""
    cell = row.cells[number]
    if cell is None:
        return None
    counts = [by_place[holder, term] for holder in holders if (holder, term) in by_place]
    return replace(
        cell,
        reports=together.get((row.actor, term), counts[0].reports),
        undated=sum(count.undated for count in counts),
        changed=any(count.changed for count in counts),
    )


def _record(
    dossier: Dossier,
    positions: Iterable[PlacedPosition],
    comparison: Iterable[Comparison] = (),
    silences: Iterable[PlacedSilence] = (),
) -> Record:
    """A record of these positions and silences alone. Which articles are copies, and which days are inferred, the positions tell."""
    placed, silent = list(positions), list(silences)
    articles = {one.article: _article(one) for one in (*placed, *silent)}
    by_article: dict[str, list[Position]] = {name: [] for name in articles}
    unanswered: dict[str, list[Silence]] = {name: [] for name in articles}
    for one in placed:
        by_article[one.article].append(one.position)
    for other in silent:
        unanswered[other.article].append(other.silence)
    readings = (Reading(article=articles[name], positions=tuple(by_article[name]), silences=tuple(unanswered[name])) for name in sorted(articles))
    return Record(dossier=dossier, readings=tuple(readings), comparison=(*_told(placed), *comparison))


def _told(placed: Iterable[PlacedPosition]) -> Iterator[Comparison]:
    for one in placed:
        if one.report is not None:
            yield Copies(id=one.article, articles=(one.article,), origin=one.report)
        if one.basis == "inferred":
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
