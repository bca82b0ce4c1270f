"""Days, months and years as strings: which exist, and which days they cover."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.partial_dates import first_day, is_partial_date, last_day


@pytest.mark.parametrize("value", ["2031", "2031-02", "2031-02-28", "2032-02-29", "1000-01-01"])
def test_days_months_and_years_that_exist(value: str) -> None:
    assert is_partial_date(value)


@pytest.mark.parametrize("value", ["", "2031-13", "2031-02-29", "2031-2-3", "20310203", "２０３１-01", "0001-01-01", "2031-02-03T10:00", " 2031"])
def test_what_is_none(value: str) -> None:
    assert not is_partial_date(value)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_lies_within_its_month_and_year(day: date) -> None:
    for value in (f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"):
        assert is_partial_date(value)
        assert first_day(value) <= day <= last_day(value)
    assert first_day(day.isoformat()) == last_day(day.isoformat()) == day
