"""Families of copies: articles of which every two reprint one another, and with which of them each counts as one report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

Pair = tuple[str, str]
Neighbours = Mapping[str, set[str]]

# An article is counted with a family when it is a copy of this share of it. Reprints of two halves of one report are not each other's copies, and
# a round-up of the day is a copy of many reports that are not: of 612 articles by 75 publishers, whatever hangs together by copies makes families
# in which 34 % of the pairs are copies; those counted together by half are copies in 97 %.
ENOUGH = 0.5


def neighbours_of(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """For each article (or text), those that it makes a pair with."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def complete_groups(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Groups in which every two make a pair, no group inside another, so that each pair stands in one at least.

    Greedy, from what has most copies; it hangs on the names and the pairs alone, and each connected part is grouped for itself, so that what is
    added elsewhere changes nothing.
    """
    neighbours = neighbours_of(pairs)
    rank = {name: place for place, name in enumerate(sorted(neighbours, key=lambda name: (-len(neighbours[name]), name)))}
    left = {name: set(others) for name, others in neighbours.items()}
    groups = []
    for name in rank:
        while left[name]:
            group = _grown(name, min(left[name], key=rank.__getitem__), neighbours, rank)
            for member in group:
                left[member].difference_update(group)
            groups.append(tuple(sorted(group)))
    return groups


def _grown(one: str, other: str, neighbours: Neighbours, rank: Mapping[str, int]) -> set[str]:
    """The two with all that make a pair with every one chosen so far, those with most copies first."""
    group = {one, other}
    for name in sorted(neighbours[one] & neighbours[other], key=rank.__getitem__):
        if group <= neighbours[name]:
            group.add(name)
    return group


def pairs_in(families: Iterable[Sequence[str]]) -> set[Pair]:
    """Every pair of articles that stand in one family, each in order of their ids."""
    return {pair for family in families for pair in combinations(sorted(family), 2)}


def counted_with(families: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """For each of some families that may overlap, the articles that count as one report with it; every article counts with one.

    The largest are gone through first. What is not counted yet goes with the family in which it has most copies, if those are ENOUGH of it, and
    else with the family at hand.
    """
    standing: dict[str, list[int]] = defaultdict(list)
    for number, family in enumerate(families):
        for article in family:
            standing[article].append(number)
    counted: list[list[str]] = [[] for _ in families]
    chosen: dict[str, int] = {}
    for number in sorted(range(len(families)), key=lambda place: (-len(families[place]), families[place])):
        fresh = [article for article in families[number] if article not in chosen]
        nearest = [_nearest({other for row in standing[article] for other in families[row]}, counted, chosen) for article in fresh]
        for article, near in zip(fresh, nearest, strict=True):
            chosen[article] = number if near is None else near
            counted[chosen[article]].append(article)
    return [tuple(sorted(group)) for group in counted]


def _nearest(copies: Iterable[str], counted: Sequence[Sequence[str]], chosen: Mapping[str, int]) -> int | None:
    """The number of the family with which most of some articles count, if those are ENOUGH of all that count with it."""
    shared = Counter(chosen[copy] for copy in copies if copy in chosen)
    nearest = max(shared, key=lambda number: (shared[number] / len(counted[number]), shared[number], -number), default=None)
    return nearest if nearest is not None and shared[nearest] >= ENOUGH * len(counted[nearest]) else None
