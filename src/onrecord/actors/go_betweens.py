"""Who passed words on: spokespeople, unnamed officials, agencies, and speakers who report another's words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.actors.sources import Voice
from onrecord.records import Span, Statement, Via


def go_between(span: Span, voice: Voice) -> Via:
    """The words of a source as a go-between."""
    return Via(span=span, actor=voice.actor, anonymous=voice.unnamed)


def through(statements: Sequence[Statement], voices: Sequence[Voice]) -> tuple[Statement, ...]:
    """The statements with their actors, and with their go-betweens from the outermost inwards.

    Whoever speaks for an actor stands between that actor and the reader; so does the source of every statement in whose content this
    one is told.
    """
    chains = _chains(statements)
    told = []
    for number, (statement, voice) in enumerate(zip(statements, voices, strict=True)):
        outer = [other for other in chains[number] if _passes_on(voices[other], voice)]
        via = [go_between(source, voices[other]) for other in outer if (source := statements[other].source) is not None]
        if voice.speaks_for and statement.source is not None:
            via.append(go_between(statement.source, voice))
        told.append(replace(statement, actor=voice.actor, via=tuple(via)))
    return tuple(told)


def _passes_on(outer: Voice, inner: Voice) -> bool:
    """Whether an outer source is somebody, and somebody else: a survey or a document passes nothing on, nor do people pass on themselves."""
    return (outer.actor is not None or outer.unnamed is not None) and (outer.actor is None or outer.actor != inner.actor)


def _chains(statements: Sequence[Statement]) -> list[list[int]]:
    """For each statement the numbers of those that tell it, outermost first: their content holds its source and its cue."""
    wholes = [(content.start, content.end, content.field, number) for number, statement in enumerate(statements) for content in statement.content]
    wholes.sort(key=lambda whole: (whole[0], -whole[1]))
    chains: list[list[int]] = []
    for number, statement in enumerate(statements):
        place = statement.source
        if place is None:
            chains.append([])
            continue
        chain: list[int] = []
        for start, end, field, outer in wholes:
            if start > place.start:
                break
            if outer != number and end >= place.end and field == place.field and statements[outer].source != place and outer not in chain:
                chain.append(outer)
        chains.append(chain)
    return chains
