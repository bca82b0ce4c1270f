"""Shingles: every five words in a row of an article, as numbers, and the small part of them by which articles are found again.

That part is a MinHash of the kind that grows with the text (Broder 1997, "On the resemblance and containment of documents", modulo sketches;
Irber and others 2022, "FracMinHash"): every shingle whose number lies under a fixed bound. Unlike a fixed number of the smallest ones, it tells how
much of a short text is contained in a long one. It is kept in the ledger, with its version: what is made in another way has another version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b, sha256

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.records import Article, given_text

Numbers = NDArray[np.uint64]

# Words in a row. Five are the usual choice for news reuse: four still match set phrases, six already miss edited copies.
SHINGLE = 5
# One shingle in so many is part of the signature. Expected misses among the 874 pairs of copies in 612 articles of one summit: one in 32 3.0 %,
# in 16 0.47 %, in 8 0.02 %. A text of 450 words has 56 of them.
SAMPLED = 8
# Changes with everything that changes the numbers: SHINGLE, SAMPLED, how words are cut and numbered, which passages count.
SIGNATURE_VERSION = 1

# What stands between words, spaces aside. Words are runs of letters and digits, and not what `language.words` cuts: one outlet writes "cease-fire"
# where another writes "cease fire".
_MARKS = re.compile(r"[^\w\s]+")
# A text without letters beyond ASCII is cut three times as fast, so the marks beyond it that most news has are blanked first.
_TYPOGRAPHIC = "’‘“”–—…\xa0"
_ASCII_MARKS = {code: " " for code in range(128) if _MARKS.match(chr(code))}

# So many words are remembered with their numbers.
_REMEMBERED = 262_144

_BOUND = np.uint64((1 << 64) // SAMPLED)
_BASE = np.uint64(0x9E3779B97F4A7C15)


class Signature(Struct, frozen=True):
    """What is kept of an article's shingles.

    `size` counts all of them, `content` is a digest of all of them (two articles with the same one have the same words in the same order, furniture
    aside), `sampled` are those in the signature: sorted, without repeats, all under 2**64 / SAMPLED.
    """

    size: int
    content: str
    sampled: Numbers


def shingles_of(article: Article) -> Numbers:
    """The shingles of the article's kept text, sorted and without repeats; of its whole text where nothing would be left."""
    text = given_text(article)
    words = [word for start, end in _kept(article, len(text)) for word in _plain_words(text[start:end])]
    if len(words) < SHINGLE:
        words = _plain_words(text)
    return _distinct(_rolled(words))


def sampled_of(shingles: Numbers) -> Numbers:
    """Those of some sorted shingles that are in the signature. They come first, since they are the smallest."""
    return shingles[: int(np.searchsorted(shingles, _BOUND))]


def content_of(shingles: Numbers) -> str:
    """Names a set of shingles by what is in it."""
    return sha256(shingles.astype("<u8").tobytes()).hexdigest()[:20]


def signature_of(article: Article) -> Signature:
    """The signature of an article. One without text has an empty one."""
    shingles = shingles_of(article)
    return Signature(len(shingles), content_of(shingles), sampled_of(shingles))


def _kept(article: Article, length: int) -> Iterator[tuple[int, int]]:
    place = 0
    for start, end in sorted((dropped.start, dropped.end) for dropped in article.dropped if dropped.field == "text"):
        if start > place:
            yield place, start
        place = max(place, end)
    if place < length:
        yield place, length


def _plain_words(text: str) -> list[str]:
    text = text.lower()
    for mark in _TYPOGRAPHIC:
        text = text.replace(mark, " ")
    return (text.translate(_ASCII_MARKS) if text.isascii() else _MARKS.sub(" ", text)).split()


def _rolled(words: list[str]) -> Numbers:
    if len(words) < SHINGLE:
        return np.empty(0, np.uint64)
    numbers = np.fromiter(map(_NUMBERS.__getitem__, words), np.uint64, len(words))
    rolled = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for place in range(SHINGLE):
        # Overflow is wanted: numbers wrap around at 2**64.
        rolled = rolled * _BASE + numbers[place : place + len(rolled)]
    return rolled


def _distinct(numbers: Numbers) -> Numbers:
    """The numbers, sorted and without repeats: several times as fast as `np.unique` on what an article has."""
    in_order = np.sort(numbers)
    first = np.ones(len(in_order), np.bool_)
    np.not_equal(in_order[1:], in_order[:-1], out=first[1:])
    return in_order[first]


class _WordNumbers(dict[str, int]):
    """The number of each word, remembered."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        # Not `hash`, which differs from one run to the next.
        number = self[word] = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        return number


_NUMBERS = _WordNumbers()
