"""The views for those who open a ledger without onrecord."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sqlalchemy import text

from onrecord.ledger import Ledger
from onrecord.records import Copies, Reading

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]


def _fill(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    for number in (1, 2):
        reading = make_reading(f"courier-{number}", number)
        ledger.store(reading, begin(ledger, reading))
    ledger.set_comparison("vel-river", [Copies(id="c1", articles=("courier-1", "courier-2"), origin="courier-2")])


def test_a_trail_is_one_select(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    _fill(ledger, make_reading, begin)
    columns = "article, copy_of, holder_name, side, day, day_is, stance, evidence, judged, proposition"
    query = f"SELECT {columns} FROM trail_view WHERE dossier = 'vel-river' AND holder = 'orlan' AND term = 'open-dam' ORDER BY place"  # noqa: S608
    with ledger._engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    told = ("2031-05", "said", "conditional", "the gates of the Sarn dam would open", None, "Karsia opens the gates of the Sarn dam.")
    assert rows == [("courier-1", "courier-2", "Mira Orlan", "karsia", *told), ("courier-2", None, "Mira Orlan", "karsia", *told)]
    points = ledger.trail_rows("vel-river", "orlan", "open-dam").points
    assert [(point.article, point.position.evidence[0].text) for point in points] == [(row[0], row[7]) for row in rows]


def test_a_trail_in_plain_sql_uses_an_index(sqlite_ledger: Ledger) -> None:
    query = "SELECT * FROM trail_view WHERE dossier = 'd' AND holder = 'h' AND term = 't' ORDER BY place"
    with sqlite_ledger._engine.connect() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]
    assert not [step for step in plan if step.startswith("SCAN")], plan


def test_full_text_is_there_for_plain_sql_too(sqlite_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    _fill(sqlite_ledger, make_reading, begin)
    connection = sqlite3.connect(sqlite_ledger.name)
    try:
        found = connection.execute(
            "SELECT DISTINCT reading.article_id FROM entry_index JOIN entry ON entry.id = entry_index.rowid "
            "JOIN reading ON reading.id = entry.reading_id WHERE entry_index MATCH 'words : gates' ORDER BY 1"
        ).fetchall()
        assert found == [("courier-1",), ("courier-2",)]
        (marked,) = connection.execute(
            "SELECT snippet(entry_index, 0, '[', ']', '...', 6) FROM entry_index JOIN entry ON entry.id = entry_index.rowid "
            "WHERE entry_index MATCH 'words : sarn' AND entry.kind = 'position' LIMIT 1"
        ).fetchone()
        assert "[Sarn]" in marked
    finally:
        connection.close()
