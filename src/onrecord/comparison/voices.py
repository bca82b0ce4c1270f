"""Whose words tell a position: the holder's own, those of somebody who speaks for it, or what others say of it."""

from __future__ import annotations

import re

from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held
from onrecord.language.words import plain_words
from onrecord.records import Via, Voice

# Words that name somebody as speaking for a holder.
_SPEAKS_FOR = frozenset(
    "aide aides lawyer lawyers office press spokesman spokesmen spokespeople spokesperson spokeswoman statement".split()  # noqa: SIM905  reads as text
)
# By these words, reports name somebody as one of the body that they tell of, and not of another one.
_OF_THE_BODY = re.compile(r"\b(?:in|of|within) the (?:bloc|coalition|faction|government|group|movement|organi[sz]ation|party)\b", re.IGNORECASE)


def voice_of(held: Held, parties: Parties) -> Voice:
    """The voice of a position: that of the go-between nearest to the holder decides, since the others only pass on what it said."""
    if not held.position.via:
        return "holder"
    return _voice(held.position.via[-1], held.holder, parties)


def differ(one: Held, other: Held, parties: Parties) -> bool:
    """Whether two positions of one holder are told by different people, at least one of whom does not speak for it."""
    voices = {voice_of(one, parties), voice_of(other, parties)}
    if "others" not in voices:
        return False
    return len(voices) > 1 or _named(one).isdisjoint(_named(other))


def _voice(via: Via, holder: str, parties: Parties) -> Voice:
    sides = {parties.side(via.actor)} if via.actor is not None else {parties.side(actor) for actor in parties.named_in(via.span.text)}
    if sides:
        return "spokesperson" if parties.side(holder) in sides and len(sides) == 1 else "others"
    speaks = any(word in _SPEAKS_FOR for word in plain_words(via.span.text)) or _OF_THE_BODY.search(via.span.text)
    return "spokesperson" if speaks else "others"


def _named(held: Held) -> set[str]:
    """The actors, else the words, by whom a position is passed on."""
    return {via.actor or via.span.text.casefold() for via in held.position.via}
