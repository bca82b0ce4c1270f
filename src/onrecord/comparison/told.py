"""Tellings as a ledger keeps them: as much as it takes to find those that one which came in may belong with, without reading their articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import msgspec
from msgspec import Struct

from onrecord.comparison.intervals import Interval
from onrecord.comparison.likeness import WINDOW, Rarity
from onrecord.comparison.tellings import Held, Telling
from onrecord.records import Article, Mode, Position, Span, Stance


class Weights(Rarity):
    """What words weigh, and what those of tellings weigh together that were weighed before."""

    def total(self, words: frozenset[str]) -> float:
        """What the words of a telling weigh together."""
        return self._total(words)

    def know(self, words: frozenset[str], total: float) -> None:
        """Take this for what the words of a telling weigh together."""
        self._totals[words] = total


_Position = tuple[str, str, Stance, Mode, float, int, tuple[int, int]]


class _Told(Struct, array_like=True, frozen=True):
    """A telling. Days are counted from the year 1, 0 is not known; each position is its id, term, stance, mode and confidence, where it starts, and
    its days. `lasting` are numbers of positions.
    """

    holder: str
    said: tuple[int, int] | None
    appeared: tuple[int, int]
    words: str
    weight: float
    quoted: tuple[tuple[str, ...], ...]
    positions: tuple[_Position, ...]
    lasting: tuple[int, ...] = ()


# More different spans of days than there are near each other.
_DAYS = 10_000

_DECODER = msgspec.msgpack.Decoder(tuple[_Told, ...])


def kept_tellings(tellings: Iterable[Telling], weights: Weights) -> Iterator[tuple[str, bytes]]:
    """What is to be kept of the tellings of each article, by its id."""
    by_article: dict[str, list[_Told]] = defaultdict(list)
    for one in tellings:
        positions = tuple(map(_position, one.positions))
        told = _Told(
            one.holder,
            _numbers(one.said) if one.said else None,
            _numbers(one.appeared),
            " ".join(sorted(one.words)),
            weights.total(one.words),
            tuple(sorted(one.quoted)),
            positions,
            tuple(number for number, held in enumerate(one.positions) if held.position.id in one.lasting),
        )
        by_article[one.article].append(told)
    for article, some in by_article.items():
        yield article, msgspec.msgpack.encode(some)


class Sought(Struct, frozen=True):
    """What a telling must have to be looked at: one of these holders, and either one of these terms and days that meet one of these spans, or one of
    these runs of quoted words.
    """

    holders: frozenset[str]
    terms: frozenset[str]
    spans: tuple[Interval, ...]
    runs: frozenset[tuple[str, ...]]

    def may_have(self, told: _Told) -> bool:
        """Whether a telling has it."""
        if told.holder not in self.holders:
            return False
        if self.runs and not self.runs.isdisjoint(told.quoted):
            return True
        if not any(position[1] in self.terms for position in told.positions):
            return False
        days = _reach(told)
        return any(days.overlaps(span) for span in self.spans)


def told_again(article: str, content: bytes, weights: Weights, sought: Sought | None = None) -> list[Telling]:
    """The tellings of an article out of what was kept of them; those `sought`, where given. Of passages only where the first starts is known."""
    found = []
    for told in _DECODER.decode(content):
        if sought and not sought.may_have(told):
            continue
        words = frozenset(told.words.split())
        weights.know(words, told.weight)
        found.append(
            Telling(
                article=article,
                holder=told.holder,
                positions=tuple(_held(article, told.holder, position) for position in told.positions),
                said=_interval(told.said) if told.said else None,
                appeared=_interval(told.appeared),
                words=words,
                quoted=sought.runs.intersection(told.quoted) if sought else frozenset(told.quoted),
                lasting=frozenset(told.positions[number][0] for number in told.lasting),
            )
        )
    return found


def _reach(told: _Told) -> Interval:
    """As `likeness.reach` has it."""
    if told.said:
        return _interval(told.said)
    first, last = told.appeared
    return _interval((max(first - WINDOW.days, 1), last)) if first and last else _interval(told.appeared)


def _position(held: Held) -> _Position:
    position = held.position
    return position.id, position.term, position.stance, position.mode, position.confidence, held.order()[1], _numbers(held.days)


def _held(article: str, holder: str, kept: _Position) -> Held:
    name, term, stance, mode, confidence, start, days = kept
    evidence = (Span(start, start, ""),)
    position = Position(id=name, holder=holder, term=term, stance=stance, evidence=evidence, mode=mode, confidence=confidence)
    return Held(Article(id=article), position, holder, _interval(days))


def _numbers(days: Interval) -> tuple[int, int]:
    return days.first.toordinal() if days.first else 0, days.last.toordinal() if days.last else 0


@lru_cache(_DAYS)
def _interval(numbers: tuple[int, int]) -> Interval:
    first, last = (date.fromordinal(number) if number else None for number in numbers)
    return Interval(first, last)
