"""One position in Markdown: its stance and day, its words quoted, and what it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.views.markdown.writing import BULLET, Footnotes, escaped, inline, item, passage
from onrecord.views.passages import Day, Point, ShownSilence
from onrecord.views.sureness import is_unsure, unsure_in_words
from onrecord.views.wording import between_in_words, date_in_words

# Of a whole day, YYYY-MM-DD; a month or a year has fewer.
_HYPHENS_OF_A_DAY = 2


def point(one: Point, notes: Footnotes, *, named: bool = False, termed: bool = False, told: Iterable[str] = ()) -> Iterator[str]:
    """A position as an entry of a list. `named` says whose it is, `termed` on what, `told` what else is to be said of it."""
    head = f"**{one.stance}**{doubt(one.confidence)}"
    if named:
        head += f", {escaped(one.name or 'holder not known')}"
    if termed:
        head += f", on {escaped(one.term)}"
    quoted = (passage(words, notes) for words in one.passages)
    yield from item(f"{head}, {day(one.day, done=one.mode == 'narrated')}", *quoted, [f"{BULLET}{line}" for line in (*told, *_details(one, notes))])


def day(one: Day, *, done: bool = False) -> str:
    """A day, and how it is known."""
    if one.value is None:
        bounds = f" ({escaped(between_in_words(one.not_before, one.not_after))})" if one.not_before or one.not_after else ""
        return f"no day told{bounds}"
    when = f"{'on' if one.value.count('-') == _HYPHENS_OF_A_DAY else 'in'} {escaped(date_in_words(one.value))}"
    if one.basis == "reported":
        return f"reported {when} (the report does not tell the day)"
    return f"{'done' if done else 'said'} {when}{' (as another report tells)' if one.basis == 'inferred' else ''}"


def doubt(confidence: float) -> str:
    """What stands behind a stance that is unsure; nothing behind another."""
    return f" ({unsure_in_words(confidence)})" if is_unsure(confidence) else ""


def silence(one: ShownSilence, notes: Footnotes) -> Iterator[str]:
    """A reported silence as an entry of a list."""
    head = f"No answer told of {escaped(one.name or 'somebody not known')}, on {escaped(', '.join(one.terms))}; {day(one.day)}"
    yield from item(head, *(passage(words, notes) for words in one.passages))


def _details(one: Point, notes: Footnotes) -> Iterator[str]:
    for condition in one.conditions:
        term = f" ({escaped(condition.term)})" if condition.term else ""
        yield f"depends on: {inline(condition.passage, notes)}{term}"
    for via in one.via:
        yield f"by way of: {escaped(via.text)}{' (not named)' if via.anonymous else ''}"
    if one.copy_of:
        yield f"the same report as {escaped(one.copy_of)}, counted once with it"
