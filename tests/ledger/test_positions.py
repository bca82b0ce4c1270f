"""Positions out of the ledger, by the interface and by plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Select, event, text

from onrecord.identity import article_key, position_id
from onrecord.ledger import Ledger, cells, signatures
from onrecord.ledger.portions import AT_ONCE
from onrecord.records import Position, Reading

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]


@pytest.fixture
def filled(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> Ledger:
    for number in (1, 2):
        reading = make_reading(f"courier-{number}", number)
        key = article_key(reading.article)
        taken = [replace(reading.positions[0], holder="tavel", stance="against", conditions=(), via=()), *reading.positions]
        positions = tuple(replace(position, id=position_id(key, "vel-river", position)) for position in taken)
        ledger.store(replace(reading, positions=positions), begin(ledger, reading))
    return ledger


def _found(ledger: Ledger, **wanted: object) -> list[tuple[str, str | None, str]]:
    return [(stored.article, stored.position.holder, stored.position.term) for stored in ledger.positions("vel-river", **wanted)]  # type: ignore[arg-type]


def test_all_of_them_in_order(filled: Ledger) -> None:
    one = [("tavel", "open-dam"), ("orlan", "open-dam"), (None, "withdraw")]
    assert _found(filled) == [("courier-1", *position) for position in one] + [("courier-2", *position) for position in one]


def test_by_holder_and_term(filled: Ledger) -> None:
    assert _found(filled, holder="orlan", term="open-dam") == [("courier-1", "orlan", "open-dam"), ("courier-2", "orlan", "open-dam")]
    assert _found(filled, holder="orlan", term="withdraw") == []
    assert len(_found(filled, term="open-dam")) == 4
    assert len(_found(filled, holders=("orlan", "tavel"))) == 4
    assert _found(filled, holders=()) == []
    assert filled.positions("vel-fishery") == []


def test_each_comes_whole_and_placed(filled: Ledger) -> None:
    stored = filled.positions("vel-river", holder="orlan")[0]
    reading = filled.reading("courier-1", "vel-river")
    assert stored.position == reading.positions[1]
    assert isinstance(stored.position, Position)
    assert len(stored.position.conditions) == len(stored.position.evidence) == len(stored.position.via) == 2
    article = reading.article
    assert (stored.outlet, stored.title, stored.published) == (article.outlet, article.title, article.published)
    assert (stored.not_before, stored.not_after) == (None, "2031-05-09")


def test_the_view_has_a_row_for_each(filled: Ledger) -> None:
    columns = "article, outlet, published, holder, holder_name, side, term, proposition, stance, said_on, evidence, conditions, mention"
    with filled._engine.connect() as connection:
        rows = connection.execute(text(f"SELECT {columns} FROM positions_view ORDER BY article, holder")).all()  # noqa: S608
        named = connection.execute(text("SELECT * FROM articles_view ORDER BY article")).mappings().all()
    orlan = next(row for row in rows if row.holder == "orlan")
    assert len(rows) == 6
    assert tuple(orlan) == (
        *("courier-1", "Vel Courier", "2031-05-03", "orlan", "Mira Orlan", "karsia", "open-dam", "Karsia opens the gates of the Sarn dam."),
        *("conditional", "2031-05", "the gates of the Sarn dam would open", 2, "Karsia’s president"),
    )
    assert [row["article"] for row in named] == ["courier-1", "courier-2"]
    assert named[0]["url"] == "https://courier.example/courier-1"


def test_a_plain_sql_reader_can_open_the_file(sqlite_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    sqlite_ledger.store(make_reading(), begin(sqlite_ledger, make_reading()))
    connection = sqlite3.connect(sqlite_ledger.name)
    try:
        spans = connection.execute("SELECT starts, ends, text FROM passage WHERE field = 'text'").fetchall()
        ((whole,),) = connection.execute("SELECT text FROM article").fetchall()
        assert spans
        assert all(whole[starts:ends] == words for starts, ends, words in spans)
        # The long way round: no column needs quoting.
        assert connection.execute("SELECT holder, stance, evidence FROM positions_view WHERE side = 'karsia'").fetchall() == [
            ("orlan", "conditional", "the gates of the Sarn dam would open")
        ]
    finally:
        connection.close()


def test_the_queries_of_a_matrix_and_a_trail_use_indices(sqlite_ledger: Ledger) -> None:
    matrix = "SELECT holder, term, stance, COUNT(*) FROM positions_view WHERE dossier = 'd' GROUP BY 1, 2, 3"
    trail = "SELECT * FROM positions_view WHERE dossier = 'd' AND holder = 'h' AND term = 't'"
    with sqlite_ledger._engine.connect() as connection:
        for query in (matrix, trail):
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]
            assert not [step for step in plan if step.startswith("SCAN")], plan


def test_what_is_told_of_a_day_is_found_apart_from_what_is_merely_reported(sqlite_ledger: Ledger) -> None:
    asked = {"dossier": "d", "holder": "h", "term": "t", "sure": True, "before": 9, "limit": 3}
    assert any("entry_by_telling" in step for step in _plan(sqlite_ledger, cells._back(True, True), asked))
    assert any("entry_by_sureness" in step for step in _plan(sqlite_ledger, cells._back(True, False), asked))


def test_signatures_are_found_by_their_numbers_however_many(sqlite_ledger: Ledger) -> None:
    plan = _plan(sqlite_ledger, signatures._SIGNATURES, {"dossier": "d", "numbers": list(range(AT_ONCE)), "most": 9})
    assert "signature_by_number" in plan[0]


def _plan(ledger: Ledger, query: Select[Any], asked: dict[str, Any]) -> list[str]:
    """What SQLite says that it does."""
    ran: list[tuple[str, Any]] = []

    def keep(connection: Any, cursor: Any, words: str, given: Any, context: Any, many: bool) -> None:  # noqa: FBT001  as SQLAlchemy calls it
        ran.append((words, given))

    with ledger._engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", keep)
        connection.execute(query, asked)
        words, given = ran[-1]
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", given)]
