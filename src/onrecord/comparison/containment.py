"""Which texts contain which: candidates by the small part of the shingles that is in the signatures, each confirmed by all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
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
# Where a text is held against more others than this, they are first looked through by their maps. A short text has few shingles in its signature; if
# two of them are of an agency's tag, every text with that tag is looked at, and those are the more the more articles there are.
_CROWD = 16
# Bits of a map. A text of 450 words sets a tenth of them, so that of a text that it does not copy it seems to have that tenth.
_BITS = 4096


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


@cache
def longest_sampled(shared: int) -> int:
    """How many shingles the signature of a shorter text can have that need share no more than so many to be looked at."""
    sampled = shared
    while needed_of(sampled + 1) <= shared:
        sampled += 1
    return sampled


def contained_pairs(texts: Mapping[str, Numbers], shared: float = SHARED) -> list[tuple[str, str]]:
    """Every pair of texts of which the shorter has at least `shared` of its shingles in the longer: (shorter, longer), confirmed exactly.

    Texts below SHORTEST are left out. Of texts of one size, the first by name counts as shorter.
    """
    names = sorted((name for name, shingles in texts.items() if len(shingles) >= SHORTEST), key=lambda name: (len(texts[name]), name))
    in_order = [texts[name] for name in names]
    maps = _Maps(in_order)
    return [
        (names[place], names[other])
        for place, others in _candidates([sampled_of(shingles) for shingles in in_order], shared)
        for other in maps.possible(place, others, shared * len(in_order[place]))
        if common_shingles(in_order[place], in_order[other]) >= shared * len(in_order[place])
    ]


class _Maps:
    """Texts as maps of bits, in each the bits of its shingles; one is made when it is first asked for."""

    def __init__(self, texts: Sequence[Numbers]) -> None:
        self._texts = texts
        self._maps = np.zeros((len(texts), _BITS // 64), np.uint64)
        self._made = [False] * len(texts)

    def possible(self, place: int, others: list[int], least: float) -> list[int]:
        """Those of many other texts that may have at least so many of a text's shingles; none that has is left out. All by place."""
        if len(others) <= _CROWD:
            return others
        for each in (place, *others):
            if not self._made[each]:
                self._make(each)
        own = self._maps[place]
        # Shingles of the text whose bit another one of them has.
        hidden = len(self._texts[place]) - int(np.bitwise_count(own).sum())
        common = np.bitwise_count(self._maps[others] & own).sum(axis=1)
        return [other for other, shares in zip(others, common.tolist(), strict=True) if shares >= least - hidden]

    def _make(self, place: int) -> None:
        bits = np.zeros(_BITS, np.bool_)
        bits[(self._texts[place] % np.uint64(_BITS)).astype(np.intp)] = True
        self._maps[place] = np.packbits(bits).view(np.uint64)
        self._made[place] = True


def _candidates(sampled: Sequence[Numbers], shared: float) -> Iterator[tuple[int, list[int]]]:
    """For each text, by place, those after it that share as many sampled shingles with it as it needs; of a crowd, those that may.

    The rarest shingles come first. A text that shares `needed` of m must share one of the m - needed + 1 rarest (Chaudhuri, Ganti and Kaushik 2006),
    so what is in very many texts need not be followed.
    """
    holders, stands, ends, spread = _by_shingle(sampled)
    after = ends - stands
    last = 0
    for place, own in enumerate(sampled):
        first, last = last, last + len(own)
        if not after[first:last].any():
            continue
        needed = needed_of(len(own), shared)
        chosen = np.arange(first, last)
        if spread[first:last].max() > _COMMON:
            order = np.argsort(spread[first:last], kind="stable")
            followed = max(len(own) - needed + 1, int(np.searchsorted(spread[first:last][order], _COMMON, side="right")))
            chosen = chosen[order[:followed]]
        left = len(own) - len(chosen)
        # Who comes after this text in the row of holders of each shingle that is followed.
        counts = after[chosen]
        starts = np.repeat(stands[chosen] - np.cumsum(counts) + counts, counts)
        times = Counter(holders[starts + np.arange(len(starts))].tolist())
        likely = sorted(other for other, shares in times.items() if shares + left >= needed)
        if left and len(likely) <= _CROWD:
            likely = [other for other in likely if common_shingles(own, sampled[other]) >= needed]
        yield place, likely


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
