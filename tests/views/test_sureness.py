"""What is more likely misread than not bears a mark wherever it is shown; what people vouch for never does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from onrecord import queries
from onrecord.ledger import Ledger
from onrecord.records import UNSURE_BELOW, Position
from onrecord.views import Record, markdown
from onrecord.views.charts import matrix_sheet, trail_sheet
from onrecord.views.charts.sheet import BROKEN_RING, Label, Sign
from onrecord.views.citing import Citation
from onrecord.views.matrix import Cell, matrix
from onrecord.views.search import Sought
from onrecord.views.shifts import shifts, without_shift
from onrecord.views.sureness import is_unsure, unsure_in_words
from onrecord.views.tables import MATRIX, SEARCH, SHIFTS, TRAIL
from onrecord.views.trail import trail

CITED = Citation("vel-ferry", "The Vel ferry dispute", "0.9")


def read_with(record: Record, chance: Callable[[Position], float]) -> Record:
    readings = (replace(one, positions=tuple(replace(each, confidence=chance(each)) for each in one.positions)) for one in record.readings)
    return replace(record, readings=tuple(readings))


@pytest.fixture
def doubted(ferry: Record) -> Record:
    """The dispute with one stance of Hask's read unsurely, in every report of it."""
    return read_with(ferry, lambda one: 0.3 if (one.holder, one.stance) == ("hask", "conditional") else 0.9)


@pytest.fixture
def all_doubted(ferry: Record) -> Record:
    """The dispute with all that Hask holds read unsurely."""
    return read_with(ferry, lambda one: 0.3 if one.holder == "hask" else 0.9)


def test_the_bar_is_where_right_and_wrong_are_as_likely() -> None:
    assert [is_unsure(chance) for chance in (0.0, 0.49, UNSURE_BELOW, 1.0)] == [True, True, False, False]
    assert "0.30" in unsure_in_words(0.3)


def test_a_cell_counts_by_its_surest_report(ferry: Record) -> None:
    unsure = read_with(ferry, lambda _: 0.2)
    beside = tuple(replace(one, article=replace(one.article, id=f"{one.article.id}-2")) for one in read_with(ferry, lambda _: 0.7).readings)
    twice = replace(unsure, readings=(*unsure.readings, *beside))
    assert {told.confidence for row in matrix(unsure).rows for cell in row.cells if cell for told in cell.stances} == {0.2}
    assert {told.confidence for row in matrix(twice).rows for cell in row.cells if cell for told in cell.stances} == {0.7}


def test_pictures_draw_a_broken_ring_around_it_and_say_what_it_means(ferry: Record, doubted: Record) -> None:
    sure, unsure = (trail(record, "hask", "guards") for record in (ferry, doubted))
    assert sure is not None
    assert unsure is not None
    assert not [mark for mark in trail_sheet(sure).marks if isinstance(mark, Sign) and mark.path == BROKEN_RING]
    sheet = trail_sheet(unsure)
    rings = [mark for mark in sheet.marks if isinstance(mark, Sign) and mark.path == BROKEN_RING]
    assert [ring.colour for ring in rings] == ["conditional", "soft"], "one around the sign, one in the legend"
    assert any(isinstance(mark, Label) and mark.words.startswith("unsure: ") for mark in sheet.marks)
    assert [mark.title for mark in sheet.marks if isinstance(mark, Sign) and "a chance of 0.30" in mark.title]


def cell_of_hask(record: Record) -> Cell:
    shown = matrix(record)
    row = next(row for row in shown.rows if row.actor == "hask")
    cell = row.cells[[head.id for head in shown.terms].index("guards")]
    assert cell is not None
    return cell


def test_what_is_unsure_settles_no_cell_in_which_something_is_sure(ferry: Record, doubted: Record, all_doubted: Record) -> None:
    assert [told.stance for told in cell_of_hask(ferry).stances] == ["conditional"], "the latest"
    assert [(told.stance, told.confidence) for told in cell_of_hask(doubted).stances] == [("against", 0.9)], "the latest that is surely read"
    assert [(told.stance, told.confidence) for told in cell_of_hask(all_doubted).stances] == [("conditional", 0.3)], "there is nothing else"
    assert cell_of_hask(doubted).reports == cell_of_hask(ferry).reports


def test_a_matrix_marks_what_is_unsure_where_there_is_nothing_else(all_doubted: Record) -> None:
    shown = matrix(all_doubted)
    assert any(isinstance(mark, Label) and mark.words == "if, unsure" for mark in matrix_sheet(shown).marks)
    assert "**conditional** (unsure: read with a chance of 0.30" in markdown.matrix(shown, CITED)


def test_briefs_say_it_of_each_position(doubted: Record) -> None:
    shown = trail(doubted, "hask", "guards")
    assert shown is not None
    written = markdown.trail(shown, CITED)
    assert written.count("**conditional** (unsure: read with a chance of 0.30") == 1
    assert "**against** (unsure" not in written


def test_tables_for_programs_give_the_chance(doubted: Record) -> None:
    shown = trail(doubted, "hask", "guards")
    assert shown is not None
    assert {(row["stance"], row["confidence"]) for row in TRAIL.rows(shown) if row["kind"] == "position"} == {("against", 0.9), ("conditional", 0.3)}
    assert {row["confidence"] for row in MATRIX.rows(matrix(doubted))} == {0.9}
    assert all(row["from_confidence"] == row["to_confidence"] == 0.9 for row in SHIFTS.rows(shifts(doubted)))


def test_what_was_found_bears_the_mark_too(doubted: Record, keep: Callable[[Record], Ledger]) -> None:
    found = queries.search(keep(doubted), doubted.dossier, Sought(holder="hask", term="guards", kinds=("position",)))
    assert {(hit.stance, hit.confidence) for hit in found.hits} == {("against", 0.9), ("conditional", 0.3)}
    assert {(row["stance"], row["confidence"]) for row in SEARCH.rows(found)} == {("against", 0.9), ("conditional", 0.3)}
    written = markdown.search(found, CITED)
    assert "**conditional** (unsure: read with a chance of 0.30" in written
    assert "**against** (unsure" not in written


def test_trails_of_several_stances_without_a_shift_are_told(ferry: Record) -> None:
    assert ("hask", "guards") in without_shift(ferry)
    assert ("vorn", "ferry") not in without_shift(ferry), "its change is listed"
