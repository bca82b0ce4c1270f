"""What is done about a subject: which acts govern a word, and whether they are the contrary of what a proposition asks."""

from __future__ import annotations

from math import prod

from onrecord.positions.cues import Cue, after_relative, clause_ends
from onrecord.positions.vocabulary import Kind, Passage

# Words before a subject within which an act governs it, and after it ("sanctions are lifted").
_ACT_BEFORE = 5
_ACT_AFTER = 4
# What is done in the passive to a subject with more words to its name stands further on: "the toll on the barges must never be lifted".
_PASSIVE_AFTER = 8
_BEFORE_BE = frozenset(["will", "would", "should", "must", "shall", "can", "could", "to", "not", "never", "have"])
# "Is not allowed to close": what is allowed is what counts, and of those who "remain in place" the place is no act.
_ALLOWING = frozenset(["allow", "permit", "let"])
# Words within which a "from" tells what somebody withdraws others from.
_TAKEN_ALONG = 4
# Whoever walks out "of" something is against it, and whoever shuns it.
_OUT_OF = frozenset(["of", "from"])
_SHUNNING = frozenset(["quit", "boycott", "shun", "skip"])
# Behind these stands what comes, and not what goes: "replace the toll with a tax".
_INSTEAD = frozenset(["with", "by"])
_KEEPING = frozenset(["stay", "remain", "keep"])
_PREPOSITIONS = frozenset(
    ["of", "in", "for", "with", "under", "on", "from", "against", "by", "at", "after", "befor", "without", "beyond", "over", "about", "despit"]
)
# What something is kept, left or held: whoever "keeps a ward open" opens it, in so far as it matters who is for it.
_STATES = frozenset(["open", "close", "shut"])
_PUTTING = frozenset(["keep", "leav", "hold"])
_OF_ANOTHER_STATE = frozenset(["and", "or", "but", "from", "to", "by", "while", "that", "befor"])
_KEPT = frozenset(["the", "it", "their", "his", "her", "our", "a", "all", "this", "that", "these", "those", "ani"])
# Words over which an act governs another: "renounces its plan to join".
_BRIDGES = frozenset(
    ["a", "all", "ani", "attempt", "bid", "effort", "goal", "hope", "it", "plan", "right", "the", "their", "his", "her", "to", "ambit", "intent"]
)
# Acts on both sides of these do not govern each other: "scrap or cut", "cut the toll without lifting".
_APART = frozenset(["without", "or"])


def is_contrary(passage: Passage, word: int, asked: list[Cue], done: list[Cue], proposed: tuple[Cue, ...]) -> bool:
    """Whether what is done to the subject is the contrary of what the proposition asks.

    Acts of different groups are compared only where what is done is itself a refusal ("blocked", "called off"): on gold/train other
    acts of different groups tell nothing about the side.
    """
    if not done:
        return False
    place = next((place for place, act in enumerate(asked) if act.shares_act(done[0])), None)
    kept = done[0].first > word or "at" in passage.stems[word + 1 : word + 3] or _is_kept(passage, done[0], word)
    if place is None and _keeps(passage, done[0]) and kept:
        return bool(asked) and (direction(asked) < 0 or _changes(asked[0]))
    if place is None:
        return (done[0].has(Kind.OPPOSING) or _walks_out(passage, done[0], word, proposed)) and direction(asked) > 0
    turned = direction(asked[place + 1 :]) != direction(done[1:])
    return asked[place].contrary_to(done[0]) != turned


def acts_upon(passage: Passage, cues: list[Cue] | tuple[Cue, ...], word: int) -> list[Cue]:
    """The acts that govern a word, nearest first: the word's own or the nearest before it, those that govern that one, else one just after."""
    found: list[Cue] = []
    place = word
    for cue in reversed(cues):
        if cue.act and cue.first <= place < cue.last:
            found.append(cue)
        elif (
            cue.act
            and cue.last <= place
            and (_BRIDGES.issuperset(passage.stems[cue.last : place]) if found else place - _behind_from(passage, cue) < _ACT_BEFORE)
        ):
            # "Disband or abolish": neither act governs the other.
            if clause_ends(passage, cue.last, place) or not _APART.isdisjoint(passage.stems[cue.last : place]):
                break
            if comes_instead(passage, cue, place):
                continue
            found.append(cue)
        else:
            continue
        place = cue.first
    if found:
        return _state_put(passage, cues, found[0], word) or found
    place = after_relative(passage, word + 1)
    near = [cue for cue in cues if cue.act and place <= cue.first < place + _PASSIVE_AFTER and _is_near(passage, cue, place)]
    behind = next((cue for cue in cues if cue.act and near and cue.first >= near[0].last), None)
    if behind and _leads_to(passage, near[0], behind):
        near = [behind]
    if not near or clause_ends(passage, word + 1 if place == word + 1 else place + 1, near[0].first) or _is_of_a_phrase(passage, word, near[0]):
        return []
    return near[:1]


