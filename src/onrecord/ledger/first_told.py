"""What a copy tells and the report that it is a copy of told first, in the same words: there it is cited from, and of that day it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, or_, select

from onrecord.language.reprinted import reprinted_words
from onrecord.ledger import schema
from onrecord.ledger.portions import portions


def first_told(connection: Connection, ids: Collection[int]) -> dict[int, Any]:
    """Of those of these positions that stand in copies, the same position in the report that stands for the family, by the id of the entry.

    The same: its holder, term and stance, and a passage in the same words (`onrecord.views.passages.first_told`). A copy that tells a day keeps
    its own where that report tells none. Of several, that with most passages in common, of several of these the latest.
    """
    found = dict[int, Any]()
    common: dict[tuple[int, int], int] = defaultdict(int)
    for some in portions(sorted(ids)):
        for row in connection.execute(_query(), {"ids": some}):
            if row.own == row.other or reprinted_words(row.own) == reprinted_words(row.other):
                common[row.copy, row.id] += 1
                before = found.get(row.copy)
                if before is None or (common[row.copy, row.id], row.id) >= (common[row.copy, before.id], before.id):
                    found[row.copy] = row
    return found


@cache
def _query() -> Select[Any]:
    """Every passage of a position in a copy beside every passage of such a position in the report that stands for its family."""
    copy, first, current = schema.entry.alias("copy"), schema.entry.alias("first"), schema.current_reading.c
    own, other = schema.passage.alias("own"), schema.passage.alias("other")
    same_holder = or_(first.c.actor == copy.c.actor, and_(first.c.actor.is_(None), copy.c.actor.is_(None)))
    told = (first.c[name] for name in ("id", "stance", "day", "basis", "reading_id", "report", "sure"))
    columns = (copy.c.id.label("copy"), *told, own.c.text.label("own"), other.c.text.label("other"))
    tables = (
        copy.join(schema.current_reading, and_(current.dossier_id == copy.c.dossier_id, current.article_id == copy.c.report))
        .join(first, and_(first.c.reading_id == current.reading_id, first.c.kind == "position", first.c.term == copy.c.term))
        .join(own, and_(own.c.reading_id == copy.c.reading_id, own.c.owner == "position", own.c.owner_number == copy.c.number))
        .join(other, and_(other.c.reading_id == first.c.reading_id, other.c.owner == "position", other.c.owner_number == first.c.number))
    )
    query = select(*columns).select_from(tables).where(copy.c.id.in_(bindparam("ids", expanding=True)), current.reading_id != copy.c.reading_id)
    query = query.where(first.c.stance == copy.c.stance, same_holder, or_(first.c.day.is_not(None), copy.c.day.is_(None)))
    return query.where(own.c.role == "evidence", other.c.role == "evidence")
