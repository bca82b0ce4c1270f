"""Answers where articles came in: their own, those to what they propose, and those of other articles that tell the same as one of these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.comparison.answers import Answers, Proposals, first_of_each, how_it_replies, proposals_in
from onrecord.comparison.kept import Change, Kept, Place, change_between
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, positions_held
from onrecord.records import Answer, Reading

# Of terms that have no more positions than these, all are looked at. Of others, those of so many days before and after what came in: a reply and
# what it replies to are thirty days apart at most, and what has no day of its own is of the fourteen days before its report.
FEW = 2_000
BEFORE, AFTER = 75, 90

_Named = tuple[str, str | None]  # article, position


class AnswersAnew:
    """Finds the answers that articles which came in change. `came` are their readings by id, `places` those on which they told something before."""

    def __init__(self, kept: Kept, dossier_id: str | None, parties: Parties, came: Mapping[str, Reading], places: Collection[Place]) -> None:
        self._kept = kept
        self._dossier_id = dossier_id
        self._parties = parties
        self._came = came
        self._there = self._answers_naming(came.keys())
        self._terms = {term for _, term in places} | set(_terms(came.values())) | {one.to.term for one in self._there if one.to.term}

    def changes(self) -> list[Change]:
        """What changes."""
        silent = self._silent_beside()
        articles = self._articles_around() | silent
        answers = Answers(self._parties, self._kept.reports_of(self._dossier_id, articles))
        own = answers.own(positions_held(self._kept.positions_named(self._dossier_id, articles)))
        return [self._replies(answers, own), self._silences(answers, silent, proposals_in(own))]

    def _replies(self, answers: Answers, own: Sequence[Held]) -> Change:
        """Of each answer that is told of one day, by one side to another, on one term, the first report counts."""
        proposals = proposals_in(own)
        replies = {_name(held): held for held in own if how_it_replies(held) and held.position.term in self._terms}
        affected = {name: held for name, held in replies.items() if self._affected(answers, held, proposals)}
        told = list(answers.told(self._with_text(affected.values()), (), proposals))
        before = self._answers_naming({article for article, _ in affected})
        keys = {key for key, _ in told} | {answers.key_of(row, affected[name]) for row in before if (name := _by(row)) in affected}
        # Of what an article told before it came in anew, the day is not known any more.
        of_any_day = {(self._parties.side(row.by.actor or ""), row.how) for row in self._there if row.by.article in self._came}
        same = {key[1:] for key in keys}
        beside = {name: held for name, held in replies.items() if name not in affected and self._tells_same(held, same, of_any_day)}
        evaluated = affected | beside
        ordered = [held for name, held in replies.items() if name in evaluated]
        found = first_of_each(answers.told(self._with_text(ordered), (), proposals))
        there = [row for row in self._answers_naming({article for article, _ in evaluated} | self._came.keys()) if row.how != "silent"]
        keys |= {key for key in found if (key[1], key[3]) in of_any_day}
        gone = [row for row in there if self._names(row) or ((name := _by(row)) in evaluated and answers.key_of(row, evaluated[name]) in keys)]
        return change_between(gone, [answer for key, answer in found.items() if key in keys])

    def _affected(self, answers: Answers, reply: Held, proposals: Proposals) -> bool:
        """Whether it came in, replied to what came in before, or may reply to what comes in now."""
        if reply.article.id in self._came or any(_by(row) == _name(reply) for row in self._there):
            return True
        return any(answers.may_answer(reply, proposal) for article in self._came for proposal in proposals.get((article, reply.position.term), ()))

    def _tells_same(self, reply: Held, keys: Collection[tuple[str | None, ...]], of_any_day: Collection[tuple[str, str]]) -> bool:
        side, how = self._parties.side(reply.holder), how_it_replies(reply)
        told = (side, reply.position.term, how, reply.position.said_on or reply.article.published)
        return told in keys or (side, how) in of_any_day

    def _silences(self, answers: Answers, silent: Collection[str], proposals: Proposals) -> Change:
        """The same of silences: those of a side that are reported on one day."""
        sides = self._silent_sides()
        readings = [*self._came.values(), *self._kept.readings_named(self._dossier_id, silent - self._came.keys())]
        told = answers.told((), sorted(readings, key=lambda reading: reading.article.id), proposals)
        found = {key: answer for key, answer in first_of_each(told).items() if key[1] in sides}
        there = self._answers_naming({reading.article.id for reading in readings})
        gone = [row for row in there if row.how == "silent" and self._parties.side(row.by.actor or "") in sides]
        return change_between(gone, found.values())

    def _silent_sides(self) -> set[str]:
        now = {silence.actor for reading in self._came.values() for silence in reading.silences if silence.actor}
        before = {row.by.actor for row in self._there if row.how == "silent" and row.by.actor}
        return {self._parties.side(actor) for actor in now | before}

    def _silent_beside(self) -> set[str]:
        """The articles that tell of silences which may be the same as those in what came in."""
        actors = {actor for side in self._silent_sides() for actor in self._parties.members(side)}
        days = {reading.article.published for reading in self._came.values()}
        return self._kept.articles_silent(self._dossier_id, actors, days) if actors else set()

    def _articles_around(self) -> set[str]:
        """The articles with replies and proposals that may have to do with what came in."""
        counts = self._kept.position_counts(self._dossier_id)
        places = {place for place in counts if place[1] in self._terms and place[0]}
        named = self._came.keys() | {article for row in self._there for article in (row.to.article, row.by.article)}
        days = self._days(named) if sum(counts[place] for place in places) > FEW else None
        return set(named) | self._kept.articles_on(self._dossier_id, places, days) | self._kept.articles_depending_on(self._dossier_id, self._terms)

    def _days(self, articles: Collection[str]) -> tuple[int, int] | None:
        held = positions_held(self._kept.positions_named(self._dossier_id, articles))
        known = [day.toordinal() for one in held for day in (one.days.first, one.days.last) if day]
        return (max(min(known) - BEFORE, 1), max(known) + AFTER) if known else None

    def _with_text(self, replies: Iterable[Held]) -> list[Held]:
        """The same positions, in their order, of articles with their text."""
        wanted = list(replies)
        readings = self._kept.readings_named(self._dossier_id, {held.article.id for held in wanted})
        found = {_name(held): held for held in positions_held(readings)}
        return [found[_name(held)] for held in wanted if _name(held) in found]

    def _answers_naming(self, articles: Collection[str]) -> list[Answer]:
        return [row for row in self._kept.findings_naming(self._dossier_id, articles, "answer") if isinstance(row, Answer)]

    def _names(self, row: Answer) -> bool:
        return row.to.article in self._came or row.by.article in self._came


def _terms(readings: Iterable[Reading]) -> Iterable[str]:
    """The terms that readings tell something of, or on which something depends in them."""
    for reading in readings:
        for position in reading.positions:
            yield position.term
            yield from (condition.term for condition in position.conditions if condition.term)
        yield from (term for silence in reading.silences for term in silence.terms)


def _name(held: Held) -> _Named:
    return held.article.id, held.position.id


def _by(row: Answer) -> _Named:
    return row.by.article, row.by.position
