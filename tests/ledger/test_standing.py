"""What state a record is in is told quickly, and whatever is written shows in it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing

import pytest
from msgspec.structs import replace

from onrecord.ledger import Ledger, open_ledger
from onrecord.records import Dossier, Judgement, Reader, Reading, Shift, ShiftEnd

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]


def reject(ledger: Ledger) -> None:
    binding = ledger.judgeable("courier-1", "vel-river")[0].binding
    ledger.judge(Judgement(dossier="vel-river", action="reject", by="Vera", on=(binding,)))


def test_whatever_is_written_changes_the_token(ledger: Ledger, make_reading: MakeReading, begin: Begin, vel_dossier: Dossier) -> None:
    reading = make_reading()
    run = begin(ledger, reading)
    trial = ledger.begin_run(Reader("0.2.0"), reading.dossier, {}, trial=True)
    other = replace(reading, reader=Reader("0.2.0"), positions=reading.positions[:1])
    ends = [ShiftEnd(stance="for", said_on=None, article="courier-1", position=one.id) for one in (*reading.positions, *reading.positions)]
    shift = Shift(id="shift-1", holder="orlan", term="open-dam", before=ends[0], after=ends[1])
    writes: list[Callable[[], object]] = [
        lambda: ledger.store(reading, run),
        lambda: ledger.store(other, trial),
        lambda: ledger.adopt_run(trial),
        lambda: ledger.adopt_run(run),
        lambda: ledger.set_comparison("vel-river", [shift]),
        lambda: ledger.change_comparison("vel-river", ["shift-1"], []),
        lambda: reject(ledger),
        lambda: ledger.add_dossier(replace(vel_dossier, title="The Vel"), "an0ther"),
        lambda: ledger.forget("courier-1", by="Vera"),
    ]
    seen = [ledger.token()]
    for write in writes:
        write()
        assert ledger.token() == ledger.token()
        seen.append(ledger.token())
    assert len(set(seen)) == len(seen)
    assert None not in seen


def test_one_view_stays_as_it_was_and_is_not_remembered(ledger: Ledger, make_reading: MakeReading, begin: Begin, vel_dossier: Dossier) -> None:
    reading = make_reading()
    run = begin(ledger, reading)
    with ledger.one_view():
        assert ledger.articles("vel-river") == []
        with open_ledger(ledger.address) as other:
            other.add_dossier(replace(vel_dossier, title="The Vel"), "an0ther")
            other.store(reading, run)
        assert ledger.articles("vel-river") == []
        assert ledger.dossier("vel-river").title == vel_dossier.title
    assert ledger.dossier("vel-river").title == "The Vel"
    assert [article.id for article in ledger.articles("vel-river")] == ["courier-1"]


def test_looking_changes_nothing(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    ledger.store(make_reading(), begin(ledger, make_reading()))
    before = ledger.token()
    ledger.matrix_cells("vel-river")
    ledger.reading("courier-1", "vel-river")
    ledger.search("vel-river", "river")
    assert ledger.store(make_reading(), begin(ledger, make_reading())) == "unchanged"
    assert ledger.standing("vel-river").token is not None
    with open_ledger(ledger._engine.url.render_as_string(hide_password=False)) as other:
        assert other.standing("vel-river").token != ledger.standing("vel-river").token  # it means nothing elsewhere
    assert ledger.judgements("vel-river") == []
    if ledger._engine.dialect.name == "sqlite":  # on a server, beginning a run that is there already still counts as a write
        assert ledger.token() == before


def test_another_process_is_noticed(sqlite_ledger: Ledger) -> None:
    before = sqlite_ledger.token()
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('UPDATE run SET version = version'); c.execute(sys.argv[2]); c.commit()"
    )
    insert = "INSERT INTO tombstone VALUES ('k', 'a', 't', 'b', 'w')"
    subprocess.run([sys.executable, "-c", program, sqlite_ledger.name, insert], check=True)
    assert sqlite_ledger.token() != before


def test_what_is_undone_is_no_change(sqlite_ledger: Ledger) -> None:
    before = sqlite_ledger.token()
    with closing(sqlite3.connect(sqlite_ledger.name)) as other:
        other.execute("INSERT INTO tombstone VALUES ('k', 'a', 't', 'b', 'w')")
        assert sqlite_ledger.token() == before
        other.rollback()
    assert sqlite_ledger.token() == before


def test_it_tells_how_many_articles_and_until_when(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    empty = ledger.standing("vel-river")
    assert (empty.sha256, empty.articles, empty.read_until) == (None, 0, None)
    run = begin(ledger, make_reading())
    ledger.store(make_reading(), run)
    first = ledger.standing("vel-river")
    ledger.store(make_reading("courier-2", 2), run)
    second = ledger.standing("vel-river")
    assert (first.sha256, first.articles, second.articles) == ("5ha", 1, 2)
    assert first.read_until is not None
    assert second.read_until is not None
    assert first.read_until < second.read_until
    assert ledger.standing("another") == replace(empty, token=second.token, sha256=None)
    assert ledger.standing(None).articles == 0


def test_a_judgement_and_a_trial_are_no_new_articles(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    reading = make_reading()
    ledger.store(reading, begin(ledger, reading))
    before = ledger.standing("vel-river")
    trial = ledger.begin_run(Reader("0.2.0"), reading.dossier, {}, trial=True)
    ledger.store(replace(make_reading("courier-9", 9), reader=Reader("0.2.0")), trial)
    reject(ledger)
    after = ledger.standing("vel-river")
    assert (after.articles, after.read_until) == (before.articles, before.read_until)
    assert after.token != before.token
    ledger.adopt_run(trial)
    assert ledger.standing("vel-river").articles == 2
    assert ledger.standing("vel-river").read_until > str(before.read_until)  # type: ignore[operator]


def test_what_cannot_be_written_here_has_no_token(sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as nowhere:
        nowhere.setattr("os.access", lambda _, mode: mode != os.W_OK)
        reader = open_ledger(sqlite_ledger.name)
    with reader:
        assert reader.token() is None
        assert reader.standing("vel-river") == replace(sqlite_ledger.standing("vel-river"), token=None)


def test_closing_lets_go_and_does_no_harm_twice(sqlite_ledger: Ledger) -> None:
    before = sqlite_ledger.token()
    sqlite_ledger.close()
    sqlite_ledger.close()
    assert sqlite_ledger.token() != before  # opened anew: its numbers are others


def test_its_own_address_opens_it_again(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    reading = make_reading()
    ledger.store(reading, begin(ledger, reading))
    with open_ledger(ledger.address) as again:
        assert list(again.readings("vel-river")) == [reading]
