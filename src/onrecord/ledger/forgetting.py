"""Forgetting an article: its text and all that was read out of it go, and a tombstone keeps it from coming in again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Column, Connection, Table, bindparam, delete, or_, select

from onrecord.errors import LedgerError
from onrecord.ledger import schema
from onrecord.ledger.entries import remove_entries
from onrecord.ledger.last_compared import forget_spreads
from onrecord.ledger.numbering import lock
from onrecord.ledger.portions import AT_ONCE, portions
from onrecord.ledger.signatures import remove_signatures
from onrecord.ledger.upsert import insert_unless_there


class Forgotten(Struct, frozen=True):
    """What went: the ids under which the article was known, and how many versions, readings, findings of comparison and judgements."""

    articles: tuple[str, ...]
    versions: int
    readings: int
    findings: int
    judgements: int


def forget_article(connection: Connection, article_id: str, by: str, why: str, now: str) -> Forgotten:
    """Take away every version of an article, under whatever id it came in, with all that holds its words. LedgerError where it is not here.

    Its comparison with others goes too: compare again afterwards.
    """
    lock(connection)
    if connection.dialect.name == "sqlite":
        # What is deleted is overwritten, not only given free.
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    keys, names = _versions(connection, article_id)
    if not keys:
        told = "It was forgotten before." if is_forgotten(connection, article_id, "") else "Give an id as it was read."
        raise LedgerError(f"the ledger holds no article {article_id!r}. {told}")
    reading = schema.reading.c
    readings = list(connection.execute(select(reading.id).where(reading.article_key.in_(keys))).scalars())
    for some in portions(readings):
        remove_entries(connection, some)
        remove_signatures(connection, some)
    findings = _forget_findings(connection, set(names))
    forget_spreads(connection, names)
    judgements = _forget_judgements(connection, keys)
    for table, column in _pointing_at("reading.id"):
        for some in portions(readings):
            connection.execute(delete(table).where(column.in_(some)))
    for table, column in _pointing_at("article.key"):
        connection.execute(delete(table).where(column.in_(keys)))
    connection.execute(delete(schema.run_reading).where(schema.run_reading.c.article_id.in_(names)))
    connection.execute(delete(schema.article).where(schema.article.c.key.in_(keys)))
    for key in keys:
        row = {"article_key": key, "article_id": article_id, "forgotten_at": now, "forgotten_by": by, "why": why}
        insert_unless_there(connection, schema.tombstone, row)
    return Forgotten(tuple(names), len(keys), len(readings), findings, judgements)


# Put together once: it is asked for every article that comes in.
_TOMBSTONE = (
    select(schema.tombstone.c.article_key)
    .where(or_(schema.tombstone.c.article_key == bindparam("key"), schema.tombstone.c.article_id == bindparam("name")))
    .limit(1)
)


def is_forgotten(connection: Connection, article_id: str, article_key: str) -> bool:
    """Whether this version of an article, or any under this id, was forgotten."""
    return connection.execute(_TOMBSTONE, {"key": article_key, "name": article_id}).first() is not None


def _versions(connection: Connection, article_id: str) -> tuple[list[str], list[str]]:
    """The keys of all versions that were read under this id, and every id under which one of them was read."""
    reading = schema.reading.c
    keys = list(connection.execute(select(reading.article_key).where(reading.article_id == article_id).distinct()).scalars())
    names = connection.execute(select(reading.article_id).where(reading.article_key.in_(keys)).distinct()).scalars()
    return sorted(keys), sorted(names)


def _forget_findings(connection: Connection, article_ids: Collection[str]) -> int:
    """Take away what comparison found that names one of these articles: it holds words of it."""
    table = schema.comparison
    rows = connection.execute(select(table.c.dossier_id, table.c.id, table.c.content).execution_options(yield_per=AT_ONCE))
    # Looked for in the JSON itself, whatever form an earlier version kept it in: nothing that holds the article's words may stay.
    gone = [(row.dossier_id, row.id) for row in rows if any(_in_json(name) in row.content for name in article_ids)]
    for dossier_id, name in gone:
        connection.execute(delete(table).where(table.c.dossier_id == dossier_id, table.c.id == name))
    return len(gone)


def _in_json(name: str) -> str:
    return msgspec.json.encode(name).decode("utf-8")


def _forget_judgements(connection: Connection, keys: Sequence[str]) -> int:
    """Take away judgements on these versions, with the judgements on those: they hold its words."""
    bound, table = schema.judgement_article, schema.judgement
    gone = set(connection.execute(select(bound.c.judgement_id).where(bound.c.article_key.in_(keys))).scalars())
    fresh = set(gone)
    while fresh:
        fresh = set(connection.execute(select(table.c.id).where(table.c.of_judgement.in_(fresh))).scalars()) - gone
        gone |= fresh
    for some in portions(sorted(gone)):
        connection.execute(delete(bound).where(bound.c.judgement_id.in_(some)))
        connection.execute(delete(table).where(table.c.id.in_(some)))
    return len(gone)


def _pointing_at(target: str) -> Iterator[tuple[Table, Column[str]]]:
    """Every column that must name a row of a table ("reading.id"), those first that others do not need."""
    for table in reversed(schema.metadata.sorted_tables):
        for column in table.columns:
            if any(key.target_fullname == target for key in column.foreign_keys):
                yield table, column
