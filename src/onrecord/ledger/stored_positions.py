"""Positions with what is needed to place their articles, asked for by holder and term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from onrecord.ledger import schema
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, Row, fetch, fetch_parts, positions_in
from onrecord.records import JudgedState, Position


class StoredPosition(Struct, frozen=True, kw_only=True):
    """A position with what is needed to place its article: `article` is an id, the days are as in `Article`. `judged` is None where nobody did."""

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    not_before: str | None
    not_after: str | None
    position: Position
    judged: JudgedState | None = None


def find_positions(
    connection: Connection, dossier_id: str, *, holder: str | None, term: str | None, holders: Sequence[str] | None, machine: bool
) -> list[StoredPosition]:
    """The positions of the current readings, or of the machine's behind them, by article id and in the article's order."""
    current, reading, article, position = schema.current_reading.c, schema.reading.c, schema.article.c, schema.position.c
    wanted: list[ColumnElement[bool]] = [current.dossier_id == dossier_id]
    if holder is not None:
        wanted.append(position.holder == holder)
    if holders is not None:
        wanted.append(position.holder.in_(holders))
    if term is not None:
        wanted.append(position.term == term)
    placing = (reading.article_id, reading.outlet, article.title, reading.published, reading.not_before, reading.not_after)
    judged, state = schema.judged_reading.c, schema.judged_position.c
    read: FromClause = schema.current_reading.join(schema.reading, reading.id == current.reading_id)
    if machine:
        read = schema.current_reading.outerjoin(schema.judged_reading, judged.reading_id == current.reading_id)
        read = read.join(schema.reading, reading.id == func.coalesce(judged.machine_id, current.reading_id))
    read = read.join(schema.article, article.key == reading.article_key).join(schema.position, position.reading_id == reading.id)
    read = read.outerjoin(schema.judged_position, (state.reading_id == position.reading_id) & (state.number == position.number))
    query = select(schema.position, *placing, state.state.label("judged")).select_from(read)
    return list(_stored_positions(connection, fetch(connection, query.where(*wanted).order_by(current.article_id, position.number))))


def _stored_positions(connection: Connection, rows: Sequence[Row]) -> Iterator[StoredPosition]:
    by_reading: dict[str, list[Row]] = {}
    for row in rows:
        by_reading.setdefault(row["reading_id"], []).append(row)
    for names in portions(list(by_reading), READINGS_AT_ONCE):
        parts = fetch_parts(connection, names, (schema.condition,), owners=("position",))
        for name in names:
            found = by_reading[name]
            for row, position in zip(found, positions_in({**parts.get(name, {}), "position": found}), strict=True):
                yield StoredPosition(
                    article=row["article_id"],
                    outlet=row["outlet"],
                    title=row["title"],
                    published=row["published"],
                    not_before=row["not_before"],
                    not_after=row["not_after"],
                    position=position,
                    judged=row["judged"],
                )
