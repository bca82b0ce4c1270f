"""Occasions: the utterances and acts that several articles report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from onrecord.comparison.groups import Groups
from onrecord.comparison.intervals import Interval
from onrecord.comparison.likeness import LONG_QUOTATION, NEEDED, Rarity, points, reach
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, Telling, gather_tellings
from onrecord.identity import digest
from onrecord.records import Occasion

# A run of quoted words that more tellings than this have is a slogan; it leads to no candidates.
COMMON_QUOTATION = 200


class Gathered(Struct, frozen=True):
    """An occasion with the tellings that it was gathered from."""

    occasion: Occasion
    positions: tuple[Held, ...]


class _Link(Struct, frozen=True):
    """Two tellings, by number, of one utterance or act. `sure` ones hold although the days told for them differ."""

    points: float
    one: int
    other: int
    sure: bool = False


def find_occasions(positions: Sequence[Held], parties: Parties) -> list[Gathered]:
    """Tellings of different articles that report one utterance or act, gathered; each in at most one occasion.

    The surest links come first. None joins tellings whose days cannot all be one, unless they quote the same words at length.
    """
    tellings = gather_tellings(positions)
    links = sorted([*_quoting(tellings, parties), *_links(tellings, parties)], key=lambda link: (not link.sure, -link.points, link.one, link.other))
    groups: Groups[int] = Groups()
    days = {number: telling.said or Interval() for number, telling in enumerate(tellings)}
    for link in links:
        one, other = groups.find(link.one), groups.find(link.other)
        if one != other and (link.sure or days[one].overlaps(days[other])):
            together = days[one].common(days[other]) if days[one].overlaps(days[other]) else days[one].spanning(days[other])
            groups.join(one, other)
            days[groups.find(one)] = together
    gathered = [_gathered([tellings[number] for number in sorted(group)], days[groups.find(group[0])]) for group in groups.groups()]
    return sorted(gathered, key=lambda each: each.occasion.id)


def _gathered(tellings: Sequence[Telling], days: Interval) -> Gathered:
    positions = tuple(sorted((held for telling in tellings for held in telling.positions), key=Held.order))
    holders = tuple(sorted({held.holder for held in positions}))
    references = tuple(held.reference() for held in positions)
    name = digest("occasion", *(part for one in references for part in (one.article, one.position)))
    return Gathered(Occasion(id=name, holders=holders, on=days.days() if days != Interval() else None, positions=references), positions)


def _links(tellings: Sequence[Telling], parties: Parties) -> Iterator[_Link]:
    rarity = Rarity(tellings)
    by_term: dict[tuple[str, str], list[tuple[int, Held]]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for held in telling.positions:
            by_term[parties.side(telling.holder), held.position.term].append((number, held))
    for key in sorted(by_term):
        for (one, first), (other, second) in _meeting(by_term[key], tellings):
            if tellings[one].article == tellings[other].article or not parties.speaks_for(tellings[one].holder, tellings[other].holder):
                continue
            given = points(tellings[one], tellings[other], (first, second), rarity)
            if given is not None and given >= NEEDED:
                yield _Link(given, one, other)


def _quoting(tellings: Sequence[Telling], parties: Parties) -> Iterator[_Link]:
    """Tellings of one side that quote LONG_QUOTATION same words, found by the runs that they are made of."""
    by_run: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for run in telling.quoted:
            by_run[parties.side(telling.holder), run].append(number)
    shared = Counter(pair for numbers in by_run.values() if len(numbers) <= COMMON_QUOTATION for pair in combinations(numbers, 2))
    for (one, other), runs in sorted(shared.items()):
        apart = tellings[one].article != tellings[other].article and parties.speaks_for(tellings[one].holder, tellings[other].holder)
        if apart and runs >= LONG_QUOTATION - 2:
            yield _Link(float(runs), one, other, sure=True)


def _meeting(members: Sequence[tuple[int, Held]], tellings: Sequence[Telling]) -> Iterator[tuple[tuple[int, Held], tuple[int, Held]]]:
    """Pairs whose days can meet, by a sweep over their first days, so that what is years apart is never looked at."""
    spans = [reach(tellings[number]) for number, _ in members]
    order = sorted(range(len(members)), key=lambda place: (spans[place].first or date.min, members[place][0], members[place][1].position.id))
    open_spans: list[int] = []
    for place in order:
        first = spans[place].first or date.min
        open_spans = [other for other in open_spans if (spans[other].last or date.max) >= first]
        for other in open_spans:
            yield members[other], members[place]
        open_spans.append(place)
