"""Summaries: what stands above the text of a report and tells it in short: a standfirst, a list of highlights."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.comparison.passages import lies_in
from onrecord.comparison.tellings import Held
from onrecord.language.prose import find_paragraphs
from onrecord.records import Article, Span, given_text

# A summary stands in so many first characters, among so many first lines.
HEAD, LINES = 4_000, 8
# It has so many words at most: what is longer above a date line is the text itself.
LONGEST = 80
# What stands above one of these, and is no such line itself, is a summary: the text begins below the last of them.
_ABOVE = frozenset({"credit", "dateline", "headline-repeat"})
# Lines that were dropped as summaries.
_DROPPED = "summary-repeat"
_LISTED = re.compile(r"(?:story highlights|highlights|key points|key takeaways|at a glance|summary|in brief)\s?[:–—-]", re.IGNORECASE)


def summary_of(article: Article) -> tuple[Span, ...]:
    """The lines of an article's summary, in order; none where it has none, or its text is not at hand."""
    text = given_text(article)
    lines = find_paragraphs(text[:HEAD])[:LINES]
    reasons = [_reason(article, *line) for line in lines]
    begins = max((number for number, reason in enumerate(reasons) if reason in _ABOVE), default=0)
    above = [number for number in range(begins) if reasons[number] is None]
    if sum(len(text[slice(*lines[number])].split()) for number in above) > LONGEST or begins + 1 >= len(lines):
        above = []
    listed = [number for number, line in enumerate(lines) if reasons[number] is None and _LISTED.match(text, *line)]
    dropped = [number for number, reason in enumerate(reasons) if reason == _DROPPED]
    return tuple(_span(text, *lines[number]) for number in sorted({*above, *listed, *dropped}))


def in_summary(held: Held, summary: Sequence[Span]) -> bool:
    """Whether a position stands in the summary and nowhere else."""
    return bool(summary) and all(any(lies_in(passage, line) for line in summary) for passage in held.position.evidence)


def _reason(article: Article, start: int, end: int) -> str | None:
    """Why a line was dropped, if it was."""
    return next((one.reason for one in article.dropped if one.field == "text" and one.start < end and start < one.end), None)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
