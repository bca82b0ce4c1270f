from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.records import Conflict, Copies, Occasion, PositionReference, Shift
from onrecord.views import Record, markdown, tables
from onrecord.views.citing import Citation
from onrecord.views.conflicts import conflicts
from onrecord.views.occasions import differences, first_positions, listed, occasions
from onrecord.views.paging import pages_of
from onrecord.views.shifts import shifts
from onrecord.views.sources import sources


def test_a_shift_shows_the_words_of_both_ends(ferry: Record) -> None:
    (shift,) = shifts(ferry)
    assert (shift.name, shift.before.stance, shift.after.stance) == ("Ilse Vorn", "conditional", "for")
    assert shift.before.point is not None
    assert shift.after.point is not None
    assert shift.before.point.passages[0].text.startswith("Karsia will not let")
    assert (shift.before.day.value, shift.after.day.value) == ("2041-05-06", "2041-06-01")


def test_shifts_stand_latest_first(ferry: Record) -> None:
    (only,) = [row for row in ferry.comparison if isinstance(row, Shift)]
    later = replace(only, id="later", after=replace(only.after, said_on="2041-07-01"))
    assert [shift.id for shift in shifts(Record(ferry.dossier, ferry.readings, (only, later)))] == ["later", "shift-1"]


def test_an_end_that_the_record_does_not_hold_is_shown_without_words(ferry: Record) -> None:
    (shift,) = shifts(Record(dossier=ferry.dossier, comparison=ferry.comparison))
    assert (shift.before.point, shift.before.article, shift.before.day.value) == (None, "lower-bank-stopped", "2041-05-06")


def test_a_conflict_brings_its_passages(ferry: Record) -> None:
    (conflict,) = conflicts(ferry)
    assert [passage.field for passage in conflict.passages] == ["title", "text"]
    assert conflict.articles == ("evening-stage-refuses",)
    assert conflicts(Record(dossier=ferry.dossier, comparison=ferry.comparison))[0].passages == ()


def test_a_conflict_may_be_about_no_term(ferry: Record) -> None:
    (row,) = [row for row in ferry.comparison if isinstance(row, Conflict)]
    (shown,) = conflicts(replace(ferry, comparison=(replace(row, term=None),)))
    assert (shown.name, shown.term, shown.proposition) == (conflicts(ferry)[0].name, None, None)
    assert f"Within one report: {shown.name}.\n" in markdown.conflicts((shown,), Citation(ferry.dossier.id, ferry.dossier.title, "0.9"))
    assert {line["term"] for line in tables.CONFLICTS.rows((shown,))} == {None}


def test_an_occasion_gathers_its_reports_and_their_differences(ferry: Record) -> None:
    (occasion,) = occasions(ferry)
    assert (occasion.names, occasion.first, occasion.reports) == (("Ilse Vorn",), "2041-06-01", 2)
    assert [point.outlet for point in occasion.points] == ["Vel Herald", "The Evening Stage"]
    assert [passage.text for passage in occasion.differences[0].passages] == ["began first", "came first"]
    assert differences(ferry) == occasion.differences


def test_sources_count_articles_and_independent_reports(ferry: Record) -> None:
    shown = sources(ferry)
    assert (len(shown.articles), shown.reports, shown.positions) == (6, 5, 16)
    assert [(outlet.name, outlet.articles, outlet.reports) for outlet in shown.outlets if outlet.name == "Ostmark Mirror"] == [
        ("Ostmark Mirror", 1, 0)
    ]
    assert shown.outlets[-1].name is None
    assert shown.articles[-1].id == "pilots-letter"
    (family,) = shown.families
    assert (family.origin, [article.id for article in family.articles]) == ("lower-bank-stopped", ["lower-bank-stopped", "ostmark-mirror-stopped"])
    assert [(reader.version, reader.articles) for reader in shown.read_by] == [("0.1.0", 6)]


def test_an_empty_record_has_empty_lists(ferry: Record) -> None:
    empty = Record(dossier=ferry.dossier)
    assert (shifts(empty), conflicts(empty), occasions(empty)) == ((), (), ())
    assert (sources(empty).articles, sources(empty).reports) == ((), 0)


def test_copies_alone_do_not_make_several_reports(ferry: Record) -> None:
    (occasion,) = [row for row in ferry.comparison if isinstance(row, Occasion)]
    copies = Copies(id="c", articles=tuple(reference.article for reference in occasion.positions))
    assert occasions(Record(ferry.dossier, ferry.readings, (occasion, copies))) == ()


def test_an_occasion_in_a_list_shows_one_position_of_each_report_first(ferry: Record) -> None:
    references = tuple(PositionReference(article=article, position=f"{article}{number}") for article in "ab" for number in range(3))
    row = Occasion(id="o", holders=("vorn",), positions=references)
    assert [one.position for one in first_positions(row, 3)] == ["a0", "b0", "a1"]
    assert [one.position for one in first_positions(row, 4, {"a": "b", "b": "b"})] == ["b0", "b1", "b2", "a0"], "a report before its copies"
    (told,) = (row for row in ferry.comparison if isinstance(row, Occasion))
    shown = listed(ferry, told, 2, ("wording",), first_positions(told, 1), ["Vel Herald", "The Evening Stage", "Vel Herald"])
    assert (shown.names, shown.terms, len(shown.points), shown.more, shown.differ) == (("Ilse Vorn",), ("tariff",), 1, 1, ("wording",))
    assert shown.outlets == ("Vel Herald", "The Evening Stage")


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (60, 3)])
def test_a_list_has_as_many_pages_as_it_needs(total: int, pages: int) -> None:
    assert pages_of(total, 20) == pages
