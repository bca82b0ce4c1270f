"""What somebody says would come of a thing: harm that it would do, or what he warns of."""

from __future__ import annotations

from onrecord.positions.cues import OF_ANOTHER, clause_ends
from onrecord.positions.vocabulary import Passage

# Behind these, before a thing, it is foretold or threatened over, or its failing is warned of.
_FORETELLING = frozenset(["will", "would", "could", "may", "might", "can"])
_FAILING = frozenset(["not", "no", "without", "fail", "failur", "refus", "against", "delay", "block", "end"])
_THREATENED_OVER = frozenset(["if", "unless", "until"])
_WARNING = frozenset(["warn", "fear"])
# Words between "warned" and what is warned of, and from there to what would come of it.
_WARNED_BEFORE, _FORETOLD_WITHIN = 9, 10
# Words from a thing to its "would", and from there to the harm.
_HARM_TOLD_WITHIN, _HARM_WITHIN = 12, 3
_HARM_DENIED_WITHIN = 2
_DENYING = frozenset(["not", "never", "no", "hard", "neither"])
_HARMING = frozenset(
    ["crippl", "damag", "destroy", "devast", "embolden", "endang", "harm", "hurt", "jeopard", "kill", "prolong", "ruin", "threaten", "undermin"]
) | {"undo", "weaken", "worsen", "wreck"}


def does_harm(passage: Passage, word: int) -> bool:
    """Whether it is said that a thing would do harm: "a toll on the barges would hurt the town"."""
    clause_ended = next((place for place in range(word + 1, len(passage.stems)) if passage.breaks[place]), len(passage.stems))
    behind = passage.stems[word + 1 : min(word + 1 + _HARM_TOLD_WITHIN, clause_ended)]
    modal = next((place for place, stem in enumerate(behind) if stem in _FORETELLING), None)
    told = behind[modal + 1 : modal + 1 + _HARM_WITHIN] if modal is not None else ()
    return not _HARMING.isdisjoint(told) and _DENYING.isdisjoint(told)


def denies_harm(passage: Passage, denial: int) -> bool:
    """Whether a "not" denies that a thing would do harm: "a toll on the barges would not hurt the town". Nobody is against it for that."""
    return not _HARMING.isdisjoint(passage.stems[denial + 1 : denial + 1 + _HARM_DENIED_WITHIN])


def is_warned_of(passage: Passage, word: int) -> bool:
    """Whether somebody warns of what would come of it: "warned that a toll on the barges would ruin the town"."""
    before = passage.stems[max(0, word - _WARNED_BEFORE) : word]
    warned = next((word - len(before) + place for place, stem in enumerate(before) if stem in _WARNING), None)
    # "Warned that the talks would end if the toll stayed" threatens.
    if warned is None or not _THREATENED_OVER.isdisjoint(passage.stems):
        return False
    between = passage.stems[warned + 1 : word]
    # "Warned that Karsia will lift the toll" threatens or foretells; "that failure to lift it would" wants it.
    if any(passage.breaks[warned + 1 : word + 1]) or not (_FORETELLING | _FAILING | OF_ANOTHER).isdisjoint(between):
        return False
    behind = passage.stems[word + 1 : word + 1 + _FORETOLD_WITHIN]
    modal = next((place for place, stem in enumerate(behind) if stem in _FORETELLING), None)
    return modal is not None and not clause_ends(passage, word + 1, word + 1 + modal) and behind[modal + 1 : modal + 2] != ("not",)
