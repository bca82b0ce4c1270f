"""How alike two tellings are: points for and against their being reports of one utterance or act.

The points are log-odds, fitted by logistic regression on the 7,332 pairs of positions in gold/train that have the same term and holders that
speak for each other, in different articles, and rounded; fitted without the dossier they are
measured on, they link pairs with F1 0.70.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from heapq import nsmallest
from math import fsum, log

from msgspec import Struct

from onrecord.comparison.intervals import Interval
from onrecord.comparison.tellings import Held, Telling

# Reports more than two weeks apart are hardly ever of one utterance: 15 of 970 pairs where neither tells a day, 50 of 867 where one does.
WINDOW = timedelta(days=14)

SAME_DAY = 2.5
DAYS_OVERLAP = 1.4
# One report tells the day, the other only has its own date, so many days later at most.
TOLD_BY_ONE = ((0, 0.0), (1, 1.0), (3, 0.0), (WINDOW.days, -0.7))
# Neither tells the day; their own dates are so many days apart at most.
TOLD_BY_NONE = ((1, -0.7), (3, -1.2), (WINDOW.days, -1.8))
DAYS_UNKNOWN = -1.8
SAME_WORDS = 5.0  # times the share of common words, weighed by rarity
SAME_QUOTATION = 0.9
SAME_STANCE = 1.3
BOTH_NARRATED = 1.2  # acts are told without being quoted, and few are done twice
SAME_HOLDER = 1.0  # and not one who speaks for the other
# What is read without confidence misses days and stances that the reports give, so less is asked of it: this times the doubt in both positions.
# Measured on what the reading by rules finds, as a share of what perfect clustering of it would give (benchmarks.occasions): gold/dev 0.75
# without, 0.80 with; gold/train 0.64 and 0.70.
DOUBT = 1.0
# Points from which two tellings are linked, a little below even odds. Over gold/train (precision, F1, macro F1): 3.3 gives 0.69, 0.72, 0.74;
# 3.7 gives 0.76, 0.73, 0.75; 4.0 gives 0.84, 0.74, 0.75; 4.3 gives 0.90, 0.72, 0.73.
NEEDED = 3.7

# So many quoted words in a row, counted by the runs of three that they are made of, are not said twice, whatever days two reports give.
LONG_QUOTATION = 8


class Spread(Struct, frozen=True):
    """How many of some tellings have each word."""

    tellings: int
    words: Mapping[str, int]


def spread_of(tellings: Sequence[Telling]) -> Spread:
    """How words are spread over these tellings."""
    return Spread(len(tellings), Counter(word for telling in tellings for word in telling.words))


class Rarity:
    """What a word weighs: the logarithm of how seldom it is among the tellings compared. Each word and each telling is weighed once.

    A word that none of them has weighs as much as one that stands in one.
    """

    def __init__(self, spread: Spread) -> None:
        self._spread = spread
        self._weights: dict[str, float] = {}
        self._totals: dict[frozenset[str], float] = {}

    def rarest(self, words: frozenset[str], count: int) -> tuple[str, ...]:
        """The `count` words of a telling that weigh most."""
        return tuple(nsmallest(count, words, key=lambda word: (-self._weight(word), word)))

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The weight of the words that two tellings have in common, as a share of the weight of all that either has."""
        common = one & other
        if not common:
            return 0.0
        weight = self._weigh(common)
        return weight / (self._total(one) + self._total(other) - weight)

    def _total(self, words: frozenset[str]) -> float:
        if words not in self._totals:
            self._totals[words] = self._weigh(words)
        return self._totals[words]

    def _weigh(self, words: frozenset[str]) -> float:
        # Added exactly, so that the order of a set plays no part.
        return fsum(map(self._weight, words))

    def _weight(self, word: str) -> float:
        weight = self._weights.get(word)
        if weight is None:
            weight = self._weights[word] = log(1 + self._spread.tellings / max(self._spread.words.get(word, 1), 1))
        return weight


def points(one: Telling, other: Telling, positions: tuple[Held, Held], rarity: Rarity) -> float | None:
    """Points for two tellings that speak to one term by `positions`; None where their days rule it out."""
    days = _days(one, other)
    if days is None:
        return None
    first, second = (held.position for held in positions)
    return (
        days
        + SAME_WORDS * rarity.share(one.words, other.words)
        + SAME_QUOTATION * (not one.quoted.isdisjoint(other.quoted))
        + SAME_STANCE * (first.stance == second.stance)
        + BOTH_NARRATED * (first.mode == second.mode == "narrated")
        + SAME_HOLDER * (one.holder == other.holder)
        + DOUBT * (1 - first.confidence * second.confidence)
    )


def reach(telling: Telling) -> Interval:
    """The days on which a telling can meet another one: those that it tells, else the two weeks before its article appeared."""
    if telling.said:
        return telling.said
    first, last = telling.appeared.first, telling.appeared.last
    if first is None or last is None:
        return telling.appeared
    return Interval(first - WINDOW, last)


def _days(one: Telling, other: Telling) -> float | None:
    if one.said and other.said:
        if not one.said.overlaps(other.said):
            return None
        return SAME_DAY if one.said == other.said and one.said.first == one.said.last else DAYS_OVERLAP
    if one.said or other.said:
        told, untold = (one, other) if one.said else (other, one)
        return _told_by_one(told.said or Interval(), untold.appeared)
    return _told_by_none(one.appeared, other.appeared)


def _told_by_one(told: Interval, appeared: Interval) -> float | None:
    if appeared.before(told):
        return None
    if appeared.first is None or appeared.last is None or told.last is None:
        return DAYS_UNKNOWN
    return _within((appeared.last - told.last).days, TOLD_BY_ONE)


def _told_by_none(one: Interval, other: Interval) -> float | None:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return DAYS_UNKNOWN
    return _within(abs((one.last - other.last).days), TOLD_BY_NONE)


def _within(days: int, steps: tuple[tuple[int, float], ...]) -> float | None:
    return next((given for most, given in steps if days <= most), None)
