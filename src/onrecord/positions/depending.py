"""Whether what a word tells depends on a conditional clause of its sentence, or the clause is about something else or sets no condition at all."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.positions.conditions import Clause
from onrecord.positions.vocabulary import Passage

# A sentence ends inside what is read as one: a quotation is not cut.
_ENDED = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen))[.!?][”\"’']{0,2}\s{1,3}[“\"‘']?(?=[A-Z])")
# Words by which a sentence takes up what the one before or behind it speaks of.
_TAKEN_UP = re.compile(r"\b(?:it|him|her|them|they|so|that|one|these|those)\b", re.IGNORECASE)
# What "although" opens and a mark closes depends on nothing behind it.
_CONCEDING = frozenset(["although", "though", "while", "wherea"])
_LONGEST_CONCESSION = 20
# "If the world is to believe", "if they want to talk": what an aim calls for is demanded, and nothing makes it depend on anything.
_AIM = re.compile(r"(?:\S{1,30} ){1,8}?(?:is|are) to [a-z]|(?:your|our|the|their) (?:goal|aim)\b")
_WANTED = re.compile(r"(?:\S{1,30} ){1,6}?(?:want|hope|wish|intend)(?:s|ed)? to [a-z]")
_CALLED_FOR = re.compile(
    r"\b(?:must|should|ought|needs?|(?:has|have|had|got|gotta) to|call(?:s|ed)?|demand(?:s|ed)?|urg(?:es|ed))\b|[’']ve got to", re.IGNORECASE
)
# Openers that tell the other half of a bargain.
_BARGAIN = re.compile(r"\bin (?:exchange|return) for\b|\b(?:conditional|conditioned|dependent|contingent) (?:up)?on\b", re.IGNORECASE)


def depends(text: str, start: int, end: int, passage: Passage, word: int, clause: Clause, proposition: str) -> bool:
    """Whether a word of the sentence `text[start:end]`, which the passage is made of, tells something that the clause is a condition of.

    `proposition` is the term that it speaks to: a bargain that is the term itself depends on nothing.
    """
    if _BARGAIN.fullmatch(clause.opener) and _BARGAIN.search(proposition):
        return False
    if clause.opener.endswith("if") and _serves_an_aim(text, start, end, clause):
        return False
    opened = bisect_left(passage.starts, clause.opened)
    if _is_conceded(passage, word, opened) or _comes_before(passage, word, opened):
        return False
    return not _is_said_apart(text, start, end, passage, word, clause)


def _serves_an_aim(text: str, start: int, end: int, clause: Clause) -> bool:
    """Whether an "if" names an aim, for which something is called for: "the toll must go if they want to trade"."""
    words = text[clause.start : clause.end]
    if _AIM.match(words):
        return True
    return _WANTED.match(words) is not None and any(_CALLED_FOR.search(part) for part in (text[start : clause.opened], text[clause.end : end]))


def _is_conceded(passage: Passage, word: int, opened: int) -> bool:
    """Whether the word stands in what is only conceded: "although Lenne agreed to a truce, Dravik will fight on if"."""
    for place in range(word, max(-1, word - _LONGEST_CONCESSION), -1):
        if passage.stems[place] in _CONCEDING:
            return any(passage.breaks[word + 1 : opened])
        if passage.breaks[place]:
            return False
    return False


def _comes_before(passage: Passage, word: int, opened: int) -> bool:
    """Whether the condition is that of what went before: "signed the truce, after Lenne had agreed to leave in exchange for"."""
    return any(passage.breaks[place] and passage.stems[place] == "after" for place in range(word + 1, opened))


def _is_said_apart(text: str, start: int, end: int, passage: Passage, word: int, clause: Clause) -> bool:
    """Whether the clause stands in another sentence of a quotation than the word, in one that does not take up what the word speaks of."""
    ends = [match.end() for match in _ENDED.finditer(text, start, end)]
    first = max((place for place in ends if place <= clause.opened), default=start)
    # A condition with a capital opens a sentence of its own: 'wants a toll and says, "If this goes on, we will be ruined"'.
    if text[clause.opened].isupper():
        first = clause.opened
    last = min((place for place in ends if place >= clause.end), default=end)
    if first <= passage.starts[word] < last:
        return False
    return not _TAKEN_UP.search(text[first : clause.opened]) and not _TAKEN_UP.search(text[clause.end : last])
