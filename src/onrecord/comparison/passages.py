"""The passages of one article as reports are compared: its sentences with their content words, and its quotations."""

from __future__ import annotations

from msgspec import Struct

from onrecord.comparison.tellings import content_words
from onrecord.comparison.wording import Quoted, quoted_in
from onrecord.language.prose import find_paragraphs, find_sentences
from onrecord.records import Article, Span, given_text

# A sentence with more content words than this is a list or a page without paragraphs; what it has in common with another says little.
LONGEST = 80


class Passage(Struct, frozen=True):
    """One sentence and the stems of what it says."""

    span: Span
    words: frozenset[str]

    def tells(self, words: frozenset[str], share: float) -> bool:
        """Whether this share of `words` stands in it."""
        return len(words & self.words) >= share * len(words)


class Passages(Struct, frozen=True):
    """The kept sentences and quotations of one article, in order."""

    sentences: tuple[Passage, ...]
    quotations: tuple[Quoted, ...]

    def tell(self, words: frozenset[str], share: float) -> bool:
        """Whether any one sentence has this share of `words`."""
        return any(sentence.tells(words, share) for sentence in self.sentences)


def passages_of(article: Article) -> Passages:
    """The passages of an article's kept text; none where its text is not at hand."""
    text = given_text(article)
    dropped = [(passage.start, passage.end) for passage in article.dropped if passage.field == "text"]
    paragraphs = [(start, end) for start, end in find_paragraphs(text) if not any(first <= start and end <= last for first, last in dropped)]
    sentences = []
    for paragraph in paragraphs:
        for start, end in find_sentences(text, *paragraph):
            words = frozenset(content_words(text[start:end]))
            if len(words) <= LONGEST:
                sentences.append(Passage(Span(start, end, text[start:end]), words))
    return Passages(tuple(sentences), quoted_in(text, paragraphs))
