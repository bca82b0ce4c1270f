"""Which side a sentence takes towards a term.

Two questions are kept apart. What is done about the subject: "lifts its sanctions" and "keep the sanctions" are contraries by their acts. And
who is for it: "rejects", "voted against", "not" turn round whatever stands in their reach. A side is against when exactly one of the two is.
The reach of a cue is a clause: it ends at a mark, at a word that opens another clause, and at the words that name the holder.
"""

from __future__ import annotations

from math import prod

from onrecord.positions.cues import CUE_BEFORE, Cue, after_relative, clause_ends, in_reach_before, is_left_open, with_contractions
from onrecord.positions.denials import Denial, find_denials
from onrecord.positions.foretold import denies_harm, does_harm, is_warned_of
from onrecord.positions.matching import Anchor, Match
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Stance

# Words before a subject within which an act governs it, and after it ("sanctions are lifted").
_ACT_BEFORE = 5
_ACT_AFTER = 4
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
# Behind these, before a "not", something else is denied: "will walk away if they won't relent", "a vote when the sides cannot agree".
_OF_ANOTHER = frozenset(["if", "unless", "when", "onli", "so", "with", "by", "to"])
# Words within which "it" takes up a subject.
_PRONOUN_AFTER = 16
_TAKING_UP = frozenset(["it", "one", "them"])
# Behind these, or auxiliaries behind them, the subject of what takes it up is the one before, or a pronoun.
_SAME_SUBJECT = frozenset(["i", "we", "he", "she", "they", "and", "but", "then", "to"])
_BETWEEN_SUBJECT_AND_CUE = frozenset(
    ["be", "have", "will", "would", "also", "now", "still", "then", "i'm", "we're", "i'll", "we'll", "do", "did", "strong", "firm"]
)
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
# Only the most telling words of a match are asked.
_ANCHORS_ASKED = 3

# Words over which an act governs another: "renounces its plan to join".
_BRIDGES = frozenset(
    ["a", "all", "ani", "attempt", "bid", "effort", "goal", "hope", "it", "plan", "right", "the", "their", "his", "her", "to", "ambit", "intent"]
)

# Acts on both sides of these do not govern each other: "scrap or cut", "cut the toll without lifting".
_APART = frozenset(["without", "or"])

# After these a "not" says what somebody will not do; before those it says something else.
_MODALS = frozenset(["will", "would", "should", "must", "shall", "can"])
# Words between "will" and the "no" of "there will be no talks".
_MODAL_BEFORE_NO = 3
# Words between a "no" that opens a clause and the modal behind its subject: "no ward in the valley will close", "not one of them would".
_SUBJECT_OF_NO = 9
_NONE = frozenset(["none", "nobodi"])
_SINGLE = (("one",), ("a", "singl"), ("a", "sole"))
# No subjects: "no doubt she will", "no matter what they would".
_NO_SUBJECT = frozenset(["doubt", "matter", "longer", "question", "wonder", "later", "sooner", "more", "less", "wait", "surpris", "secret"])
_BEFORE_SUBJECT = frozenset(["that", "and", "but", "say", "insist", "add", "vow", "pledg", "promis", "warn", "demand"])
_REFUSALS = frozenset(["refus", "declin", "never", "won't", "wouldn't", "cannot", "neither", "nor", "couldn't", "shouldn't"])
# Words from a noun to a word of its relative clause.
_WHO_AND_WHICH, _RELATIVE_WITHIN = frozenset(["who", "whom", "which", "whose"]), 8
# What these open is told of the subject, and not of what it will do: "no reason that would".
_RELATIVE = frozenset(["that", "which", "who", "whose", "where", "for"])
_THEN = frozenset(["then", "later", "also"])
# "I don't believe that you should": what is not believed is denied.
_BELIEVING = frozenset(["believ", "think"])
# "Vowed not to let", but "whether or not to let", "no excuse not to".
_EITHER_WAY = frozenset(["or", "excus", "reason", "whi"])
# "I am not for raising it".
_BEING = frozenset(["be", "i'm", "we're", "he's", "she's", "they're"])
# Words between what is asked and its "not": "the demand that Karsia and its allies not raise it". Behind these the "not" denies what is.
_ASKED_BEFORE = 7
_NOT_ASKED = frozenset(["be", "do", "have", "doe", "did"])
# Words from "than" to what somebody would not have, and from "rather" to "than".
_PREFERRING = frozenset(["rather", "sooner"])
_SET_BEHIND_WITHIN, _PREFERRED_WITHIN = 8, 10
_NO_DENIAL = frozenset(["hesit", "enough", "onli", "just", "mean", "yet", "necessarili", "even", "rule"])


