"""Answers: what was offered or demanded, the terms it carried, and who answered it how, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from onrecord.language.partial_dates import first_day
from onrecord.records import Answer, Article, Position, Question
from onrecord.views.paging import Chosen, ListPage, Named, pages_of
from onrecord.views.passages import Day, Passage, Point, day_of, passage_of, point_of, points_at
from onrecord.views.record import Record

# As many positions as a list shows of those that leave a term open, the last.
MOST_ASKING = 10
_ALL = Chosen()

State = Literal["answered", "open"]
How = Literal["accepts", "rejects", "conditional", "silent"]


class ShownAnswer(Struct, frozen=True):
    """One answer: by whom, how, when, and its passages. A reported silence is one of them, of the day of its report, without a `confidence`: the
    chance that a position is right.
    """

    how: How
    actor: str | None
    name: str | None
    day: Day
    confidence: float | None
    article: str
    passages: tuple[Passage, ...]


class Offer(Struct, frozen=True):
    """What a holder would do, or wants done, with the terms that it depends on (`carries`). `open` where nobody is reported to have answered."""

    holder: str
    name: str
    term: str
    proposition: str
    carries: tuple[str, ...]
    point: Point
    state: State
    answers: tuple[ShownAnswer, ...]


class ToldOffer(Struct, frozen=True):
    """An offer as one report tells it, and how many independent reports tell it of that day. `answers` are those to any of them."""

    offer: Offer
    reports: int
    answers: tuple[ShownAnswer, ...]


class ShownQuestion(Struct, frozen=True):
    """A term that those who speak to it leave open. `points` are the positions that do; where only the last of them stand here, `earlier` counts
    the others.
    """

    term: str
    proposition: str
    points: tuple[Point, ...]
    earlier: int = 0


class AnswerList(ListPage, frozen=True, kw_only=True):
    """One page of the offers, and the questions that are left open; those stand on the first page alone. `older`: offers that are older than
    these were not looked at.
    """

    offers: tuple[ToldOffer, ...]
    questions: tuple[ShownQuestion, ...] = ()
    older: bool = False


def offers(record: Record) -> tuple[Offer, ...]:
    """What was answered, and what depends on other terms and was not; the open ones first, then by holder and term in the dossier's order.

    What a copy tells as the report does that it is a copy of is told once, by that report, as answers are.
    """
    answers: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for row in record.comparison:
        if isinstance(row, Answer):
            answers[row.to.article, row.to.position].append(row)
    offered = [
        (reading.article, position)
        for reading in record.readings
        for position in reading.positions
        if position.holder is not None and ((reading.article.id, position.id) in answers or _carries(position))
    ]
    told = {(article.id, position.holder, position.term) for article, position in offered}
    found = [
        _offer(record, article, position, answers.get((article.id, position.id), []))
        for article, position in offered
        if record.report(article.id) == article.id or (record.report(article.id), position.holder, position.term) not in told
    ]
    places = {name: place for place, name in enumerate((*record.known_actors, *record.known_terms))}
    return tuple(
        sorted(found, key=lambda one: (one.state == "answered", places[one.holder], places[one.term], one.point.article, one.point.position))
    )


def answer_list(record: Record, chosen: Chosen = _ALL, page: int = 1, limit: int | None = None, *, unread: int = 0) -> AnswerList:
    """A page of so many of the offers that are chosen (None: all). Questions stand by on the first page, unless more than a term is chosen."""
    told = told_offers(offers(record))
    found = _chosen(told, chosen)
    holders = {actor for one in told for actor in (one.offer.holder, *(answer.actor for answer in one.answers))}
    terms = {one.offer.term for one in told}
    asked = questions(record) if page == 1 and chosen == Chosen(term=chosen.term) else ()
    return AnswerList(
        total=len(found),
        page=page,
        pages=1 if limit is None else pages_of(len(found), limit),
        chosen=chosen,
        holders=tuple(Named(actor, record.actor_name(actor)) for actor in record.known_actors if actor in holders),
        terms=tuple(Named(term, record.proposition(term)) for term in record.known_terms if term in terms),
        unread=unread,
        offers=found if limit is None else found[(page - 1) * limit : page * limit],
        questions=tuple(_last_asked(one) for one in asked if chosen.term in {None, one.term}),
    )


def told_offers(offered: Iterable[Offer]) -> tuple[ToldOffer, ...]:
    """Offers of one holder on one term and day, carrying the same, as one; open ones first, then the newest first."""
    groups: dict[tuple[object, ...], list[Offer]] = defaultdict(list)
    for one in offered:
        groups[one.holder, one.term, one.carries, one.point.day.value].append(one)
    newest = sorted((_told(alike) for alike in groups.values()), key=lambda one: one.offer.point.day.value or "", reverse=True)
    return tuple(sorted(newest, key=lambda one: one.offer.state == "answered"))


def questions(record: Record) -> tuple[ShownQuestion, ...]:
    """The open questions, in the order of the comparison."""
    return tuple(_question(record, row) for row in record.comparison if isinstance(row, Question))


def _chosen(told: Sequence[ToldOffer], chosen: Chosen) -> tuple[ToldOffer, ...]:
    """Those that are chosen: by who offers or answers, by term, by their state or how somebody answered, and by the last day they can be of."""
    since = first_day(chosen.since) if chosen.since else None
    return tuple(
        one
        for one in told
        if chosen.holder in {None, one.offer.holder, *(answer.actor for answer in one.answers)}
        and chosen.term in {None, one.offer.term}
        and chosen.kind in {None, one.offer.state, *(answer.how for answer in one.answers)}
        and (since is None or ((last := one.offer.point.day.last()) is not None and last >= since))
    )


def _told(alike: Sequence[Offer]) -> ToldOffer:
    answered = [one for one in alike if one.state == "answered"]
    answers = {(answer.how, answer.actor, answer.article): answer for one in alike for answer in one.answers}
    reports = len({one.point.copy_of or one.point.article for one in alike})
    return ToldOffer((answered or alike)[0], reports, tuple(answers.values()))


def _last_asked(one: ShownQuestion) -> ShownQuestion:
    return replace(one, points=one.points[-MOST_ASKING:], earlier=one.earlier + max(0, len(one.points) - MOST_ASKING))


def _question(record: Record, row: Question) -> ShownQuestion:
    points = tuple(points_at(record, row.positions))
    return ShownQuestion(row.term, record.proposition(row.term), points, len(row.positions) - len(points))


def _offer(record: Record, article: Article, position: Position, answers: list[Answer]) -> Offer:
    holder = position.holder or ""
    return Offer(
        holder=holder,
        name=record.actor_name(holder),
        term=position.term,
        proposition=record.proposition(position.term),
        carries=_carries(position),
        point=point_of(record, article, position),
        state="answered" if any(answer.how != "silent" for answer in answers) else "open",
        answers=tuple(_answer(record, answer) for answer in answers if answer.by.article in record.by_article),
    )


def _answer(record: Record, row: Answer) -> ShownAnswer:
    article = record.by_article[row.by.article].article
    position = record.by_position.get((row.by.article, row.by.position)) if row.by.position else None
    return ShownAnswer(
        how=row.how,
        actor=row.by.actor,
        name=None if row.by.actor is None else record.actor_name(row.by.actor),
        day=point_of(record, article, position).day if position else day_of(None, article),
        confidence=position.confidence if position else None,
        article=article.id,
        passages=tuple(passage_of(article, span) for span in (position.evidence if position else row.by.evidence)),
    )


def _carries(position: Position) -> tuple[str, ...]:
    """The other terms that a position depends on."""
    terms = (condition.term for condition in position.conditions)
    return tuple(dict.fromkeys(term for term in terms if term is not None and term != position.term))
