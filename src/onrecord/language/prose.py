"""An article cut into paragraphs and sentences, with exact offsets: what every stage after `pages` reads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import sentencex
from msgspec import Struct

from onrecord.language.quotations import Quotation, find_quotations
from onrecord.records import Article, Dropped, Field, Span, given_text

# Line ends by which texts are cut; sentencex may merge lines, so it is only ever given one paragraph.
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_LONGEST_PIECE = 5_000
_LONGEST_CORRECTION = 600
# Titles after which sentencex may take a name for a new sentence.
_TITLE_AT_END = re.compile(r"\b(?:Ms|Mr|Mrs|Mx|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Adm|Capt|Maj|Hon)\.\Z")
# sentencex cuts an abbreviation of several letters in two behind a hyphen: "D-N." and "Y.".
_INITIAL_AT_END = re.compile(r"-[A-Z]\.\Z")
_INITIAL_AT_START = re.compile(r"[A-Z]\.")
# sentencex takes these for abbreviations before a name: "in May. Ostmark refused", "voted no. Morn left".
_NOT_SHORT = re.compile(r"\b(?:no|[Mm]ay)\.[”\"’')]*(?=\s+[“\"‘'(]?[A-Z])")
_OPENING_AT_END = re.compile(r"\s(?:[“\"«]|'')\Z")
_CLOSING_AT_START = re.compile(r"([”\"»]|'')\s+")
# Stages search no more than this many characters of one sentence: what runs on longer is no sentence of a report.
LONGEST_SENTENCE = 5_000


class Paragraph(Struct, frozen=True):
    """One line of the text with something on it; `kept` is False where `pages` dropped it, and where the outlet corrects its own report."""

    start: int
    end: int
    kept: bool


class Sentence(Struct, frozen=True):
    """One sentence of a kept paragraph (`paragraph` is its index in `Prose.paragraphs`), or the title (`paragraph` -1)."""

    start: int
    end: int
    paragraph: int
    field: Field = "text"


class Prose(Struct, frozen=True):
    """The parts of one article. `sentences` holds those of kept paragraphs only, in order; `headline` the title as one sentence."""

    text: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    headline: Sentence | None = None

    def span(self, start: int, end: int, field: Field = "text") -> Span:
        """The span `[start, end)` with its words, without white space at its ends."""
        source = self.title if field == "title" else self.text
        words = source[start:end]
        start += len(words) - len(words.lstrip())
        return Span(start=start, end=start + len(words.strip()), text=words.strip(), field=field)

    def words_of(self, part: Sentence | Paragraph) -> str:
        """The words of a sentence or a paragraph."""
        source = self.title if isinstance(part, Sentence) and part.field == "title" else self.text
        return source[part.start : part.end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence of the text that holds the character at `offset`."""
        place = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        if place < 0 or self.sentences[place].end <= offset:
            return None
        return self.sentences[place]


def prepare(article: Article) -> Prose:
    """Cut an article whose dropped passages are known into paragraphs, sentences and quotations."""
    text, title = given_text(article), article.title or ""
    dropped = _merged(passage for passage in article.dropped if passage.field == "text")
    corrected = [span.start for notice in article.notices if notice.kind == "correction" for span in notice.evidence]
    paragraphs = tuple(
        Paragraph(start, end, kept=not _covered(start, end, dropped) and not _corrects(start, end, corrected)) for start, end in find_paragraphs(text)
    )
    sentences = tuple(
        Sentence(start, end, index)
        for index, paragraph in enumerate(paragraphs)
        if paragraph.kept
        for start, end in find_sentences(text, paragraph.start, paragraph.end)
    )
    kept = [(paragraph.start, paragraph.end) for paragraph in paragraphs if paragraph.kept]
    headline = Sentence(0, len(title), -1, "title") if title.strip() else None
    return Prose(text, title, paragraphs, sentences, find_quotations(text, kept), headline)


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of every line that has something on it, without the white space at its ends."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, start + len(line.strip())))
    return found


def find_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the sentences of one paragraph, without the white space between them."""
    found: list[tuple[int, int]] = []
    for piece_start, piece_end in _pieces(text, start, end):
        for boundary in sentencex.get_sentence_boundaries("en", text[piece_start:piece_end]):
            first, last = piece_start + boundary["start_index"], piece_start + boundary["end_index"]
            words = text[first:last]
            if not words.strip():
                continue
            first += len(words) - len(words.lstrip())
            last = first + len(words.strip())
            if found and _goes_on(text, found[-1], first):
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
    return _with_marks_moved(text, [part for sentence in found for part in _cut_at_whole_words(text, *sentence)])


def _cut_at_whole_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut where sentencex went on over a whole word as if it were an abbreviation."""
    for match in _NOT_SHORT.finditer(text, start, end):
        yield start, match.end()
        start = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
    yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph longer than any in news, cut behind a full stop, else at white space.

    sentencex takes time square in the quotation marks that it is given at once.
    """
    while end - start > _LONGEST_PIECE:
        last = start + _LONGEST_PIECE
        cut = text.rfind(". ", start + 1, last) + 2
        if cut < start + 2:
            cut = text.rfind(" ", start + 1, last) + 1 or last
        yield start, cut
        start = cut
    yield start, end


def _goes_on(text: str, sentence: tuple[int, int], following: int) -> bool:
    """Whether sentencex cut too early: after a title ("Ms."), within an abbreviation, or before a word that cannot begin a sentence."""
    near = max(sentence[0], sentence[1] - 8)
    if sentence[1] == following and _INITIAL_AT_END.search(text, near, following) and _INITIAL_AT_START.match(text, following):
        return True
    return text[following].islower() or _TITLE_AT_END.search(text, near, sentence[1]) is not None


def _with_marks_moved(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quotation marks that sentencex left on the wrong side of a boundary, put back beside the words that they belong to."""
    for place in range(1, len(sentences)):
        (first, last), (following, end) = sentences[place - 1], sentences[place]
        opening = _OPENING_AT_END.search(text, max(first, last - 4), last)
        closing = _CLOSING_AT_START.match(text, following, end)
        if opening and opening.start() > first:
            sentences[place - 1] = (first, opening.start())
            sentences[place] = (opening.start() + 1, end)
        elif closing and closing.end() < end:
            sentences[place - 1] = (first, closing.start() + len(closing[1]))
            sentences[place] = (closing.end(), end)
    return sentences


def _merged(passages: Iterable[Dropped]) -> list[tuple[int, int]]:
    """The ranges that passages cover, in order and apart from each other."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((passage.start, passage.end) for passage in passages):
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], end))
        else:
            ranges.append((start, end))
    return ranges


def _corrects(start: int, end: int, corrected: list[int]) -> bool:
    """Whether a paragraph is a note by which an outlet corrects itself: what it had wrong is nobody's word. A longer one is more than a note."""
    return end - start <= _LONGEST_CORRECTION and any(start <= place < end for place in corrected)


def _covered(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    place = bisect_right(ranges, start, key=lambda covered: covered[0]) - 1
    return place >= 0 and end <= ranges[place][1]
