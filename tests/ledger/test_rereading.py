"""Reading again: the same thing changes no row, something else is added, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import Dossier, DossierReference, Reader, Reading, text_sha256

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]
Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]


def _counts(ledger: Ledger, *tables: str) -> list[int]:
    with ledger._engine.connect() as connection:
        return [int(connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one()) for table in tables]  # noqa: S608


def test_the_same_again_changes_no_row(ledger: Ledger, make_reading: MakeReading, begin: Begin, dump: Dump) -> None:
    readings = [make_reading(f"courier-{number}", number) for number in range(3)]
    for reading in readings:
        ledger.store(reading, begin(ledger, reading))
    before = dump(ledger)
    assert len(before["run"]) == 1
    assert [ledger.store(reading, begin(ledger, reading)) for reading in readings] == ["unchanged"] * 3
    assert dump(ledger) == before


def test_the_same_again_after_opening_anew(address: str, make_reading: MakeReading, begin: Begin, dump: Dump) -> None:
    with open_ledger(address, create=True) as ledger:
        ledger.store(make_reading(), begin(ledger, make_reading()))
        before = dump(ledger)
    with open_ledger(address, create=True) as ledger:
        assert ledger.store(make_reading(), begin(ledger, make_reading())) == "unchanged"
        assert dump(ledger) == before


def test_a_newer_reader_adds_a_run_and_a_reading(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old = make_reading()
    newer = make_reading(reader=Reader("0.2.0", {"cues": "cd34"}))
    newer = replace(newer, positions=newer.positions[:1])
    ledger.store(old, begin(ledger, old))
    assert ledger.store(newer, begin(ledger, newer)) == "reread"
    assert ledger.reading("courier-1", "vel-river") == newer
    assert [stored.position for stored in ledger.positions("vel-river")] == list(newer.positions)
    assert _counts(ledger, "run", "reading", "article", "position", "current_reading") == [2, 2, 1, 3, 1]
    assert ledger.verify() == []


def test_a_changed_dossier_adds_a_run_and_the_last_one_counts(ledger: Ledger, make_reading: MakeReading, begin: Begin, vel_dossier: Dossier) -> None:
    first, second = (make_reading(dossier=DossierReference("vel-river", sha256)) for sha256 in ("5ha", "5hb"))
    ledger.store(first, begin(ledger, first))
    ledger.add_dossier(replace(vel_dossier, title="The Vel, once more"), "5hb")
    run = ledger.begin_run(second.reader, second.dossier, {})
    assert ledger.store(second, run) == "reread"
    assert ledger.dossier().title == "The Vel, once more"
    # Going back to the first dossier is asked for in the same way, and makes it current again without a new row of its own.
    before = _counts(ledger, "run", "reading", "dossier_revision")
    assert ledger.store(first, begin(ledger, first)) == "reread"
    assert ledger.dossier() == vel_dossier
    assert ledger.reading("courier-1", "vel-river").dossier == first.dossier
    assert _counts(ledger, "run", "reading", "dossier_revision") == before == [2, 2, 2]


def test_options_make_another_run(ledger: Ledger) -> None:
    plain = ledger.begin_run(Reader("0.1.0"), None, {})
    assert ledger.begin_run(Reader("0.1.0"), None, {"precise": "yes"}) != plain
    assert ledger.begin_run(Reader("0.1.0"), None, {}) == plain


def test_a_run_needs_its_dossier(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="does not hold the dossier 'vel-river' in this revision"):
        ledger.begin_run(Reader("0.1.0"), DossierReference("vel-river", "5ha"), {})


def test_two_dossiers_read_one_article_side_by_side(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    here, there = make_reading(), make_reading(dossier=DossierReference("vel-fishery", "5hc"))
    assert [ledger.store(reading, begin(ledger, reading)) for reading in (here, there)] == ["new", "new"]
    assert ledger.reading("courier-1", "vel-river") == here
    assert ledger.reading("courier-1", "vel-fishery") == there
    assert len(ledger.positions("vel-fishery")) == 2


def test_an_edited_article_is_a_new_version(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old, edited = make_reading("courier-1", 0), make_reading("courier-1", 1)
    assert [ledger.store(reading, begin(ledger, reading)) for reading in (old, edited)] == ["new", "revised"]
    assert ledger.article("courier-1") == edited.article
    assert _counts(ledger, "article") == [2]


def test_what_is_corrected_about_an_article_comes_back_corrected(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    reading = make_reading()
    run = begin(ledger, reading)
    ledger.store(reading, run)
    corrected = replace(reading, article=replace(reading.article, outlet="The Vel Courier", published="2031-05-04", extracted=True))
    assert ledger.store(corrected, run) == "reread"
    assert ledger.reading("courier-1", "vel-river") == corrected
    assert _counts(ledger, "article", "reading") == [1, 2]


def test_one_page_under_two_names_is_one_article(ledger: Ledger, begin: Begin, make_reading: MakeReading) -> None:
    first = replace(make_reading(), positions=(), statements=(), silences=())
    second = replace(first, article=replace(first.article, id="saved-twice"))
    run = begin(ledger, first)
    assert [ledger.store(reading, run) for reading in (first, second)] == ["new", "new"]
    assert [article.id for article in ledger.articles("vel-river")] == ["courier-1", "saved-twice"]
    assert ledger.article("saved-twice") == second.article
    assert _counts(ledger, "article") == [1]


def test_equal_text_at_two_addresses_is_two_articles(ledger: Ledger, begin: Begin, make_reading: MakeReading) -> None:
    readings = [make_reading(name) for name in ("courier-1", "gazette-1")]
    run = begin(ledger, readings[0])
    for reading in readings:
        ledger.store(reading, run)
    assert _counts(ledger, "article") == [2]
    assert readings[0].article.text_sha256 == readings[1].article.text_sha256 == text_sha256(str(readings[0].article.text))
