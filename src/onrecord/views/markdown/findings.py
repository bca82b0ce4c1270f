"""Shifts, conflicts and occasions in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.views.conflicts import ShownConflict
from onrecord.views.markdown.points import day, point
from onrecord.views.markdown.writing import Footnotes, escaped, inline, item, page, passage, some_of
from onrecord.views.paging import ListPage
from onrecord.views.passages import Passage
from onrecord.views.shifts import CONDITIONS, ShownEnd, ShownShift

_TYPES = {"within-article": "Within one report", "between-articles": "Between reports", "within-holder": "Within one holder"}
_VOICES = {"holder": "", "spokesperson": "told by one who speaks for it", "others": "told by others"}


@page
def shifts(shown: Iterable[ShownShift], notes: Footnotes) -> Iterator[str]:
    """Stances that changed."""
    yield from ("# Stances that changed", "")
    found = list(shown)
    yield from some_of(len(found), shown.total if isinstance(shown, ListPage) else 0)
    if not found:
        yield f"No change of stance is on record. {CONDITIONS}"
    for one in found:
        yield from shift(one, notes, level=2)


@page
def conflicts(shown: Iterable[ShownConflict], notes: Footnotes) -> Iterator[str]:
    """Reports that cannot all be right."""
    yield from ("# Reports that cannot all be right", "")
    found = list(shown)
    yield from some_of(len(found), shown.total if isinstance(shown, ListPage) else 0)
    if not found:
        yield "No conflict between reports is on record."
    for one in found:
        yield from conflict(one, notes, level=2)


def shift(one: ShownShift, notes: Footnotes, *, level: int) -> Iterator[str]:
    """A change under a heading of its own."""
    yield f"{'#' * level} {escaped(one.name)} on {escaped(one.term)}: {one.before.stance}, then {one.after.stance}"
    yield from ("", escaped(one.proposition), "")
    yield from _end(one.before, notes)
    yield from _end(one.after, notes)
    yield from _conditions("Conditions that only the later report tells", one.added, notes)
    yield from _conditions("Conditions that only the earlier report tells", one.dropped, notes)


def conflict(one: ShownConflict, notes: Footnotes, *, level: int) -> Iterator[str]:
    """A conflict under a heading of its own."""
    yield f"{'#' * level} {escaped(one.why)}"
    yield from ("", f"{_TYPES[one.type]}: {escaped(one.name)}{f' on {escaped(one.term)}' if one.term else ''}.", "")
    for words in one.passages:
        yield from item(escaped(words.outlet) or f"Article {escaped(words.article)}", passage(words, notes))


def _end(end: ShownEnd, notes: Footnotes) -> Iterator[str]:
    if end.point:
        yield from point(end.point, notes, told=filter(None, [_VOICES[end.voice]]))
    else:
        yield from item(f"**{end.stance}**, {day(end.day)}: the record does not hold the report {escaped(end.article)}.")


def _conditions(head: str, some: tuple[Passage, ...], notes: Footnotes) -> Iterator[str]:
    if some:
        yield from (f"{head}: {'; '.join(inline(words, notes) for words in some)}.", "")
