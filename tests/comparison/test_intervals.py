"""When a position was taken, as far as its report tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparison.intervals import Interval, held

TEXT = "Ostmark would keep its troops on the ridge."
OLD = "Ostmark had kept its troops on the ridge for months."


def interval(write: Any, text: str = TEXT, mode: str = "indirect", said_on: str | None = None, **fields: Any) -> tuple[str | None, str | None]:
    position = {"holder": "ostmark", "term": "withdrawal", "stance": "against", "says": text, "mode": mode, "said_on": said_on}
    reading = write("a", text, position, **fields)
    days = held(reading.positions[0], reading.article).days()
    return days.first, days.last


@pytest.mark.parametrize(
    ("published", "said_on", "expected"),
    [
        ("2032-05-09", "2032-05", ("2032-05-01", "2032-05-09")),
        ("2032-05-09", "2032", ("2032-01-01", "2032-05-09")),
        ("2032-05-09", "2032-06", ("2032-06-01", "2032-06-30")),
        ("2032-05", "2032", ("2032-01-01", "2032-05-31")),
        ("2032-05", "2032-05", ("2032-05-01", "2032-05-31")),
        ("2032", "2032-05", ("2032-05-01", "2032-05-31")),
        ("2032-05-09", "2032-05-10", ("2032-05-10", "2032-05-10")),
    ],
)
def test_what_a_report_tells_of_a_month_was_said_before_the_report_appeared(
    write: Any, published: str, said_on: str, expected: tuple[str, str]
) -> None:
    assert interval(write, said_on=said_on, published=published) == expected


def test_an_undated_report_tells_nothing_of_later_than_its_last_day(write: Any) -> None:
    assert interval(write, said_on="2032-05", not_after="2032-05-09") == ("2032-05-01", "2032-05-09")
    assert interval(write, said_on="2032-05", not_before="2032-05-09") == ("2032-05-01", "2032-05-31")


@pytest.mark.parametrize(
    ("said_on", "expected"),
    [("2032-03-04", ("2032-03-04", "2032-03-04")), ("2032-02", ("2032-02-01", "2032-02-29")), ("2031", ("2031-01-01", "2031-12-31"))],
)
def test_a_told_day_counts_in_the_precision_it_has(write: Any, said_on: str, expected: tuple[str, str]) -> None:
    assert interval(write, said_on=said_on, published="2032-05-01") == expected


def test_what_a_dated_report_tells_without_a_day_is_fresh(write: Any) -> None:
    assert interval(write, published="2032-03-20") == ("2032-03-06", "2032-03-20")


def test_what_is_told_as_past_has_an_open_lower_end(write: Any) -> None:
    assert interval(write, text=OLD, published="2032-03-20") == (None, "2032-03-20")
    assert interval(write, text="It refused in 2029 to leave.", published="2032-03-20") == (None, "2032-03-20")


def test_quoted_words_speak_of_their_own_past(write: Any) -> None:
    assert interval(write, text=OLD, mode="direct", published="2032-03-20") == ("2032-03-06", "2032-03-20")


def test_an_undated_article_gives_its_bounds(write: Any) -> None:
    assert interval(write, not_before="2032-01-15", not_after="2032-03-04") == ("2032-01-15", "2032-03-04")
    assert interval(write, not_before="2032-01-15") == ("2032-01-15", None)
    assert interval(write) == (None, None)


def test_a_day_that_is_none_tells_nothing(write: Any) -> None:
    assert interval(write, said_on="2032-02-31") == (None, None)


days = st.one_of(st.none(), st.dates(date(2031, 1, 1), date(2032, 12, 31)))
intervals = st.tuples(days, days).map(lambda ends: Interval(*(sorted(ends) if all(ends) else ends)))  # type: ignore[type-var]


@given(intervals, intervals)
def test_two_intervals_overlap_or_one_is_before_the_other(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) + one.before(other) + other.before(one) == 1
    assert one.inside(one)
    if one.overlaps(other):
        assert one.common(other).inside(one)
        assert one.common(other).inside(other)
    assert one.inside(one.spanning(other))
