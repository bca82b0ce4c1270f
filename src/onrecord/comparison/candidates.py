"""Candidates: which tellings are compared, so that the work grows with their number and not with its square."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import islice

from msgspec import Struct

from onrecord.comparison.likeness import Aspect, Rarity, reach
from onrecord.comparison.tellings import Held, Telling

# A telling is compared with every other one whose days meet its own, where these are no more than this. Beyond, only with those that have
# something rare in common with it. With 0 (nothing but the rare) occasions of gold/dev lost 0.02 of F1 beside every pair when this was set, those of
# gold/train nothing.
EVERY = 100
# So many of a telling's rarest words lead to others: two reports of one utterance share words, and these most tellingly.
RAREST = 40
# So many of the others that share one rare thing are looked at, the last before it in the order of days. Reports of one utterance that are
# more than these are chained: each meets some that meet the rest.
NEAREST = 15


class Member(Struct, frozen=True):
    """A telling, by its number, with one of its positions on the term that is looked at, and what counts of both."""

    number: int
    telling: Telling
    held: Held
    aspect: Aspect


def candidate_pairs(members: Sequence[Member], rarity: Rarity) -> Iterator[tuple[Member, Member]]:
    """Pairs whose days can meet, by a sweep over their first days: what is years apart is never looked at, and of a crowd only what is alike."""
    spans = [reach(member.telling) for member in members]
    order = sorted(range(len(members)), key=lambda place: (spans[place].first or date.min, members[place].number, members[place].held.position.id))
    open_places: dict[int, None] = {}
    closing: list[tuple[date, int]] = []
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for place in order:
        while closing and closing[0][0] < (spans[place].first or date.min):
            del open_places[heappop(closing)[1]]
        traits = _traits(members[place], rarity) if len(members) > EVERY else ()
        met = open_places if len(open_places) <= EVERY else _alike(traits, sharing)
        for other in met:
            if other in open_places:
                yield members[other], members[place]
        open_places[place] = None
        heappush(closing, (spans[place].last or date.max, place))
        for trait in traits:
            sharing[trait].append(place)


def _alike(traits: Sequence[Hashable], sharing: dict[Hashable, list[int]]) -> dict[int, None]:
    """The NEAREST that share each trait, each once."""
    return dict.fromkeys(place for trait in traits for place in islice(reversed(sharing[trait]), NEAREST))


def _traits(member: Member, rarity: Rarity) -> tuple[Hashable, ...]:
    """What makes two tellings worth comparing: rare words, or, where a day is told, the day with the stance or with both being acts."""
    said, position = member.telling.said, member.held.position
    words = rarity.rarest(member.telling.words, RAREST)
    if said is None:
        return words
    narrated = ((said, "narrated"),) if position.mode == "narrated" else ()
    return (*words, (said, position.stance), (said, position.stance, member.telling.holder), *narrated)
