"""What is said not to be so: "denied that", "dismissed reports according to which", "reports that ... are false"."""

from __future__ import annotations

from msgspec import Struct

from onrecord.language.denials import DENYING, DISMISSING, SAID, UNTRUE
from onrecord.positions.vocabulary import Passage

_DENYING = DENYING | DISMISSING | {"rebut", "quash", "scotch", "dispel"}
_REPORTS = SAID | {"accus", "notion", "specul"}
# Behind "denied" these begin what is denied: "denied that", "denied any plan", "denied having".
_BEGINNING = frozenset(["that", "ani", "have"])
# "Denied Karsia had agreed": a subject with its verb. Behind one of these words something else begins ("denied visas to those who have").
_AUXILIARIES = frozenset(["have", "be", "would", "will"])
_ELSEWHERE = frozenset(["to", "for", "from", "in", "who", "which", "as"])
# A report tells something where these follow it: "reports that", "suggestions of", "claims according to which".
_TELLING = frozenset(["that", "of", "which", "about"])
_UNTRUE = UNTRUE | {"bogus", "groundless"}
# Words between a denial and the report that it denies, between a report and what it tells, and at most told of.
_NEAR = 4
_LONGEST = 30


class Denial(Struct, frozen=True):
    """Words `[first, last)` of a passage that are said not to be so, and the word that says it."""

    word: int
    first: int
    last: int


def find_denials(passage: Passage) -> list[Denial]:
    """What a passage says not to be so, in order."""
    found = [_behind(passage, place) for place, stem in enumerate(passage.stems) if stem in _DENYING]
    found += [_before(passage, place) for place, stem in enumerate(passage.stems) if stem in _UNTRUE]
    return sorted((one for one in found if one is not None), key=lambda one: one.word)


def _behind(passage: Passage, denial: int) -> Denial | None:
    """What is denied behind a word: from "that" on, or from what a report tells, to the end of the clause."""
    for place in range(denial + 1, min(denial + 1 + _NEAR, len(passage.stems))):
        if passage.breaks[place]:
            return None
        if place == denial + 1 and passage.stems[denial] == "deni" and (passage.stems[place] in _BEGINNING or _is_told_without_that(passage, place)):
            return Denial(denial, place, _end_of(passage, place))
        if passage.stems[place] in _REPORTS:
            first = _told_from(passage, place)
            return Denial(denial, first, _end_of(passage, first)) if first is not None else None
    return None


def _is_told_without_that(passage: Passage, subject: int) -> bool:
    """Whether right behind "denied" somebody is told to do something: "denied Karsia had agreed"."""
    behind = range(subject + 1, min(subject + 1 + _NEAR, len(passage.stems)))
    auxiliary = next((place for place in behind if passage.stems[place] in _AUXILIARIES), None)
    if auxiliary is None or any(passage.breaks[subject : auxiliary + 1]):
        return False
    return _ELSEWHERE.isdisjoint(passage.stems[subject:auxiliary])


def _before(passage: Passage, untrue: int) -> Denial | None:
    """What a report tells that is called untrue behind it."""
    for place in range(untrue - 1, max(-1, untrue - 1 - _LONGEST), -1):
        if passage.breaks[place + 1]:
            return None
        if passage.stems[place] in _REPORTS:
            first = _told_from(passage, place)
            return Denial(untrue, first, untrue) if first is not None and first < untrue else None
    return None


def _told_from(passage: Passage, report: int) -> int | None:
    """Where what a report tells begins."""
    for place in range(report + 1, min(report + 1 + _NEAR, len(passage.stems))):
        if passage.breaks[place]:
            return None
        if passage.stems[place] in _TELLING:
            return place
    return None


def _end_of(passage: Passage, first: int) -> int:
    """Where the clause ends that begins at a word: at the next mark."""
    last = min(first + _LONGEST, len(passage.stems))
    return next((place for place in range(first + 1, last) if passage.breaks[place]), last)
