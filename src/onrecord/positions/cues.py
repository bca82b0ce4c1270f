"""The cues of a passage: words that take a side, deny, weigh, or do something about a subject; and how far each reaches."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from onrecord.positions.vocabulary import CLAUSE_OPENERS, Group, Kind, Passage

# Words before a subject within which a cue still speaks of it. Set on gold/train by the share of right stances, as all reaches here and in `stance`.
CUE_BEFORE = 16
# Behind these, before a "not", something else is denied: "will walk away if they won't relent", "a vote when the sides cannot agree".
OF_ANOTHER = frozenset(["if", "unless", "when", "onli", "so", "with", "by", "to"])
_SAYING = frozenset(["say", "add", "tell", "insist", "warn", "declar", "vow", "pledg", "promis"])
# Words of their own behind "and": a verb ("and would not accept"), a refusal, or another subject. What stood before reaches no further.
_VERBS = frozenset(["be", "have", "do", "doe", "did", "don't", "doesn't", "didn't", "isn't", "aren't", "may", "might", "not", "never"])
_REFUSALS = frozenset(["refus", "declin", "reject", "oppos"])
_SUBJECTS = frozenset(["he", "she", "they", "we", "i", "that"])
# They may stand between "and" and the verb: "and still will not".
_THROWN_IN = frozenset(["also", "still", "now", "then", "therefor", "certain", "so", "again", "yet"])
_RELATIVE = frozenset(["which", "who", "whose", "where"])
_LONGEST_RELATIVE = 15
_WHEN_ASKED = (("when",), ("repeatedli",), ("again",), ("later",))
# What may stand between a noun and its relative clause: "the toll on the barges, which".
_TAILS = frozenset(["of", "on", "in", "for", "at", "over", "between", "with", "from"])
_LONGEST_TAIL = 6
_TIMES = frozenset(["sinc", "after"])
# Words that date something by what stands at most so many words behind them, and words that go on behind it without a verb.
_DATING = frozenset(["befor", "after", "sinc", "dure", "ahead"])
_DATED_WITHIN = 4
_GOING_ON = frozenset(["and", "in", "on", "next", "last", "this", "that", "he", "she", "they"])
# Words between a denial and the refusal that it denies ("has not so far explicitly ruled out").
_DENIED_WITHIN = 4
# "No objection" and "no veto" consent, while "no longer opposes" only leaves off opposing.
_LONGER = "longer"
_DENYING = "deni"
# Whoever drops "her opposition" to something does not commit to it yet.
_GIVING_UP = frozenset(["drop", "lift", "withdraw", "abandon", "soften"])
_OWN = frozenset(["it", "his", "her", "their"])
_CONTRACTED = frozenset(["don't", "haven't", "hasn't", "hadn't", "shouldn't"])
_UNLISTED_DENIALS = _CONTRACTED | {"none", "nobodi"}
_NOT = Group("words", Kind.NEGATION, -1)
_ONLY = frozenset(["onli", "just", "mere", "simpli"])
_MODALS = frozenset(["will", "would", "should", "must", "shall", "can", "could", "won't", "wouldn't", "cannot", "can't", "couldn't"])
# Whoever will not refuse consents; but this is never ruled out or closed so as to consent.
_LEFT_OPEN = frozenset(["rule", "close", "shut"])
_OPENING_BEHIND_AND = _SAYING | _VERBS | _REFUSALS | _SUBJECTS | _MODALS
_OPENERS = CLAUSE_OPENERS | {"nor"}


class Cue(Struct, frozen=True):
    """Words `[first, last)` of a passage, and the groups that they belong to."""

    first: int
    last: int
    groups: tuple[Group, ...]

    def has(self, kind: Kind) -> bool:
        """Whether some group is of this kind."""
        return kind in [group.kind for group in self.groups]

    def names(self, name: str) -> bool:
        """Whether some group has this name."""
        return name in [group.name for group in self.groups]

    @property
    def act(self) -> int:
        """+1 or -1 where the words are an act with one direction, else 0."""
        total = sum([group.sign for group in self.groups if group.kind is Kind.ACT])
        return (total > 0) - (total < 0)

    def shares_act(self, other: Cue) -> bool:
        """Whether both are acts of one group, in whichever direction."""
        return bool(self._directions(other))

    def contrary_to(self, other: Cue) -> bool:
        """Whether both are acts of one group, and only in opposite directions: "lift" and "impose"."""
        directions = self._directions(other)
        return bool(directions) and max(directions) < 0

    def _directions(self, other: Cue) -> list[int]:
        return [one.sign * two.sign for one in self.groups for two in other.groups if one.kind is two.kind is Kind.ACT and one.name == two.name]


def find_cues(passage: Passage) -> list[Cue]:
    """The cues of a passage in order; where they overlap the longest is kept.

    What the act before a participle undoes is no act: in "frees the jailed skipper" nobody jails him.
    """
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
    undone = [cue for before, cue in pairwise(found) if cue.first in passage.attributes and cue.first - before.last == 1 and before.contrary_to(cue)]
    return [cue for cue in found if cue not in undone]


def with_contractions(passage: Passage, cues: list[Cue]) -> list[Cue]:
    """The cues, and denials that the lists leave out, so that they make no sentence look as if it took a side: "don't", "none"."""
    added = [Cue(word, word + 1, (_NOT,)) for word, stem in enumerate(passage.stems) if stem in _UNLISTED_DENIALS]
    return sorted((*cues, *added), key=lambda cue: cue.first) if added else cues


def clause_ends(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause ends between two words: at a mark, at a word that opens another clause, or at an "and" with a verb of its own behind it."""
    between = passage.stems[first:last]
    if any(passage.breaks[first : last + 1]) or not _OPENERS.isdisjoint(between):
        return True
    return "and" in between and any(stem == "and" and _opens_clause(between[place + 1 : place + 3]) for place, stem in enumerate(between))


