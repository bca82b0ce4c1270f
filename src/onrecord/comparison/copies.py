"""Copies: articles that reprint one another, found by the runs of words that they share.

Containment and not likeness: a reprint is cut and given a new head, so it is measured by the shorter of two texts (Broder 1997, "On the
resemblance and containment of documents").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.comparison.containment import SHORTEST, contained_pairs
from onrecord.comparison.families import Pair, complete_groups, counted_with
from onrecord.comparison.origins import origin_of
from onrecord.identity import digest
from onrecord.language.shingles import Numbers, content_of, shingles_of
from onrecord.records import Article, Copies, Reading, given_text, report_of

__all__ = ["copies_among", "count_without_text", "find_copies", "report_of"]


def find_copies(articles: Sequence[Article]) -> list[Copies]:
    """Families of articles of which every two reprint one another. Articles without text are nobody's copies.

    An article may stand in more than one: a round-up that reprints two reports is a copy of both, which are no copies of each other.
    """
    content_by_id: dict[str, str] = {}
    texts: dict[str, Numbers] = {}
    for article in articles:
        shingles = shingles_of(article)
        if len(shingles) >= SHORTEST:
            content_by_id[article.id] = content_of(shingles)
            texts[content_by_id[article.id]] = shingles
    return copies_among([article for article in articles if article.id in content_by_id], content_by_id, contained_pairs(texts))


def copies_among(articles: Sequence[Article], content_by_id: Mapping[str, str], pairs: Iterable[Pair]) -> list[Copies]:
    """The families of some articles, given by the content of each, and the pairs of contents of which one is contained in the other.

    Articles with the same content are copies of one another, so one pair of contents stands for all pairs of their articles.
    """
    having: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        having[content_by_id[article.id]].append(article.id)
    groups = complete_groups(pairs)
    paired = {content for group in groups for content in group}
    groups += [(content,) for content, ids in having.items() if len(ids) > 1 and content not in paired]
    by_id = {article.id: article for article in articles}
    families = sorted(tuple(sorted(name for content in group for name in having[content])) for group in groups)
    return [
        Copies(id=digest("copies", *family), articles=family, origin=origin_of([by_id[member] for member in family]), counted=counted)
        for family, counted in zip(families, counted_with(families), strict=True)
    ]


def count_without_text(readings: Iterable[Reading]) -> int:
    """How many readings came without the text of their article: whether those are copies, and how they word a quotation, cannot be told."""
    return sum(not given_text(reading.article) for reading in readings)
