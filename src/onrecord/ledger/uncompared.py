"""Articles that came in, or came in anew, since they were compared: noted as they come in, struck out as comparison takes them in."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, select

from onrecord.ledger import schema
from onrecord.ledger.upsert import insert_unless_there


class Uncompared(Struct, frozen=True, order=True):
    """An article that came in since it was compared last: its current reading, and a holder and term on which it told something before."""

    article: str
    reading: str
    holder: str = ""
    term: str = ""


def note_uncompared(connection: Connection, dossier_id: str, article_id: str, before: str | None, after: str) -> None:
    """An article's current reading was `before` and is `after` now."""
    places: set[tuple[str, str]] = {("", "")}
    if before is not None:
        position = schema.position.c
        query = select(position.holder, position.term).where(position.reading_id == before, position.holder.is_not(None))
        places.update((row.holder, row.term) for row in connection.execute(query))
    for holder, term in sorted(places):
        row = {"dossier_id": dossier_id, "article_id": article_id, "reading_id": after, "holder": holder, "term": term}
        insert_unless_there(connection, schema.uncompared, row)


def uncompared(connection: Connection, dossier_id: str) -> list[Uncompared]:
    """What came in since it was compared last."""
    return [Uncompared(*row) for row in connection.execute(_UNCOMPARED, {"dossier": dossier_id})]


def note_taken_in(connection: Connection, dossier_id: str, taken: Collection[Uncompared] | None) -> None:
    """Comparison took these in; None: everything."""
    if taken is None:
        connection.execute(_ALL_TAKEN, {"dossier": dossier_id})
    elif taken:
        names = sorted({(one.article, one.reading) for one in taken})
        connection.execute(_TAKEN, [{"dossier": dossier_id, "article": article, "reading": reading} for article, reading in names])


_of = schema.uncompared.c
# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_UNCOMPARED = (
    select(_of.article_id, _of.reading_id, _of.holder, _of.term)
    .where(_of.dossier_id == bindparam("dossier"))
    .order_by(*schema.uncompared.primary_key)
)
_ALL_TAKEN = delete(schema.uncompared).where(_of.dossier_id == bindparam("dossier"))
_TAKEN = _ALL_TAKEN.where(_of.article_id == bindparam("article"), _of.reading_id == bindparam("reading"))
