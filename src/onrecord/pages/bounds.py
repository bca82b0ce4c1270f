"""Bounds on the publication date of an undated article: from what it tells as past or as coming.

Two sources, and no other knowledge of the world: full dates in the text, and the dated events of the dossier where the text speaks of
them. Each bound comes with the words that it was read from. Where bounds contradict each other, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from onrecord.language.full_dates import find_full_dates
from onrecord.language.partial_dates import first_day, last_day
from onrecord.language.prose import find_sentences
from onrecord.pages.lines import Line
from onrecord.records import Dossier, Event, Span

# How near, in characters, the words that tell past from coming must stand to the date or the event: about a clause.
_NEAR = 60
# How near words that count from the day of writing ("last week") must stand to the event that they are said of: next to it.
_CLOSE = 25
# Years that leave room to count a year or two back and on.
_FIRST_YEAR, _LAST_YEAR = 2, 9_990
# Bounds on the work: dates and mentions of one event that are looked at, and the longest line that is cut into sentences.
_MOST_DATES = 200
_MOST_MENTIONS = 50
_LONGEST_LINE = 10_000

_COMING = re.compile(
    r"\b(?:will|shall|is (?:due|set|scheduled|expected|planned|preparing)|are (?:due|set|scheduled|expected|planned|preparing)|(?:is"
    r"|are) to\b|upcoming|forthcoming|plans? to"
    r"|to be held|ahead of|next (?:week|month|year)|later this (?:week|month|year))\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|took|met|held|said|began|came|went|told|made|gave|broke|saw|won|lost|left|sent|led|fell|rose|struck|hit|fought"
    r"|ended|since|after|following|ago|[a-z]{3,14}ed)\b"
)
# Not told as a fact: what was planned for a day may not have been on it, and a supposed day is no day.
_OPEN = re.compile(
    r"\b(?:would|could|should|might|may|if|unless|until|scheduled|planned|expected|due|deadline|expires?|expired|before|by|through|set"
    r"|intended|supposed|wants?|demand(?:s|ed)?|proposed|called for|ahead)\b",
    re.IGNORECASE,
)
# A day on which the article itself was changed says nothing of the day it was published.
_REVISED = re.compile(r"\b(?:updated|corrected|amended|modified|edited|republished)\b")
# So does one in a note that was added to the article.
_NOTE = re.compile(r"\W{0,3}(?:update[ds]?|correction|clarification|editor['’]?s? note|note)\b", re.IGNORECASE)
# A deadline may be changed before it comes, and the anniversary of a day is another day.
_NAMED_DAY = re.compile(r"\b(?:anniversary|birthday|deadline)\b", re.IGNORECASE)
_QUOTED = '"“”'
_MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_RECENT = re.compile(r"\b(?:(?:last|next|earlier this|later this)\s(?:week|month|year)|yesterday|tomorrow)\b", re.IGNORECASE)
# An event told as past: what came "since the flood", or that it "ended" or "took place". "after" alone may speak of what is still to come.
_SINCE = re.compile(
    r"\b(?:since|following|in the (?:wake|aftermath) of)(?: (?:the|its|their|his|her|this|last \w{1,12}))?(?: [\w-]{1,20}){0,3} ?$", re.IGNORECASE
)
_OVER = re.compile(r"(?: [\w-]{1,20}){0,3} (?:took place|was held|were held|ended|concluded|collapsed|failed|began|broke up)\b")
_LAST_MONTH_OF_NAME = re.compile(r"\blast (" + "|".join(_MONTH_NAMES) + r")\b")


class Bounds(Struct, frozen=True):
    """The days between which an article was published, inclusive, each with the words it rests on."""

    not_before: str | None = None
    not_after: str | None = None
    before_evidence: tuple[Span, ...] = ()
    after_evidence: tuple[Span, ...] = ()


class _Bound(Struct, frozen=True):
    first: date | None
    last: date | None
    span: Span


class _Around(Struct, frozen=True, kw_only=True):
    """The words around a mention of an event: its sentence, and what of it stands before, after, near and close to the mention."""

    span: Span
    before: str
    after: str
    close: str
    near: str
    sentence: str


def find_bounds(text: str, kept: list[Line], dossier: Dossier | None) -> Bounds:
    """The bounds that the kept lines of an undated article support."""
    kept = [line for line in kept if len(line.words) <= _LONGEST_LINE]
    found = list(_from_dates(text, kept))
    if dossier is not None:
        for event in dossier.events:
            found += _from_event(text, kept, event)
    return _together(found)


def _together(found: Iterable[_Bound]) -> Bounds:
    """The narrowest bounds: the latest past day, the earliest coming one."""
    firsts = [(bound.first, bound.span) for bound in found if bound.first]
    lasts = [(bound.last, bound.span) for bound in found if bound.last]
    first = max((day for day, _ in firsts), default=None)
    last = min((day for day, _ in lasts), default=None)
    if first and last and first > last:
        return Bounds()
    return Bounds(
        not_before=first.isoformat() if first else None,
        not_after=last.isoformat() if last else None,
        before_evidence=tuple(span for day, span in firsts if day == first)[:1],
        after_evidence=tuple(span for day, span in lasts if day == last)[:1],
    )


def _from_dates(text: str, kept: list[Line]) -> Iterator[_Bound]:
    """Bounds from full dates: a past one is not after the article, a coming one not before it."""
    seen = 0
    for line in kept:
        for found in find_full_dates(text, line.start, line.end):
            seen += 1
            if seen > _MOST_DATES:
                return
            if found.value is None:
                continue
            start, end = _sentence_around(text, line, found.start)
            before = text[start : found.start]
            words = before[-_NEAR:]
            if before.rstrip().endswith(":") or _NOTE.match(line.words) or _NAMED_DAY.search(text, start, end):
                continue
            day = first_day(found.value)
            span = Span(start=found.start, end=found.end, text=text[found.start : found.end])
            if _COMING.search(words):
                if not _PAST.search(words) and not any(mark in text[start:end] for mark in _QUOTED):
                    yield _Bound(None, day, span)
            elif _PAST.search(words) and not _OPEN.search(before) and not _REVISED.search(words):
                yield _Bound(day, None, span)


def _from_event(text: str, kept: list[Line], event: Event) -> Iterator[_Bound]:
    """Bounds from what the text says of one event of the dossier."""
    if not _FIRST_YEAR < first_day(event.on).year < _LAST_YEAR:
        return
    for line, at, length in islice(_mentions(kept, event), _MOST_MENTIONS):
        start, end = _sentence_around(text, line, at)
        beyond = at + length
        around = _Around(
            span=Span(start=start, end=end, text=text[start:end]),
            before=text[max(start, at - _NEAR) : at],
            after=text[beyond : min(end, beyond + _NEAR)],
            close=text[max(start, at - _CLOSE) : min(end, beyond + _CLOSE)],
            near=text[max(start, at - _NEAR) : min(end, beyond + _NEAR)],
            sentence=text[start:end],
        )
        yield from _of_event(event, around)


def _mentions(kept: list[Line], event: Event) -> Iterator[tuple[Line, int, int]]:
    """Where the words of an event stand: the line, the offset into the text, the length."""
    for words in event.words:
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        for line in kept:
            for match in pattern.finditer(line.words) if words and words in line.words else ():
                yield line, line.start + match.start(), len(words)


def _of_event(event: Event, around: _Around) -> Iterator[_Bound]:
    """What the words around an event say of the day they were written, seen from the event."""
    first, last = first_day(event.on), last_day(event.on)
    named = _LAST_MONTH_OF_NAME.search(around.near)
    if named:
        # "last August", of an event in August: written after that month, and before the next August began.
        if len(event.on) > len("2024") and _MONTH_NAMES[first.month - 1] == named[1]:
            yield _Bound(_month_after(first), date(first.year + 1, first.month, 1) - timedelta(days=1), around.span)
        return
    if any(mark in around.span.text for mark in _QUOTED):
        return
    recent = _RECENT.search(around.close)
    if recent:
        days = days_of_writing(recent[0], event.on)
        if days:
            yield _Bound(*days, around.span)
    elif _COMING.search(around.before) and not _PAST.search(around.before) and not _OPEN.search(around.before.replace("ahead of", "")):
        yield _Bound(None, last, around.span)
    elif (_SINCE.search(around.before) or _OVER.match(around.after)) and not _OPEN.search(around.sentence):
        yield _Bound(first, None, around.span)


def days_of_writing(words: str, on: str) -> tuple[date, date] | None:
    """The first and last day on which somebody could write `words` ("last week", "next month") of an event that was `on` a day, month or year.

    Weeks are taken to begin on Sunday or on Monday, whichever leaves more room. None where the day of the event is not known well enough.
    """
    first, last = first_day(on), last_day(on)
    kind = " ".join(words.lower().split())
    if kind in ("last week", "next week", "earlier this week", "later this week", "yesterday", "tomorrow") and len(on) < len("2024-07-04"):
        return None
    if kind.endswith("month") and len(on) < len("2024-07"):
        return None
    month, year = first.replace(day=1), first.replace(month=1, day=1)
    following = _month_after(month)
    before = (month - timedelta(days=1)).replace(day=1)
    day = timedelta(days=1)
    ranges = {
        "yesterday": (first + day, last + day),
        "tomorrow": (first - day, last - day),
        "last week": (first + day, last + 13 * day),
        "next week": (first - 13 * day, last - day),
        "earlier this week": (first, last + 6 * day),
        "later this week": (first - 6 * day, last),
        "last month": (following, _month_after(following) - day),
        "next month": (before, month - day),
        "earlier this month": (first, following - day),
        "later this month": (month, last),
        "last year": (year.replace(year=year.year + 1), year.replace(year=year.year + 2) - day),
        "next year": (year.replace(year=year.year - 1), year - day),
        "earlier this year": (first, year.replace(year=year.year + 1) - day),
        "later this year": (year, last),
    }
    return ranges.get(kind)


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _sentence_around(text: str, line: Line, offset: int) -> tuple[int, int]:
    for start, end in find_sentences(text, line.start, line.end):
        if start <= offset < end:
            return start, end
    return line.start, line.end
