"""Whether what is made out of the record is as the record would have it: entries, the index of words, and the counts of the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select, text

from onrecord.errors import LedgerError
from onrecord.ledger import schema
from onrecord.ledger.cells import cells_by_actor, recounted, reports_by_side, sides_recounted
from onrecord.ledger.entries import compared_before, entries_of
from onrecord.ledger.numbering import OF_A_DAY
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, Row, fetch
from onrecord.ledger.sides import sides_of

_MAKE_ANEW = "make it anew: onrecord ledger reindex"
# Not `edited`: it stays as it was when the other version of an article is forgotten.
_SAID = (
    *("kind", "number", "actor", "term", "stance", "mode", "day", "basis", "report", "judged", "words"),
    *("article", "outlet", "statements", "positions", "arrived"),
)


def problems_of_entries(connection: Connection) -> Iterator[str]:
    """One line a problem, with what to do."""
    yield from _lost(connection)
    yield from _untrue(connection)
    yield from _not_indexed(connection)
    yield from _miscounted(connection)


def _lost(connection: Connection) -> Iterator[str]:
    entry, current = schema.entry.c, schema.current_reading.c
    orphans = select(func.count()).where(~select(current.reading_id).where(current.reading_id == entry.reading_id).exists())
    count = connection.execute(orphans.select_from(schema.entry)).scalar_one()
    if count:
        yield f"index: {count} entries are of readings that do not count now; {_MAKE_ANEW}"


def _untrue(connection: Connection) -> Iterator[str]:
    """Readings whose entries are not those that their rows make."""
    current, entry = schema.current_reading.c, schema.entry.c
    heads = connection.execute(select(current.reading_id, current.article_id).order_by(current.dossier_id, current.article_id)).all()
    for some in portions(heads, READINGS_AT_ONCE):
        names = {head.reading_id: head.article_id for head in some}
        there = fetch(connection, select(schema.entry).where(entry.reading_id.in_(names)))
        wanted = entries_of(connection, list(names), compared_before(connection, list(names)))
        made, kept = _by_reading(wanted), _by_reading(there)
        for name, article_id in names.items():
            if made.get(name) != kept.get(name):
                yield f"index: the entries of {article_id} are not what was read in it; {_MAKE_ANEW}"


def _by_reading(rows: Iterable[Row]) -> dict[str, Counter[tuple[Any, ...]]]:
    found: dict[str, Counter[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row["reading_id"], Counter())[(row["id"] // OF_A_DAY, *(row[name] for name in _SAID))] += 1
    return found


def _not_indexed(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        missing = text("SELECT COUNT(*) FROM entry WHERE id NOT IN (SELECT id FROM entry_index_docsize)")
        beyond = text("SELECT COUNT(*) FROM entry_index_docsize WHERE id NOT IN (SELECT id FROM entry)")
        count = connection.execute(missing).scalar_one() + connection.execute(beyond).scalar_one()
    else:
        count = connection.execute(select(func.count()).select_from(schema.entry).where(schema.entry.c.vector.is_(None))).scalar_one()
    if count:
        yield f"index: {count} entries cannot be found by their words; {_MAKE_ANEW}"


def _miscounted(connection: Connection) -> Iterator[str]:
    current = schema.current_reading.c
    for dossier_id in connection.execute(select(current.dossier_id).distinct().order_by(current.dossier_id)).scalars().all():
        kept, counted = cells_by_actor(connection, dossier_id), recounted(connection, dossier_id)
        for holder, term in sorted(kept.keys() | counted.keys()):
            if kept.get((holder, term)) != counted.get((holder, term)):
                yield f"matrix: {holder or 'nobody known'} on {term} is counted wrongly; {_MAKE_ANEW}"
        yield from _miscounted_of_sides(connection, dossier_id)


def _miscounted_of_sides(connection: Connection, dossier_id: str) -> Iterator[str]:
    try:
        sides = sides_of(connection, dossier_id)
    except LedgerError:
        return  # a dossier that cannot be read is told of for itself
    kept, counted = reports_by_side(connection, dossier_id, sides), sides_recounted(connection, dossier_id, sides)
    for side, term in sorted(kept.keys() | counted.keys()):
        if kept.get((side, term)) != counted.get((side, term)):
            yield f"matrix: the side of {side} on {term} is counted wrongly; {_MAKE_ANEW}"
