"""What date words mean, seen from the day of publication: never more than they say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates.expressions import find_date_words
from onrecord.language.partial_dates import first_day, is_partial_date

# A Wednesday.
PUBLISHED = "2031-05-14"

CASES = [
    ("on Monday", "2031-05-12"),
    ("on Wednesday", "2031-05-14"),
    ("on Thursday", "2031-05-08"),
    ("last Wednesday", "2031-05-07"),
    ("last Monday", "2031-05-12"),
    ("on Monday last week", "2031-05-05"),
    ("yesterday", "2031-05-13"),
    ("earlier in the day", "2031-05-14"),
    ("earlier this week", "2031-05"),
    ("last week", "2031-05"),
    ("over the weekend", "2031-05"),
    ("at the weekend", "2031-05"),
    ("last month", "2031-04"),
    ("last year", "2030"),
    ("last autumn", "2030"),
    ("last winter", None),
    ("three days ago", "2031-05-11"),
    ("two months ago", "2031-03"),
    ("two years ago", "2029"),
    ("years ago", None),
    ("on May 2", "2031-05-02"),
    ("on 2 May", "2031-05-02"),
    ("on Dec. 20", "2030-12-20"),
    ("on June 3", None),
    ("on June 3, 2028", "2028-06-03"),
    ("in early March", "2031-03"),
    ("in November", "2030-11"),
    ("in March 2029", "2029-03"),
    ("in 2028", "2028"),
    ("in 2040", None),
    ("next Monday", None),
    ("tomorrow", None),
    ("by Monday", None),
    ("will meet on Monday", None),
    ("on Mondays", None),
    ("Monday's flood", "2031-05-12"),
    ("A week ago", "2031-05"),
    ("in mid-March", "2031-03"),
    ("late March", "2031-03"),
    ("on Monday Ostmark", "2031-05-12"),
    ("the Monday Courier", None),
    ("Monday, May 12", "2031-05-12"),
    ("Tuesday, May 12", None),
    ("Tuesday, 12 May 2031", None),
    ("wants a vote on Monday", None),
    ("on Monday will", None),
    ("a day later", None),
    ("at Monday's briefing", "2031-05-12"),
    ("last June", "2030-06"),
    ("last May", "2030-05"),
    ("last March", "2031-03"),
    ("in a March letter", "2031-03"),
    ("in his November speech", "2030-11"),
    ("in a November interview", "2030-11"),
    ("at an April town hall", "2031-04"),
    ("in March of this year", "2031-03"),
    ("in March of last year", "2030-03"),
    ("in March last year", "2030-03"),
    ("in March of that year", None),
    ("during the 2028 campaign", "2028"),
    ("in a 2028 interview", "2028"),
    ("in his 2040 book", None),
    ("as he told his plan on Dec. 17", "2030-12-17"),
    ("as Ostmark's plans came out on Monday", "2031-05-12"),
    ("as Ostmark plans a vote on Monday", None),
    ("as Ostmark had a plan to vote on Monday", None),
]


@pytest.mark.parametrize(("words", "value"), CASES)
def test_values(words: str, value: str | None) -> None:
    found = find_date_words(f"It rained {words}.", 0, len(words) + 11, PUBLISHED)
    assert [told.value for told in found] == [value]


@pytest.mark.parametrize(("words", "value"), [("last week", "2031-03"), ("this week", "2031-03"), ("earlier in the week", "2031-03")])
def test_on_a_sunday_the_week_is_the_one_that_has_just_gone(words: str, value: str) -> None:
    assert [told.value for told in find_date_words(words, 0, len(words), "2031-04-06" if words == "last week" else "2031-03-30")] == [
        "2031-04" if words == "last week" else value
    ]


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("a day later", 1),
        ("the next day", 1),
        ("the following morning", 1),
        ("two days later", 2),
        ("a day earlier", -1),
        ("a day prior", -1),
        ("the previous day", -1),
        ("the previous night", -1),
        ("later that day", 0),
        ("a day after", -1),
        ("the morning after", -1),
        ("one day following", -1),
        ("Three days after", -3),
        ("5 days after", -5),
    ],
)
def test_days_beside_another_are_counted_from_it(words: str, beside: int) -> None:
    assert [told.beside for told in find_date_words(words, 0, len(words), PUBLISHED)] == [beside]


@pytest.mark.parametrize(
    "words",
    [
        "may",
        "march on",
        "a March for bread",
        "in the 2028 harvest",
        "the 300 litres",
        "sundry",
        "a second thought",
        "page 12",
        "90 days after",
        "a day prior to the vote",
    ],
)
def test_other_words_are_no_dates(words: str) -> None:
    assert not find_date_words(words, 0, len(words), PUBLISHED)


@pytest.mark.parametrize(("words", "value"), [("on Monday", None), ("last month", None), ("in March 2029", "2029-03"), ("in 2028", "2028")])
def test_without_a_day_of_publication_only_years_speak(words: str, value: str | None) -> None:
    assert [told.value for told in find_date_words(words, 0, len(words), None)] == [value]


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("SARN, May 2 (Agency)", "2031-05", "2031-05-02"),
        ("SARN, 2 May (Agency)", "2031", "2031-05-02"),
        ("on Dec. 20", "2031-05", "2030-12-20"),
        ("on Monday, May 2", "2031", None),
        ("on Monday", "2031-05", None),
    ],
)
def test_a_day_without_a_year_takes_it_from_the_month_or_year_of_publication(words: str, published: str, value: str | None) -> None:
    assert [told.value for told in find_date_words(words, 0, len(words), published)] == [value]


@given(
    st.lists(st.sampled_from([words for words, _ in CASES] + ["said", "-", "2031", "May", "31", "of", "the"]), max_size=8),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
)
def test_values_are_dates_that_had_come(words: list[str], published: date) -> None:
    text = " ".join(words)
    last = 0
    for told in find_date_words(text, 0, len(text), published.isoformat()):
        assert last <= told.start < told.end <= len(text)
        last = told.end
        if told.value is not None:
            assert is_partial_date(told.value)
            assert first_day(told.value) <= published
