"""One quotation in two wordings: where two reports quote the same words, and where the words differ."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from msgspec import Struct

from onrecord.comparison.tellings import EMPTY
from onrecord.language.quotations import find_quotations
from onrecord.language.words import Word, find_words
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


def _bare(word: str) -> str:
    """A word without its dots, hyphens and apostrophes: "cease-fire" and "ceasefire", "U.S." and "US" are one word in two spellings."""
    return "".join(character for character in word if character.isalnum())
