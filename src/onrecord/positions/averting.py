"""What somebody wants to avert: "a deal to avert a strike" tells what the deal is for, and seldom who takes which side on the strike."""

from __future__ import annotations

from onrecord.positions.accusing import is_alleged
from onrecord.positions.cues import clause_ends
from onrecord.positions.matching import Match
from onrecord.positions.vocabulary import Passage

_AVERTING = (("avert",), ("avoid",), ("forestal",), ("stave", "off"), ("head", "off"))
# Words between that and what is averted.
_AVERTED_WITHIN = 4


def takes_no_side(passage: Passage, word: int, match: Match | None) -> bool:
    """Whether nobody takes a side by what is said of a word there: it is only alleged, or only what something else is to avert."""
    if is_alleged(passage, word):
        return True
    if match is None or _averts(match.topic.proposition):
        return False
    return _is_averted(passage, word, frozenset(anchor.word for anchor in match.anchors))


def _is_averted(passage: Passage, word: int, anchors: frozenset[int]) -> bool:
    """Whether a word is what is averted, and not of what: in "avert a delay of the vote" the vote is not. `anchors` are words of the term."""
    for place in range(word - 1, max(-1, word - 2 - _AVERTED_WITHIN), -1):
        if (passage.stems[place] == "of" and place - 1 not in anchors) or clause_ends(passage, place + 1, word):
            return False
        if _averts_at(passage, place):
            return True
    return False


def _averts(passage: Passage) -> bool:
    return any(_averts_at(passage, place) for place in range(len(passage.stems)))


def _averts_at(passage: Passage, place: int) -> bool:
    return passage.stems[place : place + 1] in _AVERTING or passage.stems[place : place + 2] in _AVERTING
