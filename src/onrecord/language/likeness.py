"""Which word pieces mean about the same, whatever the sentence: a table of vectors that is looked up, not a model that is run.

The vectors are what MiniLM (all-MiniLM-L6-v2) makes of each piece of its vocabulary alone, reduced to their first principal components (as
model2vec does); `training/likeness.py` writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from onrecord.language.encoder import WEIGHTS, Integers, Numbers

TABLE = WEIGHTS / "likeness.npy"
# The vocabulary is ordered: marks and single characters, then words from the most frequent on. Those before this place tell nothing of a subject.
FIRST_TELLING = 2210
# Degrees of likeness of two pieces by their cosine: 0 below the first bound, 3 from the last on, 4 for the same piece.
BOUNDS = (0.5, 0.6, 0.75)
SAME = len(BOUNDS) + 1
_BOUNDS = np.array((*BOUNDS, 0.999))


@lru_cache(maxsize=1)
def _table() -> Numbers:
    """A vector of length one for each piece of the vocabulary, zeros for pieces that tell nothing."""
    vectors: Numbers = np.load(TABLE, allow_pickle=False).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    vectors[:FIRST_TELLING] = 0.0
    return vectors


def cosines(one: Integers | Sequence[int], other: Integers | Sequence[int]) -> Numbers:
    """How alike the pieces of two texts are: (pieces of the one, pieces of the other), 0 for pieces that tell nothing."""
    vectors = _table()
    alike: Numbers = vectors[np.asarray(one, np.int64)] @ vectors[np.asarray(other, np.int64)].T
    return alike


def degrees(alike: Numbers) -> tuple[Integers, Integers]:
    """For each piece of the one text, and of the other, how alike the likest piece of the other text is: 0 .. SAME."""
    if 0 in alike.shape:
        return np.zeros(alike.shape[0], np.int64), np.zeros(alike.shape[1], np.int64)
    return _degree(alike.max(1)), _degree(alike.max(0))


def _degree(best: Numbers) -> Integers:
    found: Integers = _BOUNDS.searchsorted(best, "right")
    return found
