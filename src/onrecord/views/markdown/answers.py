"""Offers with the answers to them, and what is left open, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.answers import AnswerList
from onrecord.views.markdown.points import point
from onrecord.views.markdown.standing import offer
from onrecord.views.markdown.writing import Footnotes, escaped, page, some_of


@page
def answers(shown: AnswerList, notes: Footnotes) -> Iterator[str]:
    """What was offered or demanded, who answered how, and what is left open."""
    yield from ("# Offers and answers", "", *some_of(len(shown.offers), shown.total))
    if not shown.offers:
        yield from ("No offer is on record that depends on another term, or that somebody answered.", "")
    for one in shown.offers:
        yield from offer(one, notes)
    for question in shown.questions:
        yield from (f"## Left open: {escaped(question.proposition)}", "", *some_of(len(question.points), len(question.points) + question.earlier))
        for asked in question.points:
            yield from point(asked, notes, named=True)
