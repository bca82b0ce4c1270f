from __future__ import annotations

import pytest

from onrecord.records import Actor, Article, Copies, Dossier, Position, Reading, Span, Stance, Term
from onrecord.views import Record
from onrecord.views.matrix import By, Cell, matrix

DOSSIER = Dossier(
    id="d",
    title="D",
    terms=(Term(id="ferry", proposition="The ferry sails."),),
    actors=(
        Actor(id="north", name="North", kind="government", side=True),
        Actor(id="ann", name="Ann", kind="person", member_of="north"),
        Actor(id="ben", name="Ben", kind="person", member_of="north"),
    ),
)


def told(article: str, stance: Stance, holder: str = "ann", published: str | None = None, said_on: str | None = None) -> Reading:
    span = Span(start=0, end=2, text="We")
    position = Position(id=f"{article}-{stance}", holder=holder, term="ferry", stance=stance, evidence=(span,), mode="indirect", said_on=said_on)
    return Reading(article=Article(id=article, text="We will.", published=published), positions=(position,))


def cell_of(*readings: Reading, by: By = "actor", row: str = "ann") -> Cell:
    shown = matrix(Record(dossier=DOSSIER, readings=readings), by)
    cell = next(each for each in shown.rows if each.actor == row).cells[0]
    assert cell is not None
    return cell


def stances(cell: Cell) -> list[str]:
    return [each.stance for each in cell.stances]


def test_rows_follow_the_dossier_and_cells_the_terms(ferry: Record) -> None:
    shown = matrix(ferry)
    assert [row.name for row in shown.rows] == ["Karsia", "Ilse Vorn", "Ostmark", "Teodor Hask", "Petra Lumen", "Union of Ferrymen", "River Pilots"]
    assert [head.id for head in shown.terms] == ["ferry", "guards", "tariff", "inspection", "night-sailings"]
    assert all(len(row.cells) == len(shown.terms) for row in shown.rows)
    assert [row.heads_side for row in shown.rows][:3] == [True, False, True]


def test_a_cell_leads_to_its_passages_and_knows_its_shift(ferry: Record) -> None:
    vorn = next(row for row in matrix(ferry).rows if row.actor == "vorn")
    cell = vorn.cells[0]
    assert cell is not None
    assert (stances(cell), cell.changed, cell.reports, cell.last_day.value) == (["for"], True, 2, "2041-06-01")
    assert cell.stances[0].passages[0].text == "the ferry would sail on Sunday, guards or no guards"
    assert cell.stances[0].passages[0].article == "2041-06-02-vel-herald"


def test_the_newest_words_stand_first_and_undated_ones_last() -> None:
    days: list[tuple[str, str | None]] = [("old", "2041-05-01"), ("new", "2041-05-09"), ("never", None)]
    readings = [told(article, "for", holder, said_on=day) for (article, day), holder in zip(days, ("ann", "ben", "north"), strict=True)]
    (row,) = matrix(Record(dossier=DOSSIER, readings=tuple(readings)), by="side").rows
    cell = row.cells[0]
    assert cell is not None
    assert [passage.article for passage in cell.stances[0].passages] == ["new", "old", "never"]


def test_a_condition_names_its_term(ferry: Record) -> None:
    hask = next(row for row in matrix(ferry).rows if row.actor == "hask")
    guards = hask.cells[1]
    assert guards is not None
    assert (stances(guards), guards.stances[0].conditions, guards.stances[0].other_conditions) == (["conditional"], ("ferry",), False)


def test_copies_count_once(ferry: Record) -> None:
    hask = next(row for row in matrix(ferry).rows if row.actor == "hask")
    guards = hask.cells[1]
    assert guards is not None
    assert guards.reports == 2  # three articles, one of them a copy


def test_members_who_disagree_are_a_split_side_and_never_a_majority() -> None:
    readings = [told(f"a{number}", "for", published=f"2041-05-0{number}") for number in range(1, 6)]
    cell = cell_of(*readings, told("b", "against", holder="ben", published="2041-04-01"), by="side", row="north")
    assert (stances(cell), cell.split) == (["for", "against"], True)
    assert [each.names for each in cell.stances] == [("Ann",), ("Ben",)]


