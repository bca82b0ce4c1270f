"""Answers where articles came in: their own, those to what they propose, and those of other articles that tell the same as one of these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from onrecord.comparison.answers import ANSWERED_WITHIN, MOST_DAYS, Answers, Key, elsewhere_in, first_of_each, proposals_in, proposes
from onrecord.comparison.kept import Arrived, Change, Kept, change_between
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, positions_held
from onrecord.comparison.trail import DEPENDS, EXACT, OFFERED, REPLIES, SAID, Named, Trailed
from onrecord.language.partial_dates import first_day, is_partial_date, last_day
from onrecord.records import Answer, Reading

# What is told of a month stands in its trail at the end of the month, or on the day of its report.
_MONTH = 31


class AnswersAnew:
    """Finds the answers that articles which came in change."""

    def __init__(self, kept: Kept, dossier_id: str | None, parties: Parties, arrived: Arrived) -> None:
        self._kept = kept
        self._dossier_id = dossier_id
        self._parties = parties
        self._arrived = arrived
        self._came = arrived.came
        self._there = self._answers_naming(arrived.came.keys())
        self._readings: dict[str, Reading] = dict(arrived.came)

    def changes(self) -> list[Change]:
        """What changes."""
        return [self._replies(), self._silences()]

    def _replies(self) -> Change:
        """Of each answer that is told of one day, by one side to another, on one term, the first report counts."""
        own = {one.name() for one in self._arrived.after if one.has(REPLIES) and not one.has(DEPENDS)}
        affected = self._held({*own, *self._answering(), *(_by(row) for row in self._there if row.how != "silent")})
        before = {name: row for row in self._answers_naming({article for article, _ in affected}) if (name := _by(row)) in affected}
        answering = {_by(answer) for _, answer in self._told(affected)} | before.keys()
        beside = self._held(self._telling_same(affected[name] for name in answering) - affected.keys())
        evaluated = dict(sorted({**affected, **beside}.items(), key=lambda each: each[1].order()))
        found = first_of_each(self._told(evaluated))
        there = [row for row in self._answers_naming({article for article, _ in evaluated} | self._came.keys()) if row.how != "silent"]
        return change_between([row for row in there if self._names(row) or _by(row) in evaluated], found.values())

    def _answering(self) -> set[Named]:
        """The replies of other articles that may be to what came in proposes, or proposed before."""
        found: set[Named] = set()
        for term, first in {(one.term, one.first) for one in (*self._arrived.before, *self._arrived.after) if proposes(one)}:
            rows = self._trail(term, (first, first + ANSWERED_WITHIN + MOST_DAYS), OFFERED)
            found.update(row.name() for row in rows if (row.first or row.last) <= first + ANSWERED_WITHIN)
        return found

    def _telling_same(self, answering: Iterable[Held]) -> set[Named]:
        """The replies of other articles that the same side is told to have made on the same term and day, in the same way."""
        classes = {(self._parties.side(held.holder), held.position.term, held.position.stance, _days_told(held)) for held in answering}
        classes |= {(self._parties.side(one.holder), one.term, one.stance, _days_of(one)) for one in self._arrived.before if one.has(REPLIES)}
        return {
            row.name()
            for side, term, stance, days in classes
            for row in self._trail(term, days, REPLIES)
            if row.stance == stance and self._parties.side(row.holder) == side
        }

    def _told(self, replies: Mapping[Named, Held]) -> Iterator[tuple[Key, Answer]]:
        """The answers that these replies are, in their order."""
        names = {article for article, _ in replies}
        answers = Answers(self._parties, self._kept.reports_of(self._dossier_id, names))
        proposals = proposals_in(answers.own(positions_held(self._readings[name] for name in sorted(names))))
        for held in answers.own(list(replies.values())):
            elsewhere = self._elsewhere(held) if answers.looks_elsewhere(held) else {}
            yield from answers.told([held], (), proposals, elsewhere)

    def _elsewhere(self, reply: Held) -> dict[str, list[Trailed]]:
        """What other articles propose on the term of a reply, not long before it."""
        term, said = reply.position.term, reply.days.first or reply.days.last
        if said is None:
            return {}
        until = (reply.days.last or said).toordinal() + MOST_DAYS
        rows = [row for row in self._trail(term, (max(said.toordinal() - ANSWERED_WITHIN, 1), until)) if row.article not in self._came]
        return elsewhere_in([*rows, *(one for one in self._arrived.after if one.term == term)])

    def _trail(self, term: str, days: tuple[int, int], marks: int = 0) -> list[Trailed]:
        return [Trailed(*row) for row in self._kept.trail_between(self._dossier_id, self._holders, [term], days, marks)]

    @cached_property
    def _holders(self) -> set[str]:
        """Who speaks to anything."""
        return {holder for holder, _ in self._kept.positions_counted(self._dossier_id) if holder}

    def _held(self, names: Collection[Named]) -> dict[Named, Held]:
        """These positions, in their order, with the text of their articles."""
        wanted = {article for article, _ in names} - self._readings.keys()
        self._readings |= {reading.article.id: reading for reading in self._kept.readings_named(self._dossier_id, wanted)}
        held = positions_held(self._readings[name] for name in {article for article, _ in names} if name in self._readings)
        return {name: one for one in held if (name := (one.article.id, one.position.id)) in names}

    def _silences(self) -> Change:
        """The same of silences: those of a side that are reported on one day."""
        sides = self._silent_sides()
        if not sides:
            return Change((), ())
        silent = self._silent_beside(sides)
        readings = [*self._came.values(), *self._kept.readings_named(self._dossier_id, silent - self._came.keys())]
        names = {reading.article.id for reading in readings}
        answers = Answers(self._parties, self._kept.reports_of(self._dossier_id, names))
        told = answers.told((), sorted(readings, key=lambda reading: reading.article.id), proposals_in(answers.own(positions_held(readings))), {})
        found = {key: answer for key, answer in first_of_each(told).items() if key[1] in sides}
        gone = [row for row in self._answers_naming(names) if row.how == "silent" and self._parties.side(row.by.actor or "") in sides]
        return change_between(gone, found.values())

    def _silent_sides(self) -> set[str]:
        now = {silence.actor for reading in self._came.values() for silence in reading.silences if silence.actor}
        before = {row.by.actor for row in self._there if row.how == "silent" and row.by.actor}
        return {self._parties.side(actor) for actor in now | before}

    def _silent_beside(self, sides: Collection[str]) -> set[str]:
        """The articles that tell of silences which may be the same as those in what came in."""
        actors = {actor for side in sides for actor in self._parties.members(side)}
        days = {reading.article.published for reading in self._came.values()}
        return self._kept.articles_silent(self._dossier_id, actors, days)

    def _answers_naming(self, articles: Collection[str]) -> list[Answer]:
        return [row for row in self._kept.findings_naming(self._dossier_id, articles, "answer") if isinstance(row, Answer)]

    def _names(self, row: Answer) -> bool:
        return row.to.article in self._came or row.by.article in self._came


def _days_told(held: Held) -> tuple[int, int]:
    """The days on one of which a position stands in its trail where it is told of the same day as this one."""
    told = held.position.said_on or held.article.published
    return (first_day(told).toordinal(), last_day(told).toordinal()) if told and is_partial_date(told) else (0, 0)


def _days_of(one: Trailed) -> tuple[int, int]:
    return (one.first, one.day + _MONTH) if one.has(SAID) and not one.has(EXACT) else (one.day, one.day)


def _by(row: Answer) -> tuple[str, str]:
    return row.by.article, row.by.position or ""
