"""The publication date that a text itself carries: in a line of its own, a breadcrumb, a crawler's header or a dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from onrecord.language.full_dates import MONTHS, DateForm, FullDate, find_full_dates
from onrecord.pages.lines import Line
from onrecord.records import Span

# A line that tells the date and little else; longer ones are prose.
_LONGEST = 140
# Words that a breadcrumb or byline may have beside its date.
_MOST_BESIDE = 8
# The date of an article stands before its body or within its first paragraphs; one that comes later is another story's.
_PARAGRAPHS_BEFORE = 3
# A page that tells this many dates of its own is an index, no article.
_MOST_FOUND = 40
# Dates that are looked at to tell the order of day and month.
_MOST_DATES = 500
# Where a dateline's date stands in the first paragraph.
_DATELINE_WITHIN = 60

_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:GMT|UTC|EST|EDT|ET|CET|CEST|BST|MSK|PST|PDT|PT|IST|EET|EEST|AEST|JST|Z)\b(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:first|last|originally|re-?published|published|publication|posted|released|issued|filed|dated|uploaded|created|updated?|modified|edited|revised|date|time|on|at|the|of)\b:?",
    re.IGNORECASE,
)
_ANY_LABEL = re.compile(r"[^\W\d][^\d:]{0,30}[:,]\s{0,3}")
_LATER = re.compile(r"\b(?:updated?|modified|edited|revised)\b", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)})\.? \d{{1,2}}(?:st|nd|rd|th)?)\b", re.IGNORECASE
)
_SEPARATOR = re.compile(r"[|»›>•·]|//| / | [-–—] ")
_CRAWLED = re.compile(r"date[: ]\s?", re.IGNORECASE)
_BYLINE = re.compile(r"by [A-Z]", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z][A-Z'’-]{2,20}[\w .,/'’-]{0,40}$")
_AFTER_DATELINE = re.compile(r"\s?[.,:]?\s?(?:\(|/[A-Z]|[—–]|-\s)")

Certainty = Literal["published", "updated"]


class Found(Struct, frozen=True):
    """A date that tells when the article was published, or updated, with its words."""

    day: str | None
    candidates: tuple[str, ...]
    form: DateForm
    certainty: Certainty
    span: Span


class Publication(Struct, frozen=True):
    """When the text says it was published: a day; or days between which it lies, where the text leaves that open."""

    day: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    evidence: tuple[Span, ...] = ()


def is_dateline(words: str) -> bool:
    """Whether a line tells a date or a time, and nothing beside it."""
    if len(words) > _LONGEST or not any(map(str.isdigit, words)):
        return False
    left = _without_dates(words, find_full_dates(words))
    return left is not None and not any(map(str.isalnum, left))


def is_labelled_date(words: str) -> bool:
    """Whether a line tells a date or a time with a label or a name before it ("Filed: 9 May 2031", "Vel Courier, May 9"), or nothing else."""
    label = _ANY_LABEL.match(words)
    return is_dateline(words) or (label is not None and is_dateline(words[label.end() :]))


def find_publication_dates(text: str, lines: list[Line]) -> tuple[list[Found], set[int]]:
    """The dates by which the text tells its own publication, and the numbers of the lines that do nothing else.

    `lines` are those that may belong to the article, in order. Only lines before the body or among its first paragraphs count.
    """
    found: list[Found] = []
    datelines: set[int] = set()
    paragraphs = 0
    for line in lines:
        if len(line.words) <= _LONGEST:
            told = _told_by(text, line)
            found += told
            if told:
                datelines.add(line.number)
        if len(found) > _MOST_FOUND:
            break
        if line.number in datelines or not line.ends_a_sentence:
            continue
        if not paragraphs:
            found += _in_dateline(text, line)
        paragraphs += len(line.words) > _LONGEST // 2
        if paragraphs > _PARAGRAPHS_BEFORE:
            break
    if any(len(date.candidates) > 1 for date in found):
        order = _order_in(text, lines)
        found = [_settled(date, order) for date in found]
    return found, datelines


def publication_of(found: Iterable[Found]) -> Publication:
    """What the found dates say together: nothing where they differ; bounds where a date in numbers has two readings, or only an update is told."""
    published = [date for date in found if date.certainty == "published"]
    updated = [date for date in found if date.certainty == "updated" and date.day]
    days = {date.day for date in published if date.day}
    readings = [date for date in published if not date.day]
    if len(days) == 1:
        day = days.pop()
        return Publication(day=day, evidence=tuple(date.span for date in published if day in date.candidates))
    if not days and readings and len({date.candidates for date in readings}) == 1:
        candidates = sorted(readings[0].candidates)
        return Publication(not_before=candidates[0], not_after=candidates[-1], evidence=(readings[0].span,))
    if not published and updated:
        latest = max(updated, key=lambda date: date.day or "")
        return Publication(not_after=latest.day, evidence=(latest.span,))
    return Publication()


def _told_by(text: str, line: Line) -> list[Found]:
    """The dates of a line that tells little else."""
    dates = find_full_dates(text, line.start, line.end)
    if not dates:
        return []
    left = _without_dates(text[line.start : line.end], dates, line.start)
    if left is None:
        return []
    words = line.words
    beside = len(left.split())
    alone = not any(map(str.isalnum, left))
    crawled = _CRAWLED.match(words) is not None and dates[0].start - line.start <= len("date: ")
    marked = _SEPARATOR.search(words) is not None or _BYLINE.match(words) is not None or _LABEL.match(words) is not None
    if not (alone or crawled or (marked and beside <= _MOST_BESIDE and not line.ends_a_sentence)):
        return []
    found, before = [], line.start
    for date in dates:
        certainty: Certainty = "updated" if _LATER.search(text, before, date.start) else "published"
        found.append(_found(text, date, certainty))
        before = date.end
    return found


def _in_dateline(text: str, line: Line) -> list[Found]:
    """The date between the place and the words of the first paragraph: "ELSBURG, July 4, 2024 (Agency) - ..."."""
    for date in find_full_dates(text, line.start, min(line.end, line.start + _DATELINE_WITHIN)):
        if date.value and _PLACE.match(text[line.start : date.start].rstrip(" (,")) and _AFTER_DATELINE.match(text, date.end):
            return [_found(text, date, "published")]
    return []


def _found(text: str, date: FullDate, certainty: Certainty) -> Found:
    span = Span(start=date.start, end=date.end, text=text[date.start : date.end])
    return Found(date.value, date.candidates, date.form, certainty, span)


def _without_dates(words: str, dates: list[FullDate], offset: int = 0) -> str | None:
    """What a line says beside dates, times and their labels; None where it tells no date or time."""
    left = list(words)
    for date in dates:
        left[date.start - offset : date.end - offset] = " " * (date.end - date.start)
    rest = "".join(left)
    for pattern in (_DAY_AND_MONTH, _TIME):
        rest = pattern.sub(" ", rest)
    if rest == words:
        return None
    for pattern in (_ZONE, _WEEKDAY, _LABEL):
        rest = pattern.sub(" ", rest)
    return " ".join(word for word in rest.split() if any(map(str.isalnum, word)))


def _order_in(text: str, lines: list[Line]) -> str | None:
    """Whether the page writes the day or the month first in dates in numbers, where one of them shows it."""
    orders = set()
    worded: set[str] = set()
    doubtful: list[FullDate] = []
    for line in lines:
        for date in islice(find_full_dates(text, line.start, line.end), _MOST_DATES):
            if date.form in ("words", "year-first"):
                worded.update(date.candidates)
            elif date.value:
                first = int(re.split(r"[./-]", text[date.start : date.end])[0])
                if date.value[5:7] != date.value[8:10]:
                    orders.add("day" if first == int(date.value[8:10]) else "month")
            else:
                doubtful.append(date)
        if len(doubtful) + len(worded) > _MOST_DATES:
            break
    for date in doubtful:
        same = worded.intersection(date.candidates)
        if len(same) == 1:
            orders.add("day" if same == {date.candidates[0]} else "month")
    return orders.pop() if len(orders) == 1 else None


def _settled(found: Found, order: str | None) -> Found:
    """The date settled by the page's order where its numbers allow two readings; between dots the day comes first wherever dots are used."""
    if found.day is not None or (order is None and found.form != "dotted"):
        return found
    day = found.candidates[-1 if order == "month" else 0]
    return replace(found, day=day, candidates=(day,))
