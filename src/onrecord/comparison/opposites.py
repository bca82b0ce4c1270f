"""Opposites: pairs of positions that cannot both hold, found in time that grows with the positions and not with their pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from onrecord.comparison.intervals import Interval
from onrecord.comparison.tellings import Held
from onrecord.language.words import find_words, stem
from onrecord.records import Span

OPPOSED = frozenset({"for", "against"})
# Words by which reports tell that something was otherwise before, or became otherwise.
_CHANGE = frozenset(
    "abandon abandoned begun changed changing dropped earlier early formerly initial initially later longer once "  # noqa: SIM905  reads as text
    "original originally previous previously reversed started switched then turned used".split()
)

Place = tuple[str, str]  # article, position


def opposite_inside(group: Sequence[Held]) -> tuple[Held, Held] | None:
    """The first position for and the first against, of one article, that are told as held at once by passages of their own.

    The same passage read both ways says more about the reading than about the report.
    """
    accepting, refusing = _by_moment(group, "for"), _by_moment(group, "against")
    for moment, one in accepting:
        for other in _partners(moment, one, refusing):
            if not overlap(one.position.evidence, other.position.evidence):
                return one, other
    return None
