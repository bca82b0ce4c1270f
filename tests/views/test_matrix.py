from __future__ import annotations

from datetime import date

import pytest

from onrecord.records import (
    Actor,
    Answer,
    AnswerReference,
    Article,
    Copies,
    Dossier,
    Position,
    PositionReference,
    Reading,
    Span,
    Stance,
    Term,
)
from onrecord.views import Record
from onrecord.views.answers import How
from onrecord.views.matrix import By, Cell, Choice, Matrix, matrix
from onrecord.views.matrix_choice import chosen, chosen_in_words

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


def cell_of(*readings: Reading, by: By = "actor", row: str = "ann", copies: tuple[str, ...] = ()) -> Cell:
    """The cell of one holder; `copies` are reprints of the first of them."""
    families = (Copies(id="c", articles=copies, origin=copies[0]),) if copies else ()
    shown = matrix(Record(dossier=DOSSIER, readings=readings, comparison=families), by)
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
    assert (stances(guards), guards.stances[0].conditions, guards.stances[0].other_conditions) == (["conditional"], ("ferry",), ())


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
            [told("a", "for", published="2041-05-09", said_on="2041-05"), told("b", "against", said_on="2041-05-27")],
            ["against"],
            id="a month, told before a day in it",
        ),
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


def test_what_a_copy_tells_in_the_words_of_its_original_is_cited_from_that_and_of_its_day() -> None:
    cell = cell_of(told("a", "against", published="2041-05-07"), told("b", "against", published="2041-05-09"), copies=("a", "b"))
    (only,) = cell.stances
    assert [passage.article for passage in only.passages] == ["a"]
    assert (only.day.value, cell.last_day.value, cell.reports) == ("2041-05-07", "2041-05-07", 1)


def test_a_late_reprint_is_no_later_stance() -> None:
    first, between, reprint = (
        told("a", "against", published="2041-05-07"),
        told("m", "for", published="2041-05-08"),
        told("b", "against", published="2041-05-09"),
    )
    assert stances(cell_of(first, between, reprint)) == ["against"]
    assert stances(cell_of(first, between, reprint, copies=("a", "b"))) == ["for"]


@pytest.mark.parametrize(
    ("first", "copy"),
    [
        pytest.param(told("a", "for", published="2041-05-07"), told("b", "against", published="2041-05-09"), id="another stance"),
        pytest.param(told("a", "against", holder="ben", published="2041-05-07"), told("b", "against", published="2041-05-09"), id="another holder"),
        pytest.param(told("a", "against"), told("b", "against", published="2041-05-09"), id="a day that its original does not tell"),
    ],
)
def test_what_only_the_copy_tells_is_cited_from_it(first: Reading, copy: Reading) -> None:
    cell = cell_of(first, copy, copies=("a", "b"))
    assert [passage.article for stance in cell.stances for passage in stance.passages] == ["b"]


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


def test_what_is_offered_for_something_else_is_answered_or_open(ferry: Record) -> None:
    tariff = next(row for row in matrix(ferry).rows if row.actor == "vorn").cells[2]
    assert tariff is not None
    assert (tariff.stances[0].conditions, tariff.offer, tariff.answers) == (("inspection",), "open", ())
    inspection = next(row for row in matrix(ferry).rows if row.actor == "ostmark").cells[3]
    assert inspection is not None
    assert (stances(inspection), inspection.offer) == (["conditional"], None)  # its condition is no term that anybody could answer


