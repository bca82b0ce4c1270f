"""INSERT that meets a row already there, in the words that SQLite and PostgreSQL share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, or_
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert
Rows = dict[str, Any] | Sequence[dict[str, Any]]


def insert_unless_there(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row, and say so; one with the same primary key is left as it is (of two writers at once, one is told that it did)."""
    return connection.execute(_insert_unless_there(connection.dialect.name, table), row).rowcount == 1


def insert_or_change(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, and bring those with the same primary key up to date; a row that is so already is not written."""
    connection.execute(_insert_or_change(connection.dialect.name, table), rows)


# Composing a statement takes as long as running it; there are a dozen tables, so each is composed once.
@cache
def _insert_unless_there(dialect: str, table: Table) -> Insert:
    # SQLAlchemy keeps the count of rows of an INSERT only where it is asked to.
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=list(table.primary_key)).execution_options(preserve_rowcount=True)


@cache
def _insert_or_change(dialect: str, table: Table) -> Insert:
    statement = _insert(dialect, table)
    others = [column for column in table.columns if not column.primary_key]
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={column.name: statement.excluded[column.name] for column in others},
        where=or_(*(column.is_distinct_from(statement.excluded[column.name]) for column in others)),
    )


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
