"""Turns: words by which a report tells that somebody changed its mind, and whether it tells the stance of the holder as a whole."""

from __future__ import annotations

from itertools import pairwise

from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held
from onrecord.comparison.voices import voice_of
from onrecord.language.words import plain_words

# Words by which reports speak of some members of a group.
_PART = frozenset(
    {"some", "many", "most", "several", "few", "others", "number", "handful", "half", "including", "smattering", "lone", "majority", "minority"}
)
_TURNS = frozenset(
    "abandoned backtracked canceled cancelled dropped flipped relented reneged rescinded retreated reversed reversing scrapped "  # noqa: SIM905  reads as text
    "softened switched".split()
)
_TURNS_OF_TWO = frozenset(
    {"backed away", "backed down", "backed off", "backing away", "backing off", "called off", "calling off", "changed course"}
    | {"climbed down", "gave in", "gave up", "pulled back", "pulled out", "walked back"}
)


def tells_of_the_holder(held: Held, parties: Parties) -> bool:
    """Whether a position is one of the whole holder, told by it, by somebody who speaks for it, or by the report itself."""
    a_part = parties.is_group(held.holder) and _of_a_part(held)
    return not (a_part or held.in_title() or held.circular() or voice_of(held, parties) == "others")


def tells_a_turn(held: Held) -> bool:
    """Whether the report's own words tell that somebody turned round. Quoted words mostly tell it of somebody else."""
    if held.position.mode == "direct":
        return False
    passages = (plain_words(span.text) for span in held.position.evidence)
    return any(not _TURNS.isdisjoint(plain) or any(f"{one} {next_one}" in _TURNS_OF_TWO for one, next_one in pairwise(plain)) for plain in passages)


def _of_a_part(held: Held) -> bool:
    spans = [*held.position.evidence, *([held.position.mention] if held.position.mention else [])]
    return any(word in _PART or word.isdigit() for span in spans for word in plain_words(span.text))
