"""What somebody asks for before he does what a word speaks of: "wants a toll before talks", "a truce as a condition of talks", "any pact must".

Here the word stands behind what tells the order, and the condition before it, or behind what it must have.
"""

from __future__ import annotations

import re

# Words by which somebody asks for something; and those by which it is called for, or got in a bargain. What a bargain requires or must have tells
# as much of one side as of the other, and who insists may only say how it was.
_DEMANDED = r"\b(?:demand(?:s|ed|ing)?|want(?:s|ed)?|ask(?:s|ed|ing)?(?: for)?|seek(?:s|ing)?|sought)\b"
_ASKING = re.compile(
    _DEMANDED
    + r"|\b(?:insist(?:s|ed|ing)?(?: on| that)?|requir(?:e|es|ed|ing)|needs? to|must|ha(?:s|ve|d) to|call(?:s|ed|ing)? for|urg(?:es|ed|ing))\b",
    re.IGNORECASE,
)
_BARGAINING = re.compile(_DEMANDED + r"|\b(?:w[io]n(?:s|ning)?|extract(?:s|ed|ing)?|obtain(?:s|ed|ing)?)\b", re.IGNORECASE)
# What comes second: something done, and not somebody who is appeared before ("before the council").
_BEFORE = re.compile(
    r"\bbefore (?=\w{1,30}ing\b|(?:\S{1,30} ){1,6}?(?:can|could|will|would|is|are|was|were|may|agrees?|begins?|starts?)\b)", re.IGNORECASE
)
_BARGAIN = re.compile(r"\bin (?:exchange|return) for ", re.IGNORECASE)
_CONDITION_OF = re.compile(r"\b(?:as|is|are|was|were|be) (?:an? |the |one )?(?:(?:pre-?)?condition|prerequisite|price) (?:of|for|to) ", re.IGNORECASE)
# "Any pact must include a toll".
_ANY = re.compile(r"\b(?:any|every|such an?) ", re.IGNORECASE)
_MUST = re.compile(r"\b(?:must|should|needs? to|ha(?:s|ve) to|would (?:have|need) to|include) ", re.IGNORECASE)
# Where what is spoken of ends.
_ENDS = re.compile(r"[,;:—–()?!]|\.(?:\s|$)|\b(?:but|while|although|because|said|says|which)\b")
_FURTHEST_BEFORE, _FURTHEST_BEHIND, _LONGEST_ANY = 160, 120, 60


# A term that tells itself what comes first: who is for it asks for nothing more.
_ORDER = re.compile(r"\b(?:before|until|unless|without|if|only|in (?:exchange|return)|conditions?|depend(?:s|ed|ent)?|tied)\b", re.IGNORECASE)


def tells_an_order(proposition: str) -> bool:
    """Whether a term is about the order of things itself: "the toll is lifted before any talks"."""
    return _ORDER.search(proposition) is not None


def find_asked_first(text: str, start: int, end: int, word: int) -> tuple[int, int] | None:
    """Where the sentence `text[start:end]` tells what has to come before what the word at offset `word` speaks of is done; None where it does not."""
    return _before(text, start, end, word) or _of_any(text, start, end, word)


def _before(text: str, start: int, end: int, word: int) -> tuple[int, int] | None:
    """What is asked for in front of "before", "in return for" or "as a condition of", or behind what these open: "before a vote, he wants a toll"."""
    for order, asking in ((_CONDITION_OF, _ASKING), (_BARGAIN, _BARGAINING), (_BEFORE, _ASKING)):
        opening = next(
            (match for match in order.finditer(text, max(start, word - _FURTHEST_BEHIND), word) if not _ENDS.search(text, match.end(), word)), None
        )
        if opening is None:
            continue
        asked = list(asking.finditer(text, max(start, opening.start() - _FURTHEST_BEFORE), opening.start()))
        if asked:
            return _words(text, asked[-1].end(), opening.start()) or _words(text, start, asked[-1].start())
        behind = _ENDS.search(text, word, end)
        asked = list(asking.finditer(text, behind.end(), min(end, behind.end() + _FURTHEST_BEHIND))) if behind else []
        if asked and behind and behind.group() == ",":
            closing = _ENDS.search(text, asked[0].end(), end)
            return _words(text, asked[0].end(), closing.start() if closing else end)
    return None


def _of_any(text: str, start: int, end: int, word: int) -> tuple[int, int] | None:
    """What "any" of what the word names must have."""
    opening = max((match.end() for match in _ANY.finditer(text, max(start, word - _LONGEST_ANY), word)), default=None)
    must = _MUST.search(text, word, min(end, word + _LONGEST_ANY))
    if opening is None or must is None or _ENDS.search(text, opening, must.start()):
        return None
    closing = _ENDS.search(text, must.end(), end)
    return _words(text, must.end(), closing.start() if closing else end)


def _words(text: str, first: int, last: int) -> tuple[int, int] | None:
    """The offsets without what only surrounds the words; None where there are none."""
    words = text[first:last].strip(" ,\n\"“”‘’'.")
    begins = text.find(words, first) if words else -1
    return (begins, begins + len(words)) if words else None
