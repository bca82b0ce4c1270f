"""The words around a mention, by kind: what stands before and behind it, and which of the words that take a side it leads."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.actors.lines import Draft, Line
from onrecord.actors.stance_words import ACTING, MINDED, SIDING, STANCES, STEMS, UNMINDED
from onrecord.actors.vocabulary import CLAUSE_OPENERS, FINITE, PREPOSITIONS, SAYING
from onrecord.records import Span

# These stand for themselves: they tell how their neighbours hang together.
_TELLING = PREPOSITIONS | CLAUSE_OPENERS | FINITE | {"to", "and", "or", "but", "not", "who", "which", "whose", "than", "like", "including", "whether"}
_KINDS = (("siding", SIDING), ("stance", STANCES), ("saying", SAYING), ("acting", ACTING))
_BEFORE_A_NAME = frozenset({"the", "a", "an", "some", "many", "most", "other", "several"})
_OBLIGING = frozenset({"must", "should", "need", "needs", "ought", "has", "have", "had"})
# So many words that take a side are looked at in one passage.
_MOST_SIDING = 6


class Lead(Struct, frozen=True):
    """A word of a passage that takes a side: which of them it is ("only", "first", "last", "other"), and whether it tells of being minded to."""

    which: str
    minded: str


class Around(Struct, frozen=True):
    """The kinds of the word before a mention, of the one before that, and of the word behind it: "mark" behind a mark, "end" at either end."""

    before: str
    farther: str
    behind: str


def around(line: Line, draft: Draft) -> Around:
    """What stands around a mention, articles and quantities before it left out."""
    first, behind = draft.first, draft.last + 1
    while first > 0 and line.beside(first) and line.tokens[first - 1].plain in _BEFORE_A_NAME:
        first -= 1
    before = "end" if first == 0 else _kind(line, first - 1) if line.beside(first) else "mark"
    farther = "end" if first <= 1 else _kind(line, first - 2) if before != "mark" and line.beside(first - 1) else "mark"
    after = "end" if behind >= len(line.tokens) else _kind(line, behind) if line.beside(behind) else "mark"
    return Around(before, farther, after)


def leading(line: Line, passage: Span) -> dict[int, list[Lead]]:
    """For the mentions (by their first word) that lead words of the passage that take a side: those words.

    A word is led by the subject or the owner that stands nearest before it.
    """
    siding = [at for at, token in enumerate(line.tokens) if token.end > passage.start and token.start < passage.end and token.plain in SIDING]
    found: dict[int, list[Lead]] = {}
    for number, at in enumerate(siding[:_MOST_SIDING]):
        leader = _leader(line.drafts, at)
        if leader is not None:
            which = "only" if len(siding) == 1 else "first" if number == 0 else "last" if number == len(siding) - 1 else "other"
            found.setdefault(leader.first, []).append(Lead(which, _minded(line, leader, at)))
    return found


def _leader(drafts: Sequence[Draft], at: int) -> Draft | None:
    return next((draft for draft in reversed(drafts) if draft.last < at and not draft.bystander and (draft.subject or draft.owner)), None)


def _minded(line: Line, leader: Draft, at: int) -> str:
    """Whether the word at a place tells that its leader is minded to do something, or not to, or only has to."""
    stem = STEMS[line.tokens[at].plain]
    minded = "minded" if stem in MINDED else "unminded" if stem in UNMINDED else "other"
    return f"obliged-{minded}" if any(token.plain in _OBLIGING for token in line.tokens[leader.last + 1 : at]) else minded


def _kind(line: Line, place: int) -> str:
    word = line.tokens[place].plain
    if word in _TELLING:
        return word
    for name, words in _KINDS:
        if word in words:
            return name
    return "name" if line.tokens[place].capital else "ed" if word.endswith("ed") else "ing" if word.endswith("ing") else "other"
