"""Whether every span of a reading is made of the characters that it points at."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Article, Reading, Span, given_text


def spans_of(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Every span of a reading, with words for where it stands."""
    yield from _spans_of_article(reading.article)
    for number, statement in enumerate(reading.statements):
        yield from ((f"statement {number} source", span) for span in (statement.source,) if span)
        yield from ((f"statement {number} cue", span) for span in statement.cue)
        yield from ((f"statement {number} content", span) for span in statement.content)
        yield from ((f"statement {number} via", via.span) for via in statement.via)
    for number, position in enumerate(reading.positions):
        yield from ((f"position {number} mention", span) for span in (position.mention,) if span)
        yield from ((f"position {number} condition", span) for span in position.conditions)
        yield from ((f"position {number} evidence", span) for span in position.evidence)
        yield from ((f"position {number} via", via.span) for via in position.via)
    for number, silence in enumerate(reading.silences):
        yield from ((f"silence {number} evidence", span) for span in silence.evidence)


def _spans_of_article(article: Article) -> Iterator[tuple[str, Span]]:
    evidence = article.evidence
    yield from (("evidence of published", span) for span in evidence.published)
    yield from (("evidence of not_before", span) for span in evidence.not_before)
    yield from (("evidence of not_after", span) for span in evidence.not_after)
    yield from ((f"dropped ({span.reason})", span) for span in article.dropped)
    for notice in article.notices:
        yield from ((f"notice {notice.kind}", span) for span in notice.evidence)


def is_placed(span: Span, text: str, title: str | None) -> bool:
    """Whether the span's words stand at its offsets."""
    source = (title or "") if span.field == "title" else text
    return 0 <= span.start <= span.end <= len(source) and source[span.start : span.end] == span.text


def misplaced_spans(reading: Reading) -> list[str]:
    """One line for each span whose words do not stand at its offsets."""
    text, title = given_text(reading.article), reading.article.title
    return [
        f"{where}: [{span.start}, {span.end}) of the {span.field} does not read {span.text[:60]!r}"
        for where, span in spans_of(reading)
        if not is_placed(span, text, title)
    ]
