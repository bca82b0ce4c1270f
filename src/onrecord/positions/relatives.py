"""What a holder says in a relative clause of what stands before it: "the toll, which Lenne opposes, ...", "the swap, to which Lenne has agreed"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.positions.cues import Cue, clause_ends, is_left_open
from onrecord.positions.matching import Match
from onrecord.positions.stance import take_side
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Stance

_OPENERS = frozenset(["which", "whom"])
_PREPOSITIONS = frozenset(["to", "with", "for", "on", "against", "of", "about"])
# Words between "which" and the end of the name of whoever takes a side ("which the Karsian foreign minister"), and between a noun and "which".
_NAMED_WITHIN = 7
_NOUN_WITHIN = 6
_LONGEST = 16


class Relative(Struct, frozen=True):
    """A relative clause: the word at which it opens, the words `[first, last)` behind its subject, and the cues among those."""

    opening: int
    first: int
    last: int
    cues: tuple[Cue, ...]


def find_relative(passage: Passage, cues: Sequence[Cue], word: int, named: int) -> Relative | None:
    """The relative clause about a word that has for its subject a name ending before the word `named`, and in which that one takes a side."""
    places = range(named - 2, max(word, named - 2 - _NAMED_WITHIN), -1)
    which = next((place for place in places if passage.stems[place] in _OPENERS), None)
    if which is None or any(passage.breaks[which + 1 : named]):
        return None
    opening = which - (passage.stems[which - 1] in _PREPOSITIONS)
    if not 0 < opening - word <= _NOUN_WITHIN or clause_ends(passage, word + 1, opening - 1):
        return None
    last = next((place for place in range(named, min(named + _LONGEST, len(passage.stems))) if passage.breaks[place]), len(passage.stems))
    inside = tuple(cue for cue in cues if named <= cue.first < last)
    return Relative(opening, named, last, inside) if any(_sides(cue) or cue.has(Kind.UNDECIDED) for cue in inside) else None


def side_in(passage: Passage, cues: Sequence[Cue], match: Match, relative: Relative) -> Stance:
    """The side that the subject of a relative clause takes on what stands before it, whatever the main clause says of that."""
    inside = list(relative.cues)
    if not any(_sides(cue) for cue in inside) or any(is_left_open(passage, inside, cue) for cue in inside):
        return "undecided"
    turned = sum(cue.has(Kind.OPPOSING) or cue.has(Kind.NEGATION) for cue in inside) % 2
    done = [(act, asked) for act in inside for asked in match.topic.cues if act.shares_act(asked)]
    if done:
        # What it is told to have done says more than the word's own direction: "the toll, which Karsia introduced" is not lifted.
        return "against" if done[0][0].contrary_to(done[0][1]) != (turned == 1) else "for"
    before = [cue for cue in cues if cue.act and cue.last <= relative.opening and not cue.has(Kind.OPPOSING) and not cue.has(Kind.NEGATION)]
    return take_side(passage, before, match, 0, attitude=-1 if turned else 1)


def _sides(cue: Cue) -> bool:
    return cue.has(Kind.FAVOURING) or cue.has(Kind.OPPOSING)
