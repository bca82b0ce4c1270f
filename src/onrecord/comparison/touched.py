"""Shifts, conflicts and questions where articles came in: found anew from what stands near these in time, on the terms that they speak to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from onrecord.comparison.conflicts_anew import ConflictsAnew
from onrecord.comparison.kept import Arrived, Change, Kept, Row, change_between
from onrecord.comparison.parties import Parties
from onrecord.comparison.questions import left_open, question_of, speaks
from onrecord.comparison.regathering import Regathered
from onrecord.comparison.shifts import counts, find_ends, shift_of
from onrecord.comparison.tellings import Held, positions_held
from onrecord.comparison.trail import COPY, DEPENDS, OWN, TITLE, Named, Place, Trailed
from onrecord.records import Question, Stance

# So many days around what came in are looked at. Shifts hang on what is told up to `shifts.NEAR` before and after, conflicts on less; beyond is room
# for what hangs on that.
WINDOW = 75
# Where fewer than FEW positions that can be an end of a shift stand in these days before what came in, or after it, so many next to them in time are
# looked at as well.
FEW, BESIDE = 10, 40


class Touched:
    """The places (holder and term) on which articles that came in tell something, or told something before."""

    def __init__(self, kept: Kept, dossier_id: str | None, parties: Parties, arrived: Arrived) -> None:
        self._kept = kept
        self._dossier_id = dossier_id
        self._parties = parties
        self._arrived = arrived
        self._held: dict[Named, Held] = {}
        self._first: dict[Place, Mapping[str, int]] = {}

    def changes(self, regathered: Regathered) -> list[Change]:
        """What changes, with the occasions as they are now."""
        conflicts = ConflictsAnew(self._kept, self._dossier_id, self._parties, self._arrived, self._around, self._look)
        return [self._shifts(), conflicts.changes(regathered), self._questions()]

    @cached_property
    def _own(self) -> list[Trailed]:
        return [one for one in (*self._arrived.before, *self._arrived.after) if one.day and not one.has(DEPENDS | TITLE)]

    def _look(self, place: Place, days: Collection[int], around: int) -> list[Trailed]:
        """What other articles tell on a place so many days around some."""
        stretches: list[tuple[int, int]] = []
        for day in sorted(days):
            since, until = max(day - around, 1), day + around
            if stretches and since <= stretches[-1][1] + 1:
                since = stretches.pop()[0]
            stretches.append((since, until))
        rows = (row for days in stretches for row in self._kept.trail_between(self._dossier_id, [place[0]], [place[1]], days))
        return self._rows(rows)

    @cached_property
    def _around(self) -> dict[Place, list[Trailed]]:
        """What other articles tell on these places around the days of what came in."""
        found: dict[Place, dict[Named, Trailed]] = defaultdict(dict)
        for some in _together(self._own):
            days = max(some[0].day - WINDOW, 1), some[-1].day + WINDOW
            places = {one.place() for one in some}
            by_place: dict[Place, list[Trailed]] = {place: [] for place in places}
            for one in self._rows(self._kept.trail_between(self._dossier_id, {here for here, _ in places}, {on for _, on in places}, days)):
                if one.place() in places:
                    by_place[one.place()].append(one)
            for place, near in by_place.items():
                own = [one.day for one in some if one.place() == place]
                ends = [one.day for one in near if counts(one) and one.first]
                little = min(sum(day < own[0] for day in ends), sum(day > own[-1] for day in ends)) < FEW
                beside = self._rows(self._kept.trail_beside(self._dossier_id, *place, days, BESIDE)) if little else []
                found[place].update((one.name(), one) for one in (*near, *beside))
        return {place: list(rows.values()) for place, rows in found.items()}

    def _rows(self, rows: Iterable[Row]) -> list[Trailed]:
        return [one for row in rows if (one := Trailed(*row)).article not in self._arrived.came and not one.has(DEPENDS)]

    def _shifts(self) -> Change:
        around = [one for place, rows in self._around.items() for one in (*rows, *self._later(place))]
        before = find_ends([*around, *self._arrived.before], lambda place: self._first_taken(place, self._arrived.before))
        after = find_ends([*around, *self._arrived.after], lambda place: self._first_taken(place, self._arrived.after))
        came = self._arrived.came.keys()
        changed = [ends for name, ends in after.items() if name not in before or not came.isdisjoint(end.article for end in ends)]
        self._load(end.article for ends in changed for end in ends)
        rows = [shift_of(ends, self._parties, lambda one: self._held[one.name()]) for ends in changed]
        return Change(tuple(sorted(before.keys() - after.keys())), tuple(rows))

    def _later(self, place: Place) -> list[Trailed]:
        """What follows on a stance that was first taken in what came in: where it was told as old before, it is no change any more, however late."""
        own = [one for one in self._own if one.place() == place and counts(one)]
        earliest = {one.stance: one.day for one in sorted(own, key=lambda one: -one.day)}
        found: list[Trailed] = []
        for stance, day in earliest.items():
            if any(one.stance == stance and one.day <= day and counts(one) for one in self._around[place]):
                continue
            first = self._first_of_others(place).get(stance, 0)
            if first > day + WINDOW:
                days = day + WINDOW + 1, first + WINDOW
                found += self._rows(self._kept.trail_between(self._dossier_id, [place[0]], [place[1]], days))
        return list({one.name(): one for one in found}.values())

    def _first_of_others(self, place: Place) -> Mapping[str, int]:
        if place not in self._first:
            self._first[place] = self._kept.first_taken(self._dossier_id, place, OWN, COPY | DEPENDS, self._arrived.came.keys())
        return self._first[place]

    def _first_taken(self, place: Place, own: Iterable[Trailed]) -> dict[Stance, int]:
        found: dict[str, int] = dict(self._first_of_others(place))
        for one in own:
            if one.day and one.place() == place and counts(one):
                found[one.stance] = min(one.day, found.get(one.stance, one.day))
        return found  # type: ignore[return-value]  # the ledger keeps stances as they were given

    def _load(self, articles: Iterable[str]) -> None:
        names = set(articles)
        readings = [*self._kept.positions_named(self._dossier_id, names - self._arrived.came.keys()), *self._arrived.came.values()]
        self._held |= {(held.article.id, held.position.id): held for held in positions_held(readings)}

    def _questions(self) -> Change:
        terms = {one.term for one in (*self._arrived.before, *self._arrived.after) if speaks(one)}
        anew = {term for term in terms if self._may_ask_otherwise(term)}
        if not anew:
            return Change((), ())
        before = [row for row in self._kept.questions_on(self._dossier_id, anew) if isinstance(row, Question)]
        after = (self._question(term) for term in sorted(anew))
        return change_between(before, (row for row in after if row))

    def _may_ask_otherwise(self, term: str) -> bool:
        """Whether what any holder leaves open of a term changed, or whether it speaks to it."""
        arrived = self._arrived
        holders = {one.holder for one in (*arrived.before, *arrived.after) if one.term == term and speaks(one)}
        return any(self._left_open((holder, term), arrived.before) != self._left_open((holder, term), arrived.after) for holder in holders)

    def _question(self, term: str) -> Question | None:
        holders = {holder for holder, of in self._kept.positions_counted(self._dossier_id) if of == term and holder}
        holders |= {one.holder for one in self._arrived.after if one.term == term}
        open_by = {holder: self._left_open((holder, term), self._arrived.after) for holder in sorted(holders)}
        return question_of(term, {holder: own for holder, own in open_by.items() if own is not None})

    def _left_open(self, place: Place, came: Collection[Trailed]) -> list[Trailed] | None:
        """What a holder leaves open of a term, given what it told in what came in; None where it does not speak to it."""
        if place not in self._open:
            self._open[place] = self._kept.left_open(self._dossier_id, place, TITLE | COPY | DEPENDS, self._arrived.came.keys())
        taken, rows = self._open[place]
        undecided = [Trailed(*row) for row in rows]
        own = [one for one in came if one.place() == place and speaks(one)]
        if taken is None and not undecided and not own:
            return None
        return [one for one in left_open([*undecided, *own]) if one.day > (taken or 0)]

    @cached_property
    def _open(self) -> dict[Place, tuple[int | None, Sequence[Row]]]:
        return {}


def _together(own: Iterable[Trailed]) -> list[list[Trailed]]:
    """Positions by day, apart where nothing stands near both."""
    found: list[list[Trailed]] = []
    for one in sorted(own, key=lambda one: one.day):
        if found and one.day - found[-1][-1].day <= 2 * WINDOW:
            found[-1].append(one)
        else:
            found.append([one])
    return found
