"""Which side a sentence takes towards a term.

Two questions are kept apart. What is done about the subject: "lifts its sanctions" and "keep the sanctions" are contraries by their acts. And
who is for it: "rejects", "voted against", "not" turn round whatever stands in their reach. A side is against when exactly one of the two is.
The reach of a cue is a clause: it ends at a mark, at a word that opens another clause, and at the words that name the holder.
"""

from __future__ import annotations

from onrecord.positions.acting import acts_upon, comes_instead, direction, is_contrary
from onrecord.positions.cues import CUE_BEFORE, OF_ANOTHER, Cue, after_relative, clause_ends, in_reach_before, is_left_open, with_contractions
from onrecord.positions.denials import Denial, find_denials
from onrecord.positions.foretold import denies_harm, does_harm, is_warned_of
from onrecord.positions.matching import Anchor, Match
from onrecord.positions.negating import denies_will
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Stance

# Words within which a "not" speaks of a later subject, and any cue of an earlier one ("the plan is unacceptable").
_NEGATION_BEFORE = 12
# Words of a proposition within which a "not" or "no" speaks of a later one; and the acts by which it gives up what it names.
_DENIED_BEFORE = 4
_GIVING_UP = frozenset(["going-on", "taking-part"])
# Words within which somebody defies a subject: further on he defies something else on account of it.
_DEFIED_BEFORE = 6
_CUE_AFTER = 7
# What somebody puts forward for others to decide on, behind his name in the genitive or before "by" and his name.
_PUT_FORWARD = frozenset(
    ["motion", "amend", "bill", "propos", "resolut", "bid", "attempt", "request", "demand", "appeal", "complaint", "petition", "offer"]
)
_OWNED_WITHIN = 3
_NAMED_WITHIN = 7
# Words within which "it" takes up a subject.
_PRONOUN_AFTER = 16
_TAKING_UP = frozenset(["it", "one", "them"])
_REFUSING = frozenset(["refus", "declin"])
# Behind these, or auxiliaries behind them, the subject of what takes it up is the one before, or a pronoun.
_SAME_SUBJECT = frozenset(["i", "we", "he", "she", "they", "and", "but", "then", "to"])
_BETWEEN_SUBJECT_AND_CUE = frozenset(
    ["be", "have", "will", "would", "also", "now", "still", "then", "i'm", "we're", "i'll", "we'll", "do", "did", "strong", "firm"]
)
# Only the most telling words of a match are asked.
_ANCHORS_ASKED = 3
# Words from a noun to a word of its relative clause.
_WHO_AND_WHICH, _RELATIVE_WITHIN = frozenset(["who", "whom", "which", "whose"]), 8
_LONGEST_RELATIVE = 15
_THEN = frozenset(["then", "later", "also"])
# Words from "than" to what somebody would not have, and from "rather" to "than".
_PREFERRING = frozenset(["rather", "sooner"])
_SET_BEHIND_WITHIN, _PREFERRED_WITHIN = 8, 10


def take_side(passage: Passage, cues: list[Cue], match: Match, after: int, attitude: int = 0) -> Stance:
    """The side that the passage takes on a matched term. `after` is the first word that the holder's own cues may stand at; `attitude` is +1 or -1
    where it is known otherwise whether the holder is for what the words name.
    """
    cues = [cue for cue in with_contractions(passage, cues) if not _opens_condition(passage, cue)]
    reaching = in_reach_before(passage, cues, match.anchors[0].word, after)
    telling = list(match.anchors[:_ANCHORS_ASKED])
    # Where only actors are named ("a warning against nominating Morn"), what is said of them tells it.
    asked = [anchor for anchor in telling if anchor.part.kind != "actor"] or telling
    asked = [anchor for anchor in asked if not _is_told_aside(passage, anchor.word, after)] or asked
    denials = find_denials(passage)
    denying = {denial.word for denial in denials}
    called = [anchor.word for anchor in _called_without(passage, match)]
    cues = [cue for cue in cues if cue.first not in denying and cue.last not in called and not _befalls(passage, cue, after)]
    if _undecided(reaching) or _left_open(passage, cues, reaching, match.anchors[0].word) or _in_question(passage, cues, asked, after):
        return "undecided"
    agreement = sum(anchor.earned * _agreement(passage, cues, anchor, match, after, attitude) * _truth(denials, anchor.word) for anchor in asked)
    return "against" if agreement < 0 else "for"


