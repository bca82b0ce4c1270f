"""Who tells a whole sentence by its form alone: "According to Reuters, ...", "..., two officials said", "comments carried by the Vel Courier".

The network that finds statements misses a few of these, and whoever only carried words is the source of no statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.actors.lines import Line
from onrecord.actors.tokens import Token
from onrecord.actors.vocabulary import CLAUSE_OPENERS, DAYS, FINITE, OUTLETS, PREPOSITIONS, SPEAKERS
from onrecord.records import Span

_TELLING = frozenset({"said", "says", "say", "told", "tells", "reported", "reports", "added", "confirmed", "wrote", "tweeted"})
_CARRIED = frozenset({"carried", "cited", "distributed", "published", "quoted", "released", "reported"})
_ENDS = DAYS | frozenset({"that", "as", "who", "which", "saying", "said", "says"})
_LINKS = frozenset({"but", "and", "however", "meanwhile", "still", "also"})
_BEFORE_A_VERB = frozenset({"have", "has", "had", "also"})
_OWNERS = frozenset({"his", "her", "its", "their", "a"})
_TAKING_UP = frozenset({"he", "she", "they", "it", "who", "i", "we", "you", "which", "what"})
# So many words a source may have; so many words behind "through his" the trade of a spokesman is looked for.
_LONGEST = 14
_FARTHEST_TRADE = 4


class Aside(Struct, frozen=True):
    """Words that name whoever tells a sentence, and by which form they do: "according", "carried", "through", or words of telling "last",
    "between" or "first" of it.
    """

    span: Span
    form: str


def asides(line: Line, passage: Span) -> list[Aside]:
    """Everybody whom the sentence of a passage names as telling it; a pronoun names nobody."""
    found = [*_behind_phrases(line), *_before_verbs(line, passage)]
    return [one for one in found if one.span.text.lower() not in _TAKING_UP]


def _behind_phrases(line: Line) -> Iterator[Aside]:
    plain = [token.plain for token in line.tokens]
    for place in range(1, len(plain) - 1):
        phrase = (plain[place - 1], plain[place])
        span = _behind(line, place if phrase[0] == "through" else place + 1)
        if span is None:
            continue
        if phrase == ("according", "to"):
            yield Aside(span, "according")
        elif _is_carried(plain, place) and not OUTLETS.isdisjoint(span.text.lower().split()):
            yield Aside(span, "carried")
        elif phrase[0] == "through" and phrase[1] in _OWNERS and not SPEAKERS.isdisjoint(plain[place + 1 : place + _FARTHEST_TRADE]):
            yield Aside(span, "through")


def _is_carried(plain: list[str], place: int) -> bool:
    """Whether a word stands before whoever carried what was said: "quoted by", "published in", "cited as saying by"."""
    verb = place - 3 if plain[max(0, place - 2) : place] == ["as", "saying"] else place - 1
    return plain[place] in ("by", "in") and verb >= 0 and plain[verb] in _CARRIED


def _behind(line: Line, first: int) -> Span | None:
    """The words from `first` on, up to a mark or a word that ends a name; None inside quotation marks."""
    if _is_quoted(line, line.tokens[first]):
        return None
    last = first
    while last < len(line.tokens) and last - first < _LONGEST and line.tokens[last].plain not in _ENDS and (last == first or line.beside(last)):
        last += 1
    while last > first and line.tokens[last - 1].plain in PREPOSITIONS:
        last -= 1
    return _span(line, first, last) if last > first else None


def _before_verbs(line: Line, passage: Span) -> Iterator[Aside]:
    """Subjects of words of telling that stand behind a passage ("..., two officials said") or before it ("Two officials told Reuters ...")."""
    for place, token in enumerate(line.tokens):
        if place == 0 or token.plain not in _TELLING or _is_quoted(line, token):
            continue
        end = place
        while end > 1 and line.beside(end) and line.tokens[end - 1].plain in _BEFORE_A_VERB:
            end -= 1
        first, last = subject_before(line, end)
        if first < 0:
            continue
        if "," in line.gap(first) and passage.start < line.tokens[first].start:
            yield Aside(_span(line, first, last), "last")
        elif passage.start >= token.end:
            yield Aside(_span(line, first, last), "between" if line.gap(place + 1).startswith(",") else "first")


def subject_before(line: Line, end: int) -> tuple[int, int]:
    """The first word of the subject that ends before `end`, and the one behind its last; -1 where none is sure."""
    if not line.beside(end):
        return _subject_before_insert(line, end)
    first = end - 1
    while first > 0 and line.beside(first) and line.tokens[first - 1].plain not in CLAUSE_OPENERS - {"who"} and end - first <= _LONGEST:
        first -= 1
    while first < end and line.tokens[first].plain in _LINKS:
        first += 1
    plain = [token.plain for token in line.tokens[first:end]]
    return (first, end) if 0 < len(plain) <= _LONGEST and FINITE.isdisjoint(plain[:-1]) else (-1, -1)


def _subject_before_insert(line: Line, end: int) -> tuple[int, int]:
    """The subject that opens the sentence, where something between commas stands behind it: "Two officials, speaking on Monday, said"."""
    first = next((place for place, token in enumerate(line.tokens) if token.plain not in _LINKS), 0)
    comma = next((place for place in range(first + 1, end) if "," in line.gap(place)), end)
    return (first, comma) if comma < end and comma - first <= _LONGEST and "," in line.gap(end) else (-1, -1)


def _is_quoted(line: Line, token: Token) -> bool:
    return any(first <= token.start < last for first, last in line.quoted)


def _span(line: Line, first: int, last: int) -> Span:
    """The words from `first` up to `last`, without the possessive ending of the last one."""
    start, ending = line.tokens[first].start, line.tokens[last - 1]
    end = ending.start + len(ending.text) if ending.possessive else ending.end
    return Span(start=start, end=end, text=line.source[start:end], field=line.sentence.field)
