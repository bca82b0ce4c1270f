"""The record in Python and in notebooks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace

import onrecord
from onrecord.errors import LedgerError, OnrecordError
from onrecord.frames import Records
from onrecord.ledger import open_ledger
from onrecord.notebook import CellRow, HitRow, OpenLedger, PositionRow
from onrecord.records import DossierReference, Reader
from onrecord.views import Record


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


def test_a_row_stands_in_its_article(kept: OpenLedger) -> None:
    rows: list[PositionRow | HitRow] = [*kept.positions(), *kept.search("ferry", limit=50)]
    assert len(rows) > 20
    for row in rows:
        article = kept.ledger.article(row.article)
        source = article.title if row.field == "title" else article.text
        assert str(source)[row.start : row.end] in row.words


def test_rows_are_a_sequence(kept: OpenLedger) -> None:
    positions = kept.positions()
    assert isinstance(positions[0], PositionRow)
    assert list(positions[:2]) == [positions[0], positions[1]]
    assert positions[:2] == (positions[0], positions[1])
    assert positions[:2].columns == positions.columns == tuple(positions[0].__struct_fields__)
    assert repr(positions[:1]).startswith("<1 x PositionRow: PositionRow(")
    assert hash(positions) == hash(kept.positions())
    assert repr(kept).startswith("<ledger ")


class _Frame:
    """What a frame of either library is made of."""

    def __init__(self, data: Any, **options: Any) -> None:
        self.data, self.options = data, options


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pandas", "polars"):
        library = ModuleType(name)
        library.DataFrame = _Frame  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, library)


def test_rows_become_frames(kept: OpenLedger, libraries: None) -> None:
    positions = kept.positions()
    pandas, polars = positions.to_pandas(), positions.to_polars()
    assert pandas.data == positions.to_dicts()
    assert tuple(pandas.options["columns"]) == tuple(polars.data) == positions.columns
    assert polars.data["stance"] == [row.stance for row in positions]
    assert all(isinstance(value, list) for value in polars.data["conditions"])
    empty: Records[PositionRow] = positions[:0]
    assert (empty.to_pandas().data, empty.to_polars().data["day"]) == ([], [])


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
    assert kept.positions(holder="nobody-known")._repr_html_() == "<p>No rows.</p>"


def test_more_rows_than_a_notebook_shows_are_counted(kept: OpenLedger) -> None:
    many = Records(PositionRow, [kept.positions()[0]] * 1200)
    assert many._repr_html_().endswith("<p>50 of 1,200 rows are shown.</p>")


def test_a_judgement_is_what_is_shown_from_then_on(kept: OpenLedger) -> None:
    row = next(row for row in kept.positions() if row.holder)
    kept.judge("correct", row, by="A. Reader", why="the passage says so", stance="undecided")
    (changed,) = (other for other in kept.positions(holder=row.holder, term=row.term) if (other.article, other.start) == (row.article, row.start))
    assert (changed.stance, changed.judged) == ("undecided", "corrected")
    assert changed in list(kept.trail(row.holder or "", row.term))
    with pytest.raises(LedgerError, match="is not here any more"):
        kept.judge("accept", replace(row, position="gone"), by="A. Reader")


def test_a_dossier_is_named_where_there_are_several(kept: OpenLedger, ferry: Record) -> None:
    kept.ledger.add_dossier(replace(ferry.dossier, id="vel-fishery"), "5hf")
    with pytest.raises(LedgerError, match="several dossiers"):
        kept.positions()
    with onrecord.open_ledger(kept.ledger.name, dossier="vel-fishery") as other:
        assert (other.dossier.id, len(other.positions())) == ("vel-fishery", 0)