def _is_told_aside(passage: Passage, word: int, after: int) -> bool:
    """Whether a word stands in a relative clause behind a mark, and the holder before it: "called off the vote, which was planned for May"."""
    opening = next((place for place in range(word, max(after, word - _LONGEST_RELATIVE), -1) if passage.breaks[place]), None)
    return opening is not None and passage.stems[opening] == "which" and passage.stems[opening + 1 : opening + 3] != ("be", "that")


def _befalls(passage: Passage, refusal: Cue, after: int) -> bool:
    """Whether somebody else refuses what the holder put forward: "an amendment by Morn was voted down", "Morn's motion was rejected"."""
    if not after or not refusal.has(Kind.OPPOSING) or refusal.first <= after or "be" not in passage.stems[refusal.first - 1 : refusal.first]:
        return False
    if not _PUT_FORWARD.isdisjoint(passage.stems[after : after + _OWNED_WITHIN]):
        return True
    before = passage.stems[max(0, after - _NAMED_WITHIN) : after]
    return "by" in before[1:] and before[before.index("by", 1) - 1] in _PUT_FORWARD


def _called_without(passage: Passage, match: Match) -> list[Anchor]:
    """The words that have a "no" before them here and in the proposition alike: it is part of what they are called ("a motion of no confidence")."""
    named = match.topic.proposition.stems
    behind = [anchor for anchor in match.anchors if anchor.own and anchor.word and anchor.part.place]
    return [anchor for anchor in behind if passage.stems[anchor.word - 1] == named[anchor.part.place - 1] == "no"]


def _truth(denials: list[Denial], word: int) -> int:
    """-1 where a word stands in what is said not to be so, else +1."""
    return -1 if any(denial.first <= word < denial.last for denial in denials) else 1


def _undecided(reaching: list[Cue]) -> bool:
    """Whether the holder weighs, and takes no side. The "will" of "will not rule out" takes none either."""
    weighing = [cue.first for cue in reaching if cue.has(Kind.UNDECIDED)]
    siding = [cue for cue in reaching if (cue.has(Kind.FAVOURING) or cue.has(Kind.OPPOSING)) and cue.last not in weighing]
    return bool(weighing) and not siding


def _in_question(passage: Passage, cues: list[Cue], asked: list[Anchor], after: int) -> bool:
    """Whether the holder has not said or decided whether it will be so, or whether he supports it."""
    asking = [cue for cue in cues if cue.names("asking")]
    return any(in_reach_before(passage, asking, anchor.word, after) for anchor in asked)


def _left_open(passage: Passage, cues: list[Cue], reaching: list[Cue], word: int) -> bool:
    """Whether a refusal of the subject, before it or behind it, is denied: "has not ruled out talks", "talks have not been ruled out"."""
    behind = [cue for cue in cues if cue.first > word and cue.has(Kind.OPPOSING) and _turns_what_precedes(passage, cues, cue, word)]
    return any(is_left_open(passage, cues, cue) for cue in (*reaching, *behind))


def _agreement(passage: Passage, cues: list[Cue], anchor: Anchor, match: Match, after: int, known: int) -> int:
    """+1 where the words around the anchor want what the proposition says, -1 where they want the contrary."""
    asked = acts_upon(match.topic.proposition, match.topic.cues, anchor.part.place)
    done = acts_upon(passage, cues, anchor.word)
    contrary = is_contrary(passage, anchor.word, asked, done, match.topic.cues)
    comparable = contrary or any(act.shares_act(other) for act in asked for other in done)
    # Where the acts tell nothing, one that is a refusal ("rejected the return") still tells who is for it.
    governing = done if comparable else [act for act in done if not act.has(Kind.OPPOSING)]
    attitude = known or _attitude(passage, cues, anchor.word, governing, after if after <= anchor.word else 0)
    described = _described(passage, match, anchor.word)
    if attitude > 0 and described is not None and described >= after:
        attitude = _attitude(passage, [cue for cue in cues if cue.last <= described], described, governing, after)
    if contrary:
        return -attitude
    without = attitude < 0 and (_is_denied(passage, match, anchor.part.place) or (not done and _is_given_up(match, anchor.part.place, asked)))
    return 1 if without else attitude


