"""Conflicts: reports that cannot all be right, and reports that contradict themselves. They are shown, and nobody is said to be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from onrecord.comparison.conflicts_inside import Inside
from onrecord.comparison.found_conflicts import SAME_OCCASION, Finder, Found, Kind, own_words
from onrecord.comparison.intervals import Interval
from onrecord.comparison.opposites import CLAIMED as CLAIMED_TOGETHER
from onrecord.comparison.opposites import OPPOSED, SURE, denied, denies, exact, opposite_between, opposite_claims
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held
from onrecord.comparison.trail import ACT, CHANGING, DENIES, EXACT, OTHERS, SAID, Trailed
from onrecord.records import Article, Conflict, Occasion, Reading

# How severe a denial is; what other conflicts weigh stands in `found_conflicts` and `conflicts_inside`.
DENIED = 0.9
# A denial is one of what is held on the days next to its own, or so many days before. What is of no day is denied by none, and what was told more
# than this before or after is another affair: so an article changes conflicts near it in time and nothing else. Days of reports are as far apart.
DENIED_WITHIN = timedelta(days=14)
# Of conflicts of one holder on one term, what reports of one occasion differ in is told first, then what is denied, then what others claim; where one
# was told, no other of these kinds is told of so many days around.
SAME_AFFAIR = 7


class Conflicts:
    """Finds conflicts in one set of readings. `report_of` maps a copy to the article that stands for its family."""

    def __init__(self, parties: Parties, report_of: Mapping[str, str]) -> None:
        self._parties = parties
        self._finder = Finder(parties)
        self._report_of = report_of

    def find(self, readings: Iterable[Reading], positions: Sequence[Held], occasions: Sequence[Occasion]) -> list[Conflict]:
        """Every conflict once, however many copies carry it. A group is never in conflict with itself: its members may differ."""
        rows = {row.id: row for row in (*self.inside(readings, positions), *self.between(positions, occasions))}
        return list(rows.values())

    def inside(self, readings: Iterable[Reading], positions: Sequence[Held]) -> list[Conflict]:
        """The conflicts of reports with themselves."""
        by_article: dict[str, list[Held]] = defaultdict(list)
        for held in self._own(positions):
            by_article[held.article.id].append(held)
        inside = Inside(self._parties)
        found = (
            found.row()
            for reading in readings
            if self._stands_for_family(reading.article)
            for found in inside.find(reading, by_article[reading.article.id])
        )
        return list({row.id: row for row in found}.values())

    def between(self, positions: Sequence[Held], occasions: Sequence[Occasion]) -> list[Conflict]:
        """The conflicts between reports: what there is of one holder on one term hangs on its positions there alone, and on their occasions."""
        return list({row.id: row for row in (found.row() for found in self._between(self._own(positions), occasions))}.values())

    def _own(self, positions: Sequence[Held]) -> list[Held]:
        return [held for held in positions if self._stands_for_family(held.article) and not self._parties.is_group(held.holder)]

    def _stands_for_family(self, article: Article) -> bool:
        return self._report_of.get(article.id, article.id) == article.id

    def _between(self, own: Sequence[Held], occasions: Sequence[Occasion]) -> Iterator[Found]:
        """Reports of one occasion, or of one day, that give opposite stances of one holder on one term."""
        occasion_of = {(one.article, one.position): occasion.id for occasion in occasions for one in occasion.positions}
        bodies = [held for held in own if not held.in_title()]
        for _, group in _by(bodies, lambda held: ("", held.holder, held.position.term)):
            told: list[tuple[int, ...]] = []
            gathered = [held for held in group if (held.article.id, held.position.id) in occasion_of]
            for _, reports in _by(gathered, lambda held: (occasion_of[held.article.id, held.position.id], "", "")):
                pair = opposite_between(reports, self._parties)
                if pair:
                    told.append(_days_of(pair))
                    yield self._finder.opposite("between-articles", pair, SAME_OCCASION, "Reports of the same occasion")
            opposed = [held for held in group if held.position.stance in OPPOSED]
            denials = list(self._denied(opposed, told))
            yield from denials
            yield from self._claimed(opposed, [*told, *(_days_of(found.held) for found in denials)])
            for (day, _, _), of_day in _by([held for held in opposed if exact(held)], lambda held: (held.position.said_on or "", "", "")):
                # What is of one occasion is a conflict of its reports already.
                pair = opposite_between(of_day, self._parties, occasion_of)
                if pair:
                    kind: Kind = "within-holder" if own_words(pair) else "between-articles"
                    yield self._finder.opposite(kind, pair, 0.0, f"Reports of {day}")

    def _claimed(self, opposed: Sequence[Held], told: Sequence[tuple[int, ...]]) -> Iterator[Found]:
        """Reports of the same or the next day of which one has the holder's stance from others, and the other has the contrary from the holder."""
        by_day: dict[int, list[Held]] = defaultdict(list)
        for held in opposed:
            if held.position.said_on is None and held.days.last and held.position.mode != "narrated":
                by_day[held.days.last.toordinal()].append(held)
        for day, here in sorted(by_day.items()):
            beside = [held for each in (day - 1, day, day + 1) for held in by_day.get(each, ()) if held.position.stance == "against"]
            claims = [held for held in here if held.position.stance == "for"]
            pair = opposite_claims(sorted((*claims, *beside), key=Held.order), self._parties) if claims and beside else None
            if pair and not _told_near(pair, told):
                yield self._finder.opposite("between-articles", pair, 0.0, "Reports that appeared together")

    def _denied(self, opposed: Sequence[Held], told: Sequence[tuple[int, ...]]) -> Iterator[Found]:
        """A stance that one report gives and another reports to be denied, whether both are of one day or not: once for each day of denials."""
        denying = [held for held in opposed if denies(held, self._parties)]
        others = [held for held in opposed if held not in denying] if denying else []
        for _, denials in _by(denying, lambda held: (f"{_day(held):07}", held.holder, held.position.term)):
            near = [held for held in others if any(may_deny(denial.days, held.days) for denial in denials)]
            pair = denied(sorted((*denials, *near), key=Held.order), self._parties) if near else None
            if pair and not _told_near(pair, told):
                held, denial = pair
                why = f"One report says that {self._finder.takes(held)}; another reports that this is denied."
                yield self._finder.between("between-articles", (held, denial), DENIED, why)


