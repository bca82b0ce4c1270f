"""What has to do with articles that came in: silences of their day, what their positions are in, and what comparison found of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, Table, bindparam, select

from onrecord.ledger import schema
from onrecord.ledger.comparison_rows import decode_comparison
from onrecord.ledger.numbering import OF_A_DAY, last_ordinal
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, Parts, articles_of, fetch, fetch_parts, positions_in
from onrecord.records import Comparison, Reading

Place = tuple[str, str]  # holder, term


def articles_silent(connection: Connection, dossier_id: str, actors: Collection[str], days: Collection[str | None]) -> set[str]:
    """The articles of these days of publication that tell of the silence of one of these actors."""
    found = set[str]()
    for day in days:
        first = last_ordinal(day) * OF_A_DAY
        asked = {"dossier": dossier_id, "actors": sorted(actors), "first": first, "before": first + OF_A_DAY}
        found.update(row.article_id for row in connection.execute(_SILENT, asked) if row.published == day)
    return found


def conflicts_on(connection: Connection, dossier_id: str, place: Place) -> list[Comparison]:
    """The conflicts of a holder on a term, in no order."""
    rows = connection.execute(_CONFLICTS, {"dossier": dossier_id, "holder": place[0], "term": place[1]})
    return [decode_comparison(content) for content in rows.scalars()]


def questions_on(connection: Connection, dossier_id: str, terms: Collection[str]) -> list[Comparison]:
    """The open questions of these terms."""
    table = schema.comparison.c
    query = select(table.term, table.content).where(table.dossier_id == dossier_id, table.kind == "question")
    return [decode_comparison(row.content) for row in connection.execute(query) if row.term in terms]


def reports_of(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> dict[str, str]:
    """The article that stands for the family of copies that each of these articles is in; those that are in none are left out."""
    found: dict[str, str] = {}
    for some in portions(sorted(article_ids)):
        found |= {row.article_id: row.report for row in connection.execute(_REPORTS, {"dossier": dossier_id, "articles": some})}
    return found


def positions_counted(connection: Connection, dossier_id: str) -> dict[Place, int]:
    """How many positions there were when they were counted last, by every holder (empty: not known) and term that there are. Counting those anew that
    came in since would go through all positions of their holders.
    """
    return {(row.holder, row.term): row.positions for row in connection.execute(_COUNTED, {"dossier": dossier_id})}


def positions_named(connection: Connection, dossier_id: str, article_ids: Collection[str], place: Place | None = None) -> list[Reading]:
    """The current readings of these articles with nothing but their positions, and without text, by article id. With a `place`, those of them that
    tell something on it, with nothing but that.
    """
    found = []
    for some in portions(sorted(article_ids), READINGS_AT_ONCE):
        asked = {"dossier": dossier_id, "articles": some}
        rows = connection.execute(_CURRENT, asked) if place is None else connection.execute(_TELLING, {**asked, "holder": place[0], "term": place[1]})
        names = [(row.article_id, row.reading_id) for row in rows]
        ids = [reading_id for _, reading_id in names]
        if place is None:
            parts = fetch_parts(connection, ids, (schema.position, schema.condition), owners=("position",))
        else:
            parts = _parts_on(connection, ids, place)
        articles = {article.id: article for article in articles_of(connection, ids)}
        found += [Reading(article=articles[name], positions=tuple(positions_in(parts.get(reading_id, {})))) for name, reading_id in names]
    return found


def _parts_on(connection: Connection, reading_ids: Sequence[str], place: Place) -> Parts:
    """The rows of the positions of these readings on a place, with those that belong to them."""
    found: Parts = defaultdict(lambda: defaultdict(list))
    for name, query in _PARTS_ON.items():
        for row in fetch(connection, query, {"readings": reading_ids, "holder": place[0], "term": place[1]}):
            found[row["reading_id"]][name].append(row)
    return found


def _part_on(part: Table) -> Select[Any]:
    position, wanted = schema.position.c, schema.position.c.reading_id.in_(bindparam("readings", expanding=True))
    query = select(part).where(wanted, position.holder == bindparam("holder"), position.term == bindparam("term"))
    if part is not schema.position:
        number = part.c.position_number if part is schema.condition else part.c.owner_number
        query = query.join_from(schema.position, part, (part.c.reading_id == position.reading_id) & (number == position.number))
    return (query.where(part.c.owner == "position") if "owner" in part.c else query).order_by(*part.primary_key)


def _silent() -> Select[Any]:
    entry, reading = schema.entry.c, schema.reading.c
    query = select(reading.article_id, reading.published).distinct().join_from(schema.entry, schema.reading, reading.id == entry.reading_id)
    query = query.where(entry.id >= bindparam("first", type_=BigInteger), entry.id < bindparam("before", type_=BigInteger))
    return query.where(entry.dossier_id == bindparam("dossier"), entry.kind == "silence", entry.actor.in_(bindparam("actors", expanding=True)))


def _reports() -> Select[Any]:
    entry, current = schema.entry.c, schema.current_reading.c
    query = select(current.article_id, entry.report).join_from(schema.current_reading, schema.entry, entry.reading_id == current.reading_id)
    query = query.where(current.dossier_id == bindparam("dossier"), current.article_id.in_(bindparam("articles", expanding=True)))
    return query.where(entry.kind == "article", entry.report.is_not(None))


def _current() -> Select[Any]:
    current = schema.current_reading.c
    query = select(current.article_id, current.reading_id).where(current.dossier_id == bindparam("dossier"))
    return query.where(current.article_id.in_(bindparam("articles", expanding=True))).order_by(current.article_id)


def _telling() -> Select[Any]:
    """Those that tell something on a place."""
    position, current = schema.position.c, schema.current_reading.c
    here = (position.reading_id == current.reading_id) & (position.holder == bindparam("holder")) & (position.term == bindparam("term"))
    return _current().where(select(position.number).where(here).correlate(schema.current_reading).exists())


def _conflicts() -> Select[Any]:
    """In no order, so that the index of holders and terms leads to them, and not that of numbers."""
    table = schema.comparison.c
    query = select(table.content).where(table.dossier_id == bindparam("dossier"), table.kind == "conflict")
    return query.where(table.holder == bindparam("holder"), table.term == bindparam("term"))


def _counted() -> Select[Any]:
    cell = schema.cell.c
    return select(cell.holder, cell.term, cell.positions).where(cell.dossier_id == bindparam("dossier"), cell.gathered == "actor")


# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_PARTS_ON = {part.name: _part_on(part) for part in (schema.position, schema.condition, schema.passage, schema.via)}
_SILENT, _REPORTS, _CURRENT, _TELLING, _CONFLICTS, _COUNTED = _silent(), _reports(), _current(), _telling(), _conflicts(), _counted()
