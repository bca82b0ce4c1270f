"""The trained model's statements and those by rules, made into one reading."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.attribution.learned import find_learned
from onrecord.attribution.statements import find_by_rules
from onrecord.language.prose import Prose
from onrecord.records import Span, Statement


def find_statements(prose: Prose) -> tuple[Statement, ...]:
    """Every statement of the title and of the kept paragraphs, in text order.

    Each has its cue, its source or None, and one or more parts of content with the spans of `prose`; ids, actors, go-betweens and days are
    left for later stages. The trained model reads the paragraphs. The rules read the title, quotations that the model leaves to nobody, and
    everything where the model is not installed. `confidence` is the share right of what was found so, measured on PolNeAR's articles.
    """
    by_rules = find_by_rules(prose)
    learned = find_learned(prose)
    if learned is None:
        return by_rules
    titles = tuple(statement for statement in by_rules if _field(statement) == "title")
    overlooked = _quoting_elsewhere([statement for statement in by_rules if _field(statement) == "text"], learned)
    return titles + tuple(sorted((*learned, *overlooked), key=_place))


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


def _spans(statement: Statement) -> list[Span]:
    return [*statement.content, *statement.cue, *([statement.source] if statement.source else [])]


def _field(statement: Statement) -> str:
    return statement.content[0].field


def _place(statement: Statement) -> tuple[int, int]:
    first = min(span.start for span in statement.content)
    return (statement.cue[0].start if statement.cue else first, first)
