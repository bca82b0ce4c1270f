"""Who passed words on: spokespeople, unnamed officials, agencies, and speakers who report another's words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.actors.sources import Voice
from onrecord.records import Field, Span, Statement, Via


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
    """For each statement the numbers of those that tell it, outermost first: their content holds its source.

    One sweep over each field: `around` are the contents that reach up to the source at hand, so that time grows with how deep they lie, not with
    how many there are.
    """
    chains: list[list[int]] = [[] for _ in statements]
    fields: tuple[Field, ...] = ("title", "text")
    for field in fields:
        wholes = sorted(
            (content.start, -content.end, number)
            for number, statement in enumerate(statements)
            for content in statement.content
            if content.field == field
        )
        places = sorted(
            (source.start, source.end, number)
            for number, statement in enumerate(statements)
            if (source := statement.source) is not None and source.field == field
        )
        around: list[tuple[int, int, int]] = []
        reached = 0
        for start, end, number in places:
            begun = bisect_right(wholes, start, lo=reached, key=lambda whole: whole[0])
            around = [whole for whole in (*around, *wholes[reached:begun]) if -whole[1] >= start]
            reached = begun
            outer = (other for _, last, other in around if -last >= end and statements[other].source != statements[number].source)
            chains[number] = list(dict.fromkeys(outer))
    return [[other for other in chain if not _told_by(other, number, chains, statements)] for number, chain in enumerate(chains)]


def _told_by(outer: int, inner: int, chains: list[list[int]], statements: Sequence[Statement]) -> bool:
    """Whether two statements hold each other's source, and the second one's stands last.

    In "Ostmark has accepted the map, the Courier reported" the last words are taken for content of the first, but tell it.
    """
    first, second = statements[outer].source, statements[inner].source
    return inner in chains[outer] and first is not None and second is not None and first.start < second.start
