"""One quotation in two wordings: where two reports quote the same words, and where the words differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from onrecord.comparison.tellings import EMPTY
from onrecord.language.quotations import find_quotations
from onrecord.language.words import Word, find_words, stem
from onrecord.records import Span

# Words that two quotations must have in common, in stretches of two or more, to be the same words quoted twice.
COMMON_WORDS = 5
# So many of them must say something of the matter: "at the end of the" is in any two speeches.
TELLING_WORDS = 3
# Share of the words between the first and the last common stretch that must be common.
COMMON_SHARE = 0.6
# A quotation longer than this many words (a speech printed whole) is compared by its first so many: alignment is quadratic.
LONGEST = 400


class Quoted(Struct, frozen=True):
    """The words of one quotation, and the letters and digits by which they are compared."""

    source: str
    words: tuple[Word, ...]
    plain: tuple[str, ...]

    def runs(self) -> set[tuple[str, ...]]:
        """Every three words in a row."""
        return set(zip(self.plain, self.plain[1:], self.plain[2:], strict=False))


class Piece(Struct, frozen=True):
    """Some words of one wording. `common` says that the other wording has them too, at the same place among the words."""

    text: str
    common: bool


def pieces_of(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two wordings cut into what both have and what only one has, for a person to see. Joined, they give each wording back."""
    words = [find_words(text)[:LONGEST] for text in (one, other)]
    plain = [[_bare(word.plain) for word in each] for each in words]
    blocks = [block for block in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_matching_blocks() if block.size]
    return (
        _cut(one, words[0], [(block.a, block.a + block.size) for block in blocks]),
        _cut(other, words[1], [(block.b, block.b + block.size) for block in blocks]),
    )


def _cut(text: str, words: list[Word], common: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, place = [], 0
    for first, end in common:
        start, stop = words[first].start, words[end - 1].end
        pieces += [Piece(text[place:start], common=False), Piece(text[start:stop], common=True)]
        place = stop
    pieces.append(Piece(text[place:], common=False))
    return tuple(Piece(piece.text, common=piece.common or not find_words(piece.text)) for piece in pieces if piece.text)


def quoted_in(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[Quoted]:
    """The quotations of some paragraphs that are long enough to be compared."""
    for quotation in find_quotations(text, paragraphs):
        words = tuple(find_words(text, quotation.inner_start, quotation.inner_end)[:LONGEST])
        if len(words) >= COMMON_WORDS:
            yield Quoted(text, words, tuple(_bare(word.plain) for word in words))


def reworded(one: Quoted, other: Quoted) -> tuple[Span, Span] | None:
    """The stretches of two quotations that are the same words but for a few; None where they are equal, or are different words.

    The stretches run from the first to the last words that both have: where a report stops quoting is no difference of wording.
    """
    blocks = [block for block in SequenceMatcher(None, one.plain, other.plain, autojunk=False).get_matching_blocks() if block.size > 1]
    common = sum(block.size for block in blocks)
    telling = {word for block in blocks for word in one.plain[block.a : block.a + block.size]} - EMPTY
    if common < COMMON_WORDS or len(telling) < TELLING_WORDS:
        return None
    first, last = blocks[0], blocks[-1]
    longer = max(last.a + last.size - first.a, last.b + last.size - first.b)
    if common < COMMON_SHARE * longer:
        return None
    gaps = list(pairwise(blocks))
    if not any(_differ(one, (before.a + before.size, after.a), other, (before.b + before.size, after.b)) for before, after in gaps):
        return None
    return _span(one, first.a, last.a + last.size), _span(other, first.b, last.b + last.size)


def find_rewordings(here: Sequence[Quoted], there: Sequence[Quoted]) -> Iterator[tuple[Span, Span]]:
    """Quotations of the same words that differ in a few of them; each is compared with those that share three words in a row with it."""
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, quoted in enumerate(there):
        for run in quoted.runs():
            by_run[run].append(number)
    for quoted in here:
        for number in sorted({number for run in quoted.runs() for number in by_run.get(run, ())}):
            pair = reworded(quoted, there[number])
            if pair:
                yield pair


def words_left_out(passages: Sequence[Span], others: Sequence[Sequence[Span]], there: frozenset[str]) -> Iterator[tuple[Span, Span]]:
    """Single words that some passages quote and the other report (with the stems `there`) does not have, each beside what that one tells instead.

    `others` are passages of the other report, the likeliest first: the first of them stands there.
    """
    instead = next((span for each in others for span in each), None)
    if instead is None:
        return
    for span in passages:
        for quotation in find_quotations(span.text, [(0, len(span.text))]):
            words = find_words(span.text, quotation.inner_start, quotation.inner_end)
            if len(words) == 1 and stem(words[0].plain) not in there:
                yield _place(words[0], span), instead


def _place(word: Word, span: Span) -> Span:
    return Span(span.start + word.start, span.start + word.end, span.text[word.start : word.end], span.field)


def _differ(one: Quoted, here: tuple[int, int], other: Quoted, there: tuple[int, int]) -> bool:
    """Whether two gaps between common words hold different words, and not an ellipsis or a note in brackets where words were left out."""
    if "".join(one.plain[slice(*here)]) == "".join(other.plain[slice(*there)]):
        return False
    return not (_elided(one, here) or _elided(other, there))


def _elided(quoted: Quoted, gap: tuple[int, int]) -> bool:
    between = quoted.source[quoted.words[gap[0] - 1].end : quoted.words[gap[1]].start]
    return any(mark in between for mark in ("...", "…", "[", ". . ."))


def _span(quoted: Quoted, first: int, end: int) -> Span:
    start, stop = quoted.words[first].start, quoted.words[end - 1].end
    return Span(start, stop, quoted.source[start:stop])


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    """A word without its dots, hyphens and apostrophes: "cease-fire" and "ceasefire", "U.S." and "US" are one word in two spellings."""
    return "".join(character for character in word if character.isalnum())
