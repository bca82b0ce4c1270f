"""The grammar of full dates in English text: day, month and year together, as "4 July 2024", "July 5, 2024", "04.07.2024" or "2024-07-04".

A date in numbers alone may be read with the day first or with the month first; both readings are then `candidates`, and whoever asks
decides by other evidence. A date that does not exist ("31 June 2024") is no date.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from onrecord.language.partial_dates import is_partial_date

DateForm = Literal["words", "year-first", "dotted", "slashed"]

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}

# Months are written with a capital; "may" and "march" in small letters are other words.
_MONTH = r"(?:{})".format("|".join(f"{name.capitalize()}|{name.upper()}" for name in sorted(MONTHS, key=len, reverse=True)))
_DAY = r"[0-3]?\d"
_YEAR = r"(?:1[89]|20|21)\d\d"
# White space and a comma at most: what stands between the parts of one date.
_GAP = r"(?:\.?,?[ \t\u00a0]{1,3})"
_END = r"(?![\w]|[.,:/-]\d)"
_START = r"(?<![\w.,:/-])"

_ANY_YEAR = re.compile(rf"{_YEAR}(?!\d)")
_WORDS_DAY_FIRST = re.compile(rf"(?<![\w.,:/])({_DAY})(?:st|nd|rd|th|ST|ND|RD|TH)?(?: of)?[ \t\u00a0-]{{1,3}}({_MONTH})(?:{_GAP}|-)({_YEAR})(?!\w)")
_WORDS_MONTH_FIRST = re.compile(rf"(?<!\w)({_MONTH})\.?[ \t\u00a0]{{1,3}}({_DAY})(?:st|nd|rd|th|ST|ND|RD|TH)?{_GAP}({_YEAR})(?!\w)")
_YEAR_FIRST = re.compile(rf"{_START}({_YEAR})([-./])([01]?\d)\2({_DAY})(?!\d|[-./]\d)(?=\W|T\d|$)")
_YEAR_LAST = re.compile(rf"{_START}({_DAY})([./-])({_DAY})\2({_YEAR}){_END}")


class FullDate(Struct, frozen=True):
    """A full date at `[start, end)` of a text. `candidates` are the days it may be (YYYY-MM-DD), the reading with the day first leads."""

    start: int
    end: int
    candidates: tuple[str, ...]
    form: DateForm

    @property
    def value(self) -> str | None:
        """The day, where the words allow only one."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def find_full_dates(text: str, start: int = 0, end: int | None = None) -> list[FullDate]:
    """Every full date in `text[start:end]`, in order, none overlapping; offsets into `text`."""
    end = len(text) if end is None else end
    if not _ANY_YEAR.search(text, start, end):
        return []
    found: list[FullDate] = []
    for pattern, read in ((_WORDS_DAY_FIRST, _day_first), (_WORDS_MONTH_FIRST, _month_first), (_YEAR_FIRST, _year_first), (_YEAR_LAST, _year_last)):
        for match in pattern.finditer(text, start, end):
            candidates, form = read(match)
            if candidates:
                found.append(FullDate(match.start(), match.end(), candidates, form))
    found.sort(key=lambda date: (date.start, -date.end))
    apart: list[FullDate] = []
    for date in found:
        if not apart or date.start >= apart[-1].end:
            apart.append(date)
    return apart


def _day_first(match: re.Match[str]) -> tuple[tuple[str, ...], DateForm]:
    return _existing((match[3], MONTHS[match[2].lower()], match[1])), "words"


def _month_first(match: re.Match[str]) -> tuple[tuple[str, ...], DateForm]:
    return _existing((match[3], MONTHS[match[1].lower()], match[2])), "words"


def _year_first(match: re.Match[str]) -> tuple[tuple[str, ...], DateForm]:
    return _existing((match[1], match[3], match[4])), "year-first"


def _year_last(match: re.Match[str]) -> tuple[tuple[str, ...], DateForm]:
    form: DateForm = "dotted" if match[2] == "." else "slashed"
    return _existing((match[4], match[3], match[1]), (match[4], match[1], match[3])), form


def _existing(*readings: tuple[str, str | int, str | int]) -> tuple[str, ...]:
    """The readings (year, month, day) that are days of the calendar, each once."""
    days = [f"{int(year):04d}-{int(month):02d}-{int(day):02d}" for year, month, day in readings]
    return tuple(day for day in dict.fromkeys(days) if is_partial_date(day))
