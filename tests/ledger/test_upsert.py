"""Rows that meet a row already there, in both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from onrecord.ledger import Ledger, schema
from onrecord.ledger.upsert import insert_or_change, insert_unless_there

Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]


def _row(number: int, holder: str | None = None) -> dict[str, Any]:
    row = {"dossier_id": "vel-river", "id": f"q{number}", "number": number, "kind": "question", "holder": holder, "term": None}
    return {**row, "content": "{}", "version": "0.1.0", "first_seen": "2031-05-03T00:00:00.000000Z"}


def test_what_is_there_is_left_alone_and_told(ledger: Ledger) -> None:
    with ledger._transaction() as connection:
        assert insert_unless_there(connection, schema.comparison, _row(1))
        assert not insert_unless_there(connection, schema.comparison, _row(1, "orlan"))
        assert insert_unless_there(connection, schema.comparison, _row(2))
        assert connection.execute(select(schema.comparison.c.holder)).scalars().all() == [None, None]


def test_what_differs_is_brought_up_to_date(ledger: Ledger) -> None:
    with ledger._transaction() as connection:
        insert_or_change(connection, schema.comparison, [_row(1), _row(2, "orlan"), _row(3, "orlan")])
        insert_or_change(connection, schema.comparison, [_row(1, "tavel"), _row(2), _row(3, "orlan")])
        holders = connection.execute(select(schema.comparison.c.holder).order_by(schema.comparison.c.id)).scalars().all()
    assert holders == ["tavel", None, "orlan"]


def test_what_is_equal_is_not_written(ledger: Ledger) -> None:
    trap = {
        "sqlite": "CREATE TRIGGER trap BEFORE UPDATE ON comparison BEGIN SELECT RAISE(ABORT, 'written'); END",
        "postgresql": "CREATE FUNCTION trap() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'written'; END $$ LANGUAGE plpgsql;"
        "CREATE TRIGGER trap BEFORE UPDATE ON comparison FOR EACH ROW EXECUTE FUNCTION trap()",
    }
    with ledger._transaction() as connection:
        insert_or_change(connection, schema.comparison, _row(1, "orlan"))
        connection.exec_driver_sql(trap[connection.dialect.name])
        insert_or_change(connection, schema.comparison, _row(1, "orlan"))
