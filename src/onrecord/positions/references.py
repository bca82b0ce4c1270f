"""What "these terms", "the offer" and "that proposal" stand for when somebody takes or refuses them: what was put forward just before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from onrecord.positions.cues import Cue, is_left_open
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Stance

# Stems of words that point back, and of the words for what somebody put forward.
_POINTING = frozenset(["this", "these", "that", "those", "the", "such", "his", "her", "it", "their", "both"])
_PUT_FORWARD = frozenset(["term", "condit", "demand", "propos", "offer", "deal", "plan", "ultimatum", "initi", "request", "idea", "concess"])
# Words between the cue and what it takes or refuses.
_REACH = 5
# Sentences back within which something was put forward.
SENTENCES_BACK = 2
_TAKING = frozenset(["accepting", "refusing", "opposing"])


class PutForward(Struct, frozen=True):
    """A term that somebody demanded or offered, in which sentence (its place in the article), and whether as part of a condition."""

    holder: str
    term: str
    stance: Stance
    sentence: int
    conditional: bool


class Answer(Struct, frozen=True):
    """The word at which somebody answers what was put forward, and how."""

    word: int
    stance: Stance


def find_answers(passage: Passage, cues: list[Cue]) -> Iterator[Answer]:
    """Where the passage takes ("accepted the offer") or refuses ("rejected these terms") something that it does not name."""
    for cue in cues:
        refusing = cue.has(Kind.OPPOSING)
        if not any(group.name in _TAKING for group in cue.groups) or is_left_open(passage, cues, cue):
            continue
        for place in range(cue.last, min(cue.last + _REACH, len(passage.stems))):
            if passage.breaks[place]:
                break
            if passage.stems[place] in _PUT_FORWARD and any(stem in _POINTING for stem in passage.stems[cue.last : place]):
                yield Answer(place, "against" if refusing else "for")
                break


def terms_meant(put_forward: Iterable[PutForward], sentence: int) -> list[str]:
    """The terms of the latest sentence, not too far back, that sets conditions: what is demanded, else what is offered.

    Sentences that only take a side are passed over: of the answers linked to those, one in six was right in the gold dossiers.
    """
    near = [one for one in put_forward if one.conditional and 0 <= sentence - one.sentence <= SENTENCES_BACK]
    latest = max((one.sentence for one in near), default=None)
    last = [one for one in near if one.sentence == latest]
    demanded = [one.term for one in last if one.stance == "for"]
    return list(dict.fromkeys(demanded or [one.term for one in last if one.stance == "conditional"]))
