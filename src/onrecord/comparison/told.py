"""Tellings as a ledger keeps them: as much as it takes to find those that one which came in may belong with, without reading their articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache

import msgspec
from msgspec import Raw, Struct

from onrecord.comparison.intervals import Interval
from onrecord.comparison.likeness import WINDOW, Rarity, Spread
from onrecord.comparison.tellings import Held, Telling
from onrecord.records import Article, Mode, Position, Span, Stance


class Weights(Rarity):
    """What words weigh, and what those of tellings weigh together that were weighed before.

    Two tellings meet on several terms, by several positions and again as more is looked at, so what they share is kept as well: here they are few.
    """

    def __init__(self, spread: Spread) -> None:
        super().__init__(spread)
        self._shares: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """As of all rarities, each two tellings once."""
        share = self._shares.get((one, other))
        if share is None:
            share = self._shares[one, other] = super().share(one, other)
        return share

    def total(self, words: frozenset[str]) -> float:
        """What the words of a telling weigh together."""
        return self._total(words)

    def know(self, words: frozenset[str], total: float) -> None:
        """Take this for what the words of a telling weigh together."""
        self._totals[words] = total


_Position = tuple[str, str, Stance, Mode, float, int, tuple[int, int]]


class Told(Struct, array_like=True, frozen=True):
    """A telling as it is kept. Days are counted from the year 1, 0 is not known; each position is its id, term, stance, mode and confidence, where it
    starts, and its days. `quoted` are the runs of quoted words as they are kept, `lasting` and `beside` numbers of positions, `acts`
    what each position tells of.
    """

    holder: str
    said: tuple[int, int] | None
    appeared: tuple[int, int]
    words: str
    weight: float
    quoted: Raw
    positions: tuple[_Position, ...]
    lasting: tuple[int, ...] = ()
    acts: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()

    def runs(self) -> tuple[tuple[str, ...], ...]:
        """The runs of quoted words. They are most of what is kept, and asked for of few."""
        return _RUNS.decode(self.quoted)


# More different spans of days than there are near each other.
_DAYS = 10_000

_DECODER = msgspec.msgpack.Decoder(tuple[Told, ...])
_RUNS = msgspec.msgpack.Decoder(tuple[tuple[str, ...], ...])


def kept_tellings(tellings: Iterable[Telling], weights: Weights) -> Iterator[tuple[str, bytes]]:
    """What is to be kept of the tellings of each article, by its id."""
    by_article: dict[str, list[Told]] = defaultdict(list)
    for one in tellings:
        positions = tuple(map(_position, one.positions))
        told = Told(
            one.holder,
            numbers_of(one.said) if one.said else None,
            numbers_of(one.appeared),
            " ".join(sorted(one.words)),
            weights.total(one.words),
            Raw(msgspec.msgpack.encode(sorted(one.quoted))),
            positions,
            _numbers_in(one, one.lasting),
            tuple(" ".join(sorted(one.acts.get(held.position.id, ()))) for held in one.positions) if one.acts else (),
            _numbers_in(one, one.beside),
        )
        by_article[one.article].append(told)
    for article, some in by_article.items():
        yield article, msgspec.msgpack.encode(some)


class Sought(Struct, frozen=True):
    """What a telling must have to be looked at: one of these holders, and either one of these terms and days that meet one of these spans (counted as
    `Told` has them), or one of these runs of quoted words.
    """

    holders: frozenset[str]
    terms: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    runs: frozenset[tuple[str, ...]]

    def may_have(self, told: Told) -> bool:
        """Whether a telling has it."""
        if told.holder not in self.holders:
            return False
        first, last = _reach(told)
        meets = any(not (last and since > last) and not (until and first > until) for since, until in self.spans)
        if meets and any(position[1] in self.terms for position in told.positions):
            return True
        # Asked last: the runs of words are most of what is kept.
        return bool(self.runs) and not self.runs.isdisjoint(told.runs())


def kept_again(content: bytes) -> tuple[Told, ...]:
    """What was kept of the tellings of an article."""
    return _DECODER.decode(content)


def told_again(article: str, told: Told, weights: Weights, sought: Sought | None = None) -> Telling:
    """A telling out of what was kept of it, with no other quoted words than those `sought`, where given. Of passages only where the first starts is
    known.
    """
    words, reporting = frozenset(told.words.split()), Article(id=article)
    weights.know(words, told.weight)
    return Telling(
        article=article,
        holder=told.holder,
        positions=tuple([_held(reporting, told.holder, position) for position in told.positions]),
        said=_interval(told.said) if told.said else None,
        appeared=_interval(told.appeared),
        words=words,
        quoted=frozenset(told.runs() if sought is None else sought.runs.intersection(told.runs()) if sought.runs else ()),
        lasting=frozenset([told.positions[number][0] for number in told.lasting]),
        acts={position[0]: frozenset(acts.split()) for position, acts in zip(told.positions, told.acts, strict=False) if acts},
        beside=frozenset([told.positions[number][0] for number in told.beside]),
    )


def _reach(told: Told) -> tuple[int, int]:
    """As `likeness.reach` has it."""
    if told.said:
        return told.said
    first, last = told.appeared
    return (max(first - WINDOW.days, 1), last) if first and last else told.appeared


def _numbers_in(telling: Telling, names: AbstractSet[str]) -> tuple[int, ...]:
    return tuple(number for number, held in enumerate(telling.positions) if held.position.id in names)


def _position(held: Held) -> _Position:
    position = held.position
    return position.id, position.term, position.stance, position.mode, position.confidence, held.order()[1], numbers_of(held.days)


def _held(article: Article, holder: str, kept: _Position) -> Held:
    name, term, stance, mode, confidence, start, days = kept
    evidence = (Span(start, start, ""),)
    position = Position(id=name, holder=holder, term=term, stance=stance, evidence=evidence, mode=mode, confidence=confidence)
    return Held(article, position, holder, _interval(days))


def numbers_of(days: Interval) -> tuple[int, int]:
    """The first and the last day, counted from the year 1; 0 is not known."""
    return days.first.toordinal() if days.first else 0, days.last.toordinal() if days.last else 0


@lru_cache(_DAYS)
def _interval(numbers: tuple[int, int]) -> Interval:
    first, last = (date.fromordinal(number) if number else None for number in numbers)
    return Interval(first, last)
