"""A period in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.markdown.findings import conflict, shift
from onrecord.views.markdown.matrix import rows
from onrecord.views.markdown.writing import Footnotes, escaped, page
from onrecord.views.period import Period
from onrecord.views.wording import between_in_words


@page
def period(shown: Period, notes: Footnotes) -> Iterator[str]:
    """What changed in a period, what cannot all be right, and who stood where."""
    yield from (f"# What was said, {escaped(between_in_words(shown.since, shown.until))}", "", escaped(shown.matrix.title), "")
    if shown.shifts:
        yield from ("## Changed stances", "")
        for changed in shown.shifts:
            yield from shift(changed, notes, level=3)
    if shown.conflicts:
        yield from ("## Reports that cannot all be right", "")
        for found in shown.conflicts:
            yield from conflict(found, notes, level=3)
    yield from ("## Who stood where", "")
    if not shown.matrix.rows:
        yield "No position of these days is on record."
    yield from rows(shown.matrix, notes, level=3)
