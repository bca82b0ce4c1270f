"""A term in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.markdown.findings import conflict, shift
from onrecord.views.markdown.points import point
from onrecord.views.markdown.standing import facts, offer, stances
from onrecord.views.markdown.writing import Footnotes, escaped, page, some_of
from onrecord.views.term import TermPage


@page
def term(shown: TermPage, notes: Footnotes) -> Iterator[str]:
    """Who stands where on a term, what is offered and answered, left open, depends on it, changed or conflicts."""
    yield from (f"# {escaped(shown.proposition)}", "", f"The term {escaped(shown.term)}.", "")
    if not shown.rows:
        yield from ("No report gives a position on it.", "")
    for row in shown.rows:
        for cell in row.cells:
            if cell:
                yield from (f"## {escaped(row.name)}", "", f"{facts(cell)}.", "")
                yield from stances(cell, notes)
    if shown.without:
        yield from (f"No position was read of: {escaped(', '.join(shown.without))}.", "")
    yield from _told(shown, notes)


def _told(shown: TermPage, notes: Footnotes) -> Iterator[str]:
    if shown.offers:
        yield from ("## Offers and demands", "", *some_of(len(shown.offers), shown.offers_told))
        for one in shown.offers:
            yield from offer(one, notes)
    if shown.asking:
        yield from ("## Left open", "", *some_of(len(shown.asking), shown.asking_told))
        for asked in shown.asking:
            yield from point(asked, notes, named=True)
    if shown.depending:
        yield from ("## What depends on it", "")
        for depending in shown.depending:
            yield from point(depending, notes, named=True, termed=True)
    if shown.shifts:
        yield from ("## Changed stances", "", *some_of(len(shown.shifts), shown.shifts_told))
        for changed in shown.shifts:
            yield from shift(changed, notes, level=3)
    if shown.conflicts:
        yield from ("## Reports that cannot all be right", "", *some_of(len(shown.conflicts), shown.conflicts_told))
        for found in shown.conflicts:
            yield from conflict(found, notes, level=3)