def _described(passage: Passage, match: Match, word: int) -> int | None:
    """The word of the match that a relative clause with another word of it tells of: "refused to take back citizens whom Karsia deports"."""
    before = (anchor.word for anchor in match.anchors if word - _RELATIVE_WITHIN <= anchor.word < word)
    return next((place for place in before if not _WHO_AND_WHICH.isdisjoint(passage.stems[place + 1 : word])), None)


def _is_denied(passage: Passage, match: Match, place: int) -> bool:
    """Whether the proposition denies a word of it ("with no toll"): whoever is against that is for the proposition."""
    called = [anchor.part.place for anchor in _called_without(passage, match)]
    denying = [cue for cue in match.topic.cues if cue.has(Kind.NEGATION) and cue.last not in called]
    return any(0 < place - cue.first <= _DENIED_BEFORE for cue in denying)


def _is_given_up(match: Match, place: int, asked: list[Cue]) -> bool:
    """Whether the proposition gives up what a word of it stands for ("Karsia leaves the League", "Karsia lifts its toll")."""
    if direction(asked) > 0 or "and" in match.topic.proposition.stems[asked[-1].first : place]:
        return False
    # "Relief" is a noun as well: what is lifted is so by the act that governs all others.
    lifted = bool(asked) and any(group.name == "imposing" and group.sign < 0 for group in asked[-1].groups)
    return lifted or any(group.name in _GIVING_UP and group.sign < 0 for act in asked for group in act.groups)


def _attitude(passage: Passage, cues: list[Cue], word: int, governing: list[Cue], after: int) -> int:
    """-1 where an odd number of opposing or denying cues has the word in reach, else +1."""
    sign = 1
    for cue in cues:
        if cue in governing or not (cue.has(Kind.OPPOSING) or cue.has(Kind.NEGATION)) or _is_joined(passage, cue, governing):
            continue
        if cue.first <= word < cue.last:
            turns = cue.first < word and cue.names("undoing")
        elif cue.last <= word:
            turns = cue.first >= after and _turns_what_follows(passage, cues, cue, word)
        else:
            turns = _turns_what_precedes(passage, cues, cue, word) or (sign > 0 and _takes_up(passage, cue, word))
            # Whoever is named behind "drew criticism from" is against it, and not whoever is named before.
            turns = not after if cue.names("drawing") and turns else turns
        sign = -sign if turns else sign
    if sign < 0 and any(_is_now_for(passage, cue, word) for cue in cues):
        return 1
    if _is_set_behind(passage, word, after):
        return -sign
    return -1 if sign > 0 and (is_warned_of(passage, word) or does_harm(passage, word)) else sign


def _is_joined(passage: Passage, act: Cue, governing: list[Cue]) -> bool:
    """Whether an act is named beside the one that governs a word: in "scrap or lift the toll" nothing refuses the lifting."""
    joined = act.act and passage.stems[act.last : act.last + 1] in (("or",), ("and",))
    return bool(joined) and any(other.first == act.last + 1 for other in governing)


def _is_set_behind(passage: Passage, word: int, after: int) -> bool:
    """Whether a holder would have something else: "rather than lift the toll", "would sooner leave than lift it"."""
    before = passage.stems[max(after, word - _SET_BEHIND_WITHIN) : word]
    than = word - len(before) + before.index("than") if "than" in before else None
    if than is None or clause_ends(passage, than, word):
        return False
    preferring = passage.stems[max(after, than - _PREFERRED_WITHIN) : than]
    place = next((at for at in range(len(preferring) - 1, -1, -1) if preferring[at] in _PREFERRING), None)
    if place is None or any(passage.breaks[than - len(preferring) + place + 1 : than + 1]):
        return False
    return preferring[place] == "rather" or preferring[place - 1 : place] == ("would",)