def test_who_answered_an_offer_and_how_is_told_silence_being_no_answer(ferry: Record) -> None:
    offer = next(
        (reading.article.id, position)
        for reading in ferry.readings
        for position in reading.positions
        if (position.holder, position.term, position.stance) == ("vorn", "tariff", "conditional") and reading.article.id == "2041-06-02-vel-herald"
    )
    to = PositionReference(article=offer[0], position=offer[1].id, holder="vorn", term="tariff")

    def answered(how: How, by: str | None) -> Cell:
        answer = Answer(id=f"answer-{how}", to=to, by=AnswerReference(article="evening-stage-refuses", actor=by), how=how)
        shown = matrix(Record(dossier=ferry.dossier, readings=ferry.readings, comparison=(*ferry.comparison, answer)))
        cell = next(row for row in shown.rows if row.actor == "vorn").cells[2]
        assert cell is not None
        return cell

    silent, rejected = answered("silent", "ostmark"), answered("rejects", None)
    assert (silent.offer, [(one.how, one.name) for one in silent.answers]) == ("open", [("silent", "Ostmark")])
    assert (rejected.offer, [(one.how, one.name) for one in rejected.answers]) == ("answered", [("rejects", None)])


def names(shown: Matrix) -> list[str]:
    return [row.name for row in shown.rows]


def test_a_side_a_kind_and_terms_can_be_chosen(ferry: Record) -> None:
    whole = matrix(ferry)
    assert names(chosen(whole, Choice(sides=("karsia",)))) == ["Karsia", "Ilse Vorn"]
    assert names(chosen(whole, Choice(kind="person"))) == ["Ilse Vorn", "Teodor Hask", "Petra Lumen"]
    narrow = chosen(whole, Choice(terms=("guards", "tariff")))
    assert [head.id for head in narrow.terms] == ["guards", "tariff"]
    assert names(narrow) == ["Karsia", "Ilse Vorn", "Teodor Hask", "Petra Lumen"]
    assert all(len(row.cells) == 2 for row in narrow.rows)
    assert narrow.choices == whole.choices
    assert chosen(whole, Choice(sides=("nobody",))).rows == ()


def test_cells_can_be_chosen_by_stance_and_by_change(ferry: Record) -> None:
    against = chosen(matrix(ferry), Choice(stance="against"))
    assert {told.stance for row in against.rows for cell in row.cells if cell for told in cell.stances} >= {"against"}
    assert all("against" in stances(cell) for row in against.rows for cell in row.cells if cell)
    changed = chosen(matrix(ferry), Choice(changed=True))
    assert (names(changed), [head.id for head in changed.terms], changed.filled) == (["Ilse Vorn"], ["ferry"], 1)
    assert [head.id for head in chosen(matrix(ferry), Choice(changed=True, terms=("ferry", "tariff"))).terms] == ["ferry", "tariff"]


def test_rows_can_be_sorted(ferry: Record) -> None:
    whole = matrix(ferry)
    assert names(chosen(whole, Choice(sort="name"))) == sorted(names(whole))
    assert names(chosen(whole, Choice(sort="change")))[0] == "Ilse Vorn"
    by_day = [
        max((cell.last_day.last() or date.min for cell in row.cells if cell), default=date.min) for row in chosen(whole, Choice(sort="day")).rows
    ]
    assert by_day == sorted(by_day, reverse=True)
    reports = [sum(cell.reports for cell in row.cells if cell) for row in chosen(whole, Choice(sort="reports")).rows]
    assert reports == sorted(reports, reverse=True)
    assert chosen(whole, Choice()).rows == whole.rows


def test_a_choice_is_told_in_words(ferry: Record) -> None:
    choice = Choice(sort="day", sides=("karsia",), kind="person", stance="conditional", terms=("ferry",), changed=True, since="2041-05", until="2041")
    assert chosen_in_words(chosen(matrix(ferry), choice)) == (
        "Karsia; people only; ferry; “if” only; changed only; from May 2041; until 2041; latest day first"
    )
    assert chosen_in_words(matrix(ferry)) == ""


def test_the_days_between_which_the_record_lies_can_be_chosen_from(ferry: Record) -> None:
    choices = matrix(ferry).choices
    assert (choices.first, choices.last) == ("2041-05-06", "2041-06-04")  # the last is told as June only, in a report of 4 June
    assert matrix(Record(dossier=DOSSIER)).choices.first is None
