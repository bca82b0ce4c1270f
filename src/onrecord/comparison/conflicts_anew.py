"""Conflicts where articles came in: found anew on the places where any may have come of them, out of what is near in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from onrecord.comparison.conflicts import Conflicts, may_conflict, may_deny
from onrecord.comparison.kept import Arrived, Change, Kept, change_between
from onrecord.comparison.opposites import OPPOSED
from onrecord.comparison.parties import Parties
from onrecord.comparison.regathering import Regathered
from onrecord.comparison.tellings import Held, positions_held
from onrecord.comparison.trail import COPY, DENIES, DEPENDS, TITLE, Named, Place, Trailed
from onrecord.records import Conflict, Occasion

# So many days around what came in, conflicts can be other than before. These hang on what is so many days further off, so that is looked at as well.
REACH, BEYOND = 90, 90

Around = Mapping[Place, Sequence[Trailed]]
Look = Callable[[Place, Collection[int], int], Sequence[Trailed]]


class ConflictsAnew:
    """Finds the conflicts that articles which came in change. `around` is what others tell near these in time, by place; `look` tells it of any place
    and so many days around some.
    """

    def __init__(self, kept: Kept, dossier_id: str | None, parties: Parties, arrived: Arrived, around: Around, look: Look) -> None:
        self._kept = kept
        self._dossier_id = dossier_id
        self._parties = parties
        self._arrived = arrived
        self._around = around
        self._look = look
        self._between: dict[Place, list[Conflict]] = {}

    def changes(self, regathered: Regathered) -> Change:
        """What changes, with the occasions as they are now."""
        changes = [self._inside(), *(self._at(place, regathered) for place in sorted(self._places(regathered)))]
        return Change(tuple(name for one in changes for name in one.gone), tuple(row for one in changes for row in one.rows))

    def _inside(self) -> Change:
        came = self._arrived.came
        conflicts = Conflicts(self._parties, self._kept.reports_of(self._dossier_id, came.keys()))
        before = self._kept.findings_naming(self._dossier_id, came.keys(), "conflict")
        after = conflicts.inside(came.values(), positions_held(came.values()))
        return change_between([row for row in before if isinstance(row, Conflict) and row.type == "within-article"], after)

    def _places(self, regathered: Regathered) -> set[Place]:
        """Where a conflict may have come or gone: something that came in may be told to conflict with another report, an occasion is of other reports
        than before, or there was a conflict with what came in before.
        """
        found = {one.place() for one in self._own() if any(may_conflict(one, other) for other in self._beside(one))}
        found |= {
            (row.holder, row.term)
            for row in self._kept.findings_naming(self._dossier_id, self._arrived.came.keys(), "conflict")
            if isinstance(row, Conflict) and row.type != "within-article" and row.term is not None
        }
        return found | set(self._told_both_ways(regathered))

    def _own(self) -> list[Trailed]:
        groups = (*self._arrived.before, *self._arrived.after)
        return [one for one in groups if _takes_part(one) and not self._parties.is_group(one.holder)]

    def _beside(self, one: Trailed) -> Iterable[Trailed]:
        yield from (other for other in self._around.get(one.place(), ()) if _takes_part(other))
        yield from (other for other in self._arrived.after if _takes_part(other) and other.place() == one.place())

    def _told_both_ways(self, regathered: Regathered) -> Iterable[Place]:
        """The places on which reports of an occasion that changed take opposite stances."""
        for occasion in regathered.changed():
            stances: dict[Place, set[str]] = defaultdict(set)
            for one in occasion.positions:
                held = regathered.held.get((one.article, one.position))
                # What is not read any more may have told either.
                stances[one.holder or "", one.term or ""] |= {held.position.stance} if held else OPPOSED
            yield from (place for place, taken in stances.items() if taken >= OPPOSED and not self._parties.is_group(place[0]))

    def _at(self, place: Place, regathered: Regathered) -> Change:
        """The conflicts of one place near what came in, and near occasions that changed."""
        gone = {one.id for one in regathered.before}
        names, days = self._near(place, regathered)
        articles = {article for article, _ in names} | self._arrived.came.keys()
        rows = self._kept.findings_naming(self._dossier_id, articles, "occasion")
        there = [row for row in rows if isinstance(row, Occasion) and row.id not in gone] + [one.occasion for one in regathered.after]
        # What an occasion is told otherwise in may be of any day.
        articles |= {one.article for occasion in there for one in occasion.positions if (one.holder, one.term) == place}
        conflicts = Conflicts(self._parties, self._kept.reports_of(self._dossier_id, articles))
        held = positions_held(self._kept.positions_named(self._dossier_id, articles, place))
        named = {(one.article.id, one.position.id): one for one in held}
        after = conflicts.between(held, there)
        before = [row for row in self._there(place, articles) if self._names_came(row) or _is_near(row, named, days)]
        return change_between(before, [row for row in after if self._names_came(row) or _is_near(row, named, days)])

    def _near(self, place: Place, regathered: Regathered) -> tuple[set[Named], list[int]]:
        """The positions to look at on a place, and the days around which they change anything."""
        own = [one for one in (*self._arrived.before, *self._arrived.after) if one.place() == place and not one.has(DEPENDS)]
        days = {one.day for one in own if one.day}
        changed = {(one.article, one.position) for each in regathered.changed() for one in each.positions if (one.holder, one.term) == place} | {
            one.name() for one in self._arrived.after if one.place() == place
        }
        of_occasions = [regathered.held[name] for name in changed if name in regathered.held]
        days |= {known.toordinal() for one in of_occasions if (known := one.days.last or one.days.first)}
        look = [one for one in self._look(place, days, REACH + BEYOND) if one.stance in OPPOSED]
        names = {one.name() for one in look} | changed
        there = {(one.article, one.position) for row in self._there(place, {article for article, _ in names}) for one in row.positions}
        told = told_apart([*filter(_takes_part, look), *(one for one in self._own() if one.place() == place)])
        return (names & (there | told)) | changed, sorted(days)

    def _there(self, place: Place, articles: Collection[str]) -> list[Conflict]:
        """The conflicts between positions of one place that name one of these articles."""
        if place not in self._between:
            rows = self._kept.conflicts_on(self._dossier_id, place)
            self._between[place] = [row for row in rows if isinstance(row, Conflict) and row.type != "within-article"]
        return [row for row in self._between[place] if any(one.article in articles for one in row.positions)]

    def _names_came(self, row: Conflict) -> bool:
        return not self._arrived.came.keys().isdisjoint(one.article for one in row.positions)


def told_apart(rows: Sequence[Trailed]) -> set[Named]:
    """Of positions of a holder on a term, those of the days on which any two may be told to conflict, of whatever occasions they are: the others are
    told to conflict with none, and stand in no conflict's way.
    """
    found = set[Named]()
    for denial in (one for one in rows if one.has(DENIES)):
        if any(may_conflict(denial, one) for one in rows):
            days = denial.days()
            found.update(one.name() for one in rows if one.day == denial.day or may_deny(days, one.days()))
    by_day: dict[int, list[Trailed]] = defaultdict(list)
    for one in rows:
        for day in {one.day, one.last}:
            by_day[day].append(one)
    for day, here in by_day.items():
        beside = [one for other in (day - 1, day, day + 1) for one in by_day.get(other, ())]
        if any(may_conflict(one, other) for one in here for other in beside):
            found.update(one.name() for one in beside)
    return found


def _takes_part(one: Trailed) -> bool:
    return one.stance in OPPOSED and not one.has(TITLE | COPY | DEPENDS)


def _is_near(row: Conflict, held: Mapping[Named, Held], days: Sequence[int]) -> bool:
    """Whether a conflict is between positions that are looked at, near any of some days or of no day."""
    ends = [held.get((one.article, one.position)) for one in row.positions]
    known = [day.toordinal() for end in ends if end and (day := end.days.last or end.days.first)]
    return all(ends) and (len(known) < len(ends) or any(abs(day - other) <= REACH for day in known for other in days))
