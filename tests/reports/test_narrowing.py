"""A part of the record."""

from __future__ import annotations

from onrecord.records import Conflict, Difference, Occasion, Shift
from onrecord.reports import Narrowing, narrowed
from onrecord.views import Record
from onrecord.views.matrix import matrix
from onrecord.views.shifts import shifts


def held(record: Record) -> set[tuple[str | None, str]]:
    return {(position.holder, position.term) for reading in record.readings for position in reading.positions}


def test_nothing_asked_for_is_the_whole_record(ferry: Record) -> None:
    assert narrowed(ferry, Narrowing()) is ferry


def test_a_holder_with_its_members_and_the_articles_that_tell_of_them(ferry: Record) -> None:
    part = narrowed(ferry, Narrowing(holders=("karsia",)))
    assert {holder for holder, _ in held(part)} == {"karsia", "vorn"}
    assert "ostmark-mirror-stopped" not in part.by_article
    shown = matrix(part)
    assert [row.name for row in shown.rows] == ["Karsia", "Ilse Vorn"]
    # Nothing is said of those who are not asked for; whoever their articles name is still called by name.
    assert "River Pilots" not in shown.without
    assert part.actor_name("hask") == "Teodor Hask"


def test_a_term(ferry: Record) -> None:
    part = narrowed(ferry, Narrowing(terms=("night-sailings",)))
    assert {term for _, term in held(part)} == {"night-sailings"}
    assert [head.id for head in matrix(part).terms] == ["night-sailings"]
    # A reported silence on it is a part of it too.
    assert set(part.by_article) == {"pilots-letter", "2041-06-02-vel-herald"}


def test_a_period_goes_by_the_last_day_that_something_can_be_of(ferry: Record) -> None:
    june = narrowed(ferry, Narrowing(since="2041-06", until="2041-06"))
    assert "lower-bank-stopped" not in june.by_article
    assert "pilots-letter" not in june.by_article  # it has no day
    assert ("karsia", "tariff") in held(june)  # told of June in a report of 4 June, so until that day
    assert ("karsia", "tariff") in held(narrowed(ferry, Narrowing(until="2041-06-04")))
    assert ("karsia", "tariff") not in held(narrowed(ferry, Narrowing(until="2041-06-03")))
    assert ("karsia", "tariff") not in held(narrowed(ferry, Narrowing(since="2041-06-05")))


def test_comparison_is_of_what_is_left(ferry: Record) -> None:
    june = narrowed(ferry, Narrowing(since="2041-06"))
    assert [type(row) for row in june.comparison if not isinstance(row, Shift)] == [Occasion, Difference, Conflict]
    # A change into the period stays, and says that its beginning lies outside.
    (shift,) = shifts(june)
    assert shift.before.point is None
    assert shift.after.point is not None
    assert not shifts(narrowed(ferry, Narrowing(until="2041-05")))
    of_hask = narrowed(ferry, Narrowing(holders=("hask",)))
    assert not [row for row in of_hask.comparison if isinstance(row, Occasion | Conflict | Shift)]


def test_it_is_told_in_words(ferry: Record) -> None:
    told = Narrowing(since="2041-06", holders=("karsia",), terms=("ferry",)).in_words(ferry)
    assert told == ("what was said in or after June 2041", "Karsia (with members)", "ferry")
    assert Narrowing(since="2041-06-01", until="2041-06-07").in_words(ferry) == ("what was said 1 June 2041 – 7 June 2041",)
