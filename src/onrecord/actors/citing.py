"""Whom a source cites: "Reuters reported, citing a Karsian official, that ..."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from onrecord.actors.lines import Line
from onrecord.actors.sources import Voice
from onrecord.actors.vocabulary import OUTLETS
from onrecord.records import Span, Via

_CITING = frozenset({"citing", "quoting"})
_ENDS = frozenset({"that", "as", "who", "saying", "said", "says"})
_LONGEST = 14
# So many words may stand between a source and "citing": its verb, the day, and whom it told.
_FARTHEST = 8
_MOST = 3


def cited(line: Line, source: Span, voice: Callable[[Span], Voice]) -> tuple[Via, ...]:
    """Whom the source of a statement cites, whom that one cites, and so on. Reasons ("citing the drought") are nobody."""
    return tuple(via for span in _cited(line, source) if (via := _who(span, voice)) is not None)


def _cited(line: Line, source: Span) -> Iterator[Span]:
    end = source.end
    for _ in range(_MOST):
        behind = bisect_left(line.tokens, end, key=lambda token: token.start)
        place = next((at for at, token in enumerate(line.tokens[behind : behind + _FARTHEST], behind) if token.plain in _CITING), None)
        if place is None:
            return
        last = first = place + 1
        while last < len(line.tokens) and last - first < _LONGEST and line.tokens[last].plain not in _ENDS and (last == first or line.beside(last)):
            last += 1
        if last == first:
            return
        start, end = line.tokens[first].start, line.tokens[last - 1].end
        yield Span(start=start, end=end, text=line.source[start:end], field=line.sentence.field)


def _who(span: Span, voice: Callable[[Span], Voice]) -> Via | None:
    speaker = voice(span)
    named = speaker.actor is not None or speaker.unnamed is not None
    outlet = not OUTLETS.isdisjoint(word.strip(".,’'").lower() for word in span.text.split())
    return Via(span=span, actor=speaker.actor, anonymous=speaker.unnamed) if named or outlet else None