def test_members_who_agree_are_not_split() -> None:
    cell = cell_of(told("a", "for", published="2041-05-01"), told("b", "for", holder="ben", published="2041-04-01"), by="side", row="north")
    assert (stances(cell), cell.split, cell.stances[0].names) == (["for"], False, ("Ben", "Ann"))


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        pytest.param([told("a", "for", published="2041-05-01"), told("b", "against", published="2041-05-02")], ["against"], id="reported later"),
        pytest.param([told("a", "for", said_on="2041-05-03"), told("b", "against", said_on="2041-05-02")], ["for"], id="said later"),
        pytest.param(
            [told("a", "for", said_on="2041-05"), told("b", "against", said_on="2041-05-02")], ["for", "against"], id="a month and a day in it"
        ),
        pytest.param([told("a", "for", said_on="2041-04"), told("b", "against", said_on="2041-05-02")], ["against"], id="a month and a day after it"),
        pytest.param(
            [told("a", "for", published="2041-05-05", said_on="2041-05-03"), told("b", "against", published="2041-05-05")],
            ["for", "against"],
            id="merely reported on the same day may be older",
        ),
        pytest.param(
            [told("a", "for", published="2041-05-05", said_on="2041-05-03"), told("b", "against", published="2041-05-06")],
            ["against"],
            id="reported after the report of the other",
        ),
        pytest.param([told("a", "for"), told("b", "against", published="2041-05-06")], ["against"], id="undated beside dated"),
        pytest.param([told("a", "for"), told("b", "against")], ["for", "against"], id="only undated"),
        pytest.param([told("a", "for", said_on="soon")], ["for"], id="no day of the calendar"),
    ],
)
def test_the_latest_stance_is_what_nothing_known_comes_after(readings: list[Reading], expected: list[str]) -> None:
    assert stances(cell_of(*readings)) == expected


def test_undated_positions_are_told_apart() -> None:
    only = cell_of(told("a", "for"))
    assert (only.last_day.basis, only.last_day.value, only.undated) == ("undated", None, 1)
    beside = cell_of(told("a", "for"), told("b", "against", published="2041-05"))
    assert (beside.last_day.basis, beside.last_day.value, beside.undated) == ("reported", "2041-05", 1)


def test_who_was_not_read_of_is_named_and_who_is_not_known_is_counted() -> None:
    nobody = told("a", "for", published="2041-05-01")
    span = Span(start=0, end=2, text="We")
    unknown = Reading(
        article=Article(id="b"), positions=(Position(id="x", holder=None, term="ferry", stance="for", evidence=(span,), mode="indirect"),)
    )
    shown = matrix(Record(dossier=DOSSIER, readings=(nobody, unknown)))
    assert (shown.without, shown.unplaced) == (("North", "Ben"), 1)


def test_holders_and_terms_that_the_dossier_no_longer_names_are_still_shown() -> None:
    span = Span(start=0, end=2, text="We")
    old = Reading(article=Article(id="a"), positions=(Position(id="x", holder="gone", term="old", stance="for", evidence=(span,), mode="indirect"),))
    shown = matrix(Record(dossier=DOSSIER, readings=(old,)))
    assert ([row.name for row in shown.rows], [head.id for head in shown.terms]) == (["gone"], ["ferry", "old"])


def test_a_family_without_origin_is_one_report() -> None:
    readings = (told("a", "for", published="2041-05-01"), told("b", "for", published="2041-05-02"))
    shown = matrix(Record(dossier=DOSSIER, readings=readings, comparison=(Copies(id="c", articles=("a", "b")),)))
    cell = shown.rows[0].cells[0]
    assert cell is not None
    assert cell.reports == 1


def test_an_empty_record_has_no_rows() -> None:
    assert matrix(Record(dossier=DOSSIER)).rows == ()
