"""Quotation marks of every kind, paired exactly.

Double marks and guillemets are paired first, by a stack; single marks, which may as well be apostrophes, are paired in what is left between them.
A mark that finds no partner is left out, unless its paragraph ends open and the next one opens with a mark again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

_DOUBLE_MARK = re.compile(r"''(?!')|``|‘‘|’’|[“”„‟\"«»]")
_SINGLE_MARK = re.compile(r"[‘’‚‛'`]")
_OPENING_GLYPHS = frozenset({"“", "„", "‟", "``", "‘‘", "«"})
_CLOSING_GLYPHS = frozenset({"”", "’’", "»"})
_GUILLEMETS = frozenset("«»")
# What may stand right before an opening mark, and right after a closing one, besides white space and the ends of the paragraph.
_BEFORE_OPENING = frozenset("([{—–-/:‘'“\"«`")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/’'”\"»…")
# Words that begin with an apostrophe: "'em", "'90s", "'til".
_ELISION = re.compile(r"(?:\d0s|em|til|till|cause|bout|round|twas|tis|tween|cuz|n|er)\b", re.IGNORECASE)


class Quotation(Struct, frozen=True):
    """Quoted words. `[start, end)` includes the marks, `[inner_start, inner_end)` does not.

    `continued` says that the paragraph ended before the quotation did: it goes on in the next paragraph, which opens with a mark again.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    continued: bool = False


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Every quotation in the given paragraphs (offsets into `text`), outermost only, in order. Linear in the length of the text."""
    found: list[Quotation] = []
    for place, (start, end) in enumerate(paragraphs):
        opens_next = place + 1 < len(paragraphs) and _opens_with_mark(text, *paragraphs[place + 1])
        doubles = _outermost(_double_quotations(text, start, end, opens_next=opens_next))
        singles = _single_quotations(text, start, end, doubles, opens_next=opens_next)
        found.extend(quotation for quotation in _outermost([*doubles, *singles]) if text[quotation.inner_start : quotation.inner_end].strip())
    return tuple(found)


def _opens_with_mark(text: str, start: int, end: int) -> bool:
    mark = _DOUBLE_MARK.match(text, start, end) or _SINGLE_MARK.match(text, start, end)
    return mark is not None and mark.end() < end and not text[mark.end()].isspace() and not _ELISION.match(text, mark.end(), end)


def _outermost(quotations: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda each: (each.start, -each.end)):
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept


def _double_quotations(text: str, start: int, end: int, *, opens_next: bool) -> list[Quotation]:
    """Pairs of double marks and guillemets, inner ones too, each kind with its own stack."""
    found: list[Quotation] = []
    opened: dict[bool, list[re.Match[str]]] = {True: [], False: []}
    for mark in _DOUBLE_MARK.finditer(text, start, end):
        stack = opened[mark.group() in _GUILLEMETS]
        if _opens(text, start, end, mark, within=bool(stack)):
            stack.append(mark)
        elif stack:
            first = stack.pop()
            found.append(Quotation(first.start(), mark.end(), first.end(), mark.start()))
    unpaired = opened[False][:1]
    if unpaired and opens_next and not any(quotation.end == end for quotation in found):
        found.append(Quotation(unpaired[0].start(), end, unpaired[0].end(), end, continued=True))
    return found


def _opens(text: str, start: int, end: int, mark: re.Match[str], *, within: bool) -> bool:
    """Whether a double mark opens: by the characters around it, else by its glyph, else by whether a quotation is open already."""
    after_gap = mark.start() == start or text[mark.start() - 1].isspace() or text[mark.start() - 1] in _BEFORE_OPENING
    before_gap = mark.end() == end or text[mark.end()].isspace() or text[mark.end()] in _AFTER_CLOSING
    if after_gap != before_gap:
        return after_gap
    if mark.group() in _OPENING_GLYPHS:
        return True
    if mark.group() in _CLOSING_GLYPHS:
        return False
    return not within and after_gap


def _single_quotations(text: str, start: int, end: int, doubles: list[Quotation], *, opens_next: bool) -> Iterator[Quotation]:
    """Pairs of single marks outside the double quotations, told apart from apostrophes."""
    openings, closings = _single_marks(text, start, end, doubles)
    for opening, following in pairwise([*openings, end]):
        closing = _closing_between(text, closings, opening + 1, following)
        if closing is not None:
            yield Quotation(opening, closing + 1, opening + 1, closing)
        elif opens_next and following == end and not doubles and _may_go_on(text, start, opening, end):
            yield Quotation(opening, end, opening + 1, end, continued=True)


def _may_go_on(text: str, start: int, opening: int, end: int) -> bool:
    """Whether a single mark that nothing closes may open a quotation that the next paragraph goes on with: at the head of its paragraph, or
    behind words that end there, of whole sentences.
    """
    before = text[start:opening].rstrip()
    return not before or (before[-1] in ".?!:," and text[end - 1] in ".?!")


def _single_marks(text: str, start: int, end: int, doubles: list[Quotation]) -> tuple[list[int], list[int]]:
    """Where single marks outside the double quotations may open, and where they may close."""
    openings, closings, passed = [], [], 0
    for mark in _SINGLE_MARK.finditer(text, start, end):
        place = mark.start()
        while passed < len(doubles) and doubles[passed].end <= place:
            passed += 1
        if passed < len(doubles) and doubles[passed].start <= place:
            continue
        after_gap = place == start or text[place - 1].isspace() or text[place - 1] in _BEFORE_OPENING
        before_word = place + 1 < end and text[place + 1].isalnum()
        if after_gap and mark.group() != "’" and place + 1 < end and not text[place + 1].isspace() and not _ELISION.match(text, place + 1, end):
            openings.append(place)
        elif not after_gap and not before_word and mark.group() in "’'":
            closings.append(place)
    return openings, closings


def _closing_between(text: str, closings: list[int], start: int, end: int) -> int | None:
    """The first closing mark in `[start, end)` that cannot be the apostrophe of a plural ("the workers' demand"), else the first."""
    first = None
    for place in range(bisect_left(closings, start), len(closings)):
        closing = closings[place]
        if closing >= end:
            break
        first = closing if first is None else first
        possessive = text[closing - 1] in "sS" and text[closing + 1 : closing + 2] == " " and text[closing + 2 : closing + 3].isalnum()
        if not possessive:
            return closing
    return first
