"""The record in Python and in notebooks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]  # its stubs are a package of their own
import polars as pl
import pytest
from msgspec.structs import replace

import onrecord
from onrecord.errors import LedgerError, OnrecordError
from onrecord.frames import Records
from onrecord.ledger import open_ledger
from onrecord.notebook import CellRow, HitRow, OpenLedger, PositionRow
from onrecord.records import DossierReference, Reader
from onrecord.views import Record
from onrecord.views.answers import answer_list
from onrecord.views.occasions import occasions


@pytest.fixture
def kept(ferry: Record, tmp_path: Path) -> Iterator[OpenLedger]:
    """The dispute over the ferry, opened for Python."""
    path = str(tmp_path / "ferry.sqlite")
    reference = DossierReference(ferry.dossier.id, "5ha")
    with open_ledger(path, create=True) as ledger:
        ledger.add_dossier(ferry.dossier, reference.sha256)
        run = ledger.begin_run(Reader("0.1.0"), reference, {})
        for reading in ferry.readings:
            ledger.store(replace(reading, reader=Reader("0.1.0"), dossier=reference), run)
        ledger.set_comparison(ferry.dossier.id, ferry.comparison)
    with onrecord.open_ledger(path) as opened:
        yield opened


def test_every_question_gives_rows(kept: OpenLedger, ferry: Record) -> None:
    positions = kept.positions()
    assert len(positions) == sum(len(reading.positions) for reading in ferry.readings)
    assert {row.holder for row in kept.positions(side="ostmark")} == {"ostmark", "hask", "lumen"} & set(ferry.by_holder)
    row = next(row for row in kept.matrix() if row.stances)
    assert isinstance(row, CellRow)
    assert [point.term for point in kept.trail(row.holder, row.term)] == [row.term] * len(kept.positions(holder=row.holder, term=row.term))
    assert kept.trail(row.holder, row.term, last=1)[0] in list(kept.trail(row.holder, row.term))
    assert len(kept.shifts()) == len(ferry.shifts)
    assert [conflict.severity for conflict in kept.conflicts()] == sorted((conflict.severity for conflict in kept.conflicts()), reverse=True)
    assert len(kept.matrix("side")) < len(kept.matrix())
    assert {row.occasion for row in kept.occasions()} == {one.id for one in occasions(ferry)}
    offered = answer_list(ferry).offers
    assert len(kept.answers()) == sum(max(1, len(one.answers)) for one in offered) > 0


def test_a_row_stands_in_its_article(kept: OpenLedger) -> None:
    rows: list[PositionRow | HitRow | CellRow] = [*kept.positions(), *kept.search("ferry", limit=50), *kept.matrix(), *kept.matrix("side")]
    assert len(rows) > 20
    for row in rows:
        assert row.article is not None
        article = kept.ledger.article(row.article)
        source = article.title if row.field == "title" else article.text
        assert row.words is not None
        assert str(source)[row.start : row.end] in row.words
        if isinstance(row, CellRow):
            assert str(source)[row.start : row.end] == row.words
            assert (row.outlet, row.title, row.published) == (article.outlet, article.title, article.published)


def test_rows_are_a_sequence(kept: OpenLedger) -> None:
    positions = kept.positions()
    assert isinstance(positions[0], PositionRow)
    assert list(positions[:2]) == [positions[0], positions[1]]
    assert positions[:2] == (positions[0], positions[1])
    assert positions[:2].columns == positions.columns == tuple(positions[0].__struct_fields__)
    assert repr(positions[:1]).startswith("<1 x PositionRow: PositionRow(")
    assert hash(positions) == hash(kept.positions())
    assert repr(kept).startswith("<ledger ")


def questions(kept: OpenLedger) -> list[Records[Any]]:
    of_record: list[Records[Any]] = [kept.positions(), kept.matrix(), kept.shifts(), kept.conflicts(), kept.occasions(), kept.answers()]
    return [*of_record, kept.search("ferry", limit=50)]


def test_rows_become_pandas_frames(kept: OpenLedger) -> None:
    for rows in questions(kept):
        frame = rows.to_pandas()
        assert isinstance(frame, pd.DataFrame)
        assert (len(frame), tuple(frame.columns)) == (len(rows), rows.columns)
        known = [{name: value for name, value in row.items() if value is not None} for row in rows.to_dicts()]
        there = [{name: value for name, value in row.items() if isinstance(value, tuple) or not pd.isna(value)} for row in frame.to_dict("records")]
        assert there == known, "every value is as it was, and what is not known is missing"
        empty = rows[:0].to_pandas()
        assert (len(empty), tuple(empty.columns)) == (0, rows.columns)
        both = pd.concat([frame, empty], ignore_index=True)
        numbers = both.select_dtypes("number").columns
        assert list(both.dtypes[numbers]) == list(frame.dtypes[numbers])
    positions = kept.positions().to_pandas()
    assert set(positions.groupby("stance").size().index) == {row.stance for row in kept.positions()}
    assert (str(positions["start"].dtype), str(positions["confidence"].dtype)) == ("int64", "float64")
    assert str(kept.matrix()[:0].to_pandas()["split"].dtype) == "bool"


def test_rows_become_polars_frames(kept: OpenLedger) -> None:
    def listed(value: Any) -> Any:
        return [listed(one) for one in value] if isinstance(value, tuple) else value

    for rows in questions(kept):
        frame, empty = rows.to_polars(), rows[:0].to_polars()
        assert frame.to_dicts() == [{name: listed(value) for name, value in row.items()} for row in rows.to_dicts()]
        assert (len(empty), empty.schema) == (0, frame.schema), "an empty answer has the columns of a full one"
        assert pl.concat([empty, rows[:1].to_polars(), frame]).height == len(frame) + len(rows[:1])
    schema = kept.positions().to_polars().schema
    assert (schema["day"], schema["start"], schema["confidence"]) == (pl.String, pl.Int64, pl.Float64)
    assert schema["conditions"] == pl.List(pl.String)
    assert kept.search("ferry").to_polars().schema["marks"] == pl.List(pl.List(pl.Int64))


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_the_library_it_is_said_what_to_install(kept: OpenLedger, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(OnrecordError, match=f"pip install {name}"):
        getattr(kept.positions(), f"to_{name}")()


def test_a_notebook_shows_marked_words_and_nothing_that_runs(kept: OpenLedger, hostile_id: str) -> None:
    html = kept.positions()._repr_html_()
    assert html.count("<tr>") == len(kept.positions()) + 1
    assert '<mark style="background:' in html
    found = kept.search("ferry", kinds=("article",))._repr_html_()
    assert ">ferry</mark>" in found.lower()
    hostile = [row for row in kept.positions() if row.article == hostile_id]
    shown = Records(PositionRow, [replace(row, words="<script>x</script>", title="<img src=x onerror=y>") for row in (*hostile, kept.positions()[0])])
    assert "<script" not in shown._repr_html_()
    assert "<img" not in shown._repr_html_()
    assert kept.positions(since="2099")._repr_html_() == "<p>No rows.</p>"


def test_more_rows_than_a_notebook_shows_are_counted(kept: OpenLedger) -> None:
    many = Records(PositionRow, [kept.positions()[0]] * 1200)
    assert many._repr_html_().endswith("<p>50 of 1,200 rows are shown.</p>")


def test_a_judgement_is_what_is_shown_from_then_on(kept: OpenLedger) -> None:
    row = next(row for row in kept.positions() if row.holder)
    kept.judge("correct", row, by="A. Reader", why="the passage says so", stance="undecided")
    (changed,) = (other for other in kept.positions(holder=row.holder, term=row.term) if (other.article, other.start) == (row.article, row.start))
    assert (changed.stance, changed.judged) == ("undecided", "corrected")
    assert changed in list(kept.trail(row.holder or "", row.term))
    with pytest.raises(LedgerError, match="names no actor 'Nobody'"):
        kept.judge("correct", changed, by="A. Reader", holder="Nobody")
    judgement = kept.judge("correct", changed, by="A. Reader", holder=changed.holder_name)
    assert judgement.correction is not None
    assert judgement.correction.holder == changed.holder, "names do as well as ids"
    with pytest.raises(LedgerError, match="is not here any more"):
        kept.judge("accept", replace(row, position="gone"), by="A. Reader")


def test_every_question_gives_what_the_machine_read_on_request(kept: OpenLedger) -> None:
    def asked(*, machine: bool) -> list[list[Any]]:
        row = next(row for row in positions if row.holder)
        return [
            [replace(one, judged=None, position="") for one in kept.positions(machine=machine)],
            [replace(one, judged=None, position="") for one in kept.trail(str(row.holder), row.term, machine=machine)],
            [replace(one, judged=None, position="") for one in kept.trail(row.side or "", row.term, "side", last=1, machine=machine)],
            list(kept.matrix(machine=machine)),
            list(kept.matrix("side", machine=machine)),
            list(kept.shifts(machine=machine)),
            list(kept.conflicts(machine=machine)),
            list(kept.occasions(machine=machine)),
            list(kept.answers(machine=machine)),
            [replace(one, judged=None, place=0) for one in kept.search(holder=row.holder, machine=machine, limit=100)],
        ]

    positions = kept.positions()
    before = asked(machine=True)
    assert before == asked(machine=False), "nobody has judged yet"
    assert kept.positions(machine=True, since="2031-06") == kept.positions(since="2031-06")
    assert kept.positions(machine=True, until="2031-05", term=positions[0].term) == kept.positions(until="2031-05", term=positions[0].term)
    row = next(row for row in positions if row.holder)
    kept.judge("reject", row, by="A. Reader")
    place = {"article": row.article, "start": row.start, "holder": row.holder, "stance": row.stance}

    def shows(rows: Records[Any]) -> bool:
        return any(all(getattr(one, name) == value for name, value in place.items()) for one in rows)

    for machine in (True, False):
        assert shows(kept.positions(machine=machine)) is machine
        assert shows(kept.trail(str(row.holder), row.term, machine=machine)) is machine
        assert shows(kept.search(holder=row.holder, kinds=("position",), machine=machine, limit=100)) is machine
    with pytest.raises(LedgerError, match="of all days"):
        kept.matrix(since="2031", machine=True)


def test_what_the_dossier_does_not_know_is_said_and_not_answered_with_nothing(kept: OpenLedger) -> None:
    for machine in (False, True):
        with pytest.raises(LedgerError, match=r"names no actor 'qx'\. Known: .*vorn"):
            kept.trail("qx", "ferry", machine=machine)
        with pytest.raises(LedgerError, match=r"names no term 'fery'\. Did you mean ferry\?"):
            kept.trail("vorn", "fery", machine=machine)
        with pytest.raises(LedgerError, match="names no actor 'vron'"):
            kept.positions(side="vron", machine=machine)
        with pytest.raises(LedgerError, match="'soon' is no day"):
            kept.positions(since="soon", machine=machine)
        with pytest.raises(LedgerError, match="state: 'maybe' is none of answered, open"):
            kept.answers(state="maybe", machine=machine)
        with pytest.raises(LedgerError, match="differ: 'colour' is none of wording, omission"):
            kept.occasions(differ="colour", machine=machine)
    with pytest.raises(LedgerError, match="'soon' is no day"):
        kept.matrix(until="soon")
    for filters, told in (
        ({"holder": "nobody-known"}, "names no actor 'nobody-known'"),
        ({"kinds": ["x"]}, "kinds: 'x' is none of article, statement, position, silence, rejected"),
        ({"kinds": "x"}, "kinds: 'x' is none of article"),
        ({"stance": "maybe"}, "stance: 'maybe' is none of for, conditional"),
        ({"judged": "yes"}, "judged: 'yes' is none of .*unjudged"),
        ({"until": "soon"}, "'soon' is no day"),
    ):
        with pytest.raises(LedgerError, match=told):
            kept.search("ferry", **filters)


def test_occasions_and_answers_are_narrowed_alike_whoever_read_them(kept: OpenLedger) -> None:
    (occasion,) = kept.occasions()
    assert (len(occasion.articles), occasion.passages) == (len(occasion.passages), tuple(occasion.passages))
    assert occasion.reports <= len(occasion.articles)
    name = kept.dossier.actors[[actor.id for actor in kept.dossier.actors].index(occasion.holders[0])].name
    answer = kept.answers()[0]
    for machine in (False, True):
        assert len(kept.occasions(holder=name, term=occasion.terms[0], since=occasion.first, machine=machine)) == 1
        assert len(kept.occasions(differ=occasion.differ[0], machine=machine)) == 1
        assert len(kept.occasions(since="2099", machine=machine)) == 0
        assert answer in list(kept.answers(holder=answer.holder_name, term=answer.term, state=answer.state, machine=machine))
        assert len(kept.answers(since="2099", machine=machine)) == 0
        assert {row.state for row in kept.answers(state="open", machine=machine)} <= {"open"}


def test_what_was_found_says_how_surely_it_was_read(kept: OpenLedger) -> None:
    held = {(row.article, row.holder, row.term, row.stance, row.confidence) for row in kept.positions()}
    found = list(kept.search(kinds=("position", "statement"), limit=200))
    assert {hit.confidence for hit in found if hit.kind == "statement"} == {None}
    told = {(hit.article, hit.holder, hit.term, hit.stance, hit.confidence) for hit in found if hit.kind == "position"}
    assert told == held


def test_actors_may_be_called_by_name_and_one_kind_needs_no_list(kept: OpenLedger) -> None:
    assert kept.trail("Ilse Vorn", "ferry") == kept.trail("vorn", "ferry")
    assert len(kept.trail("vorn", "ferry")) > 0
    assert kept.positions(holder="ilse vorn") == kept.positions(holder="vorn")
    assert list(kept.search(holder="Ilse Vorn", kinds="position")) == list(kept.search(holder="vorn", kinds=("position",)))


def test_a_dossier_is_named_where_there_are_several(kept: OpenLedger, ferry: Record) -> None:
    kept.ledger.add_dossier(replace(ferry.dossier, id="vel-fishery"), "5hf")
    with pytest.raises(LedgerError, match="several dossiers"):
        kept.positions()
    with onrecord.open_ledger(kept.ledger.name, dossier="vel-fishery") as other:
        assert (other.dossier.id, len(other.positions())) == ("vel-fishery", 0)