def take_side(passage: Passage, cues: list[Cue], match: Match, after: int, attitude: int = 0) -> Stance:
    """The side that the passage takes on a matched term. `after` is the first word that the holder's own cues may stand at; `attitude` is +1 or -1
    where it is known otherwise whether the holder is for what the words name.
    """
    cues = [cue for cue in with_contractions(passage, cues) if not _opens_condition(passage, cue)]
    reaching = in_reach_before(passage, cues, match.anchors[0].word, after)
    telling = list(match.anchors[:_ANCHORS_ASKED])
    # Where only actors are named ("a warning against nominating Morn"), what is said of them tells it.
    asked = [anchor for anchor in telling if anchor.part.kind != "actor"] or telling
    denials = find_denials(passage)
    denying = {denial.word for denial in denials}
    called = [anchor.word for anchor in _called_without(passage, match)]
    cues = [cue for cue in cues if cue.first not in denying and cue.last not in called and not _befalls(passage, cue, after)]
    if _undecided(reaching) or _left_open(passage, cues, reaching, match.anchors[0].word) or _in_question(passage, cues, asked, after):
        return "undecided"
    agreement = sum(anchor.earned * _agreement(passage, cues, anchor, match, after, attitude) * _truth(denials, anchor.word) for anchor in asked)
    return "against" if agreement < 0 else "for"


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
    asked = _acts_upon(match.topic.proposition, match.topic.cues, anchor.part.place)
    done = _acts_upon(passage, cues, anchor.word)
    contrary = _contrary(passage, anchor.word, asked, done, match.topic.cues)
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
    if _direction(asked) > 0 or "and" in match.topic.proposition.stems[asked[-1].first : place]:
        return False
    # "Relief" is a noun as well: what is lifted is so by the act that governs all others.
    lifted = bool(asked) and any(group.name == "imposing" and group.sign < 0 for group in asked[-1].groups)
    return lifted or any(group.name in _GIVING_UP and group.sign < 0 for act in asked for group in act.groups)


def _contrary(passage: Passage, word: int, asked: list[Cue], done: list[Cue], proposed: tuple[Cue, ...]) -> bool:
    """Whether what is done to the subject is the contrary of what the proposition asks.

    Acts of different groups are compared only where what is done is itself a refusal ("blocked", "called off"): on gold/train other
    acts of different groups tell nothing about the side.
    """
    if not done:
        return False
    place = next((place for place, act in enumerate(asked) if act.shares_act(done[0])), None)
    kept = done[0].first > word or "at" in passage.stems[word + 1 : word + 3] or _is_kept(passage, done[0], word)
    if place is None and _keeps(passage, done[0]) and kept:
        return bool(asked) and (_direction(asked) < 0 or _changes(asked[0]))
    if place is None:
        return (done[0].has(Kind.OPPOSING) or _walks_out(passage, done[0], word, proposed)) and _direction(asked) > 0
    turned = _direction(asked[place + 1 :]) != _direction(done[1:])
    return asked[place].contrary_to(done[0]) != turned


def _walks_out(passage: Passage, act: Cue, word: int, proposed: tuple[Cue, ...]) -> bool:
    """Whether an act before the word leaves it ("pull them out of", "boycott"), or leaves at all what is asked to go on.

    On gold/train "leave" alone tells nothing about the side: much is left behind, left open or left to others.
    """
    if act.last > word or not _leaves(act):
        return False
    if not _OUT_OF.isdisjoint(passage.stems[act.last : word]) or passage.stems[act.first] in _SHUNNING:
        return True
    return any(group.name == "going-on" and group.sign > 0 for one in proposed for group in one.groups)


def _direction(acts: list[Cue]) -> int:
    """Where the acts that govern an act lead: in "gives up joining" away from it."""
    return prod(cue.act for cue in acts)


def _acts_upon(passage: Passage, cues: list[Cue] | tuple[Cue, ...], word: int) -> list[Cue]:
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
            if _comes_instead(passage, cue, place):
                continue
            found.append(cue)
        else:
            continue
        place = cue.first
    if found:
        return _state_put(passage, cues, found[0], word) or found
    place = after_relative(passage, word + 1)
    near = [cue for cue in cues if cue.act and place <= cue.first < place + _ACT_AFTER]
    if len(near) > 1 and _keeps(passage, near[0]) and near[1].first - near[0].last <= 1:
        near = near[1:]
    if not near or clause_ends(passage, word + 1 if place == word + 1 else place + 1, near[0].first) or _is_of_a_phrase(passage, word, near[0]):
        return []
    return near[:1]


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
    return _OF_ANOTHER.isdisjoint(between) and not denies_harm(passage, cue.first) and _denies_will(passage, cues, cue)