def direction(acts: list[Cue]) -> int:
    """Where the acts that govern an act lead: in "gives up joining" away from it."""
    return prod(cue.act for cue in acts)


def _walks_out(passage: Passage, act: Cue, word: int, proposed: tuple[Cue, ...]) -> bool:
    """Whether an act before the word leaves it ("pull them out of", "boycott"), or leaves at all what is asked to go on.

    On gold/train "leave" alone tells nothing about the side: much is left behind, left open or left to others.
    """
    if act.last > word or not _leaves(act):
        return False
    if not _OUT_OF.isdisjoint(passage.stems[act.last : word]) or passage.stems[act.first] in _SHUNNING:
        return True
    return any(group.name == "going-on" and group.sign > 0 for one in proposed for group in one.groups)


def _is_near(passage: Passage, act: Cue, place: int) -> bool:
    """Whether an act behind a word is so near that it is done to it."""
    before = passage.stems[max(0, act.first - 2) : act.first]
    return act.first < place + _ACT_AFTER or (before[1:] == ("be",) and before[0] in _BEFORE_BE)


def _leads_to(passage: Passage, act: Cue, other: Cue) -> bool:
    """Whether an act only tells how another comes about: "stays closed", "is allowed to close"."""
    if other.first - act.last > 1:
        return False
    before = passage.stems[other.first - 1]
    return (_keeps(passage, act) and before != "in") or (passage.stems[act.first] in _ALLOWING and before == "to")


def _is_of_a_phrase(passage: Passage, word: int, act: Cue) -> bool:
    """Whether an act behind a word is a noun that a preposition opens, and does nothing to the word: "uranium beyond the limit"."""
    place = act.first - 1
    if place > word and passage.stems[place] in _KEPT:
        place -= 1
    return place > word and passage.stems[place] in _PREPOSITIONS


def _state_put(passage: Passage, cues: list[Cue] | tuple[Cue, ...], act: Cue, word: int) -> list[Cue]:
    """The state that an act before the word puts it in, right behind the word: "keeps its ward open"."""
    if passage.stems[act.first] not in _PUTTING or act.last - act.first > 1:
        return []
    state = next((cue for cue in cues if word < cue.first <= word + _ACT_AFTER and passage.stems[cue.first] in _STATES), None)
    if state is None or clause_ends(passage, word + 1, state.first) or not _OF_ANOTHER_STATE.isdisjoint(passage.stems[word + 1 : state.first]):
        return []
    return [state]


def _behind_from(passage: Passage, act: Cue) -> int:
    """Where what somebody leaves begins, behind those whom he takes along ("withdraws its nurses from"); else the end of the act."""
    taken = passage.stems[act.last : act.last + _TAKEN_ALONG]
    return act.last + taken.index("from") + 1 if "from" in taken and _leaves(act) else act.last


def _leaves(act: Cue) -> bool:
    """Whether an act may be that somebody takes part no longer."""
    return any(group.name == "taking-part" and group.sign < 0 for group in act.groups)


def _keeps(passage: Passage, cue: Cue) -> bool:
    """Whether an act says that something goes on as it is: "the toll stays"."""
    return passage.stems[cue.first] in _KEEPING


def _is_kept(passage: Passage, act: Cue, word: int) -> bool:
    """Whether somebody keeps what a word names: "wants to keep its toll", but not "kept pushing" or "keep to"."""
    between = passage.stems[act.last : word]
    return passage.stems[act.first] == "keep" and between[:1] != () and _KEPT.issuperset(between[:1])


def _changes(act: Cue) -> bool:
    """Whether an act makes more or less of something, so that it does not stay as it is."""
    return any(group.name == "raising" for group in act.groups)


def comes_instead(passage: Passage, cue: Cue, word: int) -> bool:
    """Whether a word behind a cue names what takes the place of something else: the tax of "replace the toll with a tax"."""
    return passage.stems[cue.first] == "replac" and not _INSTEAD.isdisjoint(passage.stems[cue.last : word])
