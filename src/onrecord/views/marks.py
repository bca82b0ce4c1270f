"""A text cut at the ends of all marks on it: segments that do not overlap, each with the set of marks that cover it.

Where marks cross, each is closed and opened again at the ends of the other, so what is written grows with the number of marks over one
character. That number is bounded (`DEEPEST`), and with it what is written is in proportion to the text and the number of marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records import Field, Span, Stance

# The earlier, the more a page is about it: where there are too many marks in one place, the later ones are left out.
MarkKind = Literal["position", "condition", "silence", "conflict", "difference", "dropped", "notice", "date", "content", "source", "cue", "via"]

# More marks over one character than a reader could tell apart. Of the example dispute no character has more than four.
DEEPEST = 8
# As many things as the label of one mark spells out.
_SPELLED_OUT = 4
# Characters that one page shows of a text, about forty pages of a book: more takes a browser long. Articles of the press are a tenth of it.
PART = 64_000
# Of a text that is longer than that, lines are cut to this.
_LINE = 8_000
SURELY_FIRST = PART - _LINE
_WEIGHT = {kind: number for number, kind in enumerate(get_args(MarkKind))}


class Mark(Struct, frozen=True):
    """Something that was read at exact characters. `label` says what, in words; `notes` are the numbers of the positions it is evidence of."""

    kind: MarkKind
    start: int
    end: int
    field: Field
    anchor: str
    label: str
    stance: Stance | None = None
    notes: tuple[int, ...] = ()


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

    `notes` are the numbers of the positions whose passage ends with this piece, `places` the anchors of marks that were left out and begin here.
    """

    opens: tuple[Opening, ...]
    text: str
    closes: int
    notes: tuple[int, ...]
    places: tuple[str, ...] = ()


class Paragraph(Struct, frozen=True):
    """One line of the text, in pieces that open and close all their marks inside it.

    Its first character is the one at `start` of the text. `beside` are the numbers of the positions whose clearest passage begins in it.
    """

    pieces: tuple[Piece, ...]
    start: int = 0
    beside: tuple[int, ...] = ()


def stands(span: Span, source: str) -> bool:
    """Whether the span's words are the characters that it points at."""
    return 0 <= span.start < span.end <= len(source) and source[span.start : span.end] == span.text


def parts(lines: Sequence[tuple[int, int]], source: str) -> list[list[tuple[int, int]]]:
    """The lines of a text in parts that a page can show one at a time: whatever begins before `SURELY_FIRST` is in the first.

    A text that fits is one part. Of a longer one, lines that are longer than anybody writes are cut, at white space where there is some.
    """
    if sum(end - start for start, end in lines) <= PART:
        return [list(lines)]
    found: list[list[tuple[int, int]]] = [[]]
    room = PART
    for start, end in (piece for line in lines for piece in _short(line, source)):
        if end - start > room:
            found.append([])
            room = PART
        found[-1].append((start, end))
        room -= end - start
    return found


def _short(line: tuple[int, int], source: str) -> Iterator[tuple[int, int]]:
    start, end = line
    while end - start > _LINE:
        space = source.rfind(" ", start + 1, start + _LINE)
        cut_at = space + 1 if space > 0 else start + _LINE
        yield start, cut_at
        start = cut_at
    yield start, end


def occurrences(source: str, words: str, most: int) -> list[tuple[int, int]]:
    """Where these very words stand, at most so many places. White space at their ends does not count, and any white space between them will do."""
    wanted = " ".join(words.split())
    if not wanted:
        return []
    written = list(re.finditer(r"\S+", source))
    starts, length = [], 0
    for word in written:
        starts.append(length)
        length += len(word.group()) + 1
    plain = " ".join(word.group() for word in written)
    found: list[tuple[int, int]] = []
    at = plain.find(wanted)
    while at >= 0 and len(found) < most:
        last = at + len(wanted) - 1
        first, final = bisect_right(starts, at) - 1, bisect_right(starts, last) - 1
        found.append((written[first].start() + at - starts[first], written[final].start() + last - starts[final] + 1))
        at = plain.find(wanted, at + 1)
    return found


def merged(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """One mark for all of the same kind on the same characters, with the labels and notes of all of them, and the stance where they agree."""
    alike: dict[tuple[str, str, int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        alike[mark.kind, mark.field, mark.start, mark.end].append(mark)
    return tuple(_merge(some) for some in alike.values())


def _merge(some: Sequence[Mark]) -> Mark:
    labels = list(dict.fromkeys(mark.label for mark in some))
    label = "; ".join(labels[:_SPELLED_OUT]) + (f"; and {len(labels) - _SPELLED_OUT} more" if len(labels) > _SPELLED_OUT else "")
    stance = some[0].stance if len({mark.stance for mark in some}) == 1 else None
    return replace(some[0], label=label, stance=stance, notes=tuple(note for mark in some for note in mark.notes))


def shallow(marks: Iterable[Mark], deepest: int = DEEPEST) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The marks in two lots, each in the order given: those to show, at most `deepest` over any character, and those left out.

    Where there are too many, marks of the kinds that a page is about stay, and of one kind those that end first.
    """
    given = list(marks)
    over: dict[Field, list[int]] = defaultdict(list)
    left_out: set[int] = set()
    for number in sorted(range(len(given)), key=lambda number: (given[number].start, -given[number].end)):
        mark = given[number]
        here = [other for other in over[mark.field] if given[other].end > mark.start]
        here.append(number)
        if len(here) > deepest:
            least = max(here, key=lambda other: (_WEIGHT[given[other].kind], given[other].end, other))
            here.remove(least)
            left_out.add(least)
        over[mark.field] = here
    return (
        tuple(mark for number, mark in enumerate(given) if number not in left_out),
        tuple(mark for number, mark in enumerate(given) if number in left_out),
    )


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


def nest(
    segments: Sequence[Segment], marks: Sequence[Mark], anchored: set[str], left_out: Mapping[int, Sequence[Mark]] | None = None
) -> tuple[Piece, ...]:
    """Segments as nested elements. Where two marks cross, the inner one is closed and opened again, so that every element lies in another.

    `anchored` holds the anchors that are taken on the page; those given here are added to it, so that each is given once. Of marks `left_out`,
    by the start of the segment that they begin with, only the anchors and notes are kept: links to them still lead to where they begin.
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
        begun = left_out.get(segment.start, ()) if left_out else ()
        places = tuple(dict.fromkeys(mark.anchor for mark in begun if mark.anchor not in anchored))
        anchored.update(places)
        kept = _common(segment.marks, following)
        ended = [marks[mark] for mark in segment.marks if marks[mark].end == segment.end]
        notes = dict.fromkeys(note for mark in (*ended, *begun) for note in mark.notes)
        pieces.append(Piece(tuple(opens), segment.text, len(segment.marks) - kept, tuple(notes), places))
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