def _takes_up(passage: Passage, cue: Cue, word: int) -> bool:
    """Whether an opposing cue takes up an earlier word by a pronoun: "a truce is a trap, and I am against it"."""
    follows = passage.stems[cue.last] if cue.last < len(passage.stems) else ""
    if not cue.has(Kind.OPPOSING) or follows not in _TAKING_UP or cue.first - word > _PRONOUN_AFTER:
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
    if cue.names("drawing") or "without" in passage.stems[cue.last : word] or _comes_instead(passage, cue, word):
        return False
    opposing = cue.has(Kind.OPPOSING)
    reach = _DEFIED_BEFORE if cue.names("defying") else CUE_BEFORE if opposing else _NEGATION_BEFORE
    # What is listed behind "is off the table, including" is off it too.
    lists = cue.names("judging") and passage.stems[cue.last : cue.last + 1] == ("includ",)
    if word - cue.first > reach or clause_ends(passage, cue.last + lists, word):
        return False
    return _denies_will(passage, cues, cue) if not opposing else not _sides_with(passage, cue, word)


def _comes_instead(passage: Passage, cue: Cue, word: int) -> bool:
    """Whether a word behind a cue names what takes the place of something else: the tax of "replace the toll with a tax"."""
    return passage.stems[cue.first] == "replac" and not _INSTEAD.isdisjoint(passage.stems[cue.last : word])


def _sides_with(passage: Passage, against: Cue, word: int) -> bool:
    """Whether behind an "against" somebody is for what follows: "voted against the toll and then for the dam"."""
    between = passage.stems[against.last : word]
    if passage.stems[against.last - 1] != "against" or "for" not in between:
        return False
    before = [stem for stem in between[: between.index("for")] if stem not in _THEN]
    return before[-1:] in (["and"], ["but"])


def _denies_will(passage: Passage, cues: list[Cue], denial: Cue) -> bool:
    """Whether a "not" denies that somebody wants or will: "will not", "does not support", "refused"; and not "not enough", "does not mean"."""
    following = passage.stems[denial.last] if denial.last < len(passage.stems) else ""
    if following in _NO_DENIAL:
        return False
    if passage.stems[denial.first] in _REFUSALS or (denial.first and passage.stems[denial.first - 1] in _MODALS):
        return True
    if _says_no(passage, denial) or _denies_of_all(passage, denial) or _is_asked_not_to(passage, cues, denial):
        return True
    before = passage.stems[denial.first - 1] if denial.first else ""
    if (following == "for" and before in _BEING) or (following == "to" and before and before not in _EITHER_WAY):
        return True
    return following in _BELIEVING or any(cue.has(Kind.FAVOURING) for cue in cues if 0 <= cue.first - denial.last <= 1)


def _says_no(passage: Passage, denial: Cue) -> bool:
    """Whether a "no" tells what will not be or how somebody answers: "there will be no talks", "my answer to that is no"."""
    no, before = passage.stems[denial.first], passage.stems[max(0, denial.first - _MODAL_BEFORE_NO) : denial.first]
    ends = denial.last == len(passage.stems) or passage.breaks[denial.last]
    return (no in ("no", "none", "noth") and not _MODALS.isdisjoint(before)) or (no == "no" and ends and before[-1:] in (("be",), ("a",)))


def _is_asked_not_to(passage: Passage, cues: list[Cue], denial: Cue) -> bool:
    """Whether somebody asks that another should not do it: "demands that Karsia not raise the toll"."""
    before = passage.stems[max(0, denial.first - _ASKED_BEFORE) : denial.first]
    if passage.stems[denial.first] != "not" or "that" not in before[:-1] or before[-1] in _NOT_ASKED:
        return False
    opening = denial.first - len(before) + before.index("that")
    return any(cue.last == opening and cue.names("demanding") for cue in cues)


def _denies_of_all(passage: Passage, denial: Cue) -> bool:
    """Whether the subject that a "no" opens tells that none at all will, should or wants to: "no ward will close", "nobody wants it closed"."""
    following = passage.stems[denial.last : denial.last + 2]
    stem = passage.stems[denial.first]
    if stem == "not" and following[:1] not in _SINGLE and following not in _SINGLE:
        return False
    opens = denial.first == 0 or passage.breaks[denial.first] or passage.stems[denial.first - 1] in _BEFORE_SUBJECT
    if stem not in _NONE | {"no", "not"} or not opens or following[:1] == () or following[0] in _NO_SUBJECT:
        return False
    behind = passage.stems[denial.last : denial.last + _SUBJECT_OF_NO]
    modal = next((place for place, one in enumerate(behind) if one in _MODALS or (place <= 1 and one == "want")), None)
    return modal is not None and _RELATIVE.isdisjoint(behind[:modal]) and not clause_ends(passage, denial.last, denial.last + modal)
