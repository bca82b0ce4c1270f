"""What stood together before articles came in: joined with them where nothing speaks against it, and what of it does not stand as it did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from onrecord.comparison.groups import Groups
from onrecord.comparison.intervals import Interval
from onrecord.comparison.likeness import reach
from onrecord.comparison.occasions import Gathered, Link, days_of, days_shared
from onrecord.comparison.tellings import Held, Telling
from onrecord.records import Occasion

Named = tuple[str, str]  # article, position


def name_of(held: Held) -> Named:
    """What tells a position from others."""
    return held.article.id, held.position.id


def names_in(telling: Telling) -> set[Named]:
    """The positions of a telling."""
    return set(map(name_of, telling.positions))


class StoodTogether:
    """Some tellings, and the occasions that they were in before some articles `came` in."""

    def __init__(self, tellings: Sequence[Telling], before: Iterable[Occasion], came: Collection[str]) -> None:
        self._tellings = tellings
        self._number: Mapping[Named, int] = {name: number for number, telling in enumerate(tellings) for name in names_in(telling)}
        self._before = [[(one.article, one.position) for one in row.positions if one.article not in came] for row in before]

    def joined(self, own: Sequence[Telling], others: Sequence[Telling], links: Iterable[Link]) -> tuple[list[list[Telling]], list[Telling]]:
        """The groups that these links make of what came in and of what stood together, where all of a group can be of one day: then no order of its
        links keeps any of it apart, and those inside what stood together need not be known. And the tellings of the other groups.
        """
        groups: Groups[int] = Groups()
        came = [*own, *others]
        pairs = [(self._numbers(names_in(came[link.one])), self._numbers(names_in(came[link.other]))) for link in links]
        for numbers in (*map(self._numbers, self._before), *(one + other for one, other in pairs)):
            for number in numbers:
                groups.join(numbers[0], number)
        found, unsure = list[list[Telling]](), list[int]()
        for numbers in groups.groups():
            some = [self._tellings[number] for number in sorted(numbers)]
            if days_shared(reach(one) for one in some) is not None:
                found.append(some)
            else:
                unsure += numbers
        return found, [self._tellings[number] for number in sorted(unsure)]

    def moved(self, known: AbstractSet[Named], linked: Iterable[Telling], after: Iterable[Gathered]) -> set[Named]:
        """The positions of what was together before and is no longer, or can be of other days than before; with what they are together with now. What
        is `known` is left out: all its links were looked for.
        """
        now = [self._named(map(name_of, one.positions)) for one in after]
        days = [days_of(some) for some in now]
        place = {name: number for number, some in enumerate(now) for telling in some for name in names_in(telling)}
        found = set[Named]()
        for names in map(set, (*self._before, *map(names_in, linked))):
            places = {place.get(name) for name in names}
            if not names <= known and not self._stands(names, places, days):
                found.update(names, *(names_in(one) for number in places if number is not None for one in now[number]))
        return found

    def _stands(self, names: Collection[Named], places: Collection[int | None], days: Sequence[Interval]) -> bool:
        """Whether these positions are in one group of now, or one telling still alone, and the group can be of no other days.

        `places` are the numbers of their groups (None: of none), `days` are those of each group.
        """
        if len(places) > 1:
            return False
        before, (number,) = self._named(names), places
        return len(before) == 1 if number is None else days[number].inside(days_of(before))

    def _named(self, names: Iterable[Named]) -> list[Telling]:
        return [self._tellings[number] for number in self._numbers(names)]

    def _numbers(self, names: Iterable[Named]) -> list[int]:
        return sorted({self._number[name] for name in names if name in self._number})
