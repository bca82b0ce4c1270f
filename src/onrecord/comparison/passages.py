"""The passages of one article as reports are compared: its sentences with their content words, and its quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice

from msgspec import Struct

from onrecord.comparison.tellings import content_words
from onrecord.comparison.wording import Quoted, quoted_in
from onrecord.language.prose import find_paragraphs, find_sentences
from onrecord.records import Article, Span, given_text

# A sentence with more content words than this is a list or a page without paragraphs; what it has in common with another says little.
LONGEST = 80
# So many quotations of one article are compared with another's: no report has more, and the work grows with their product.
MOST = 200
# Sentences about the same thing have so many content words in common, and this share of the shorter one's: below, two numbers may count two things.
SAME_WORDS = 4
SAME_MATTER = 0.5
# A word that stands in more sentences of one article than this leads from none to another: it is the article's subject.
COMMON = 40
# The passages of so many articles are kept that were asked for last: what comes in is mostly of stories that were compared just before.
LATELY = 256


class Passage(Struct, frozen=True):
    """One sentence and the stems of what it says."""

    span: Span
    words: frozenset[str]

    def tells(self, words: frozenset[str], share: float) -> bool:
        """Whether this share of `words` stands in it."""
        return len(words & self.words) >= share * len(words)


class Passages(Struct, frozen=True):
    """The kept sentences and quotations of one article, in order, and all the stems of its sentences; of each stem, the places of the sentences that
    have it, where they are not too COMMON.
    """

    sentences: tuple[Passage, ...]
    quotations: tuple[Quoted, ...]
    words: frozenset[str]
    places: Mapping[str, Sequence[int]]

    def tell(self, words: frozenset[str], share: float) -> bool:
        """Whether any one sentence has this share of `words`."""
        return any(sentence.tells(words, share) for sentence in self.sentences)

    def beside(self, other: Passages) -> Iterator[tuple[Passage, Passage]]:
        """Sentences of both articles that are about the same matter, in order."""
        for sentence in self.sentences:
            told = sentence.words & other.places.keys()
            if len(told) < SAME_WORDS:
                continue
            common = Counter(chain.from_iterable([other.places[word] for word in told]))
            for place in sorted(place for place, count in common.items() if count >= SAME_WORDS):
                counterpart = other.sentences[place]
                if common[place] >= SAME_MATTER * min(len(sentence.words), len(counterpart.words)):
                    yield sentence, counterpart


def passages_of(article: Article) -> Passages:
    """The passages of an article's kept text; none where its text is not at hand."""
    text = given_text(article)
    return _passages(text, tuple(_kept(article, text)))


@lru_cache(LATELY)
def _passages(text: str, paragraphs: tuple[tuple[int, int], ...]) -> Passages:
    sentences = []
    for paragraph in paragraphs:
        for start, end in find_sentences(text, *paragraph):
            words = frozenset(content_words(text[start:end]))
            if len(words) <= LONGEST:
                sentences.append(Passage(Span(start, end, text[start:end]), words))
    quotations = tuple(islice(quoted_in(text, list(paragraphs)), MOST))
    places: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        for word in sentence.words:
            places[word].append(place)
    leading = {word: some for word, some in places.items() if len(some) <= COMMON}
    return Passages(tuple(sentences), quotations, frozenset(places), leading)


def _kept(article: Article, text: str) -> list[tuple[int, int]]:
    """The paragraphs that were not dropped whole."""
    dropped: list[tuple[int, int]] = []
    for start, end in sorted((passage.start, passage.end) for passage in article.dropped if passage.field == "text"):
        if dropped and start <= dropped[-1][1]:
            dropped[-1] = (dropped[-1][0], max(dropped[-1][1], end))
        else:
            dropped.append((start, end))
    kept = []
    for start, end in find_paragraphs(text):
        before = bisect_right(dropped, start, key=lambda passage: passage[0])
        if not before or dropped[before - 1][1] < end:
            kept.append((start, end))
    return kept


def lies_in(one: Span, other: Span) -> bool:
    """Whether a passage is a part of another."""
    return one.field == other.field and other.start <= one.start and one.end <= other.end
