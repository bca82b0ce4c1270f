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
# Bounds on the work: dates and mentions of one event that are looked at, and the longest line that is cut into sentences.
_MOST_DATES = 200
_MOST_MENTIONS = 50
_LONGEST_LINE = 10_000

_COMING = re.compile(
    r"\b(?:will|shall|is (?:due|set|scheduled|expected|planned|preparing)|are (?:due|set|scheduled|expected|planned|preparing)|(?:is"
    r"|are) to\b|upcoming|forthcoming|preparing|prepares?|plans? to"
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
_QUOTED = '"“”'
_MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
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
            words = text[max(start, found.start - _NEAR) : found.start]
            day = first_day(found.value)
            span = Span(start=found.start, end=found.end, text=text[found.start : found.end])
            if _COMING.search(words):
                if not _PAST.search(words) and not any(mark in text[start:end] for mark in _QUOTED):
                    yield _Bound(None, day, span)
            elif _PAST.search(words) and not _OPEN.search(words) and not _REVISED.search(words):
                yield _Bound(day, None, span)


def _from_event(text: str, kept: list[Line], event: Event) -> Iterator[_Bound]:
    """Bounds from what the text says of one event of the dossier."""
    for line, at, length in islice(_mentions(kept, event), _MOST_MENTIONS):
        start, end = _sentence_around(text, line, at)
        near = text[max(start, at - _NEAR) : min(end, at + length + _NEAR)]
        span = Span(start=start, end=end, text=text[start:end])
        yield from _of_event(event, near, text[max(start, at - _NEAR) : at], span)


def _mentions(kept: list[Line], event: Event) -> Iterator[tuple[Line, int, int]]:
    """Where the words of an event stand: the line, the offset into the text, the length."""
    for words in event.words:
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        for line in kept:
            for match in pattern.finditer(line.words) if words and words in line.words else ():
                yield line, line.start + match.start(), len(words)


def _of_event(event: Event, near: str, before: str, span: Span) -> Iterator[_Bound]:
    """What the words around an event say of the day they were written, seen from the event."""
    first, last = first_day(event.on), last_day(event.on)
    named = _LAST_MONTH_OF_NAME.search(near)
    if named:
        # "last August", of an event in August: written after that month, and before the next August began.
        if len(event.on) > len("2024") and _MONTH_NAMES[first.month - 1] == named[1]:
            yield _Bound(_month_after(first), date(first.year + 1, first.month, 1) - timedelta(days=1), span)
        return
    if any(mark in span.text for mark in _QUOTED):
        return
    if "last month" in near and len(event.on) > len("2024"):
        following = _month_after(first)
        yield _Bound(following, _month_after(following) - timedelta(days=1), span)
    elif _COMING.search(before) and not _PAST.search(before) and not _OPEN.search(before.replace("ahead of", "")):
        yield _Bound(None, last, span)


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _sentence_around(text: str, line: Line, offset: int) -> tuple[int, int]:
    for start, end in find_sentences(text, line.start, line.end):
        if start <= offset < end:
            return start, end
    return line.start, line.end
