"""Background: passages that stand behind an earlier day in their paragraph, and so tell what was then and not what is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from onrecord.comparison.intervals import FRESH
from onrecord.language.full_dates import MONTHS
from onrecord.language.partial_dates import first_day, is_partial_date
from onrecord.records import Article, Span

# How far before a passage, in characters, a day still tells of it: about two sentences of news.
REACH = 300

_NAMES = "|".join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))
_DAY_OF_A_MONTH = re.compile(rf"(?<!\w)(?:(?P<month>{_NAMES})\.?\s(?P<day>[0-3]?\d)|(?P<day_first>[0-3]?\d)\s(?P<month_last>{_NAMES}))(?!\w)")
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’]?(?:\s|\Z)|\n")


def is_background(article: Article, passage: Span) -> bool:
    """Whether the last day told before a passage, in its paragraph, or behind it in its sentence, is too long before the article appeared for the
    passage to be fresh. Of an article whose day of publication is not known, a passage is not fresh if its own sentence tells a day.
    """
    published = article.published
    if not isinstance(article.text, str) or passage.field != "text":
        return False
    ends = _SENTENCE_ENDS.search(article.text, max(passage.end - 1, 0), passage.end + REACH)
    behind = article.text[passage.end : ends.start() if ends else passage.end + REACH]
    if published is None or len(published) != len("2024-07-04") or not is_partial_date(published):
        return published is None and bool(_DAY_OF_A_MONTH.search(behind))
    appeared = first_day(published)
    if any(day < appeared - FRESH for day in _days(behind, appeared)):
        return True
    start = max(article.text.rfind("\n", 0, passage.start) + 1, passage.start - REACH)
    told = list(_days(article.text[start : passage.start], appeared))
    return bool(told) and told[-1] < appeared - FRESH


def _days(words: str, appeared: date) -> Iterator[date]:
    """The days of a month that some words name, each in the last year in which it was not after the article."""
    for match in _DAY_OF_A_MONTH.finditer(words):
        month, day = MONTHS[(match["month"] or match["month_last"]).lower()], int(match["day"] or match["day_first"])
        told = (f"{year:04d}-{month:02d}-{day:02d}" for year in (appeared.year, appeared.year - 1))
        yield from [first_day(value) for value in told if is_partial_date(value) and first_day(value) <= appeared][:1]
