"""A table of flat rows, and the parts that rows of several pages have in common: a passage, a day, a position, a silence."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from onrecord.views.passages import Day, Passage, Point, ShownSilence
from onrecord.views.rows import write_rows

Shown = TypeVar("Shown")
Values = dict[str, Any]

PLACE = ("article", "outlet", "title", "url", "published", "start", "end", "field", "words")
DAY = ("day", "day_is", "not_before", "not_after")
POINT = ("position", "passage", *DAY, "holder", "name", "term", "stance", "conditions", "via", "mode", "confidence", "copy_of", *PLACE)


@dataclass(frozen=True)
class Table(Generic[Shown]):
    """The columns of a page's table, and its rows. A row leaves out what it has not."""

    columns: tuple[str, ...]
    rows: Callable[[Shown], Iterable[Mapping[str, Any]]]

    def csv(self, shown: Shown) -> bytes:
        """The table as a CSV file (UTF-8). Half of a surrogate pair, which UTF-8 does not have, becomes a question mark."""
        stream = io.StringIO(newline="")
        write_rows([*self.rows(shown)], self.columns, "csv", stream)
        return stream.getvalue().encode("utf-8", "replace")


def values(of: object, *names: str) -> Values:
    """Some attributes by name."""
    return {name: getattr(of, name) for name in names}


def place_of(passage: Passage | None) -> Values:
    """Where words stand, and the words."""
    if passage is None:
        return {}
    return {**values(passage, "article", "outlet", "title", "published", "start", "end", "field"), "url": passage.live, "words": passage.text}


def day_values(day: Day) -> Values:
    """A day, how it is known, and what bounds it where it is not told."""
    return {"day": day.value, "day_is": day.basis, "not_before": day.not_before, "not_after": day.not_after}


def point_rows(point: Point) -> Iterator[Values]:
    """A position: a row for each of its passages, the clearest first (`passage` 1)."""
    told = {
        **day_values(point.day),
        **values(point, "position", "holder", "name", "term", "stance", "mode", "confidence", "copy_of", "article", "outlet", "title", "published"),
        "conditions": [condition.term or condition.passage.text for condition in point.conditions],
        "via": [via.text for via in point.via],
    }
    for number, passage in enumerate(point.passages or (None,), start=1):
        yield {**told, "passage": number, **place_of(passage)}


def silence_rows(silence: ShownSilence) -> Iterator[Values]:
    """A reported silence: a row for each of its terms and passages."""
    for term in silence.terms or (None,):
        for passage in silence.passages:
            yield {**day_values(silence.day), "holder": silence.actor, "name": silence.name, "term": term, **place_of(passage)}


def of_kind(kind: str, rows: Iterable[Values], **more: Any) -> Iterator[Values]:
    """These rows, told apart from others of their page."""
    return ({"kind": kind, **more, **row} for row in rows)
