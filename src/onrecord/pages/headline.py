"""The title that a text itself carries, where no metadata named one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from onrecord.pages.furniture import furniture_of
from onrecord.pages.lines import Line, tokens_of
from onrecord.pages.publication import is_labelled_date

# Where a headline stands, in lines, and its size. The titles of gold/train have 3 to 20 words; a longer first line may be a standfirst.
_HEAD = 4
_FEWEST_WORDS = 4
_MOST_WORDS = 16
_LONGEST = 140
# Where a headline that is repeated above its body returns, in lines.
_RETURNS_WITHIN = 8
# The header that crawlers write: "date 2024-07-04 Title or section".
_CRAWLED = re.compile(r"date[: ]\s?\d{4}-\d{2}-\d{2}[ \t]{1,4}(\S.{0,300})$", re.IGNORECASE)
# Two sentences, or a place before an agency's name, are no headline.
_RUNNING_ON = re.compile(r"[.!?][\"'”’]? [A-Z]|\([A-Z][\w ]{1,20}\) [-–—]")
# "Jo Brandt and Ada Kern": a byline without its "by".
_AUTHORS = re.compile(r"(?:[A-Z][\w.'’-]{0,20} ){2,3}and (?:[A-Z][\w.'’-]{0,20} ?){2,3}$")
_LIST = re.compile(r"story highlights|highlights|key points|[•·⦁*-] ", re.IGNORECASE)


def headline_of(lines: list[Line], datelines: Collection[int] = ()) -> str | None:
    """The words of the headline, where a line at the head of the text surely is one, else None.

    Sure is: the title in a crawler's header; a line that returns word for word; a short line that ends no sentence, before one that does.
    `datelines` are the numbers of lines that tell the article's date and little else: none of them is a headline, and none counts as one of the head.
    """
    for line in lines[:_HEAD]:
        crawled = _CRAWLED.match(line.words)
        if crawled and len(crawled[1].split()) >= _FEWEST_WORDS:
            return crawled[1].strip()
    if len(lines) <= 1:
        return None
    head = [line for line in lines[: 2 * _HEAD] if line.number not in datelines][:_HEAD]
    times = Counter(line.words for line in lines[:-1][:_RETURNS_WITHIN])
    for line in head:
        if times[line.words] > 1 and _may_be(line, len(lines), _LONGEST):
            return line.words
    for line in head:
        if _LIST.match(line.words) or (line.ends_a_sentence and not line.words.endswith(("?", "!"))):
            return None
        if _may_be(line, len(lines), _LONGEST) and len(line.words.split()) <= _MOST_WORDS:
            return line.words if _leads(line, lines) else None
    return None


def _may_be(line: Line, count: int, longest: int) -> bool:
    words = line.words
    return (
        len(words) <= longest
        and len(tokens_of(words)) >= _FEWEST_WORDS
        and not _RUNNING_ON.search(words)
        and not _LIST.match(words)
        and not _AUTHORS.match(words)
        and not _CRAWLED.match(words)
        and furniture_of(line, count) is None
        and not is_labelled_date(words)
    )


def _leads(headline: Line, lines: list[Line]) -> bool:
    """Whether a body begins soon after: a whole sentence, longer than a headline, within the head."""
    after = headline.number + 1
    return any(line.ends_a_sentence and len(line.words) > _LONGEST // 2 for line in lines[after : after + _HEAD])
