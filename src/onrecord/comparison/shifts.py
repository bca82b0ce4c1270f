"""Shifts: a holder's stance on a term that changed between two days."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

from msgspec import Struct

from onrecord.comparison.conditions import added_in
from onrecord.comparison.intervals import Interval
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held
from onrecord.comparison.trail import COPY, DEPENDS, OWN, TURN, Place, Trailed, Whole
from onrecord.comparison.voices import voice_of
from onrecord.identity import digest
from onrecord.records import ArticleSpan, Shift, ShiftEnd, Stance

# A stance that only one report gives, read less surely than this, is taken for a misreading where the reports next to it in time do not agree.
# Without this, of 72 shifts that the reading by rules led to in gold/train and gold/dev, one had both ends right.
SURE = 0.8
# The chance that both ends of a shift are read right must be this good. Stances change seldom and are misread often, so most changes that are read
# are misread: of 30 shifts in some 4,000 reports, two were right when read by eye, and the surest of all was wrong, at 0.79 by chances that did not
# yet take in the stance (which makes them smaller: 0.8 by those is about 0.7).
TOGETHER = 0.7
# Where a passage tells a turn in so many words, this is enough: of those 30, one that was right tells one, and none of the wrong ones that are
# told by the holder.
TOGETHER_AT_A_TURN = 0.5
# What is known of days only on one side, or only that they are some of a year, is held against what else was told of so many of them: a stance told
# there as well makes no change. What lies farther off in time plays no part, so that an article changes what is near it in time and nothing else.
NEAR = timedelta(days=62)

# The first day on which each stance was taken, by whose and on what.
FirstTaken = Callable[[Place], Mapping[Stance, int]]
Ends = tuple[Trailed, Trailed]


class _Moment(Struct, frozen=True):
    """The positions of one holder on one term, of one stance, on the same days; `best` is the best of so many `reports`."""

    days: Interval
    stance: Stance
    best: Trailed
    reports: int = 1

    def sureness(self) -> float:
        """How surely the best report was read."""
        return self.best.confidence

    def near(self) -> Interval:
        """The days that it stands for beside others: of many, the last; of an open end, those NEAR the other."""
        if self.days.last is None:
            return Interval(self.days.first, _later(self.days.first) if self.days.first else None)
        earliest = date.fromordinal(max(self.days.last.toordinal() - NEAR.days, 1))
        return Interval(max(self.days.first or earliest, earliest), self.days.last)

    def order(self) -> tuple[date, date, Stance]:
        """Sorts moments by the last day known, then by the first."""
        return self.days.last or self.days.first or date.max, self.days.first or date.min, self.stance


def find_shifts(trail: Iterable[Trailed], parties: Parties, whole: Whole) -> list[Shift]:
    """Changes between consecutive stances of one holder on one term, ordered by days; a stance repeated is none.

    Positions are ordered only where every day of one lies before every day of the other (`intervals.held` says how the days of a position
    without `said_on` are bounded). Copies count once, and headlines not at all: they sharpen what the body says. Nor does what some members
    of a group say, since others may have said it before, nor what others say of a holder: that may begin with them.
    """
    return [shift_of(ends, parties, whole) for ends in find_ends(trail).values()]


def find_ends(trail: Iterable[Trailed], first_taken: FirstTaken | None = None) -> dict[str, Ends]:
    """The two ends of each shift, by its id, by holder, term and day. A trail may be a part of all around some days, as long as `first_taken` tells
    when each stance was first taken in all of it.
    """
    by_place: dict[Place, list[Trailed]] = defaultdict(list)
    for one in trail:
        if one.day and counts(one):
            by_place[one.place()].append(one)
    found: dict[str, Ends] = {}
    for place, group in sorted(by_place.items()):
        if _may_shift(group):
            for before, after in _changes(_moments(group), _FirstOf(place, group, first_taken)):
                ends = before.best, after.best
                found[digest("shift", *place, *(part for end in ends for part in end.name()))] = ends
    return found


def counts(one: Trailed) -> bool:
    """Whether a position takes part in shifts."""
    return one.has(OWN) and not one.has(COPY | DEPENDS)


class _FirstOf:
    """When each stance was first taken, asked for where it matters."""

    def __init__(self, place: Place, group: Sequence[Trailed], first_taken: FirstTaken | None) -> None:
        self._place = place
        self._group = group
        self._ask = first_taken
        self._found: Mapping[Stance, int] | None = None

    def of(self, stance: Stance) -> int:
        """The day, counted from the year 1."""
        if self._found is None:
            self._found = self._ask(self._place) if self._ask else first_days(self._group)
        return self._found.get(stance, date.max.toordinal())


def first_days(group: Iterable[Trailed]) -> dict[Stance, int]:
    """The first day of each stance among some positions of one place."""
    found: dict[Stance, int] = {}
    for one in group:
        found[one.stance] = min(one.day, found.get(one.stance, one.day))
    return found


def _may_shift(group: Sequence[Trailed]) -> bool:
    """Whether any two of different stances are read surely enough."""
    surest: dict[Stance, float] = {}
    turn = False
    for one in group:
        surest[one.stance] = max(one.confidence, surest.get(one.stance, 0.0))
        turn = turn or one.has(TURN)
    two = sorted(surest.values())[-2:]
    return len(two) > 1 and two[0] * two[1] >= (TOGETHER_AT_A_TURN if turn else TOGETHER)


def _alone(moments: Sequence[_Moment]) -> set[int]:
    """The places of moments that one unsure report gives and that neither the moment before nor the one after agrees with."""
    stances = [None, *(moment.stance for moment in moments), None]
    return {
        place
        for place, moment in enumerate(moments)
        if moment.reports == 1 and moment.sureness() < SURE and moment.stance not in (stances[place], stances[place + 2])
    }


def _moments(group: Sequence[Trailed]) -> list[_Moment]:
    reports: dict[tuple[int, int, Stance], list[Trailed]] = defaultdict(list)
    for one in group:
        reports[one.first, one.last, one.stance].append(one)
    moments = [_Moment(held[0].days(), held[0].stance, _best(held), len({one.article for one in held})) for held in reports.values()]
    ordered = sorted(moments, key=_Moment.order)
    alone = _alone(ordered)
    return [moment for place, moment in enumerate(ordered) if place not in alone]


def _changes(moments: Sequence[_Moment], taken: _FirstOf) -> list[tuple[_Moment, _Moment]]:
    """Pairs with different stances, one wholly before the other and nothing wholly between them.

    What one article tells of a month and another of a day in it would make two pairs of one change; each moment begins and ends one at most,
    the best known days first.
    """
    chosen: list[tuple[_Moment, _Moment]] = []
    begun: set[_Moment] = set()
    ended: set[_Moment] = set()
    for before, after in sorted(_candidates(moments, taken), key=_openness):
        if before not in begun and after not in ended:
            chosen.append((before, after))
            begun.update(other for other in moments if other.stance == before.stance and other.near().overlaps(before.near()))
            ended.update(other for other in moments if other.stance == after.stance and other.near().overlaps(after.near()))
    return sorted(chosen, key=lambda pair: (pair[1].days.first or date.min, pair[0].days.last or date.min))


def _openness(pair: tuple[_Moment, _Moment]) -> tuple[int, int, date, date]:
    """Sorts pairs by how widely their days are known (an open end is wider than any), then by day."""
    days = [moment.days for moment in pair]
    wide = sum((each.last - each.first).days for each in days if each.first and each.last)
    return sum(each.first is None or each.last is None for each in days), wide, days[1].first or date.min, days[0].last or date.min


def _candidates(moments: Sequence[_Moment], taken: _FirstOf) -> Iterator[tuple[_Moment, _Moment]]:
    """The search goes backwards from each moment and stops at the latest first day found before it: everything earlier has that between."""
    by_stance: dict[Stance, list[Interval]] = defaultdict(list)
    for moment in moments:
        by_stance[moment.stance].append(moment.days)
    days_of = {stance: _Taken(days) for stance, days in by_stance.items()}
    for number, after in enumerate(moments):
        if after.sureness() < TOGETHER_AT_A_TURN:
            continue  # with nothing before it can it be sure enough
        latest_start = date.min
        for before in reversed(moments[:number]):
            if not before.days.before(after.days):
                continue
            if before.days.last is not None and before.days.last < latest_start:
                break
            latest_start = max(latest_start, before.days.first or date.min)
            if before.stance != after.stance and _surely(before, after) and not _both(days_of, before, after, taken):
                yield before, after


def _surely(before: _Moment, after: _Moment) -> bool:
    enough = TOGETHER_AT_A_TURN if before.best.has(TURN) or after.best.has(TURN) else TOGETHER
    return before.sureness() * after.sureness() >= enough


class _Taken:
    """The days on which one stance was taken."""

    def __init__(self, days: Iterable[Interval]) -> None:
        known = sorted((each.first, each.last) for each in days if each.first and each.last)
        self._firsts = [first for first, _ in known]
        # Of those that begin on the same day or later, the first day on which any ends.
        self._ends = list(accumulate(reversed([last for _, last in known]), min))[::-1]

    def within(self, days: Interval) -> bool:
        """Whether it was taken on some of these days and on no others. Both ends must be known."""
        if days.first is None or days.last is None:
            return False
        place = bisect_left(self._firsts, days.first)
        return place < len(self._ends) and self._ends[place] <= days.last


def _both(days_of: Mapping[Stance, _Taken], before: _Moment, after: _Moment, taken: _FirstOf) -> bool:
    """Whether the later stance was already taken on the earlier days, or the earlier one still on the later days: both at once, no change.

    `days_of` are those on which each stance was taken. What is told as old may be of any day before, so that a stance taken at any time before it was
    taken then.
    """
    earlier, later = before.near(), after.near()
    if days_of[after.stance].within(earlier) or days_of[before.stance].within(later):
        return True
    return before.days.first is None and taken.of(after.stance) <= before.best.day


def _best(held: Sequence[Trailed]) -> Trailed:
    """The report to show: told outright rather than passed on, then the most confident, then the first by id."""
    return min(held, key=lambda one: (one.vias, -one.confidence, one.order()))


def _later(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + NEAR.days, date.max.toordinal()))


def shift_of(ends: Ends, parties: Parties, whole: Whole) -> Shift:
    """The shift between two positions."""
    before, after = (whole(end) for end in ends)
    return Shift(
        id=digest("shift", *ends[0].place(), *(part for end in ends for part in end.name())),
        holder=before.holder,
        term=before.position.term,
        before=_end(before, parties),
        after=_end(after, parties),
        added=tuple(ArticleSpan(after.article.id, span) for span in added_in(after.position, before.position)),
        dropped=tuple(ArticleSpan(before.article.id, span) for span in added_in(before.position, after.position)),
    )


def _end(held: Held, parties: Parties) -> ShiftEnd:
    return ShiftEnd(
        stance=held.position.stance,
        said_on=held.position.said_on,
        article=held.article.id,
        position=held.position.id,
        days=held.days.days(),
        voice=voice_of(held, parties),
    )
