"""Date words in running text: where they stand and, told from the day of publication, which day, month or year they mean.

Words that point forward ("next Friday", "tomorrow", "will vote on Monday") are found too, so that nobody takes their parts for the past,
and have no value. A value is never more precise than the words: "last week" is a month, "two years ago" a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from itertools import zip_longest

from msgspec import Struct

from onrecord.dates.grammar import COUNTS, DATE_WORDS, FORMS, WEEKDAYS, is_ahead, may_hold_dates, names_event
from onrecord.language.full_dates import MONTHS, find_full_dates

# Months of the seasons by which English-language news calls them: those of the northern half of the world. Winter lies in two years.
_LAST_MONTH = {"spring": 5, "summer": 8, "fall": 11, "autumn": 11}
_YEARS_BACK = {"this": 0, "last": 1}
# A day or month without a year that lies ahead by less than this many days is spoken of as coming; by more, as last year's.
_AHEAD = 92
_WEEKDAY_BEFORE = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (?:the )?\Z")
_OF_DATE = re.compile(r",? ?\(?(?:the )?")
_LONGEST_WEEKDAY = len("Wednesday, the ")


class DateWords(Struct, frozen=True):
    """Date words at `[start, end)`; `form` is one of grammar.FORMS or "full".

    `value` is None where they point forward or tell no day, month or year. `beside` counts the days from a day told before ("a day later"),
    or to the day of what follows ("a day after Ostmark refused"), which only the article knows. `names` is grammar.names_event.
    """

    start: int
    end: int
    value: str | None
    form: str
    beside: int | None = None
    names: str = ""


def find_date_words(text: str, start: int, end: int, published: str | None) -> list[DateWords]:
    """Every date expression in `text[start:end]`, in order, none overlapping; offsets into `text`."""
    if not may_hold_dates(text, start, end):
        return []
    found = [
        DateWords(full.start, full.end, None if _contradicted(text, start, full.start, full.value) else _come(full.value, published), "full")
        for full in find_full_dates(text, start, end)
    ]
    taken = [(words.start, words.end) for words in found]
    for match in DATE_WORDS.finditer(text, start, end):
        if any(match.start() < last and first < match.end() for first, last in taken):
            continue
        form = next(name for name in FORMS if match[name] is not None)
        value = None if is_ahead(text, start, match) else resolve(match, form, published)
        if form == "monthday" and _contradicted(text, start, match.start(), value):
            value = None
        found.append(DateWords(match.start(), match.end(), value, form, _beside(match, form), names_event(text, match.end())))
    return _without_weekdays_of_dates(text, sorted(found, key=lambda words: words.start))


def _beside(match: re.Match[str], form: str) -> int | None:
    """How many days what the words date lies behind the day from which they count; None where they count from no other day."""
    if form not in ("beside", "dayafter"):
        return None
    counted = match["days_after"] or match["days_behind"]
    count = 1 if counted is None else int(counted) if counted.isdigit() else COUNTS[counted.lower()]
    if form == "dayafter":
        return -count
    behind = match["day_behind"] is not None or match["days_behind"] is not None
    return count if behind else -count if match["day_before"] is not None else 0


def _without_weekdays_of_dates(text: str, found: list[DateWords]) -> list[DateWords]:
    """A weekday right before a date is part of it ("Wednesday, May 14") and tells no day of its own."""

    def part(words: DateWords, following: DateWords | None) -> bool:
        date_follows = words.form == "weekday" and following is not None and following.form in ("full", "monthday")
        return date_follows and following is not None and _OF_DATE.fullmatch(text, words.end, following.start) is not None

    return [words for words, following in zip_longest(found, found[1:]) if not part(words, following)]


def _contradicted(text: str, start: int, first: int, value: str | None) -> bool:
    """Whether a weekday right before a date is not the weekday of that date ("Monday, 14 May" in a year when that was a Wednesday)."""
    named = _WEEKDAY_BEFORE.search(text, max(start, first - _LONGEST_WEEKDAY), first)
    return named is not None and value is not None and date.fromisoformat(value).weekday() != WEEKDAYS[named[1].lower()]


def day_beside(day: str, days: int) -> str | None:
    """The day (YYYY-MM-DD) so many days after another, or before it; None where the calendar ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def resolve(match: re.Match[str], form: str, published: str | None) -> str | None:
    """What a match of grammar.DATE_WORDS means, seen from the day (or month, or year) of publication."""
    if form == "monthyear":
        return _come(f"{match['year_of_month']}-{_month_number(match['month_of_year']):02d}", published)
    if form == "year":
        return None if (match["year_lead"] or "").lower() in ("by", "until") else _come(match["year_alone"], published)
    if form in ("vague", "beside", "dayafter") or published is None:
        return None
    if len(published) != len("2024-07-04"):
        # Of a month or a year of publication only its own year can be had: a day of it, or of the year before.
        return _come(_monthday(match, _last_day(published)), published) if form == "monthday" else None
    return _FROM_A_DAY[form](match, date.fromisoformat(published))


def _come(value: str | None, published: str | None) -> str | None:
    """A date that had come when the article appeared."""
    if value is None or published is None:
        return value
    common = min(len(value), len(published))
    return value if value[:common] <= published[:common] else None


