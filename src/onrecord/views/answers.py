"""Answers: what was offered or demanded, the terms it carried, and who answered it how, or not at all."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from msgspec import Struct

from onrecord.records import Answer, Article, Position, Question
from onrecord.views.passages import Passage, Point, passage_of, point_of, points_at
from onrecord.views.record import Record

State = Literal["answered", "open"]
How = Literal["accepts", "rejects", "conditional", "silent"]


class ShownAnswer(Struct, frozen=True):
    """One answer: by whom, how, and its passages. A reported silence is one of them."""

    how: How
    actor: str | None
    name: str | None
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


class ShownQuestion(Struct, frozen=True):
    """A term that those who speak to it leave open."""

    term: str
    proposition: str
    points: tuple[Point, ...]


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


def questions(record: Record) -> tuple[ShownQuestion, ...]:
    """The open questions, in the order of the comparison."""
    return tuple(_question(record, row) for row in record.comparison if isinstance(row, Question))


def _question(record: Record, row: Question) -> ShownQuestion:
    return ShownQuestion(row.term, record.proposition(row.term), tuple(points_at(record, row.positions)))


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
        article=article.id,
        passages=tuple(passage_of(article, span) for span in (position.evidence if position else row.by.evidence)),
    )


def _carries(position: Position) -> tuple[str, ...]:
    """The other terms that a position depends on."""
    terms = (condition.term for condition in position.conditions)
    return tuple(dict.fromkeys(term for term in terms if term is not None and term != position.term))
