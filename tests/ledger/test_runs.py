"""Runs: what another reader reads otherwise is seen before it counts, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.identity import article_key, position_id
from onrecord.ledger import CURRENT, Ledger
from onrecord.records import Dossier, DossierReference, Judgement, Position, Reader, Reading, Span, given_text

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]
Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]

NEWER = Reader("0.2.0", {"cues": "cd34"})


def reread(reading: Reading, *positions: Position) -> Reading:
    """The same article, with these positions."""
    key = article_key(reading.article)
    return replace(reading, positions=tuple(replace(position, id=position_id(key, "vel-river", position)) for position in positions))


def on_trial(ledger: Ledger, *readings: Reading) -> str:
    run = ledger.begin_run(readings[0].reader, readings[0].dossier, {}, trial=True)
    for reading in readings:
        ledger.store(reading, run)
    return run


def test_what_is_on_trial_does_not_count_until_it_is_adopted(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old = make_reading()
    ledger.store(old, begin(ledger, old))
    newer = reread(make_reading(reader=NEWER), old.positions[0])
    unread = replace(make_reading("gazette-1", reader=NEWER), positions=())
    run = ledger.begin_run(NEWER, newer.dossier, {}, trial=True)
    assert [ledger.store(each, run) for each in (newer, unread, newer)] == ["reread", "new", "unchanged"]
    assert list(ledger.readings("vel-river")) == [old]
    assert ledger.article("courier-1") == old.article
    assert [(each.version, each.articles, each.counting, each.on_trial) for each in ledger.runs()] == [("0.1.0", 1, 1, False), ("0.2.0", 2, 0, True)]
    assert ledger.verify() == []
    adoption = ledger.adopt_run(run)
    assert (adoption.articles, adoption.kept) == (2, ())
    assert list(ledger.readings("vel-river")) == [newer, unread]
    assert [(each.articles, each.counting, each.on_trial) for each in ledger.runs("vel-river")] == [(1, 0, False), (2, 2, False)]
    assert ledger.adopt_run(run).articles == 0
    assert ledger.verify() == []


def test_an_adoption_is_undone_by_adopting_the_earlier_run(ledger: Ledger, make_reading: MakeReading, begin: Begin, dump: Dump) -> None:
    old = make_reading()
    first = begin(ledger, old)
    ledger.store(old, first)
    before = dump(ledger)["current_reading"]
    ledger.adopt_run(on_trial(ledger, reread(make_reading(reader=NEWER))))
    assert ledger.positions("vel-river") == []
    assert ledger.adopt_run(first[:6]).run == first
    assert dump(ledger)["current_reading"] == before
    assert list(ledger.readings("vel-river")) == [old]


def test_the_difference_of_two_runs_names_what_is_added_gone_and_changed(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old = make_reading()
    first = begin(ledger, old)
    ledger.store(old, first)
    ledger.store(make_reading("gazette-1"), first)
    offer, headline = old.positions
    firmer = replace(offer, stance="for", conditions=(), evidence=offer.evidence[:1], confidence=0.7)
    talks = replace(headline, term="talks", holder="ostmark", stance="against")
    newer = reread(make_reading(reader=NEWER), firmer, talks)
    run = on_trial(ledger, newer)
    found = ledger.diff_runs(CURRENT, run[:8], "vel-river")
    assert (found.before, found.after, found.articles) == (CURRENT, run, 1)
    assert (found.only_before, found.only_after, found.edited) == (("gazette-1",), (), ())
    assert [(change.what, change.fields) for change in found.changes] == [
        ("changed", ("stance", "conditions", "evidence")),
        ("added", ()),
        ("gone", ()),
    ]
    changed, added, gone = found.changes
    assert (changed.before, changed.after) == (old.positions[0], newer.positions[0])
    assert (added.after, gone.before) == (newer.positions[1], headline)
    assert ledger.diff_runs(first, run).changes == found.changes
    assert [change.what for change in ledger.diff_runs(run, first).changes] == ["changed", "added", "gone"]
    assert ledger.diff_runs(run, run).changes == ()


def test_confidence_alone_is_no_change_and_another_holder_is(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old = make_reading()
    ledger.store(old, begin(ledger, old))
    offer, headline = old.positions
    newer = reread(make_reading(reader=NEWER), replace(offer, confidence=0.99), replace(headline, holder="tavel", confidence=0.99))
    found = ledger.diff_runs(CURRENT, on_trial(ledger, newer))
    assert [(change.what, change.fields) for change in found.changes] == [("changed", ("holder",))]
    assert found.unseen == 1


def test_the_same_words_at_other_characters_are_counted_and_not_listed(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old = make_reading()
    ledger.store(old, begin(ledger, old))
    offer, headline = old.positions
    before, start = given_text(old.article).index("river"), given_text(old.article).rindex("river")
    elsewhere = Span(start, start + len("river"), "river")
    first = replace(offer, evidence=(*offer.evidence, replace(elsewhere, start=before, end=before + len("river"))))
    ledger.store(reread(old, first, headline), begin(ledger, old))
    newer = reread(make_reading(reader=NEWER), replace(offer, evidence=(*offer.evidence, elsewhere), mode="indirect"), headline)
    found = ledger.diff_runs(CURRENT, on_trial(ledger, newer))
    assert (found.changes, found.unseen) == ((), 1)


def test_judgements_are_bound_to_what_is_adopted(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old = make_reading()
    ledger.store(old, begin(ledger, old))
    for shown in ledger.judgeable("courier-1", "vel-river"):
        ledger.judge(Judgement(dossier="vel-river", action="reject", by="Ana", on=(shown.binding,)))
    newer = reread(make_reading(reader=NEWER), replace(old.positions[0], confidence=0.9), replace(old.positions[1], stance="against"))
    run = on_trial(ledger, newer)
    assert ledger.positions("vel-river") == []
    assert [change.before for change in ledger.diff_runs(CURRENT, run).changes] == [old.positions[1]], "runs are compared as machines read"
    ledger.adopt_run(run)
    assert [found.position.stance for found in ledger.positions("vel-river")] == ["against"]
    assert [fate.fate for fate in ledger.judgements("vel-river")] == ["stands", "orphaned"]
    assert ledger.verify() == []


def test_a_trial_of_another_dossier_leaves_the_dossier_as_it_is(
    ledger: Ledger, make_reading: MakeReading, begin: Begin, vel_dossier: Dossier
) -> None:
    old = make_reading()
    ledger.store(old, begin(ledger, old))
    changed = replace(vel_dossier, title="The Vel, once more")
    ledger.add_dossier(changed, "5hb", trial=True)
    run = on_trial(ledger, make_reading(dossier=DossierReference("vel-river", "5hb")))
    assert ledger.dossier() == vel_dossier
    ledger.adopt_run(run)
    assert ledger.dossier() == changed


def test_a_version_that_came_in_meanwhile_is_not_put_back(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old, edited = make_reading("courier-1", 0), make_reading("courier-1", 1)
    first = begin(ledger, old)
    ledger.store(old, first)
    run = on_trial(ledger, make_reading("courier-1", 0, reader=NEWER))
    assert ledger.store(edited, first) == "revised"
    assert ledger.diff_runs(CURRENT, run).edited == ("courier-1",)
    assert ledger.adopt_run(run).kept == ("courier-1",)
    assert ledger.reading("courier-1", "vel-river") == edited


def test_a_trial_needs_something_to_try_and_reading_goes_on_only_as_what_counts(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    old = make_reading()
    first = begin(ledger, old)
    with pytest.raises(LedgerError, match=f"nothing to try.*runs adopt {first}"):
        ledger.begin_run(old.reader, old.dossier, {}, trial=True)
    run = on_trial(ledger, make_reading(reader=NEWER))
    with pytest.raises(LedgerError, match=f"is on trial.*runs diff current {run}"):
        ledger.begin_run(NEWER, old.dossier, {})
    assert ledger.begin_run(NEWER, old.dossier, {}, trial=True) == run
    ledger.adopt_run(run)
    assert ledger.begin_run(NEWER, old.dossier, {}) == run


def test_runs_that_are_not_there_are_told(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    runs = [begin(ledger, make_reading()), ledger.begin_run(Reader("1"), None, {})]
    with pytest.raises(LedgerError, match="'zz' is no run of this ledger"):
        ledger.diff_runs("zz", CURRENT)
    with pytest.raises(LedgerError, match="different dossiers"):
        ledger.diff_runs(*runs)
    with pytest.raises(LedgerError, match="beginning of several runs"):
        ledger.diff_runs("", CURRENT)
    with pytest.raises(LedgerError, match="need not be adopted"):
        ledger.adopt_run(CURRENT)


def test_runs_of_older_ledgers_are_filled_in(ledger: Ledger, make_reading: MakeReading, begin: Begin, dump: Dump) -> None:
    import importlib  # noqa: PLC0415  the migration's name begins with a number

    old, edited = make_reading("courier-1", 0), make_reading("courier-1", 1)
    for reading in (old, edited, make_reading("gazette-1"), make_reading("gazette-1", reader=NEWER)):
        ledger.store(reading, begin(ledger, reading))
    before = dump(ledger)["run_reading"]
    assert len(before) == 3
    migration = importlib.import_module("onrecord.ledger.migrations.versions.0002_judgements")
    with ledger._transaction() as connection:
        connection.execute(text("DELETE FROM run_reading"))
        connection.execute(text(migration._LAST_READINGS))
    assert dump(ledger)["run_reading"] == before
