"""Where somebody stands on a term, in Markdown: the latest stances with their newest words. And an offer with its answers."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.answers import ToldOffer
from onrecord.views.markdown.points import day, doubt, point
from onrecord.views.markdown.writing import BULLET, Footnotes, escaped, inline, item, passage
from onrecord.views.matrix import Cell
from onrecord.views.wording import counted

HOW = {"accepts": "accepts", "rejects": "rejects", "conditional": "sets conditions", "silent": "gave no answer"}


def facts(cell: Cell) -> str:
    """What is counted in a cell."""
    told = [counted(cell.reports, "independent report")]
    told += [f"{cell.undated} without a day"] if cell.undated else []
    told += ["the members differ"] if cell.split else []
    told += ["the stance has changed"] if cell.changed else []
    return "; ".join(told)


def stances(cell: Cell, notes: Footnotes) -> Iterator[str]:
    """The latest stances, each as an entry of a list."""
    for told in cell.stances:
        who = f", {escaped(', '.join(told.names))}" if cell.split else ""
        words = passage(told.passages[0], notes) if told.passages else ()
        depends = ", ".join([*map(escaped, told.conditions), *(inline(other, notes) for other in told.other_conditions)])
        head = f"**{told.stance}**{doubt(told.confidence)}{who}, {day(told.day)}"
        yield from item(head, words, [f"{BULLET}depends on: {depends}"] if depends else [])
    for answer in cell.answers:
        yield from item(f"answered by {escaped(answer.name or 'somebody')}: {HOW[answer.how]}")


def offer(one: ToldOffer, notes: Footnotes) -> Iterator[str]:
    """What is offered or demanded, as an entry of a list, with the answers to it."""
    yield from point(one.offer.point, notes, named=True, termed=True, told=_answers(one, notes))


def _answers(one: ToldOffer, notes: Footnotes) -> Iterator[str]:
    yield f"told in {counted(one.reports, 'independent report')}"
    for answer in one.answers:
        words = "; ".join(inline(words, notes) for words in answer.passages)
        unsure = doubt(answer.confidence) if answer.confidence is not None else ""
        how = f"{HOW[answer.how]}{unsure}, {day(answer.day)}"
        yield f"answered by {escaped(answer.name or 'somebody')}: {how}{f', {words}' if words else ''}"
    if not one.answers:
        yield "no answer is on record"
