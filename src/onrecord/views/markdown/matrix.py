"""The matrix in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.markdown.standing import facts, stances
from onrecord.views.markdown.writing import Footnotes, escaped, page
from onrecord.views.matrix import Matrix
from onrecord.views.wording import between_in_words, counted


@page
def matrix(shown: Matrix, notes: Footnotes) -> Iterator[str]:
    """The latest stance of each holder on each term, with its newest words."""
    yield f"# Who stands where: {escaped(shown.title)}"
    yield ""
    period = shown.choice.since or shown.choice.until
    when = f", {escaped(between_in_words(shown.choice.since, shown.choice.until))}" if period else ""
    yield f"The latest stance that is reported of each {shown.by}{when}."
    yield ""
    yield from rows(shown, notes, level=2)
    if shown.without:
        yield from (f"No position was read of: {escaped(', '.join(shown.without))}.", "")
    if shown.unplaced:
        yield f"{counted(shown.unplaced, 'position')} whose holder could not be told {'is' if shown.unplaced == 1 else 'are'} not shown."


def rows(shown: Matrix, notes: Footnotes, *, level: int) -> Iterator[str]:
    """A heading for each holder, and one below it for each term."""
    for row in shown.rows:
        side = f" ({escaped(row.side_name)})" if row.side_name != row.name else ""
        yield from (f"{'#' * level} {escaped(row.name)}{side}", "")
        for term, cell in zip(shown.terms, row.cells, strict=True):
            if cell:
                yield from (f"{'#' * (level + 1)} {escaped(term.id)}", "", f"{escaped(term.proposition)} {facts(cell)}.", "")
                yield from stances(cell, notes)
