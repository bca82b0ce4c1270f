"""The trained model's statements and those by rules, made into one reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from onrecord.attribution.learned import find_learned
from onrecord.attribution.statements import find_by_rules
from onrecord.language.prose import Prose
from onrecord.records import Span, Statement


def find_statements(prose: Prose) -> tuple[Statement, ...]:
    """Every statement of the title and of the kept paragraphs, in text order.

    Each has its cue, its source or None, and one or more parts of content with the spans of `prose`; ids, actors, go-betweens and days are
    left for later stages. The trained model reads the paragraphs. The rules read the title, quotations that the model leaves to nobody, who
    passes on a statement of the model's (which gives each word one role only), and everything where the model is not installed. `confidence`
    is the share right of what was found so, measured on PolNeAR's articles.
    """
    by_rules = find_by_rules(prose)
    learned = find_learned(prose)
    if learned is None:
        return by_rules
    titles = tuple(statement for statement in by_rules if _field(statement) == "title")
    of_text = [statement for statement in by_rules if _field(statement) == "text"]
    added = [*_quoting_elsewhere(of_text, learned), *_telling(of_text, learned)]
    return titles + tuple(sorted((*learned, *added), key=_place))


def _quoting_elsewhere(candidates: list[Statement], known: tuple[Statement, ...]) -> list[Statement]:
    """The candidates with quoted words that share no character with the content, source or cue of a known statement."""
    taken = sorted((span.start, span.end) for statement in known for span in _spans(statement))
    starts = [start for start, _ in taken]
    reaches: list[int] = []
    for _, end in taken:
        reaches.append(max(end, reaches[-1] if reaches else 0))

    def free(span: Span) -> bool:
        place = bisect_right(starts, span.end - 1) - 1
        return place < 0 or reaches[place] <= span.start

    return [candidate for candidate in candidates if candidate.mode != "indirect" and all(free(span) for span in candidate.content)]


def _telling(candidates: list[Statement], known: tuple[Statement, ...]) -> list[Statement]:
    """The candidates in whose content a known statement stands with its source and its cue, told by somebody else in other words."""
    inner = sorted(_told(statement) for statement in known if statement.source and statement.cue)
    starts = [start for start, _ in inner]
    cues = sorted((span.start, span.end) for statement in known for span in statement.cue)
    cue_starts = [start for start, _ in cues]

    def holds(span: Span) -> bool:
        return any(end <= span.end for _, end in inner[bisect_left(starts, span.start) : bisect_left(starts, span.end)])

    def new(cue: Span) -> bool:
        place = bisect_left(cue_starts, cue.end) - 1
        return place < 0 or cues[place][1] <= cue.start

    return [
        candidate
        for candidate in candidates
        if candidate.source and candidate.cue and new(candidate.cue[0]) and any(holds(span) for span in candidate.content)
    ]


def _told(statement: Statement) -> tuple[int, int]:
    """From the first to the last character of a statement's source and cue."""
    spans = [*statement.cue, *([statement.source] if statement.source else [])]
    return min(span.start for span in spans), max(span.end for span in spans)


def _spans(statement: Statement) -> list[Span]:
    return [*statement.content, *statement.cue, *([statement.source] if statement.source else [])]


def _field(statement: Statement) -> str:
    return statement.content[0].field


def _place(statement: Statement) -> tuple[int, int]:
    first = min(span.start for span in statement.content)
    return (statement.cue[0].start if statement.cue else first, first)
