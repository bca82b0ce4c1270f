"""Articles that came in, or came in anew, since they were compared: noted as they come in, struck out as comparison takes them in."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import Connection, delete, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.portions import AT_ONCE, portions
from onrecord.ledger.upsert import insert_unless_there

# Two of each row go into one statement.
_ROWS_AT_ONCE = AT_ONCE // 2


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
    table = schema.uncompared.c
    query = select(table.article_id, table.reading_id, table.holder, table.term).where(table.dossier_id == dossier_id)
    return [Uncompared(*row) for row in connection.execute(query.order_by(*schema.uncompared.primary_key))]


def note_taken_in(connection: Connection, dossier_id: str, taken: Collection[Uncompared] | None) -> None:
    """Comparison took these in; None: everything."""
    table = schema.uncompared
    of_dossier = delete(table).where(table.c.dossier_id == dossier_id)
    if taken is None:
        connection.execute(of_dossier)
        return
    for some in portions(sorted({(one.article, one.reading) for one in taken}), _ROWS_AT_ONCE):
        connection.execute(of_dossier.where(tuple_(table.c.article_id, table.c.reading_id).in_(some)))
