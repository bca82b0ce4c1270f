"""What a "not" or "no" denies: that somebody wants or will do a thing, or only how things are."""

from __future__ import annotations

from onrecord.positions.cues import Cue, clause_ends
from onrecord.positions.vocabulary import Kind, Passage

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
# What these open is told of the subject, and not of what it will do: "no reason that would".
_RELATIVE = frozenset(["that", "which", "who", "whose", "where", "for"])
# "I don't believe that you should": what is not believed is denied.
_BELIEVING = frozenset(["believ", "think"])
# "Vowed not to let", but "whether or not to let", "no excuse not to".
_EITHER_WAY = frozenset(["or", "excus", "reason", "whi"])
# "I am not for raising it".
_BEING = frozenset(["be", "i'm", "we're", "he's", "she's", "they're"])
# Words between what is asked and its "not": "the demand that Karsia and its allies not raise it". Behind these the "not" denies what is.
_ASKED_BEFORE = 7
_NOT_ASKED = frozenset(["be", "do", "have", "doe", "did"])
# What somebody may sign or refuse, and the words from there to the "that" which tells what it holds.
_PUT_FORWARD = frozenset(["bill", "deal", "agreement", "legisl", "measur", "budget", "plan", "propos", "resolut", "treati", "accord", "law"])
_PUT_FORWARD_WITHIN, _REFUSED_BEFORE = 3, 10
_DOING = frozenset(["do", "doe", "did"])
_NO_DENIAL = frozenset(["hesit", "enough", "onli", "just", "mean", "yet", "necessarili", "even", "rule"])


def denies_will(passage: Passage, cues: list[Cue], denial: Cue) -> bool:
    """Whether a "not" denies that somebody wants or will: "will not", "does not support", "refused"; and not "not enough", "does not mean"."""
    following = passage.stems[denial.last] if denial.last < len(passage.stems) else ""
    if following in _NO_DENIAL:
        return False
    if passage.stems[denial.first] in _REFUSALS or (denial.first and passage.stems[denial.first - 1] in _MODALS):
        return True
    if _is_of_what_is_refused(passage, cues, denial):
        return True
    if _says_no(passage, denial) or _denies_of_all(passage, denial) or _is_asked_not_to(passage, cues, denial):
        return True
    before = passage.stems[denial.first - 1] if denial.first else ""
    if (following == "for" and before in _BEING) or (following == "to" and before and before not in _EITHER_WAY):
        return True
    return following in _BELIEVING or any(cue.has(Kind.FAVOURING) for cue in cues if 0 <= cue.first - denial.last <= 1)


def _is_of_what_is_refused(passage: Passage, cues: list[Cue], denial: Cue) -> bool:
    """Whether a "not" tells what a bill, a deal or the like leaves out that somebody refuses: "would veto any bill that does not end the toll"."""
    behind = denial.first - (passage.stems[denial.first - 1] in _DOING) if denial.first else 0
    if passage.stems[behind - 1 : behind] not in (("that",), ("which",)):
        return False
    if _PUT_FORWARD.isdisjoint(passage.stems[max(0, behind - 1 - _PUT_FORWARD_WITHIN) : behind - 1]):
        return False
    before = [cue for cue in cues if cue.last < behind and behind - cue.first <= _REFUSED_BEFORE]
    return any(cue.has(Kind.OPPOSING) or (cue.has(Kind.NEGATION) and denies_will(passage, before[:place], cue)) for place, cue in enumerate(before))


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
