"""Of whom a statement tells from its first words on: "the aide said that Morn will never pay" is what Morn will do."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.positions.vocabulary import Passage
from onrecord.records import Span, Statement

# What may stand between the beginning of what is said and the name.
_BEFORE = frozenset(["that", "the", "how"])


def opens_what_is_said(statement: Statement, mention: Span, passage: Passage, word: int) -> bool:
    """Whether what somebody says begins with a name, and goes on to a word without a mark between."""
    if statement.cue_class != "saying":
        return False
    begins = next((span.start for span in statement.content if span.field == mention.field and span.start <= mention.start < span.end), None)
    if begins is None:
        return False
    first, named, behind = (bisect_left(passage.starts, place) for place in (begins, mention.start, mention.end))
    return _BEFORE.issuperset(passage.stems[first:named]) and behind <= word and not any(passage.breaks[behind : word + 1])
