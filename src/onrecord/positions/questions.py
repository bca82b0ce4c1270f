"""What the reader of stances is asked: a term, and a sentence with what stands before it, as word pieces.

What the model is given, and in what order, must be the same when it is trained and when it reads, so `training/stances/` takes it from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.language.encoder import Integers, Pieces, load_tokenizer
from onrecord.language.likeness import cosines, degrees
from onrecord.language.prose import Sentence
from onrecord.records import Stance

STANCES: tuple[Stance, ...] = ("for", "conditional", "against", "undecided")
# What is told of each piece of the sentence: nothing or a holder with one of the stances (1 + 4 scores), evidence, part of a condition.
MARKS = 1 + len(STANCES) + 2
EVIDENCE, CONDITION = MARKS - 2, MARKS - 1
# Where a piece belongs: to the term, to what stands before the sentence, to the sentence.
TERM, BEFORE, SENTENCE = 0, 1, 2
# Pieces that are read of a term, before a sentence, and of a sentence.
LONGEST_TERM, CONTEXT, LONGEST_SENTENCE = 40, 0, 96


@dataclass(frozen=True)
class Line:
    """One sentence as pieces `[start, end)`, the longest cut."""

    start: int
    end: int


@dataclass(frozen=True)
class Question:
    """One term (`asked`, its pieces with [CLS] and [SEP]) held against one sentence."""

    asked: tuple[int, ...]
    pieces: Pieces
    line: Line

    @property
    def first(self) -> int:
        """The first piece that is read before the sentence."""
        return max(0, self.line.start - CONTEXT)

    @property
    def length(self) -> int:
        """How many pieces the model reads."""
        return len(self.asked) + self.line.end - self.first + 1


@dataclass(frozen=True)
class Asked:
    """Questions as arrays (questions, pieces), the shorter ones padded; `features` (questions, pieces, 3), `mask` 1 where there is a piece.

    `sentences`: of each question, where the pieces of its sentence stand.
    """

    ids: Integers
    features: Integers
    belonging: Integers
    alike: Integers
    mask: Integers
    sentences: tuple[slice, ...]

    def inputs(self) -> dict[str, Integers]:
        """By the names that the model knows, which reads one question at a time and needs no mask."""
        return {"ids": self.ids, "features": self.features, "belonging": self.belonging, "alike": self.alike}


@lru_cache(maxsize=4096)
def asked_of(proposition: str) -> tuple[int, ...]:
    """The pieces of a term, with [CLS] and [SEP]; a very long one is cut."""
    ids = load_tokenizer().encode(proposition).ids
    return tuple(ids if len(ids) <= LONGEST_TERM else [*ids[: LONGEST_TERM - 1], ids[-1]])


def lines_of(sentences: Sequence[Sentence], pieces: Pieces) -> list[Line]:
    """The sentences as ranges of pieces."""
    starts = np.searchsorted(pieces.starts, [sentence.start for sentence in sentences])
    ends = np.searchsorted(pieces.starts, [sentence.end for sentence in sentences])
    return [Line(int(start), min(int(end), int(start) + LONGEST_SENTENCE)) for start, end in zip(starts, ends, strict=True)]


def ask(questions: Sequence[Question]) -> Asked:
    """The arrays of some questions: [CLS] term [SEP] what stands before, sentence [SEP]."""
    closing = load_tokenizer().encode("").ids[1]
    shape = (len(questions), max(question.length for question in questions))
    ids, belonging, alike, mask = (np.zeros(shape, np.int64) for _ in range(4))
    features = np.zeros((*shape, 3), np.int64)
    sentences = []
    for row, question in enumerate(questions):
        line, begin, last = question.line, len(question.asked), question.length - 1
        read = slice(question.first, line.end)
        ids[row, :begin], ids[row, begin:last], ids[row, last] = question.asked, question.pieces.ids[read], closing
        features[row, begin:last] = question.pieces.features[read]
        sentence = last - (line.end - line.start)
        belonging[row, begin:sentence], belonging[row, sentence : last + 1] = BEFORE, SENTENCE
        alike[row, :begin], alike[row, begin:last] = degrees(cosines(question.asked, question.pieces.ids[read]))
        mask[row, : last + 1] = 1
        sentences.append(slice(sentence, last))
    return Asked(ids, features, belonging, alike, mask, tuple(sentences))
