"""Which texts contain which: candidates by the small part of the shingles that is in the signatures, each confirmed by all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from onrecord.language.shingles import Numbers, sampled_of

Places = NDArray[np.intp]

# Share of the shorter text's shingles that a copy has. Measured on 612 articles of one summit by 75 publishers: pairs are fewest between
# 0.55 and 0.65 (33 to 34 in each twentieth, against 83 below 0.5 and 120 of identical texts); 0.5 still takes in agency texts written through.
SHARED = 0.5
# Below this many shingles (about 24 words) a text is a caption or a teaser, and contained in reports that it does not copy.
SHORTEST = 20

# Of a text with the share SHARED, the signature can by chance have less of it: by more than two standard deviations once in 40 times, and hardly
# ever of one that shares more. With three, a short text with an agency's tag is held against every other text with that tag.
_DEVIATIONS = 2.0
# A shingle in more texts than this leads to candidates only where a text has too few others: it is a set phrase, furniture, or a much printed text.
_COMMON = 50


def share_contained(one: Numbers, other: Numbers) -> float:
    """The share of the shorter text's shingles that the longer one has; both sorted and without repeats. 0.0 where one is empty."""
    shorter = min(len(one), len(other))
    return common_shingles(one, other) / shorter if shorter else 0.0


def common_shingles(one: Numbers, other: Numbers) -> int:
    """How many shingles both have."""
    both = np.concatenate((one, other))
    both.sort(kind="stable")  # two sorted runs are merged in one pass
    return int(np.count_nonzero(both[1:] == both[:-1]))


def needed_of(sampled: int, shared: float = SHARED) -> int:
    """How many of the shingles in its signature a shorter text must share to be looked at, of so many that it has."""
    return max(1, ceil(shared * sampled - _DEVIATIONS * sqrt(shared * (1 - shared) * sampled)))


def contained_pairs(texts: Mapping[str, Numbers], shared: float = SHARED) -> list[tuple[str, str]]:
    """Every pair of texts of which the shorter has at least `shared` of its shingles in the longer: (shorter, longer), confirmed exactly.

    Texts below SHORTEST are left out. Of texts of one size, the first by name counts as shorter.
    """
    names = sorted((name for name, shingles in texts.items() if len(shingles) >= SHORTEST), key=lambda name: (len(texts[name]), name))
    sampled = [sampled_of(texts[name]) for name in names]
    return [
        (names[place], names[other])
        for place, others in _candidates(sampled, shared)
        for other in others
        if common_shingles(texts[names[place]], texts[names[other]]) >= shared * len(texts[names[place]])
    ]


def _candidates(sampled: Sequence[Numbers], shared: float) -> Iterator[tuple[int, list[int]]]:
    """For each text, by place, those after it that share as many sampled shingles with it as it needs.

    The rarest shingles come first. A text that shares `needed` of m must share one of the m - needed + 1 rarest (Chaudhuri, Ganti and Kaushik 2006),
    so what is in very many texts need not be followed.
    """
    holders, stands, ends, spread = _by_shingle(sampled)
    last = 0
    for place, own in enumerate(sampled):
        first, last = last, last + len(own)
        needed = needed_of(len(own), shared)
        order = np.argsort(spread[first:last], kind="stable")
        followed = max(len(own) - needed + 1, int(np.searchsorted(spread[first:last][order], _COMMON, side="right")))
        # Who comes after this text in the row of holders of each shingle that is followed.
        chosen = first + order[:followed]
        counts = ends[chosen] - stands[chosen]
        starts = np.repeat(stands[chosen] - np.cumsum(counts) + counts, counts)
        others, times = np.unique(holders[starts + np.arange(len(starts))], return_counts=True)
        left = len(own) - followed
        likely = others[times + left >= needed].tolist()
        yield place, [other for other in likely if not left or common_shingles(own, sampled[other]) >= needed]


def _by_shingle(sampled: Sequence[Numbers]) -> tuple[Places, Places, Places, Places]:
    """All texts in the order of their shingles; then, for each shingle of each text, where the next holder of it stands there, where its holders
    end, and how many they are.
    """
    every = np.concatenate(sampled) if sampled else np.empty(0, np.uint64)
    holders = np.repeat(np.arange(len(sampled)), [len(each) for each in sampled])
    order = np.argsort(every, kind="stable")
    in_order = every[order]
    begins = np.flatnonzero(np.append(True, in_order[1:] != in_order[:-1])[: len(every)])
    spread = np.diff(np.append(begins, len(every)))
    stands, ends, spreads = (np.empty(len(every), np.intp) for _ in range(3))
    stands[order] = np.arange(1, len(every) + 1)
    ends[order] = np.repeat(begins + spread, spread)
    spreads[order] = np.repeat(spread, spread)
    return holders[order], stands, ends, spreads