def _by(held: Iterable[Held], key: Callable[[Held], tuple[str, str, str]]) -> list[tuple[tuple[str, str, str], list[Held]]]:
    groups: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for one in held:
        groups[key(one)].append(one)
    return sorted(groups.items(), key=lambda item: item[0])


def may_conflict(one: Trailed, other: Trailed) -> bool:
    """Whether two positions of a holder on a term may be told to conflict, of whatever occasions they are; if not, they are not."""
    if one.article == other.article or {one.stance, other.stance} != OPPOSED:
        return False
    together = one.confidence * other.confidence
    claimed = together >= CLAIMED_TOGETHER
    if claimed and one.has(DENIES) != other.has(DENIES):
        denial, held = (one, other) if one.has(DENIES) else (other, one)
        if may_deny(denial.days(), held.days()):
            return True
    if one.has(CHANGING) or other.has(CHANGING):
        return False
    by_others = claimed and (one.has(OTHERS) or other.has(OTHERS))
    if one.has(EXACT) and other.has(EXACT):
        return one.day == other.day and (by_others or (together >= SURE and not (one.vias and other.vias)))
    return by_others and not (one.has(SAID | ACT) or other.has(SAID | ACT)) and abs(one.last - other.last) <= 1


def may_deny(denial: Interval, held: Interval) -> bool:
    """Whether a denial of some days is near enough to what is held on others to be one of it. What has no day is near nothing."""
    if denial == Interval() or held == Interval():
        return False
    since = denial.first or denial.last or date.min
    last = held.last or (held.first + 2 * DENIED_WITHIN if held.first else date.max)
    return since <= last + DENIED_WITHIN and last <= (denial.last or since) + 2 * DENIED_WITHIN


def _day(held: Held) -> int:
    known = held.days.last or held.days.first
    return known.toordinal() if known else 0


def _days_of(pair: Iterable[Held]) -> tuple[int, ...]:
    return tuple(map(_day, pair))


def _told_near(pair: tuple[Held, Held], told: Sequence[tuple[int, ...]]) -> bool:
    """Whether a conflict of about these days was told already."""
    return any(abs(day - other) <= SAME_AFFAIR for days in told for other in days for day in _days_of(pair))
