"""Which side a sentence takes towards a term.

Two questions are kept apart. What is done about the subject: "lifts its sanctions" and "keep the sanctions" are contraries by their acts. And
who is for it: "rejects", "voted against", "not" turn round whatever stands in their reach. A side is against when exactly one of the two is.
The reach of a cue is a clause: it ends at a hard mark, at a word that opens another clause, and at the words that name the holder.
"""

from __future__ import annotations

from msgspec import Struct

from onrecord.positions.matching import Anchor, Match
from onrecord.positions.vocabulary import CLAUSE_OPENERS, Group, Kind, Passage
from onrecord.records import Stance

# Words before a subject within which an act governs it, and after it ("sanctions are lifted").
_ACT_BEFORE = 5
_ACT_AFTER = 4
# Words before a subject within which a cue still speaks of it, and after it ("the plan is unacceptable").
_CUE_BEFORE = 16
_CUE_AFTER = 7
_NEGATION_BEFORE = 12
# Soft marks that a cue may cross.
_MARKS_CROSSED = 0

# After these a "not" says what somebody will not do; before those it says something else.
_MODALS = frozenset(["will", "would", "should", "must", "shall"])
_REFUSALS = frozenset(["refus", "declin", "never", "won't", "wouldn't", "cannot", "neither", "nor"])
_NO_DENIAL = frozenset(["enough", "onli", "just", "mean", "yet", "necessarili", "even", "rule"])

class Cue(Struct, frozen=True):
    """A word or phrase that takes a side, denies, weighs, or does something about a subject."""

    first: int
    last: int
    groups: tuple[Group, ...]

    def has(self, kind: Kind) -> bool:
        """Whether some list of this kind holds the words."""
        return any(group.kind is kind for group in self.groups)

    def shares_group(self, other: Cue) -> bool:
        """Whether both are acts of one group."""
        return not {group.name for group in self.groups if group.kind is Kind.ACT}.isdisjoint(group.name for group in other.groups if group.kind is Kind.ACT)

    def contrary_to(self, other: Cue) -> bool:
        """Whether both are acts of one group in opposite directions only: "lift" and "impose"."""
        pairs = [one.sign * two.sign for one in self.groups for two in other.groups if one.kind is two.kind is Kind.ACT and one.name == two.name]
        return bool(pairs) and max(pairs) < 0

    @property
    def act(self) -> int:
        """+1 or -1 where the words are an act with one direction, else 0."""
        total = sum(group.sign for group in self.groups if group.kind is Kind.ACT)
        return (total > 0) - (total < 0)


def find_cues(passage: Passage) -> list[Cue]:
    """The cues of a passage in order; where they overlap the longest is kept."""
    spans: dict[tuple[int, int], list[Group]] = {}
    for hit in passage.hits:
        if hit.group.kind is not Kind.THING:
            spans.setdefault((hit.first, hit.last), []).append(hit.group)
    taken: set[int] = set()
    found = []
    for (first, last), groups in sorted(spans.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0])):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            found.append(Cue(first, last, tuple(groups)))
    found.sort(key=lambda cue: cue.first)
    return found


def take_side(passage: Passage, cues: list[Cue], match: Match, after: int) -> Stance:
    """The side that the passage takes on a matched term. `after` is the first word that the holder's own cues may stand at."""
    if _undecided(in_reach_before(passage, cues, match.anchors[0].word, after)):
        return "undecided"
    proposition = match.topic.proposition
    agreement = 0.0
    for candidate in match.anchors[:3]:
        if candidate.part.kind != "actor":
            agreement += candidate.earned * _agreement(passage, cues, candidate, proposition, after)
    return "against" if agreement < 0 else "for"


def in_reach_before(passage: Passage, cues: list[Cue], word: int, after: int) -> list[Cue]:
    """The cues before a word that have it in reach, none of them before the word `after`."""
    return [
        cue for cue in cues if after <= cue.first and 0 < word - cue.first <= _CUE_BEFORE and not _interrupted(passage, min(cue.last, word), word, _MARKS_CROSSED)
    ]


def _agreement(passage: Passage, cues: list[Cue], anchor: Anchor, proposition: Passage, after: int) -> int:
    """+1 where the words around the anchor want what the proposition says, -1 where they want the contrary."""
    asked = _act_upon(proposition, find_cues(proposition), anchor.part.place)
    done = _act_upon(passage, cues, anchor.word)
    contrary = done is not None and (asked.contrary_to(done) if asked and asked.shares_group(done) else done.has(Kind.OPPOSING) and (not asked or asked.act > 0))
    attitude = _attitude(passage, cues, anchor.word, done, after if after <= anchor.word else 0)
    return -attitude if contrary else attitude


def _act_upon(passage: Passage, cues: list[Cue], word: int) -> Cue | None:
    """The act that governs a word: the word's own, else the nearest before it, else one just after it."""
    before, behind = None, None
    for cue in cues:
        if not cue.act:
            continue
        if cue.first <= word < cue.last:
            return cue
        if cue.last <= word and word - cue.last < _ACT_BEFORE and not _interrupted(passage, cue.last, word, 0):
            before = cue
        if behind is None and word < cue.first <= word + _ACT_AFTER and not _interrupted(passage, word + 1, cue.first, 0):
            behind = cue
    return before or behind


def _attitude(passage: Passage, cues: list[Cue], word: int, governing: Cue | None, after: int) -> int:
    """-1 where an odd number of opposing or denying cues has the word in reach, else +1."""
    sign = 1
    for cue in cues:
        if cue is governing or cue.first <= word < cue.last:
            continue
        opposing, denying = cue.has(Kind.OPPOSING), cue.has(Kind.NEGATION)
        if not (opposing or denying):
            continue
        if cue.last <= word:
            reach = _CUE_BEFORE if opposing else _NEGATION_BEFORE
            if cue.first < after or word - cue.first > reach or _interrupted(passage, cue.last, word, _MARKS_CROSSED):
                continue
            if opposing or _denies_will(passage, cues, cue):
                sign = -sign
        elif cue.first - word <= _CUE_AFTER and not _interrupted(passage, word + 1, cue.first, 0):
            sign = -sign
    return sign


def _denies_will(passage: Passage, cues: list[Cue], denial: Cue) -> bool:
    """Whether a "not" denies that somebody wants or will: "will not", "does not support", "refused"; and not "not enough", "does not mean"."""
    following = passage.stems[denial.last] if denial.last < len(passage.stems) else ""
    if following in _NO_DENIAL:
        return False
    if passage.stems[denial.first] in _REFUSALS or (denial.first and passage.stems[denial.first - 1] in _MODALS):
        return True
    return any(cue.has(Kind.FAVOURING) for cue in cues if 0 <= cue.first - denial.last <= 1)


def _interrupted(passage: Passage, first: int, last: int, marks: int) -> bool:
    """Whether a clause ends between two words: a hard mark, more soft marks than allowed, or a word that opens a clause."""
    seen = 0
    for place in range(first, last + 1):
        if place < len(passage.breaks):
            if passage.breaks[place] == 2:  # noqa: PLR2004  see Passage.breaks
                return True
            seen += passage.breaks[place]
            if seen > marks or (place < last and passage.stems[place] in CLAUSE_OPENERS):
                return True
    return False


def _undecided(reaching: list[Cue]) -> bool:
    """Whether the holder weighs, and takes no side."""
    return any(cue.has(Kind.UNDECIDED) for cue in reaching) and not any(cue.has(Kind.FAVOURING) or cue.has(Kind.OPPOSING) for cue in reaching)
