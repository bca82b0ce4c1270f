# ruff: noqa: SIM905  word lists read better as text
"""Offices by a word that points back: "its president", "her foreign minister", "the country's envoy"."""

from __future__ import annotations

from onrecord.actors.lines import Line
from onrecord.actors.vocabulary import BETWEEN, DAYS, DISTINGUISHING, OPENERS, PASSING, PAST

_LONGEST = 4
# Whoever has one of these speaks for a land or a body. What else a person may have ("her lawyer", "his general") is left alone.
_OF_A_BODY = frozenset(
    """ambassador chair chairman chairperson chairwoman chancellor commissioner delegate delegates delegation diplomat diplomats director embassy
    envoy envoys leader minister ministers ministry negotiator negotiators official officials premier president representative representatives
    secretary secretary-general spokesman spokesmen spokesperson spokespersons spokespeople spokeswoman spokeswomen""".split()
)
# Of these a person has none but as the head of a government.
_OF_A_GOVERNMENT = frozenset("ambassador envoy envoys minister ministers ministry negotiator negotiators".split())


def owned_office(line: Line, place: int, *, person: bool) -> int | None:
    """The last word of the office that stands behind an owner (its last word at `place`), a person or a body; None where none does."""
    heads = _OF_A_GOVERNMENT if person else _OF_A_BODY
    for at in range(place + 1, min(place + 1 + _LONGEST, len(line.tokens))):
        token = line.tokens[at]
        if not line.beside(at) or token.plain in PAST:
            return None
        if token.plain in heads:
            return at
        if token.possessive or not (token.plain in BETWEEN or token.plain in DISTINGUISHING or token.plain in PASSING):
            return None
    return None


def names_a_stranger(line: Line) -> bool:
    """Whether a sentence has a word with a capital, behind its first, that belongs to no known name."""
    known = {place for draft in line.drafts for place in range(draft.first, draft.last + 1)}
    return any(token.capital and place not in known and token.plain not in DAYS | OPENERS for place, token in enumerate(line.tokens) if place)
