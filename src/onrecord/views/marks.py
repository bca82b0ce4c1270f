"""A text cut at the ends of all marks on it: segments that do not overlap, each with the set of marks that cover it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from onrecord.records import Field, Span, Stance

MarkKind = Literal["dropped", "notice", "date", "conflict", "difference", "position", "condition", "silence", "content", "source", "cue", "via"]


class Mark(Struct, frozen=True):
    """Something that was read at exact characters. `label` says what, in words; `note` is the number of the position that it is evidence of."""

    kind: MarkKind
    start: int
    end: int
    field: Field
    anchor: str
    label: str
    stance: Stance | None = None
    note: int | None = None


class Segment(Struct, frozen=True):
    """Characters that the same marks cover; `marks` are indices into the marks that the text was cut by, outermost first."""

    start: int
    end: int
    text: str
    marks: tuple[int, ...]


class Opening(Struct, frozen=True):
    """A mark that begins before a piece's text, or goes on after another one was closed. Only the first piece bears its `anchor`."""

    mark: int
    anchor: str | None


class Piece(Struct, frozen=True):
    """A segment as nested elements need it: the marks that open before its text, and how many close after it, innermost first.

    `notes` are the numbers of the positions whose passage ends with this piece.
    """

    opens: tuple[Opening, ...]
    text: str
    closes: int
    notes: tuple[int, ...]


class Paragraph(Struct, frozen=True):
    """One line of the text, in pieces that open and close all their marks inside it."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def stands(span: Span, source: str) -> bool:
    """Whether the span's words are the characters that it points at."""
    return 0 <= span.start < span.end <= len(source) and source[span.start : span.end] == span.text


def cut(source: str, marks: Sequence[Mark], field: Field = "text", also_at: Iterable[int] = ()) -> list[Segment]:
    """The whole of `source` in segments, cut at the given offsets and wherever a mark on `field` starts or ends. Marks lie inside `source`.

    A mark that starts earlier, or at the same place and ends later, is further out.
    """
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        if mark.field == field:
            opening[mark.start].append(number)
            closing[mark.end].append(number)
    ends = sorted({0, len(source), *opening, *closing, *also_at})
    covering: set[int] = set()
    segments = []
    for start, end in pairwise(ends):
        covering.difference_update(closing[start])
        covering.update(opening[start])
        outermost = sorted(covering, key=lambda number: (marks[number].start, -marks[number].end, number))
        segments.append(Segment(start, end, source[start:end], tuple(outermost)))
    return segments


def nest(segments: Sequence[Segment], marks: Sequence[Mark], anchored: set[str]) -> tuple[Piece, ...]:
    """Segments as nested elements. Where two marks cross, the inner one is closed and opened again, so that every element lies in another.

    `anchored` holds the anchors that are taken on the page; those given here are added to it, so that each is given once.
    """
    pieces = []
    is_open: tuple[int, ...] = ()
    for number, segment in enumerate(segments):
        following = segments[number + 1].marks if number + 1 < len(segments) else ()
        opens = []
        for mark in segment.marks[len(is_open) :]:
            anchor = marks[mark].anchor
            opens.append(Opening(mark, None if anchor in anchored else anchor))
            anchored.add(anchor)
        kept = _common(segment.marks, following)
        notes = dict.fromkeys(marks[mark].note for mark in segment.marks if marks[mark].end == segment.end)
        pieces.append(Piece(tuple(opens), segment.text, len(segment.marks) - kept, tuple(note for note in notes if note is not None)))
        is_open = segment.marks[:kept]
    return tuple(pieces)


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many marks two segments share from the outside inwards."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared
