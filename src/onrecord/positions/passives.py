"""Who takes a side in the passive: "Karsia's plan was rejected by Ostmark", "the toll demanded by Lenne"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.positions.cues import Cue, clause_ends
from onrecord.positions.vocabulary import Passage

# Words between what is spoken of and what is done to it, between that and its "by", and from the "by" to the name.
_DONE_WITHIN = 12
_BY_WITHIN = 3
_NAME_WITHIN = 3
# Words before a participle among which a form of "be" makes a clause of its own.
_BE_WITHIN = 3
_RELATIVE = frozenset(["which", "that"])
_SIDES = frozenset(["demanding", "wanting", "offering", "accepting", "deciding", "refusing", "opposing", "preventing"])
# What somebody puts forward, as stems, and the words from the name to it.
_PUT_FORWARD = frozenset(
    ["propos", "plan", "offer", "demand", "request", "call", "bid", "draft", "motion", "initi", "idea", "amend", "appeal", "suggest", "bill", "push"]
)
_OWNED_WITHIN = 3


class Passive(Struct, frozen=True):
    """What is done (a cue), the words among which whoever does it is named, and whether it is the main clause ("was rejected by")."""

    cue: Cue
    first: int
    last: int
    is_clause: bool


def find_passive(passage: Passage, cues: Sequence[Cue], word: int) -> Passive | None:
    """What is told behind a word to be done to it by somebody, if anything."""
    for cue in cues:
        by = _by(passage, cue) if 0 < cue.first - word <= _DONE_WITHIN and takes_a_side(cue) else None
        if by is not None and _is_of(passage, word, cue):
            between = passage.stems[max(word + 1, cue.first - _BE_WITHIN) : cue.first]
            is_clause = "be" in between and _RELATIVE.isdisjoint(between)
            return Passive(cue, by + 1, min(by + 1 + _NAME_WITHIN, len(passage.stems)), is_clause)
    return None


def takes_a_side(cue: Cue) -> bool:
    """Whether a cue tells that somebody is for something or against it."""
    return any(group.name in _SIDES for group in cue.groups)


def puts_forward(passage: Passage, first: int, last: int, word: int) -> bool:
    """Whether the words `[first, last)` that name somebody, or those right behind, are of what he put forward ("Karsia's plan to")."""
    behind = min(last + _OWNED_WITHIN, word)
    return last <= word and not _PUT_FORWARD.isdisjoint(passage.stems[first:behind]) and not any(passage.breaks[first + 1 : behind])


def _by(passage: Passage, cue: Cue) -> int | None:
    for place in range(cue.last, min(cue.last + _BY_WITHIN, len(passage.stems) - 1)):
        if passage.breaks[place]:
            return None
        if passage.stems[place] == "by":
            return place
    return None


def _is_of(passage: Passage, word: int, cue: Cue) -> bool:
    """Whether nothing else is told between a word and what is done to it; a "which" may stand there, right before it."""
    between = passage.stems[word + 1 : cue.first]
    relative = next((word + 1 + place for place, stem in enumerate(between) if stem in _RELATIVE), None)
    if relative is None:
        return not clause_ends(passage, word + 1, cue.first)
    return (
        cue.first - relative <= _BE_WITHIN and not any(passage.breaks[word + 1 : relative]) and not any(passage.breaks[relative + 1 : cue.first + 1])
    )