def _opens_clause(behind: tuple[str, ...]) -> bool:
    """Whether the two words behind an "and" open another clause."""
    first = behind[1:] if behind and behind[0] in _THROWN_IN else behind[:1]
    return not _OPENING_BEHIND_AND.isdisjoint(first)


def after_relative(passage: Passage, place: int) -> int:
    """Where the main clause goes on after a relative clause that begins at `place`, or behind "of" or "on" and a noun there (", which ...,");
    `place` itself where none begins.
    """
    opening = place
    if passage.stems[place : place + 1] and passage.stems[place] in _TAILS and not passage.breaks[place]:
        opening = next((later for later in range(place + 1, min(place + _LONGEST_TAIL, len(passage.stems))) if passage.breaks[later]), place)
    if opening >= len(passage.stems) or not passage.breaks[opening] or passage.stems[opening] not in _RELATIVE:
        return place
    return next((later for later in range(opening + 1, min(opening + _LONGEST_RELATIVE, len(passage.stems))) if passage.breaks[later]), place)


def tells_when(passage: Passage, cues: list[Cue], word: int) -> bool:
    """Whether the word stands in a clause that only tells when or since when something else happened, and in which nobody takes a side."""
    for place in range(word - 1, max(-1, word - CUE_BEFORE), -1):
        if passage.stems[place] in _TIMES:
            return not any(place < cue.first <= word and _takes_side(cue) for cue in cues)
        if passage.breaks[place + 1]:
            return False
    return False


def is_asked(passage: Passage, word: int) -> bool:
    """Whether the word stands in a question that opens the sentence: "Asked whether the toll would be lifted, Hellvik said"."""
    opening = 1 if passage.stems[:1] in _WHEN_ASKED else 0
    if passage.stems[opening : opening + 1] != ("ask",):
        return False
    return not any(passage.breaks[opening + 1 : word + 1])


def dates_something_else(passage: Passage, word: int) -> bool:
    """Whether a noun only tells when something else is or was ("would step down before the vote"), and no clause of its own begins there."""
    place = word - 1
    while place >= 0 and word - place <= _DATED_WITHIN and not passage.breaks[place + 1]:
        if passage.stems[place] in _DATING:
            behind = passage.stems[word + 1 : word + 2]
            return place > 0 and passage.stems[place - 1] != "not" and (not behind or passage.breaks[word + 1] or behind[0] in _GOING_ON)
        place -= 1
    return False


def is_left_open(passage: Passage, cues: list[Cue], refusal: Cue) -> bool:
    """Whether a refusal is itself denied, so that nobody commits to anything: "did not rule out", "stopped short of rejecting"."""
    if passage.stems[refusal.first] != _DENYING and not any(group.name in ("refusing", "opposing") for group in refusal.groups):
        return False
    if _is_given_up(passage, refusal):
        return True
    for place in range(refusal.first - 1, max(-1, refusal.first - 1 - _DENIED_WITHIN), -1):
        if passage.breaks[place + 1] or passage.stems[place] in _ONLY or passage.stems[place] in _SAYING:
            return False
        if _denies(passage, cues, place):
            following = passage.stems[place + 1]
            willing = passage.stems[place] in _MODALS or (place > 0 and passage.stems[place - 1] in _MODALS)
            return following not in _ONLY and (passage.stems[refusal.first] in _LEFT_OPEN or not willing)
    return False


def _is_given_up(passage: Passage, refusal: Cue) -> bool:
    """Whether somebody drops a refusal of his own: "dropped her opposition", "lifted its long veto"."""
    before = passage.stems[max(0, refusal.first - 3) : refusal.first]
    return any(one in _GIVING_UP and other in _OWN for one, other in pairwise(before)) and not any(
        passage.breaks[refusal.first - 1 : refusal.first + 1]
    )


def _denies(passage: Passage, cues: list[Cue], place: int) -> bool:
    if passage.stems[place] == "no":
        return passage.stems[place + 1] == _LONGER
    if passage.stems[place] == "short":
        return passage.stems[place - 1 : place] in (("stop",), ("fall",))
    return passage.stems[place] in _CONTRACTED or any(cue.first <= place < cue.last and cue.has(Kind.NEGATION) for cue in cues)


def _takes_side(cue: Cue) -> bool:
    return any(group.kind in (Kind.FAVOURING, Kind.OPPOSING, Kind.UNDECIDED) for group in cue.groups)


def in_reach_before(passage: Passage, cues: list[Cue], word: int, after: int) -> list[Cue]:
    """The cues before a word that have it in reach, none of them before the word `after`."""
    return [cue for cue in cues if after <= cue.first and 0 < word - cue.first <= CUE_BEFORE and not clause_ends(passage, min(cue.last, word), word)]
