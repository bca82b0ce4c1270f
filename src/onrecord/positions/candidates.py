"""Which terms a sentence may speak to: a cheap look at every pair, so that the trained model reads only those worth it.

A pair's chance grows with the words that the term and the sentence share, or that are alike; with those that the sentences beside it and the
whole article share with the term ("rejected the plan" names the plan by what was said before); and it falls where another term of the dossier
fits the same sentence better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from onrecord.language.encoder import Integers, Numbers, Pieces
from onrecord.language.likeness import FIRST_TELLING, cosines
from onrecord.positions.questions import Line, asked_of

# The names of the signs, in the order of their weights.
SIGNS = (
    *("shared", "alike", "shared before", "alike before", "shared two before", "shared after", "shared in article", "alike in article"),
    *("shared less than best", "alike less than best", "takes sides", "quoted", "length", "always"),
)
# How much of the article is taken for how much it speaks of a term: the mean of so many of its best sentences.
_BEST_OF_ARTICLE = 4
# A sentence with so many pieces counts as one of usual length.
_USUAL_LENGTH = 30.0


def telling(asked: Sequence[int]) -> Integers:
    """The pieces of a term that tell of its subject."""
    return np.array([piece for piece in asked if piece >= FIRST_TELLING], np.int64)


def alike(pieces: Pieces, lines: Sequence[Line], propositions: Sequence[str]) -> Numbers:
    """How much of each term's telling pieces each sentence has, or others like them: (sentences, terms), 0 .. 1."""
    found = np.zeros((len(lines), len(propositions)), np.float32)
    filled = [place for place, line in enumerate(lines) if line.end > line.start]
    if not filled:
        return found
    borders = [border for place in filled for border in (lines[place].start, lines[place].end)]
    # One piece that tells nothing stands behind the last, so that there is one at every border.
    ids = np.append(pieces.ids, 0)
    for term, (asked, weights) in enumerate(_told_by(tuple(propositions))):
        if len(asked):
            found[filled, term] = weights @ np.maximum.reduceat(cosines(asked, ids), borders, 1)[:, ::2]
    return found


@lru_cache(maxsize=16)
def _told_by(propositions: tuple[str, ...]) -> list[tuple[Integers, Numbers]]:
    """The telling pieces of each term, and the share of each in what they tell: a piece that many terms have tells little of any of them."""
    each = [telling(asked_of(proposition)) for proposition in propositions]
    having = Counter(piece for asked in each for piece in set(asked.tolist()))
    weights = [np.array([having[piece] ** -0.5 for piece in asked.tolist()], np.float32) for asked in each]
    return [(asked, own / own.sum()) for asked, own in zip(each, weights, strict=True)]


def signs(shared: Numbers, likeness: Numbers, sides: Sequence[bool], quoted: Sequence[bool], lengths: Sequence[int]) -> Numbers:
    """What speaks for each pair: (sentences, terms, SIGNS).

    `shared` (sentences, terms): how well the words of a term match (see `matching`); `likeness`: see `alike`; of each sentence, whether any of its
    words takes a side, whether it quotes, and how many pieces it has.
    """
    each = np.ones_like(shared)
    columns = (
        *(shared, likeness, _moved(shared, 1), _moved(likeness, 1), _moved(shared, 2), _moved(shared, -1)),
        *(_of_article(shared) * each, _of_article(likeness) * each),
        *(shared - shared.max(1, keepdims=True), likeness - likeness.max(1, keepdims=True)),
        *(np.array(values, np.float32)[:, None] * each for values in (sides, quoted)),
        np.log((np.array(lengths, np.float32) + 1) / _USUAL_LENGTH)[:, None] * each,
        each,
    )
    return np.stack(columns, -1)


def chances(found: Numbers, weights: Mapping[str, float]) -> Numbers:
    """Log-odds of each pair: (sentences, terms)."""
    odds: Numbers = found @ np.array([weights[sign] for sign in SIGNS], np.float32)
    return odds


def _moved(values: Numbers, by: int) -> Numbers:
    """What the sentence `by` places before (after, where negative) has."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def _of_article(values: Numbers) -> Numbers:
    best: Numbers = np.sort(values, axis=0)[-_BEST_OF_ARTICLE:].mean(0, keepdims=True)
    return best