def _last_day(published: str) -> date:
    """The last day of a month ("2024-07") or a year ("2024")."""
    year, month = int(published[:4]), int(published[5:] or 12)
    return date(year, month, monthrange(year, month)[1])


def _relative(match: re.Match[str], told: date) -> str | None:
    words = match["relative"].lower()
    if words == "tomorrow":
        return None
    return (told - timedelta(days=1) if words in ("yesterday", "last night") else told).isoformat()


def _ago(match: re.Match[str], told: date) -> str | None:
    """Days ago are a day; weeks and months a month; years a year: no more than the words promise."""
    count = int(match["count"]) if match["count"].isdigit() else COUNTS[match["count"].lower()]
    if match["unit"] == "day":
        return (told - timedelta(days=count)).isoformat()
    if match["unit"] == "week":
        return _month_of(told - timedelta(days=7 * count + 3), told - timedelta(days=7 * count - 3))
    if match["unit"] == "month":
        return _months_before(told, count)
    return f"{told.year - count:04d}" if match["unit"] == "year" else None


def _span(match: re.Match[str], told: date) -> str | None:
    over = (match["over"] or "").lower().rsplit(" ", 1)[-1]
    period = match["period"] or over
    which = (match["which"] or ("last" if period == "weekend" else "this")).lower()
    if which in ("next", "coming"):
        return None
    back = int(which != "this")
    if period == "year":
        return f"{told.year - back:04d}"
    if period == "month":
        return _months_before(told, back)
    if period in ("week", "weekend"):
        return _week(told, back, weekend=period == "weekend")
    last = _LAST_MONTH.get(period)
    return f"{told.year - int(back and told.month <= last):04d}" if last is not None else None


def _week(told: date, back: int, *, weekend: bool) -> str | None:
    """The month of this week, of the last, or of the weekend that is or was last."""
    monday = told - timedelta(days=told.weekday())
    if weekend:
        saturday = monday + timedelta(days=5 if told.weekday() >= WEEKDAYS["saturday"] else -2)
        return _month_of(saturday, saturday + timedelta(days=1))
    if back and told.weekday() == WEEKDAYS["sunday"]:
        # On a Sunday "last week" is the one whose Saturday has just gone: weeks begin on Sunday where most English news is written.
        monday += timedelta(days=7)
    first = monday - timedelta(days=7 * back)
    # A week that lies in two months counts to the one that has its Thursday, as in the calendar of weeks (ISO 8601).
    thursday = min(first + timedelta(days=WEEKDAYS["thursday"]), told)
    return _month_of(thursday, thursday)


def _month_of(first: date, last: date) -> str | None:
    """The month that two days share."""
    return f"{first.year:04d}-{first.month:02d}" if (first.year, first.month) == (last.year, last.month) else None


def _months_before(told: date, count: int) -> str:
    months = told.year * 12 + told.month - 1 - count
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _monthday(match: re.Match[str], told: date) -> str | None:
    day = int(re.sub(r"\D", "", match["day_second"] or match["day_first"]))
    return _past(_month_number(match["month_first"] or match["month_second"]), day, told)


def _month(match: re.Match[str], told: date) -> str | None:
    lead, month = (match["month_lead"] or "").lower(), _month_number(match["month_alone"])
    if match["month_year"] is not None:
        # "In June of last year" is told by its own words; which year "of that year" means, by others.
        year = told.year - _YEARS_BACK.get(match["month_year"], told.year)
        return _come(f"{year:04d}-{month:02d}", told.isoformat()) if year else None
    if lead in ("last", "past", "this past"):
        # The latest that is over: in May, "last May" and "last June" are both the year before's.
        year = told.year - int(month >= told.month)
        return f"{year:04d}-{month:02d}" if year else None
    return None if lead in ("next", "by", "until") else _past(month, None, told)


def _past(month: int, day: int | None, told: date) -> str | None:
    """The day or month in this year or the last that had come by the day `told`; None where it is still to come."""
    for year in (told.year, told.year - 1):
        try:
            first = date(year, month, day or 1)
        except ValueError:
            continue
        if first <= told:
            return first.isoformat() if day is not None else f"{year:04d}-{month:02d}"
        if (first - told).days < _AHEAD:
            return None
    return None


def _month_number(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _weekday(match: re.Match[str], told: date) -> str | None:
    """The latest such day, that of publication included; with "last", the day of publication is left out; with "last week", the week before's."""
    lead = (match["day_lead"] or "").lower()
    if lead in ("next", "coming", "every") or match["every"]:
        return None
    back = (told.weekday() - WEEKDAYS[match["day_name"].lower()]) % 7
    if (match["week_before"] and back <= told.weekday()) or (lead in ("last", "previous") and back == 0):
        back += 7
    return (told - timedelta(days=back)).isoformat()


_FROM_A_DAY: dict[str, Callable[[re.Match[str], date], str | None]] = {
    "relative": _relative,
    "ago": _ago,
    "span": _span,
    "monthday": _monthday,
    "month": _month,
    "weekday": _weekday,
}
