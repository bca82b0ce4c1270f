"""How alike two tellings are: points for and against their being reports of one utterance or act.

The points are log-odds, fitted by logistic regression and rounded (`python -m benchmarks.fit_occasions`): on pairs of positions that have the same
term and holders that speak for each other, in different articles, annotated ones and such as were read. Gold/dev and three dossiers of gold/train
(taliban-2018, tax-2017, ustrade-china) had no part in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from heapq import nsmallest
from math import fsum, inf, log, sqrt

from msgspec import Struct

from onrecord.comparison.acts import TWEETED
from onrecord.comparison.intervals import Interval
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Telling
from onrecord.records import Position, Stance

OPPOSED = frozenset({"for", "against"})

# Reports more than two weeks apart are hardly ever of one utterance: 15 of 970 pairs where neither tells a day, 50 of 867 where one does.
WINDOW = timedelta(days=14)

SAME_DAY = 2.8
DAYS_OVERLAP = 1.4
# One report tells the day, the other only has its own date, so many days later at most.
TOLD_BY_ONE = ((0, -0.1), (1, 0.8), (3, 0.1), (WINDOW.days, -0.8))
# Neither tells the day; their own dates are so many days apart at most. An act is told of long after, too, but with more such pairs let in as many
# wrong links come as right ones.
TOLD_BY_NONE = ((0, -0.2), (1, -0.4), (3, -1.2), (WINDOW.days, -1.4))
# Nothing is known of one report's day. Fitted, this is -0.8: enough to join any two reports of one holder and stance, of which a long
# record has ever more. At -2.2 words must tell them to be one; on gold/train and gold/dev no pair is lost by it.
DAYS_UNKNOWN = -2.2
SAME_WORDS = 4.5  # times the square root of the share of common words, weighed by rarity: the first words in common tell most
SAME_QUOTATION = 0.5
SAME_STANCE = 1.1
OPPOSITE_STANCES = -1.0  # for and against
BOTH_NARRATED = 1.5  # acts are told without being quoted, and few are done twice
SAME_ACT = 1.4  # both tell of a vote, or of a letter
ONE_TWEETED = -1.6  # one tells of a tweet, and the other does not
ONE_QUOTES = -0.4
SAME_HOLDER = 1.1  # and not one who speaks for the other
TWO_BODIES = -0.5  # people say something at some time; what a government or a party wants is told at any
# Told of no day and as lasting ("insists on"): each of the two. It may have been said at any time.
LASTING = -1.6
# Points from which two tellings are linked. F1 is highest where every link is taken that is right more often than half of the F1 that is reached
# (Lipton, Elkan and Naryanaswamy 2014): of annotated positions that is 0.38, a little below even odds.
NEEDED = 3.7
# Of what is read less is found, so less is asked of it; and the surer both positions are, the less, as either may be wrong. Positions that people
# accepted have nothing of both: they are as the annotated ones. Both were chosen on gold/train and our own disputes (see
# benchmarks/fit_occasions.py). By those, READ might be 2.9; but in a record of 100,000 reports occasions grow into one another then.
READ = 2.4
SURENESS = 0.8  # times the logarithm of the sureness of both together
LEAST_SURE = 0.02  # as sure as two positions are that were barely read; none is less, nor what comes without a confidence
# Two that are less sure than this together are not linked: of 16 such links in gold/train and our own disputes, one was right.
BARELY_READ = 0.05
# Two that are read of days that both tell: days are misread as well, and one that a report tells of many passages says little of each.
READ_OF_TOLD_DAYS = -1.8
# Many positions that are read as acts are none, so that acts tell less; and of two opposite stances one is mostly misread.
READ_NARRATED = -1.2
READ_OPPOSITE = 1.8
READ_SAME_ACT = -0.9
# Each of the two that was read out of a passage which says something else much more surely: what is read of it at once is mostly said once.
READ_BESIDE = -0.7
# Where both reports have nearly the same words, they are read alike, rightly or not: such words tell less than others that two reports were read
# rightly.
READ_ONE_WORDING = -1.6
ONE_WORDING = 0.8  # of the weight of all words that either has

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
        self._weights = _WordWeights(spread)
        self._totals: dict[frozenset[str], float] = {}

    def rarest(self, words: frozenset[str], count: int) -> tuple[str, ...]:
        """The `count` words of a telling that weigh most."""
        return tuple(nsmallest(count, words, key=lambda word: (-self._weights[word], word)))

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The weight of the words that two tellings have in common, as a share of the weight of all that either has."""
        common = one & other
        if not common:
            return 0.0
        weight = self._weigh(common)
        return weight / (self._total(one) + self._total(other) - weight)

    def _total(self, words: frozenset[str]) -> float:
        total = self._totals.get(words)
        if total is None:
            total = self._totals[words] = self._weigh(words)
        return total

    def _weigh(self, words: frozenset[str]) -> float:
        # Added exactly, so that the order of a set plays no part.
        return fsum(map(self._weights.__getitem__, words))


