"""Spans brought to the exact borders of the quotations that they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.attribution.contents import Range
from onrecord.language.quotations import Quotation
from onrecord.records import Mode

# A border inside a quotation moves to the side on which most of the quoted words lie.
_MOST = 0.5


def snap_to_quotations(text: str, parts: Sequence[Range], quotations: Sequence[Quotation]) -> list[Range]:
    """Parts of content, none of which cuts through a quotation: it is taken whole, with its marks, or not at all.

    `quotations` are in order and lie side by side. A part of which nothing is left is dropped; parts that overlap are joined.
    """
    starts = [quotation.start for quotation in quotations]
    ends = [quotation.end for quotation in quotations]
    snapped: list[Range] = []
    for given_start, given_end in sorted(parts):
        start, end = given_start, given_end
        for quotation in quotations[bisect_right(ends, start) : bisect_left(starts, end)]:
            start, end = _against(quotation, start, end)
        if snapped and start < snapped[-1][1]:
            snapped[-1] = (min(start, snapped[-1][0]), max(end, snapped[-1][1]))
        elif any(letter.isalnum() for letter in text[start:end]):
            snapped.append((start, end))
    return snapped


def _against(quotation: Quotation, start: int, end: int) -> Range:
    """`[start, end)` moved so that it holds the quotation whole or leaves it out."""
    if start <= quotation.start and quotation.end <= end:
        return start, end
    inside = max(0, min(end, quotation.inner_end) - max(start, quotation.inner_start))
    if inside >= _MOST * (quotation.inner_end - quotation.inner_start):
        return min(start, quotation.start), max(end, quotation.end)
    if start > quotation.start and end < quotation.end:
        return start, end  # a statement inside a quotation: somebody quotes somebody
    if start < quotation.start:
        return start, min(end, quotation.start)
    return max(start, quotation.end), end


def mode_of(parts: Sequence[Range], quotations: Sequence[Quotation]) -> Mode:
    """Direct if all content stands in quotation marks, mixed if some of it does, else indirect."""
    starts = [quotation.start for quotation in quotations]
    whole, some = True, False
    for start, end in parts:
        place = bisect_right(starts, start) - 1
        held = place >= 0 and end <= quotations[place].end
        whole = whole and held
        some = some or held or bisect_left(starts, end) > place + 1
    return "direct" if whole else "mixed" if some else "indirect"
