"""Quotations that go on in the next paragraph: what opens there with a mark again has the speaker of the paragraph before."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from onrecord.attribution.snapping import mode_of
from onrecord.language.prose import Prose
from onrecord.language.quotations import Quotation
from onrecord.records import Span, Statement


def let_go_on(prose: Prose, statements: Sequence[Statement]) -> list[Statement]:
    """The statements; each paragraph that goes on with a quotation belongs to the statement that has its beginning.

    It stays where it is if its own paragraph names a speaker, or if its beginning has none.
    """
    found = list(statements)
    # Whose each part of content is, by where it starts.
    owners = {part.start: number for number, one in reversed(list(enumerate(found))) for part in one.content}
    starts = sorted(owners)
    for begun, further in pairwise(prose.quotations):
        giver = _of(found, owners, starts, begun) if begun.continued else None
        if giver is None or found[giver].source is None:
            continue
        holder = _of(found, owners, starts, further)
        if holder == giver or (holder is not None and _speaks_in(prose, found[holder], further)):
            continue
        if holder is not None:
            rest = [part for part in found[holder].content if not further.start <= part.start < further.end]
            found[holder] = _with(prose, found[holder], rest)
        found[giver] = _with(prose, found[giver], [*found[giver].content, prose.span(further.start, further.end)])
        if further.start not in owners:
            insort(starts, further.start)
        owners[further.start] = giver
    return [statement for statement in found if statement.content]


def _of(statements: Sequence[Statement], owners: Mapping[int, int], starts: Sequence[int], quotation: Quotation) -> int | None:
    """The number of the statement that has a quotation in its content."""
    place = bisect_right(starts, quotation.start) - 1
    owner = owners[starts[place]] if place >= 0 else None
    if owner is None or not any(part.start <= quotation.start < part.end for part in statements[owner].content):
        return None
    return owner


def _speaks_in(prose: Prose, statement: Statement, quotation: Quotation) -> bool:
    """Whether the cue of a statement stands in the paragraph of a quotation."""
    here, there = prose.sentence_at(quotation.start), prose.sentence_at(statement.cue[0].start) if statement.cue else None
    return here is not None and there is not None and here.paragraph == there.paragraph


def _with(prose: Prose, statement: Statement, content: Sequence[Span]) -> Statement:
    parts = sorted((part.start, part.end) for part in content)
    mode = mode_of(parts, prose.quotations) if parts else statement.mode
    return replace(statement, mode=mode, content=tuple(prose.span(start, end) for start, end in parts))
