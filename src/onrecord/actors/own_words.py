# ruff: noqa: SIM905  word lists read better as text
"""Speakers who tell of themselves: "he" of "a fisherman said he wanted the gates opened" is the fisherman, and nobody named before."""

from __future__ import annotations

from collections.abc import Container

from onrecord.actors.asides import subject_before
from onrecord.actors.lines import Draft, Line
from onrecord.actors.source_words import DOCUMENTS, SEVERAL
from onrecord.actors.vocabulary import ADVERBS, ANONYMOUS, BODIES, OUTLETS, PREPOSITIONS, SAYING, TRADES

_THINKING = frozenset({"believe", "believed", "feel", "felt", "hope", "hoped", "thinks", "thought", "think", "tell"})
_BEFORE_A_VERB = ADVERBS | frozenset({"has", "had", "have"})
# Words between "told" and "he" ("told a local radio station that he").
_LONGEST_HEARER = 5
_CLAUSES = frozenset({"briefed", "familiar", "involved", "that", "which", "who"})
_OPENING = PREPOSITIONS | {"a", "an", "her", "his", "its", "the", "their"}
_ARTICLES = frozenset({"a", "an", "another", "her", "his", "its", "one", "their"})
_LONGEST_NOUN = 5
_OF_NO_BODY = frozenset({"diplomats", "people", "persons", "sources", "witnesses"})
# Whoever is called by one of these tells of himself; a spokesman, an aide or a source tells of somebody else.
_OF_THE_HOUSE = frozenset("delegate lawmaker legislator member participant senator".split())
_PEOPLE = TRADES - ANONYMOUS - OUTLETS | frozenset(
    """academic analyst anchor citizen columnist commentator correspondent cousin critic daughter economist expert father friend historian
    journalist mother neighbor neighbour parent patient pensioner professor resident scholar sister soldier son student teenager tourist veteran
    victim widow""".split()
)
_OF_PEOPLE = ("man", "woman", "er", "or", "ist", "ian", "eer")
# These end so, and are no people.
_NO_PEOPLE = frozenset(
    """banner broadcaster center centre chamber charter computer cover folder ledger letter newsletter newspaper order paper poster register tracker
    tractor water""".split()
)


def tells_of_its_source(line: Line, pronoun: Draft, tails: Container[str]) -> bool:
    """Whether "he", "she" or "they" opens what somebody without a name says, and means him or them. `tails` are the last words of known names."""
    place = pronoun.first
    if pronoun.quoted or line.tokens[place].plain not in ("he", "she", "they") or not line.beside(place):
        return False
    place -= line.tokens[place - 1].plain == "that"
    verb = _verb_before(line, place)
    if verb < 1:
        return False
    while verb > 1 and line.beside(verb) and line.tokens[verb - 1].plain in _BEFORE_A_VERB:
        verb -= 1
    first, end = subject_before(line, verb)
    if first < 0:
        return False
    words = [token.plain for token in line.tokens[first:end]]
    words = words[: next((at for at in range(1, len(words)) if _ends_a_noun(words[at : at + 2])), len(words))]
    head, plain = first + len(words) - 1, line.tokens[pronoun.first].plain
    if (head and line.tokens[head].capital) or any(_is_told_of(draft, first, end, head, plain) for draft in line.drafts):
        return False
    return words[-1] not in tails and (_are_several(words[-1]) if plain == "they" else _is_one(words))


def _is_told_of(draft: Draft, first: int, end: int, head: int, pronoun: str) -> bool:
    """Whether a draft names who says it, or of whom those who say it are: "Ostmark officials said they" tells of Ostmark."""
    if pronoun == "they":
        return draft.actor is not None and first <= draft.first < end
    return (draft.person or draft.who is not None) and not draft.unnamed and (draft.first <= head <= draft.last or draft.last == end - 1)


def _verb_before(line: Line, place: int) -> int:
    """The verb of saying right before a word, or "told" with a hearer behind it; -1 where there is none."""
    if not line.beside(place):
        return -1
    if line.tokens[place - 1].plain in SAYING | _THINKING:
        return place - 1 if not line.tokens[place - 1].plain.endswith("ing") else -1
    for verb in range(place - 2, max(0, place - 2 - _LONGEST_HEARER), -1):
        if not line.beside(verb + 1) or not line.beside(verb + 2):
            return -1
        if line.tokens[verb].plain in ("told", "tells", "tell"):
            return verb
    return -1


def _ends_a_noun(words: list[str]) -> bool:
    """Whether a noun ends before these words: before "at the quay", before "attending the talks"."""
    return words[0] in PREPOSITIONS or words[0] in _CLAUSES or (words[0].endswith("ing") and words[1:] != [] and words[1] in _OPENING)


def _are_several(head: str) -> bool:
    """Whether a noun names several people who speak for themselves; officials speak for whoever was named before."""
    return (head.endswith("s") or head in SEVERAL) and head not in (ANONYMOUS - _OF_NO_BODY) | BODIES | OUTLETS | DOCUMENTS


def _is_one(words: list[str]) -> bool:
    """Whether words name one person who speaks for himself, behind an article: "a Karsian fisherman"."""
    head = words[-1]
    if _ARTICLES.isdisjoint(words[-_LONGEST_NOUN:-1]):
        return False
    return head in _PEOPLE | _OF_THE_HOUSE or (head.endswith(_OF_PEOPLE) and head not in ANONYMOUS | BODIES | OUTLETS | DOCUMENTS | _NO_PEOPLE)
