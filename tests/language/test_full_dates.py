from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.full_dates import find_full_dates
from onrecord.language.partial_dates import is_partial_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("4 July 2024", "2024-07-04"),
        ("July 5, 2024", "2024-07-05"),
        ("the 4th of July, 2024", "2024-07-04"),
        ("June 14th 2024.", "2024-06-14"),
        ("Sept. 3, 2019", "2019-09-03"),
        ("3 SEP 2019", "2019-09-03"),
        ("2024-07-04T10:15:00Z", "2024-07-04"),
        ("2024/7/4", "2024-07-04"),
        ("25.06.2024", "2024-06-25"),
        ("06/25/2024", "2024-06-25"),
        ("05.05.2024", "2024-05-05"),
    ],
)
def test_a_full_date_is_read(words: str, day: str) -> None:
    (found,) = find_full_dates(words)
    assert found.value == day


def test_numbers_that_allow_two_readings_keep_both() -> None:
    (found,) = find_full_dates("at 14:40 on 04.07.2024 in the capital")
    assert found.value is None
    assert found.candidates == ("2024-07-04", "2024-04-07")


@pytest.mark.parametrize("words", ["31 June 2024", "Feb 29, 2023", "version 1.2.2024.3", "may 4 2024", "July 2024", "page 04.07.20245", "4 July"])
def test_what_is_no_full_date_is_left(words: str) -> None:
    assert find_full_dates(words) == []


def test_offsets_are_into_the_whole_text() -> None:
    text = "On 4 July 2024 and on July 9, 2024 they met."
    assert [text[found.start : found.end] for found in find_full_dates(text)] == ["4 July 2024", "July 9, 2024"]
    assert [found.start for found in find_full_dates(text, start=15)] == [text.index("July 9")]
    assert len(find_full_dates(text, end=20)) == 1


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)),
    st.sampled_from(["{0:%d} {0:%B} {0:%Y}", "{0:%B} {0:%d}, {0:%Y}", "{0:%Y-%m-%d}"]),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    (found,) = find_full_dates(f"On {form.format(day)}, they met.")
    assert found.value == day.isoformat()


@given(st.text(alphabet="0123456789./- ,JulyMarch\n", max_size=200))
def test_any_text_gives_existing_days_in_order(text: str) -> None:
    last = 0
    for found in find_full_dates(text):
        assert last <= found.start < found.end <= len(text)
        assert all(is_partial_date(day) for day in found.candidates)
        last = found.end


def test_a_long_line_of_near_dates_costs_little() -> None:
    started = time.process_time()
    for text in ("July 1 " * 100_000, "1.1." * 200_000, "2024-" * 200_000, "4 July 2024 " * 50_000):
        find_full_dates(text)
    assert time.process_time() - started < 10
