"""What is told only to date or to place something else: "trade has grown since Zell lifted the toll", "as Zell demands"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.positions.agents import Named
from onrecord.positions.around_names import words_up_to
from onrecord.positions.cues import CUE_BEFORE
from onrecord.positions.vocabulary import Passage
from onrecord.records import Span

_TIMES = frozenset(["after", "sinc"])
# Words between one of these and the name of whoever did it ("after the Karsian council").
_SUBJECT_WITHIN = 2
# They open a clause that tells under which circumstances something holds, and not what is wanted.
_CIRCUMSTANCES = frozenset(["when", "if", "unless", "until", "onc", "once", "whenev"])
_ARTICLES = frozenset(["the", "a", "an"])


def only_dates(passage: Passage, named: Sequence[Named], word: int, side: str) -> bool:
    """Whether a word stands in a clause that dates something by what another side did: that is no stance of whoever says so."""
    for place in range(word - 1, max(-1, word - CUE_BEFORE), -1):
        if passage.breaks[place + 1]:
            return False
        if passage.stems[place] in _TIMES:
            subject = next((one for one in named if place < one[0] <= place + _SUBJECT_WITHIN and one[1] <= word), None)
            return subject is not None and subject[2] != side and not subject[3]
    return False


def is_circumstance(passage: Passage, mention: Span) -> bool:
    """Whether whoever a name names is the subject of a circumstance: "peace is possible when Karsia embraces a truce"."""
    first = _first_of(passage, mention)
    return first > 0 and passage.stems[first - 1] in _CIRCUMSTANCES


def is_thrown_in(passage: Passage, mention: Span, word: int) -> bool:
    """Whether between two marks is thrown in what somebody else does, before a word behind them: "the toll, as Zell demands, rather than"."""
    first, behind = _first_of(passage, mention), words_up_to(passage, mention.end)
    if not first or passage.stems[first - 1] != "as" or not (first == 1 or passage.breaks[first - 1]):
        return False
    return behind < word and any(passage.breaks[behind : word + 1])


def _first_of(passage: Passage, mention: Span) -> int:
    """The first word that names somebody, or the article before it."""
    first = words_up_to(passage, mention.start)
    return first - 1 if first and passage.stems[first - 1] in _ARTICLES else first
