"""A ledger copied from one kind of database to the other and back is the same ledger, row for row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import LedgerError
from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.records import Article, Copies, Judgement, Reader, Reading, text_sha256

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]
Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]


class Seen(Struct):
    """What people see of a ledger."""

    readings: list[Reading]
    cells: list[Any]
    hits: list[Any]


def _seen(ledger: Ledger) -> Seen:
    """Within one day, what came in first may stand first or last."""
    hits = ledger.search("vel-river", "gates", Filters(kinds=("article", "statement", "position", "rejected"))).hits
    cells = [
        replace(cell, latest=tuple(sorted((replace(one, place=0) for one in cell.latest), key=repr))) for cell in ledger.matrix_cells("vel-river")
    ]
    return Seen(list(ledger.readings("vel-river")), cells, sorted((replace(hit, place=0) for hit in hits), key=repr))


def _of_record(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows without those that are made out of others; SQLite tells true as 1."""
    kept = {name: found for name, found in rows.items() if not name.startswith(("entry", "cell"))}
    return {
        name: sorted((tuple(int(value) if isinstance(value, bool) else value for value in row) for row in found), key=repr)
        for name, found in kept.items()
    }


@pytest.fixture
def filled(sqlite_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> Ledger:
    for number in range(4):
        reading = make_reading(f"courier-{number}", number)
        sqlite_ledger.store(reading, begin(sqlite_ledger, reading))
    newer = make_reading("courier-3", 3, reader=Reader("0.2.0"))
    sqlite_ledger.store(replace(newer, positions=newer.positions[:1]), begin(sqlite_ledger, newer))
    bare = Reading(article=Article(id="odd", text="No dossier.", text_sha256=text_sha256("No dossier.")))
    sqlite_ledger.store(bare, sqlite_ledger.begin_run(Reader(), None, {}))
    (offer, headline) = sqlite_ledger.judgeable("courier-1", "vel-river")
    sqlite_ledger.judge(Judgement(dossier="vel-river", action="accept", by="reader", on=(offer.binding,)))
    sqlite_ledger.judge(Judgement(dossier="vel-river", action="reject", by="reader", on=(headline.binding,)))
    sqlite_ledger.forget("courier-2", by="editor", why="asked to")
    sqlite_ledger.set_comparison("vel-river", [Copies(id="c1", articles=("courier-0", "courier-1"), origin=None)])
    return sqlite_ledger


def test_there_and_back_nothing_is_lost(filled: Ledger, postgresql_address: str, tmp_path: Path, dump: Dump) -> None:
    with open_ledger(postgresql_address, create=True) as server, open_ledger(str(tmp_path / "back.sqlite"), create=True) as back:
        there = filled.copy_into(server)
        assert there == server.copy_into(back)
        assert there.articles == 4
        assert _of_record(dump(filled)) == _of_record(dump(server)) == _of_record(dump(back))
        assert _seen(filled) == _seen(server) == _seen(back)
        assert server.verify() == back.verify() == []


def test_what_is_read_afterwards_goes_on_where_the_copy_ends(
    filled: Ledger, postgresql_address: str, make_reading: MakeReading, begin: Begin
) -> None:
    with open_ledger(postgresql_address, create=True) as server:
        filled.copy_into(server)
        reading = make_reading("courier-0", 0)
        assert server.store(reading, begin(server, reading)) == "unchanged"
        assert server.store(make_reading("courier-9", 9), begin(server, reading)) == "new"
        assert server.verify() == []


def test_only_an_empty_ledger_is_copied_into(filled: Ledger, tmp_path: Path, dump: Dump) -> None:
    before = dump(filled)
    with open_ledger(str(tmp_path / "other.sqlite"), create=True) as other:
        other.begin_run(Reader("0.1.0"), None, {})
        with pytest.raises(LedgerError, match=r"is not empty \(it has rows in run\)"):
            filled.copy_into(other)
        with pytest.raises(LedgerError, match="is not empty"):
            other.copy_into(filled)
    assert dump(filled) == before


def test_what_the_other_database_cannot_keep_is_told_and_nothing_is_copied(sqlite_ledger: Ledger, postgresql_address: str) -> None:
    words = "nothing\x00more"
    reading = Reading(article=Article(id="odd", text=words, text_sha256=text_sha256(words)))
    sqlite_ledger.store(reading, sqlite_ledger.begin_run(Reader(), None, {}))
    with open_ledger(postgresql_address, create=True) as server:
        with pytest.raises(LedgerError, match=r"of article holds a character that the other database cannot keep \(NUL\)"):
            sqlite_ledger.copy_into(server)
        assert server.articles(None) == []
