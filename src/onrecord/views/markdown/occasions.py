"""Occasions in Markdown: the list, and one with its reports."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.markdown.points import point
from onrecord.views.markdown.writing import Footnotes, bullets, escaped, inline, item, page, passage, some_of
from onrecord.views.occasion import OccasionPage, Place
from onrecord.views.occasions import ListedOccasion, OccasionList
from onrecord.views.wording import between_in_words, counted, in_words


@page
def occasions(shown: OccasionList, notes: Footnotes) -> Iterator[str]:
    """What several independent reports tell."""
    yield from ("# Told by several reports", "", *some_of(len(shown.occasions), shown.total))
    if not shown.occasions:
        yield "No such occasion is on record."
    for one in shown.occasions:
        yield from listed(one, notes, level=2)


def listed(one: ListedOccasion, notes: Footnotes, *, level: int) -> Iterator[str]:
    """An occasion of a list under a heading of its own."""
    differ = f" They differ: {escaped(', '.join(in_words(what) for what in one.differ))}." if one.differ else ""
    more = f" {counted(one.more, 'more position')} not given here." if one.more else ""
    yield from (f"{'#' * level} {_head(one.names, one.first, one.last)}", "", f"{counted(one.reports, 'independent report')}.{differ}{more}", "")
    for told in one.points:
        yield from point(told, notes, named=len(one.names) > 1, termed=True)


@page
def occasion(shown: OccasionPage, notes: Footnotes) -> Iterator[str]:
    """One occasion: what each report tells at each place, and what they have differently."""
    yield from (f"# {_head(shown.names, shown.first, shown.last)}", "", f"{counted(shown.count, 'independent report')}.", "")
    yield from ("## Reports", "")
    for report in shown.reports:
        copies = [f"a copy, counted once with it: {escaped(copy.outlet or copy.article)}" for copy in report.copies]
        title = f"“{escaped(report.title)}”" if report.title else "no headline"
        yield from item(f"{escaped(report.outlet) or 'Outlet not named'}, {title}. Article {escaped(report.article)}", bullets(copies))
    for place in shown.places:
        yield from _place(place, notes)
    if shown.differences:
        yield from ("## What the reports have differently", "")
        for one in shown.differences:
            words = (line for each in one.difference.passages for line in (*passage(each, notes), ""))
            yield from item(in_words(one.difference.what), words)


def _place(place: Place, notes: Footnotes) -> Iterator[str]:
    yield from (f"## {escaped(', '.join(place.names)) or 'Holder not known'} on {escaped(place.term)}", "", escaped(place.proposition), "")
    for telling in place.tellings:
        for one in telling.points:
            yield from point(one, notes, named=True, told=(f"attributed by: {inline(cue.passage, notes)}" for cue in telling.cues))
    silent = [escaped(telling.article) for telling in place.tellings if not telling.points]
    if silent:
        yield from (f"Nothing on it in: {', '.join(silent)}.", "")


def _head(names: tuple[str, ...], first: str | None, last: str | None) -> str:
    return f"{escaped(', '.join(names)) or 'Holder not known'}, {escaped(between_in_words(first, last))}"
