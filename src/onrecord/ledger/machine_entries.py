"""Entries of the machine's own readings, of articles that people judged: so that a search finds what it read, beside what people made of it.

They carry the words that they are found by, since those stand in another reading than the one that counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from onrecord.ledger import schema
from onrecord.ledger.rebuilding import Row, fetch
from onrecord.records import UNSURE_BELOW

WANTED: BindParameter[Any] = bindparam("readings", expanding=True)
# The kind of an entry that stands in the machine's own reading alone begins like this.
MACHINE = "machine-"


def _statements() -> Select[Any]:
    table = schema.statement.c
    return (
        select(table.reading_id, table.number, table.actor, table.mode, table.said_on)
        .where(table.reading_id.in_(WANTED))
        .order_by(table.reading_id, table.number)
    )


def _positions() -> Select[Any]:
    table, judged = schema.position.c, schema.judged_position.c
    columns = (table.reading_id, table.number, table.holder.label("actor"), table.term, table.stance, table.mode, table.said_on)
    tables = schema.position.outerjoin(schema.judged_position, (judged.reading_id == table.reading_id) & (judged.number == table.number))
    told = table.id.label("position"), (table.confidence >= UNSURE_BELOW).label("sure"), judged.state.label("judged")
    query = select(*columns, *told).select_from(tables)
    return query.where(table.reading_id.in_(WANTED)).order_by(table.reading_id, table.number)


def _silences() -> Select[Any]:
    table, of_term = schema.silence.c, schema.silence_term.c
    tables = schema.silence.outerjoin(schema.silence_term, (of_term.reading_id == table.reading_id) & (of_term.silence_number == table.number))
    query = select(table.reading_id, table.number, table.actor, of_term.term).select_from(tables)
    return query.where(table.reading_id.in_(WANTED)).order_by(table.reading_id, table.number, of_term.number)


def _words() -> Select[Any]:
    table = schema.passage.c
    columns = (table.reading_id, table.owner, table.owner_number, table.text)
    wanted = table.reading_id.in_(WANTED), table.role.in_(["content", "evidence"]), table.owner.in_(list(KINDS_READ))
    return select(*columns).where(*wanted).order_by(table.reading_id, table.owner, table.owner_number, table.role, table.number)


def _sources() -> Select[Any]:
    table = schema.statement.c
    return select(table.reading_id, table.number, table.source_text).where(table.reading_id.in_(WANTED), table.source_text.is_not(None))


# Put together once: this is asked for every article that comes in, and composing a query takes longer than running it.
KINDS_READ: dict[str, Select[Any]] = {"statement": _statements(), "position": _positions(), "silence": _silences()}
_WORDS, _SOURCES = _words(), _sources()
_FOLLOWS = select(schema.judged_reading).where(schema.judged_reading.c.reading_id.in_(WANTED))


def as_the_machine_read(connection: Connection, reading_ids: Sequence[str]) -> dict[str, list[Row]]:
    """What is to be found of the machine's readings behind those of these that people's judgements changed, by the latter."""
    follows = {row["machine_id"]: row["reading_id"] for row in fetch(connection, _FOLLOWS, {"readings": list(reading_ids)})}
    if not follows:
        return {}
    wanted = {"readings": list(follows)}
    words: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for row in fetch(connection, _SOURCES, wanted):
        words[row["reading_id"], "statement", row["number"]].append(row["source_text"])
    for row in fetch(connection, _WORDS, wanted):
        words[row["reading_id"], row["owner"], row["owner_number"]].append(row["text"])
    found: dict[str, list[Row]] = defaultdict(list)
    for kind, query in KINDS_READ.items():
        for row in fetch(connection, query, wanted):
            told = "\n".join(words[row["reading_id"], kind, row["number"]])
            found[follows[row["reading_id"]]].append({**row, "kind": MACHINE + kind, "judged": None, "words": told})
    return found
