"""Columns in the look of all tables of the ledger, for SQLite and PostgreSQL alike."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData()

# Names compare and sort by code point in both databases; PostgreSQL would otherwise follow the locale of its server.
NAME = Text().with_variant(Text(collation="C"), "postgresql")


def named(column: str, *constraints: ForeignKey, key: bool = False) -> Column[str]:
    """A column of a name: of an id, a kind, a day."""
    return Column(column, NAME, *constraints, primary_key=key, nullable=False)


def maybe(column: str) -> Column[str | None]:
    """The same, where it may be unknown."""
    return Column(column, NAME, nullable=True)


def numbered(column: str = "number") -> Column[int]:
    """A column of a place within a reading, which is part of the key."""
    return Column(column, Integer, primary_key=True, autoincrement=False, nullable=False)


def words(column: str) -> Column[str]:
    """A column of words."""
    return Column(column, Text, nullable=False)


def span(prefix: str = "", *, nullable: bool = False) -> list[Column[Any]]:
    """The columns of a span. They are not called `start` and `end`, which SQL would want quoted."""
    return [
        Column(f"{prefix}starts", Integer, nullable=nullable),
        Column(f"{prefix}ends", Integer, nullable=nullable),
        Column(f"{prefix}text", Text, nullable=nullable),
        Column(f"{prefix}field", NAME, nullable=nullable),
    ]
