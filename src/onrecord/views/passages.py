"""Positions as pages show them: a day told apart by how it is known, and passages that each have a place to link to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Literal, cast

from msgspec import Struct

from onrecord.language.partial_dates import first_day, is_partial_date, last_day, last_day_told
from onrecord.language.reprinted import reprinted_words
from onrecord.records import Article, Condition, Field, Mode, Position, PositionReference, Silence, Span, Stance, Via
from onrecord.views.outlet_links import at_outlet
from onrecord.views.record import Record
from onrecord.views.sureness import is_unsure

Basis = Literal["said", "inferred", "reported", "undated"]
# More positions than a page of a large ledger is made of; a whole record, of which a report is made, has any number.
_KEPT = 2_000


class Day(Struct, frozen=True):
    """When something was said: on a day that the report tells (`said`), else on the day that other reports of the same utterance tell (`inferred`),
    else no later than the day it was `reported` on, else `undated`.

    `value` is a day, month or year as the source has it; `not_after` is the day on which its article appeared where that lies within it. Else only
    an undated one carries the bounds of its article, where there are any.
    """

    basis: Basis
    value: str | None = None
    not_before: str | None = None
    not_after: str | None = None

    def first(self) -> date | None:
        """The first day that `value` covers; None where it is no day."""
        return first_day(self.value) if self.value and is_partial_date(self.value) else None

    def last(self) -> date | None:
        """The last day that `value` covers, none after its article appeared; None where it is no day."""
        return last_day_told(self.value, self.not_after) if self.value and is_partial_date(self.value) else None


class Passage(Struct, frozen=True):
    """Exact characters of an article, with what tells a reader where they stand.

    `anchor` names their place on the article's page here, `live` is their address on the outlet's own page where that has one.
    """

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    start: int
    end: int
    text: str
    field: Field
    anchor: str
    live: str | None = None


class ShownCondition(Struct, frozen=True):
    """Words that a stance depends on, and the term that they amount to where they are one."""

    passage: Passage
    term: str | None


class ShownVia(Struct, frozen=True):
    """Whoever passed something on: the words that name them, and their name where they are an actor of the dossier."""

    text: str
    actor: str | None
    name: str | None
    anonymous: bool | None


class Point(Struct, frozen=True):
    """One position of one article. `passages` stand clearest first; `copy_of` is the article with which this one counts as one report: the one
    that it reprints, where that can be told.
    """

    position: str
    holder: str | None
    name: str | None
    term: str
    stance: Stance
    day: Day
    mode: Mode
    confidence: float
    passages: tuple[Passage, ...]
    conditions: tuple[ShownCondition, ...]
    via: tuple[ShownVia, ...]
    article: str
    outlet: str | None
    title: str | None
    published: str | None
    copy_of: str | None


class ShownSilence(Struct, frozen=True):
    """A reported absence of an answer, on the day of the report that tells it. `name` is None where it is not told whose."""

    actor: str | None
    name: str | None
    terms: tuple[str, ...]
    day: Day
    passages: tuple[Passage, ...]


def anchor_of(span: Span) -> str:
    """The name of a passage's place on its article's page: its characters, so that a link stays right when the article is read again."""
    return f"{'t' if span.field == 'title' else 'c'}{span.start}-{span.end}"


def passage_of(article: Article, span: Span) -> Passage:
    """A span with the article that it stands in."""
    return Passage(
        article=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        start=span.start,
        end=span.end,
        text=span.text,
        field=span.field,
        anchor=anchor_of(span),
        live=at_outlet(article, span),
    )


def day_of(said_on: str | None, article: Article, inferred: str | None = None) -> Day:
    """The day of words in an article; `inferred` is what other reports tell. A value that is no day of the calendar counts as not told."""
    if said_on is not None and is_partial_date(said_on):
        last = last_day_told(said_on, article.published, article.not_after)
        return Day(basis="said", value=said_on, not_after=last.isoformat() if last < last_day(said_on) else None)
    if inferred is not None and is_partial_date(inferred):
        return Day(basis="inferred", value=inferred)
    if article.published is not None and is_partial_date(article.published):
        return Day(basis="reported", value=article.published)
    return Day(basis="undated", not_before=article.not_before, not_after=article.not_after)


def point_of(record: Record, article: Article, position: Position) -> Point:
    """One position as pages show it. Several parts of a page show the same, so the first ones are kept."""
    place = article.id, position.id
    if place in record.points:
        return cast("Point", record.points[place])
    made = _point_of(record, article, position)
    if len(record.points) < _KEPT:
        record.points[place] = made
    return made


def points_at(record: Record, references: Iterable[PositionReference]) -> list[Point]:
    """The positions that a comparison points at, in its order; those that the record does not hold are left out."""
    places = ((one.article, one.position) for one in references)
    return [point_of(record, record.by_article[place[0]].article, record.by_position[place]) for place in places if place in record.by_position]


def _point_of(record: Record, article: Article, position: Position) -> Point:
    report = record.report(article.id)
    return Point(
        position=position.id,
        holder=position.holder,
        name=None if position.holder is None else record.actor_name(position.holder),
        term=position.term,
        stance=position.stance,
        day=day_of(position.said_on, article, record.inferred_days.get((article.id, position.id))),
        mode=position.mode,
        confidence=position.confidence,
        passages=tuple(passage_of(article, span) for span in position.evidence),
        conditions=tuple(_condition(article, condition) for condition in position.conditions),
        via=tuple(_via(record, via) for via in position.via),
        article=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        copy_of=None if report == article.id else report,
    )


def shown_silence(record: Record, article: Article, silence: Silence) -> ShownSilence:
    """One reported silence as pages show it."""
    return ShownSilence(
        actor=silence.actor,
        name=None if silence.actor is None else record.actor_name(silence.actor),
        terms=silence.terms,
        day=day_of(None, article),
        passages=tuple(passage_of(article, span) for span in silence.evidence),
    )


def in_time_order(points: Iterable[Point]) -> list[Point]:
    """Dated points by the last day they can be of, then the first; undated ones after them. Ties stand by article and position."""

    def order(point: Point) -> tuple[date, date, str, str]:
        return (point.day.last() or date.max, point.day.first() or date.max, point.article, point.position)

    return sorted(points, key=order)


def by_day(points: Iterable[Point]) -> list[tuple[date, list[Point]]]:
    """Points that have a day under the last day that they can be of, in the order of time."""
    days: dict[date, list[Point]] = defaultdict(list)
    for point in points:
        if point.day.value:
            days[point.day.last() or date.max].append(point)
    return sorted(days.items())


def first_told(points: Iterable[Point]) -> list[Point]:
    """The points without those of copies of which the report that they are copies of tells the same: the holder, term and stance, at a passage
    in the same words. A copy that tells a day stays where that report tells none.
    """
    given = list(points)
    by_report: dict[tuple[object, ...], list[Point]] = defaultdict(list)
    for point in given:
        by_report[point.article, point.holder, point.term, point.stance].append(point)

    def is_told_first(point: Point) -> bool:
        there = by_report.get((point.copy_of, point.holder, point.term, point.stance), ())
        return any((one.day.value or not point.day.value) and _words(one) & _words(point) for one in there)

    return [point for point in given if point.copy_of is None or not is_told_first(point)]


def latest_of(points: Iterable[Point]) -> list[Point]:
    """The points that no other is known to come after, among those with a day; among the undated ones where none has a day.

    Unsure points are passed over where there are others: of what is likely misread, the latest says nothing of where somebody stands now.
    A point that is merely reported on a day may be an old statement retold: it comes after one whose day is told only if its report
    appeared after that one's report too. What cannot be put in order is kept side by side.
    """
    ordered = in_time_order(points)
    ordered = [point for point in ordered if not is_unsure(point.confidence)] or ordered
    dated = [point for point in ordered if point.day.value]
    if not dated:
        return ordered
    said = max((point.day.first() or date.min for point in dated if point.day.basis != "reported"), default=date.min)
    reported = max((point.day.first() or date.min for point in dated if point.day.basis == "reported"), default=date.min)
    return [point for point in dated if not _outdated(point, said, reported)]


def _words(point: Point) -> set[tuple[str, ...]]:
    return {reprinted_words(passage.text) for passage in point.passages}


def _outdated(point: Point, said: date, reported: date) -> bool:
    """Whether something comes after a dated point, given the latest day that anything is told of and the latest that anything is reported on."""
    last = point.day.last() or date.max
    if last < said or point.day.basis == "reported":
        return last < max(said, reported)
    appeared = last_day(point.published) if point.published is not None and is_partial_date(point.published) else last
    return max(last, appeared) < reported


def _condition(article: Article, condition: Condition) -> ShownCondition:
    return ShownCondition(passage=passage_of(article, condition), term=condition.term)


def _via(record: Record, via: Via) -> ShownVia:
    return ShownVia(text=via.span.text, actor=via.actor, name=None if via.actor is None else record.actor_name(via.actor), anonymous=via.anonymous)