def _opens_condition(passage: Passage, cue: Cue) -> bool:
    """Whether "provided that" stands there, which provides nothing."""
    return passage.stems[cue.first] == "provid" and passage.stems[cue.last : cue.last + 1] == ("that",)


def _turns_what_precedes(passage: Passage, cues: list[Cue], cue: Cue, word: int) -> bool:
    """Whether an opposing or denying cue has an earlier word in reach: "the plan is unacceptable"."""
    place = after_relative(passage, word + 1)
    if cue.first - place >= _CUE_AFTER or cue.names("defying") or clause_ends(passage, word + 1 if place == word + 1 else place + 1, cue.first):
        return False
    between = passage.stems[place - 1 : cue.first]
    if "and" in between:
        return False
    if cue.has(Kind.OPPOSING):
        return cue.names("judging") or cue.names("drawing") or "be" in passage.stems[cue.first - 1 : cue.first + 1]
    # "The wall was not funded" tells how things are, "the wall will not be funded" what is wanted.
    return OF_ANOTHER.isdisjoint(between) and not denies_harm(passage, cue.first) and denies_will(passage, cues, cue)


def _takes_up(passage: Passage, cue: Cue, word: int) -> bool:
    """Whether an opposing cue takes up an earlier word by a pronoun: "a truce is a trap, and I am against it"."""
    follows = passage.stems[cue.last] if cue.last < len(passage.stems) else ""
    refusing = cue.has(Kind.OPPOSING) or passage.stems[cue.first] in _REFUSING
    if not refusing or follows not in _TAKING_UP or cue.first - word > _PRONOUN_AFTER:
        return False
    # "Morn supports the toll and Hellvik opposes it": whoever opposes it there is named, and somebody else.
    leading = [stem for stem in passage.stems[word + 1 : cue.first] if stem not in _BETWEEN_SUBJECT_AND_CUE]
    return not leading or passage.breaks[cue.first] or leading[-1] in _SAME_SUBJECT


def _is_now_for(passage: Passage, cue: Cue, word: int) -> bool:
    """Whether somebody has come round to what he was against: "Morn, who had opposed the toll, now supports it"."""
    if not 0 < cue.first - word <= _PRONOUN_AFTER or not (cue.names("accepting") or cue.names("demanding") or cue.names("wanting")):
        return False
    return passage.stems[cue.first - 1] == "now" and not _TAKING_UP.isdisjoint(passage.stems[cue.last : cue.last + 1])


def _turns_what_follows(passage: Passage, cues: list[Cue], cue: Cue, word: int) -> bool:
    """Whether an opposing or denying cue has a later word in reach."""
    # "Will not sail without a truce": whoever will not do without a thing wants it.
    if cue.names("drawing") or "without" in passage.stems[cue.last : word] or comes_instead(passage, cue, word):
        return False
    opposing = cue.has(Kind.OPPOSING)
    reach = _DEFIED_BEFORE if cue.names("defying") else CUE_BEFORE if opposing else _NEGATION_BEFORE
    # What is listed behind "is off the table, including" is off it too.
    lists = cue.names("judging") and passage.stems[cue.last : cue.last + 1] == ("includ",)
    if word - cue.first > reach or clause_ends(passage, cue.last + lists, word):
        return False
    return denies_will(passage, cues, cue) if not opposing else not _sides_with(passage, cue, word)


def _sides_with(passage: Passage, against: Cue, word: int) -> bool:
    """Whether behind an "against" somebody is for what follows: "voted against the toll and then for the dam"."""
    between = passage.stems[against.last : word]
    if passage.stems[against.last - 1] != "against" or "for" not in between:
        return False
    before = [stem for stem in between[: between.index("for")] if stem not in _THEN]
    return before[-1:] in (["and"], ["but"])
