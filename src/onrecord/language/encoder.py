"""The encoder: word pieces of an article with their surface features, and the ONNX model that reads them.

What the model is given, and in what order, must be the same when it is trained and when it reads, so `training/` takes it from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.language.quotations import Quotation

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
TOKENIZER = WEIGHTS / "tokenizer.json"

# Surface features of a piece. The vocabulary is lower case, so case comes back as a feature; the others say where quoted words and paragraphs are.
CASES = ("none", "lower", "capital", "upper", "other", "digits", "mark")
QUOTED = ("outside", "inside", "opening mark", "closing mark")
PLACES = ("within a paragraph", "first of a paragraph")

Integers = NDArray[np.int64]
Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Pieces:
    """An article as `n` word pieces.

    `ids`, `starts`, `ends` (n): vocabulary id and offsets into the text. `first` (n): whether a piece begins a word (a mark is a word of its own).
    `features` (n, 3): case, quoted, place. `paragraphs`: the range of pieces of each paragraph that has any.
    """

    ids: Integers
    starts: Integers
    ends: Integers
    first: NDArray[np.bool_]
    features: Integers
    paragraphs: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2)
def load_tokenizer(path: Path = TOKENIZER) -> Tokenizer:
    """The word-piece tokenizer of the encoder, without truncation and padding."""
    from tokenizers import Tokenizer  # noqa: PLC0415  heavy import

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut_into_pieces(text: str, paragraphs: Sequence[tuple[int, int]], quotations: Sequence[Quotation], tokenizer: Tokenizer) -> Pieces:
    """The word pieces of the given paragraphs (offsets into `text`), in order."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    first: list[bool] = []
    cases: list[int] = []
    ranges: list[tuple[int, int]] = []
    for start, end in paragraphs:
        words = text[start:end]
        encoding = tokenizer.encode(words, add_special_tokens=False)
        begin, last = len(ids), None
        for piece, (left, right), word in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
            new = word != last
            last = word
            ids.append(piece)
            starts.append(start + left)
            ends.append(start + right)
            first.append(new)
            cases.append(_case(words[left:right], cases[-1] if not new and cases else 0))
        if len(ids) > begin:
            ranges.append((begin, len(ids)))
    features = np.zeros((len(ids), 3), np.int64)
    features[:, 0] = cases
    features[[begin for begin, _ in ranges], 2] = 1
    pieces = Pieces(np.array(ids, np.int64), np.array(starts, np.int64), np.array(ends, np.int64), np.array(first, np.bool_), features, tuple(ranges))
    _mark_quoted(pieces, quotations)
    return pieces


def _case(surface: str, before: int) -> int:
    """The class of a piece's letters; `before` is that of the piece of the same word before it, or 0."""
    if surface.isdigit():
        return 5
    if not surface[:1].isalnum():
        return 6
    if before:
        return before
    if surface.isupper() and len(surface) > 1:
        return 3
    if surface[:1].isupper():
        return 2
    return 1 if surface.islower() else 4


def _mark_quoted(pieces: Pieces, quotations: Sequence[Quotation]) -> None:
    quoted = pieces.features[:, 1]
    for quotation in quotations:
        begin, inner, outer, end = np.searchsorted(pieces.starts, (quotation.start, quotation.inner_start, quotation.inner_end, quotation.end))
        quoted[begin:inner], quoted[inner:outer], quoted[outer:end] = 2, 1, 3


def cut_into_units(pieces: Pieces, longest: int) -> list[tuple[int, int]]:
    """Ranges of at most `longest` pieces that are whole paragraphs, or parts of a long one cut after a sentence's end where there is one."""
    units: list[tuple[int, int]] = []
    for start, end in pieces.paragraphs:
        begin = start
        while end - begin > longest:
            cut = _sentence_cut(pieces, begin, begin + longest)
            units.append((begin, cut))
            begin = cut
        units.append((begin, end))
    return units


def _sentence_cut(pieces: Pieces, begin: int, limit: int) -> int:
    """The last place in `(begin, limit]` where a word begins after white space and a mark, with a capital or a mark; else where any word begins."""
    starts, ends, cases = pieces.starts, pieces.ends, pieces.features[:, 0]
    words = [place for place in range(limit, begin + (limit - begin) // 3, -1) if pieces.first[place]]
    for place in words:
        if cases[place] in (2, 3, 6) and cases[place - 1] == 6 and starts[place] > ends[place - 1]:
            return place
    return words[0] if words else limit


def pack(units: Sequence[tuple[int, int]], longest: int, first: int | None = None) -> Iterator[tuple[int, int]]:
    """Neighbouring units joined into windows of at most `longest` pieces; `first` bounds the first window instead, where one is given."""
    limit = longest if first is None else first
    current: tuple[int, int] | None = None
    for start, end in units:
        if current is not None and end - current[0] <= limit:
            current = (current[0], end)
            continue
        if current is not None:
            yield current
            limit = longest
        current = (start, end)
    if current is not None:
        yield current
