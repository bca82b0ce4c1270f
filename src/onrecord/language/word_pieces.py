"""The word pieces of running text, each with the class of its letters: what the tokenizer makes of it, worked out once for each word.

The tokenizer reads a text in small letters, without accents, and each word and each mark by itself; news has the same words again and again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Integers = NDArray[np.int64]

# Classes of letters. The vocabulary is in small letters, so case comes back as a feature.
CASES = ("none", "lower", "capital", "upper", "other", "digits", "mark")
LOWER, CAPITAL, UPPER, OTHER, DIGITS, MARK = range(1, len(CASES))

# Of these characters it is known where the tokenizer cuts: letters and digits make words, and every mark is a word. Texts in which others stand, very
# long words, or what the tokenizer takes for its own signs, are given to it whole.
_PART = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ž]+|\s+|.")
_UNUSUAL = re.compile(r"[^ -~\t\n\r\u00a0À-ÖØ-öø-ž“”‘’–—…•]|\[(?:PAD|UNK|CLS|SEP|MASK)\]|[0-9A-Za-zÀ-ÖØ-öø-ž]{41}|\s{41}")
# So are texts longer than this (in characters). What is known of words is forgotten where there are more words or pieces.
_LONGEST = 32_768
_MOST_WORDS, _MOST_PIECES = 65_536, 131_072


@dataclass(frozen=True)
class Cut:
    """The pieces of some paragraphs: vocabulary ids, offsets into the text, whether each begins a word, classes of letters; `ends` of paragraphs."""

    ids: Integers
    starts: Integers
    ends: Integers
    first: NDArray[np.bool_]
    cases: Integers
    paragraph_ends: Integers


def cut(text: str, paragraphs: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Cut:
    """The pieces of the given paragraphs (offsets into `text`), in order."""
    usual = sum(end - start for start, end in paragraphs) <= _LONGEST and not any(_UNUSUAL.search(text, *paragraph) for paragraph in paragraphs)
    return _by_words(text, paragraphs, _known(tokenizer)) if usual else _by_paragraphs(text, paragraphs, tokenizer)


def _by_words(text: str, paragraphs: Sequence[tuple[int, int]], known: _Known) -> Cut:
    parts_of = [_PART.findall(text, start, end) for start, end in paragraphs]
    parts = [*chain.from_iterable(parts_of)]
    last_parts = np.cumsum([0, *map(len, parts_of)])
    behind = np.cumsum([0, *map(len, parts)])
    starts_of = np.array([start for start, _ in paragraphs], np.int64) - behind[last_parts[:-1]]
    with known.lock:
        begins, counts = known.pieces_of(parts)
        behind_pieces = np.cumsum([0, *counts])
        ids, starts, ends, cases = known.columns[:, np.repeat(begins - behind_pieces[:-1], counts) + np.arange(behind_pieces[-1])]
    words = np.repeat(behind[:-1] + np.repeat(starts_of, np.diff(last_parts)), counts)
    return Cut(ids, words + starts, words + ends, starts == 0, cases, behind_pieces[last_parts[1:]])


class _Known(dict[str, int]):
    """What the tokenizer makes of each word: its place among the words, whose pieces stand side by side in `columns` (ids, starts, ends, cases).

    Whoever asks holds the `lock`, since words are learned meanwhile.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Begin with no words."""
        super().__init__()
        self.lock = Lock()
        self._tokenizer = tokenizer
        self._ends = np.zeros(_MOST_WORDS + 1, np.int64)
        self.columns = np.zeros((4, _MOST_PIECES), np.int64)

    def pieces_of(self, words: Sequence[str]) -> tuple[Integers, Integers]:
        """Where the pieces of each word begin, and how many it has (white space has none)."""
        try:
            places = np.fromiter(map(self.__getitem__, words), np.int64, len(words))
        except IndexError:
            self.clear()
            places = np.fromiter(map(self.__getitem__, words), np.int64, len(words))
        return self._ends[places], self._ends[places + 1] - self._ends[places]

    def __missing__(self, word: str) -> int:
        """Let the tokenizer read a new word; raises IndexError where there is no room for it."""
        encoding = self._tokenizer.encode(word, add_special_tokens=False)
        begin = int(self._ends[len(self)])
        end = self._ends[len(self) + 1] = begin + len(encoding.ids)
        if end > _MOST_PIECES:
            raise IndexError(word)
        case = 0
        for place, piece, (left, right) in zip(range(begin, end), encoding.ids, encoding.offsets, strict=True):
            case = _case(word[left:right], case)
            self.columns[:, place] = piece, left, right, case
        self[word] = len(self)
        return len(self) - 1


@lru_cache(maxsize=2)
def _known(tokenizer: Tokenizer) -> _Known:
    return _Known(tokenizer)


def _by_paragraphs(text: str, paragraphs: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Cut:
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    first: list[bool] = []
    cases: list[int] = []
    paragraph_ends: list[int] = []
    for start, end in paragraphs:
        words = text[start:end]
        encoding = tokenizer.encode(words, add_special_tokens=False)
        last = None
        for (left, right), word in zip(encoding.offsets, encoding.word_ids, strict=True):
            first.append(word != last)
            last = word
            cases.append(_case(words[left:right], cases[-1] if cases and not first[-1] else 0))
            offsets.append((start + left, start + right))
        ids += encoding.ids
        paragraph_ends.append(len(ids))
    starts, ends = np.array(offsets, np.int64).reshape(-1, 2).T
    return Cut(np.array(ids, np.int64), starts, ends, np.array(first, np.bool_), np.array(cases, np.int64), np.array(paragraph_ends, np.int64))


def _case(surface: str, before: int) -> int:
    """The class of a piece's letters; `before` is that of the piece of the same word before it, or 0."""
    if surface.isdigit():
        return DIGITS
    if not surface[:1].isalnum():
        return MARK
    if before:
        return before
    if surface.isupper() and len(surface) > 1:
        return UPPER
    if surface[:1].isupper():
        return CAPITAL
    return LOWER if surface.islower() else OTHER
