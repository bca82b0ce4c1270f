"""Occasions: the utterances and acts that several articles report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import combinations

from msgspec import Struct

from onrecord.comparison.candidates import Member, candidate_pairs
from onrecord.comparison.groups import Groups
from onrecord.comparison.intervals import Interval
from onrecord.comparison.likeness import LONG_QUOTATION, NEEDED, Rarity, Spread, aspect_of, points, reach, spread_of
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, Telling, gather_tellings
from onrecord.identity import digest
from onrecord.records import Occasion, PositionReference

# A run of quoted words that more tellings than this have is a slogan; it leads to no candidates.
COMMON_QUOTATION = 200


class Gathered(Struct, frozen=True):
    """An occasion with the tellings that it was gathered from."""

    occasion: Occasion
    positions: tuple[Held, ...]


class Link(Struct, frozen=True):
    """Two tellings, by number, of one utterance or act. `sure` ones hold although the days told for them differ."""

    points: float
    one: int
    other: int
    sure: bool = False


def find_occasions(positions: Sequence[Held], parties: Parties, spread: Spread | None = None) -> list[Gathered]:
    """Tellings of different articles that report one utterance or act, gathered; each in at most one occasion.

    Words are as rare as in these tellings, or as `spread` says.
    """
    tellings = gather_tellings(positions)
    return gather_linked(tellings, links_among(tellings, parties, Rarity(spread or spread_of(tellings))))


def links_among(tellings: Sequence[Telling], parties: Parties, rarity: Rarity) -> list[Link]:
    """The links between tellings that are candidates for being of one occasion."""
    return [*_quoting(tellings, parties), *_links(tellings, parties, rarity)]


def gather_linked(tellings: Sequence[Telling], links: Iterable[Link]) -> list[Gathered]:
    """The occasions that links make of tellings.

    The surest links come first. None joins tellings whose days cannot all be one, unless they quote the same words at length: what a report tells
    without a day was said in the two weeks before it, so that what is told again and again for months becomes no single utterance.
    """
    groups: Groups[int] = Groups()
    days = {number: reach(telling) for number, telling in enumerate(tellings)}
    for link in sorted(links, key=lambda each: (not each.sure, -each.points, each.one, each.other)):
        one, other = groups.find(link.one), groups.find(link.other)
        if one != other and (link.sure or days[one].overlaps(days[other])):
            groups.join(one, other)
            days[groups.find(one)] = _together(days[one], days[other])
    # What no link could be followed from stands alone: one report is no occasion.
    return gathered_of([tellings[number] for number in sorted(group)] for group in groups.groups() if len(group) > 1)


def gathered_of(groups: Iterable[Sequence[Telling]]) -> list[Gathered]:
    """These groups of tellings as occasions, by id."""
    return sorted(map(_gathered, groups), key=lambda each: each.occasion.id)


def days_of(tellings: Iterable[Telling]) -> Interval:
    """The days on which all of these tellings can be of one utterance; where there are none, those from the first to the last."""
    return _of_all(list(map(reach, tellings)))


def days_shared(days: Iterable[Interval]) -> Interval | None:
    """The days that all of these have, any where none is bounded; None where they have none."""
    common = reduce(Interval.common, days, Interval())
    return None if common.first and common.last and common.first > common.last else common


def links_with(own: Sequence[Telling], others: Sequence[Telling], parties: Parties, rarity: Rarity) -> list[Link]:
    """The links between tellings that came in and those of other articles, which are numbered after them."""
    tellings = [*own, *others]
    found = [link for link in _quoting(tellings, parties) if link.one < len(own) <= link.other]
    for members in _by_term(tellings, parties):
        theirs = [(member, reach(member.telling)) for member in members if member.number >= len(own)]
        for came in (member for member in members if member.number < len(own)):
            days = reach(came.telling)
            for member, others_days in theirs:
                if days.overlaps(others_days):
                    found += _link(came, member, parties, rarity)
    return found


def _together(one: Interval, other: Interval) -> Interval:
    return one.common(other) if one.overlaps(other) else one.spanning(other)


def _of_all(days: Sequence[Interval]) -> Interval:
    common = days_shared(days)
    return reduce(Interval.spanning, days) if common is None else common


def _gathered(tellings: Sequence[Telling]) -> Gathered:
    days = _of_all([telling.said for telling in tellings if telling.said])
    positions = tuple(sorted((held for telling in tellings for held in telling.positions), key=Held.order))
    holders = tuple(sorted({held.holder for held in positions}))
    references = tuple(held.reference() for held in positions)
    name = digest("occasion", *(part for one in references for part in (one.article, one.position)))
    on = days.days() if days != Interval() else None
    return Gathered(Occasion(id=name, holders=holders, on=on, positions=references, inferred=_inferred(tellings, days)), positions)


def _inferred(tellings: Sequence[Telling], days: Interval) -> tuple[PositionReference, ...]:
    """The positions of articles that tell no day, where the other reports agree on one and the article did not appear before it."""
    if days.first is None or days.first != days.last:
        return ()
    silent = [telling for telling in tellings if telling.said is None and not telling.appeared.before(days)]
    return tuple(held.reference() for held in sorted((held for telling in silent for held in telling.positions), key=Held.order))


def _links(tellings: Sequence[Telling], parties: Parties, rarity: Rarity) -> Iterator[Link]:
    for members in _by_term(tellings, parties):
        for one, other in candidate_pairs(members, rarity):
            yield from _link(one, other, parties, rarity)


def _link(one: Member, other: Member, parties: Parties, rarity: Rarity) -> Iterator[Link]:
    if _may_be_one(one.telling, other.telling, parties):
        given = points(one.aspect, other.aspect, rarity, NEEDED)
        if given is not None and given >= NEEDED:
            yield Link(given, one.number, other.number)


def _by_term(tellings: Sequence[Telling], parties: Parties) -> list[list[Member]]:
    """What each side says on each term; of positions of one telling that count alike, the first."""
    found: dict[tuple[str, str], dict[tuple[int, str, bool], Member]] = defaultdict(dict)
    for number, telling in enumerate(tellings):
        for held in telling.positions:
            alike = (number, held.position.stance, held.position.mode == "narrated")
            place = parties.side(telling.holder), held.position.term
            if alike not in found[place]:
                found[place][alike] = Member(number, telling, held, aspect_of(telling, held.position, parties))
    return [list(members.values()) for _, members in sorted(found.items())]


def _may_be_one(one: Telling, other: Telling, parties: Parties) -> bool:
    """Whether two tellings are of different articles, and of one holder or of two of whom one speaks for the other."""
    return one.article != other.article and parties.speaks_for(one.holder, other.holder)


def _quoting(tellings: Sequence[Telling], parties: Parties) -> Iterator[Link]:
    """Tellings of one side that quote LONG_QUOTATION same words, found by the runs that they are made of."""
    by_run: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for run in telling.quoted:
            by_run[parties.side(telling.holder), run].append(number)
    shared = Counter(pair for numbers in by_run.values() if len(numbers) <= COMMON_QUOTATION for pair in combinations(numbers, 2))
    for (one, other), runs in sorted(shared.items()):
        if runs >= LONG_QUOTATION - 2 and _may_be_one(tellings[one], tellings[other], parties):
            yield Link(float(runs), one, other, sure=True)