class _WordWeights(dict[str, float]):
    """What each word weighs, once it was asked for."""

    def __init__(self, spread: Spread) -> None:
        super().__init__()
        self._spread = spread

    def __missing__(self, word: str) -> float:
        weight = self[word] = log(1 + self._spread.tellings / max(self._spread.words.get(word, 1), 1))
        return weight


class Aspect(Struct, frozen=True):
    """A telling by one of its positions: what counts of both beside other tellings."""

    telling: Telling
    stance: Stance
    confidence: float
    narrated: bool
    quotes: bool
    lasts: bool
    body: bool
    beside: bool = False
    acts: frozenset[str] = frozenset()


def aspect_of(telling: Telling, position: Position, parties: Parties) -> Aspect:
    """A telling by this position."""
    return Aspect(
        telling=telling,
        stance=position.stance,
        confidence=position.confidence,
        narrated=position.mode == "narrated",
        quotes=quotes(position),
        lasts=lasts(telling, position),
        body=parties.is_body(telling.holder),
        beside=position.id in telling.beside,
        acts=telling.acts.get(position.id, frozenset()),
    )


def points(first: Aspect, second: Aspect, rarity: Rarity, least: float = -inf) -> float | None:
    """Points for two tellings that speak to one term by a position each; None where their days rule it out, where both were barely
    read, or where they are fewer than `least` whatever words both have.
    """
    days = _days(first.telling, second.telling)
    if days is None or 0 < first.confidence * second.confidence < BARELY_READ:
        return None
    known = days + _beside(first, second)
    # Most pairs come to few points even if they had all words in common: these are not looked at.
    if known + SAME_WORDS < least:
        return None
    share = rarity.share(first.telling.words, second.telling.words)
    if share > ONE_WORDING and _are_read(first, second):
        known += READ_ONE_WORDING
    return known + SAME_WORDS * sqrt(share)


def _beside(first: Aspect, second: Aspect) -> float:
    """The points for all but days and words."""
    one, other = first.telling, second.telling
    found = _read(first, second) if _are_read(first, second) else 0.0
    if first.stance == second.stance:
        found += SAME_STANCE
    elif opposed(first, second):
        found += OPPOSITE_STANCES
    if not one.quoted.isdisjoint(other.quoted):
        found += SAME_QUOTATION
    if first.narrated and second.narrated:
        found += BOTH_NARRATED
    if same_act(first, second):
        found += SAME_ACT
    if one_tweeted(first, second):
        found += ONE_TWEETED
    if first.quotes != second.quotes:
        found += ONE_QUOTES
    if one.holder == other.holder:
        found += SAME_HOLDER
    if first.body and second.body:
        found += TWO_BODIES
    return found + LASTING * (first.lasts + second.lasts)


def quotes(position: Position) -> bool:
    """Whether a position is told in quoted words."""
    return position.mode in ("direct", "mixed")


def lasts(telling: Telling, position: Position) -> bool:
    """Whether a position is told of no day, and as lasting."""
    return telling.said is None and position.id in telling.lasting


def on_one_day(one: Telling, other: Telling) -> bool:
    """Whether both tell the same day."""
    return one.said is not None and one.said == other.said and one.said.first == one.said.last


def opposed(first: Aspect, second: Aspect) -> bool:
    """Whether one is for and the other against."""
    return first.stance != second.stance and first.stance in OPPOSED and second.stance in OPPOSED


def same_act(first: Aspect, second: Aspect) -> bool:
    """Whether both tell of a vote, a letter or another act that is done at one time. People tweet too often for that to tell."""
    return not (first.acts & second.acts) <= {TWEETED}


def one_tweeted(first: Aspect, second: Aspect) -> bool:
    """Whether one of the two is told as a tweet."""
    return (TWEETED in first.acts) != (TWEETED in second.acts)


def _are_read(first: Aspect, second: Aspect) -> bool:
    """Whether either was read, and not annotated or accepted by people."""
    return first.confidence * second.confidence < 1


def _read(first: Aspect, second: Aspect) -> float:
    """The points for positions that are read, and this surely."""
    found = READ + SURENESS * log(max(first.confidence * second.confidence, LEAST_SURE))
    if first.telling.said and second.telling.said:
        found += READ_OF_TOLD_DAYS
    if first.narrated and second.narrated:
        found += READ_NARRATED
    if opposed(first, second):
        found += READ_OPPOSITE
    return found + READ_SAME_ACT * same_act(first, second) + READ_BESIDE * (first.beside + second.beside)


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
        return SAME_DAY if on_one_day(one, other) else DAYS_OVERLAP
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
    for most, given in steps:
        if days <= most:
            return given
    return None
