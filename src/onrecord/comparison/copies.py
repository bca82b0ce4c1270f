"""Copies: articles that reprint one another, found by the runs of words that they share.

Containment and not likeness: a reprint is cut and given a new head, so it is measured by the shorter of two texts (Broder 1997, "On the
resemblance and containment of documents").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from math import ceil

from onrecord.comparison.groups import Groups
from onrecord.comparison.intervals import appeared
from onrecord.identity import digest
from onrecord.language.words import find_words
from onrecord.records import Article, Copies, Reading, given_text

# Words in a row. Five are the usual choice for news reuse: four still match set phrases, six already miss edited copies.
SHINGLE = 5
# Share of the shorter text's shingles that a copy has. Measured on 612 articles of one summit by 75 publishers: pairs are fewest between
# 0.55 and 0.65 (33 to 34 in each twentieth, against 83 below 0.5 and 120 of identical texts); 0.5 still takes in agency texts written through.
SHARED = 0.5
# Below this many shingles (about 24 words) a text is a caption or a teaser, and contained in reports that it does not copy.
SHORTEST = 20

_MASK = (1 << 64) - 1
_BASE = 0x9E3779B97F4A7C15


def find_copies(articles: Sequence[Article]) -> list[Copies]:
    """Families of articles that reprint one another. Articles without text are nobody's copies."""
    shingles = {article.id: shingles_of(article) for article in articles}
    groups: Groups[str] = Groups()
    for one, other in copied_pairs(shingles):
        groups.join(one, other)
    by_id = {article.id: article for article in articles}
    families = sorted(tuple(sorted(group)) for group in groups.groups())
    return [Copies(id=digest("copies", *family), articles=family, origin=origin_of([by_id[member] for member in family])) for family in families]


def count_without_text(readings: Iterable[Reading]) -> int:
    """How many readings came without the text of their article: whether those are copies, and how they word a quotation, cannot be told."""
    return sum(not given_text(reading.article) for reading in readings)


def report_of(copies: Sequence[Copies]) -> dict[str, str]:
    """For each copy, the article that stands for its family when independent reports are counted: the origin, else the first by id."""
    return {member: family.origin or family.articles[0] for family in copies for member in family.articles}


def shingles_of(article: Article) -> frozenset[int]:
    """Hashes of every five words in a row of the article's kept text; of its whole text where nothing would be left."""
    text = given_text(article)
    plain = [word.plain for start, end in _kept(article, len(text)) for word in find_words(text, start, end)]
    if len(plain) < SHINGLE:
        plain = [word.plain for word in find_words(text)]
    return frozenset(_rolled(plain))


def copied_pairs(shingles: Mapping[str, frozenset[int]], shared: float = SHARED) -> list[tuple[str, str]]:
    """Every pair whose shorter text has at least `shared` of its shingles in the longer one: all such pairs, and no other.

    Candidates by prefix: of n shingles in any fixed order, a text that shares k must share one of the first n - k + 1 (Chaudhuri,
    Ganti and Kaushik 2006). With the rarest first, those are almost always the text's own, and few pairs are left to confirm.
    """
    sizes = {name: len(found) for name, found in shingles.items() if len(found) >= SHORTEST}
    spread = Counter(shingle for name in sizes for shingle in shingles[name])
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sizes:
        for shingle in shingles[name]:
            if spread[shingle] > 1:
                holders[shingle].append(name)
    pairs = []
    for name, size in sorted(sizes.items()):
        rarest = sorted(shingles[name], key=lambda shingle: (spread[shingle], shingle))
        prefix = rarest[: size - ceil(shared * size) + 1]
        candidates = {other for shingle in prefix if spread[shingle] > 1 for other in holders[shingle]}
        for other in sorted(candidates):
            # Each pair is looked at from its shorter text, the one that containment is measured by.
            shorter = (size, name) < (sizes[other], other)
            if shorter and len(shingles[name] & shingles[other]) >= shared * size:
                pairs.append((name, other))
    return pairs


def origin_of(family: Sequence[Article]) -> str | None:
    """The article that the others go back to, where credit lines or dates tell it: the only one by the outlet that the others credit, else the
    only one that appeared before all others, unless it credits an agency itself. A longer text is no evidence: reprints are cut, but
    rewrites grow.
    """
    credit = {article.id: _credit(article) for article in family}
    credited = [
        article for article in family if article.outlet and any(_names(article.outlet, credit[other.id]) for other in family if other != article)
    ]
    if len(credited) == 1:
        return credited[0].id
    first = [article for article in family if all(other == article or appeared(article).before(appeared(other)) for other in family)]
    if not credited and len(first) == 1 and not credit[first[0].id]:
        return first[0].id
    return None


def _credit(article: Article) -> str:
    """The words by which an article credits an agency or another outlet, if any."""
    return " ".join(span.text for notice in article.notices if notice.kind.startswith("agency") for span in notice.evidence)


def _names(outlet: str, credit: str) -> bool:
    """Whether a credit names an outlet, in full or by its initials ("CNA" for Corvane News Agency)."""
    named, credited = ([word.plain for word in find_words(words)] for words in (outlet, credit))
    initials = "".join(part[0] for word in named for part in word.split("-") if part)
    in_full = any(credited[place : place + len(named)] == named for place in range(len(credited)))
    return bool(named) and (in_full or (len(initials) > 1 and initials in credited))


def _kept(article: Article, length: int) -> Iterable[tuple[int, int]]:
    place = 0
    for passage in sorted((dropped.start, dropped.end) for dropped in article.dropped if dropped.field == "text"):
        if passage[0] > place:
            yield place, passage[0]
        place = max(place, passage[1])
    if place < length:
        yield place, length


def _rolled(words: Sequence[str]) -> Iterable[int]:
    numbers = [_number(word) for word in words]
    for place in range(len(numbers) - SHINGLE + 1):
        value = 0
        for number in numbers[place : place + SHINGLE]:
            value = (value * _BASE + number) & _MASK
        yield value


@lru_cache(maxsize=262_144)
def _number(word: str) -> int:
    # Not `hash`, which differs from one run to the next.
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
