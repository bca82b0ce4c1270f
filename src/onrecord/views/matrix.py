"""The matrix: who stands where on each term, as last reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from onrecord.records import STANCES, ActorKind, Answer, Stance
from onrecord.views.answers import How, State
from onrecord.views.passages import Day, Passage, Point, day_of, first_told, in_time_order, latest_of, point_of
from onrecord.views.record import Record

By = Literal["actor", "side"]
Sort = Literal["dossier", "name", "day", "reports", "change"]

# Answers by holder and term of what they answer: of the reports that tell an offer, an answer names one.
_Answers = Mapping[tuple[str | None, str | None], Sequence[Answer]]


class TermHead(Struct, frozen=True):
    """A column: one term."""

    id: str
    proposition: str


class Told(Struct, frozen=True):
    """One stance in a cell: who holds it, the last day it was reported of, on which terms it depends, and its passages, newest first.

    `other_conditions` are the words of what it also depends on and is no term of the dossier, each once. `confidence` is the chance that the surest
    of the reports is read right.
    """

    stance: Stance
    holders: tuple[str, ...]
    names: tuple[str, ...]
    day: Day
    conditions: tuple[str, ...]
    other_conditions: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    confidence: float


class ToldAnswer(Struct, frozen=True):
    """How somebody answered what a cell offers."""

    how: How
    name: str | None


class Cell(Struct, frozen=True):
    """What is reported of one row on one term.

    `stances` holds the latest stance, of `last_day`, of what is surely read where anything is; several where members of a side differ (`split`), or
    where reports of the latest days do. `reports` counts independent reports of any day: copies count once, and what they tell in the words of the
    report that they are copies of is cited from that one. `undated` counts positions without a day, which are left out of "latest" where others have
    one. `changed` says that comparison found a shift. `offer` is told where the latest stance depends on other terms, so that somebody else may
    answer it: answered, or open still; `answers` tell by whom and how.
    """

    stances: tuple[Told, ...]
    split: bool
    reports: int
    last_day: Day
    changed: bool
    undated: int
    offer: State | None = None
    answers: tuple[ToldAnswer, ...] = ()


class Row(Struct, frozen=True):
    """One actor, or one side with its members. `cells` follows the order of the terms; None where nothing was read."""

    actor: str
    name: str
    kind: ActorKind | None
    side: str
    side_name: str
    heads_side: bool
    members: tuple[str, ...]
    cells: tuple[Cell | None, ...]


class Choice(Struct, frozen=True):
    """Which rows, columns and cells are asked for, of which period (partial dates, both inclusive), and how rows are sorted. Empty: all."""

    sort: Sort = "dossier"
    sides: tuple[str, ...] = ()
    kind: ActorKind | None = None
    stance: Stance | None = None
    terms: tuple[str, ...] = ()
    changed: bool = False
    since: str | None = None
    until: str | None = None


class Side(Struct, frozen=True):
    """A side that rows belong to."""

    id: str
    name: str


class Choices(Struct, frozen=True):
    """What can be chosen from. `first` and `last` are the days between which all dated positions of the record lie."""

    sides: tuple[Side, ...]
    kinds: tuple[ActorKind, ...]
    terms: tuple[TermHead, ...]
    first: str | None
    last: str | None


class Matrix(Struct, frozen=True):
    """Rows by terms. `without` names actors of whom no position was read; `unplaced` counts positions whose holder is not known.

    `choice` is what was asked for, `choices` what there was to choose from, `filled` counts the cells that are shown.
    """

    by: By
    dossier: str
    title: str
    terms: tuple[TermHead, ...]
    rows: tuple[Row, ...]
    without: tuple[str, ...]
    unplaced: int
    choices: Choices
    filled: int
    choice: Choice = Choice()


def matrix(record: Record, by: By = "actor") -> Matrix:
    """The matrix by actor (members under their side, each with its own positions only) or by side (members gathered)."""
    heads = tuple(TermHead(term, record.proposition(term)) for term in record.known_terms)
    shifted = {(shift.holder, shift.term) for shift in record.shifts}
    answers: dict[tuple[str | None, str | None], list[Answer]] = defaultdict(list)
    for found in record.comparison:
        if isinstance(found, Answer):
            answers[found.to.holder, found.to.term].append(found)
    rows = [
        _row(record, actor, side, members if by == "side" else (actor,), shifted, answers)
        for side, members in record.members.items()
        for actor in ((side,) if by == "side" else members)
    ]
    told = tuple(row for row in rows if any(row.cells))
    return Matrix(
        by=by,
        dossier=record.dossier.id,
        title=record.dossier.title,
        terms=heads,
        rows=told,
        without=tuple(row.name for row in rows if not any(row.cells)),
        unplaced=sum(position.holder is None for reading in record.readings for position in reading.positions),
        choices=_choices(record, told, heads),
        filled=sum(cell is not None for row in told for cell in row.cells),
    )


def _choices(record: Record, rows: Sequence[Row], heads: tuple[TermHead, ...]) -> Choices:
    days = [
        day_of(position.said_on, reading.article, record.inferred_days.get((reading.article.id, position.id))).last()
        for reading in record.readings
        for position in reading.positions
    ]
    dated = [day.isoformat() for day in days if day]
    return Choices(
        sides=tuple(Side(side, name) for side, name in dict.fromkeys((row.side, row.side_name) for row in rows)),
        kinds=tuple(dict.fromkeys(row.kind for row in rows if row.kind)),
        terms=heads,
        first=min(dated, default=None),
        last=max(dated, default=None),
    )


def _row(record: Record, actor: str, side: str, holders: tuple[str, ...], shifted: set[tuple[str, str]], answers: _Answers) -> Row:
    by_term: dict[str, list[Point]] = defaultdict(list)
    for article, position in record.held(holders):
        by_term[position.term].append(point_of(record, article, position))
    cells = [
        _cell(record, by_term[term], answers, changed=any((holder, term) in shifted for holder in holders)) if term in by_term else None
        for term in record.known_terms
    ]
    return Row(
        actor=actor,
        name=record.actor_name(actor),
        kind=record.actors[actor].kind if actor in record.actors else None,
        side=side,
        side_name=record.actor_name(side),
        heads_side=actor == side,
        members=tuple(record.actor_name(holder) for holder in holders if holder in record.by_holder),
        cells=tuple(cells),
    )


def _cell(record: Record, points: Sequence[Point], answers: _Answers, *, changed: bool) -> Cell:
    by_holder: dict[str, list[Point]] = defaultdict(list)
    for point in first_told(points):
        by_holder[point.holder or ""].append(point)
    latest = {holder: latest_of(held) for holder, held in by_holder.items()}
    shown = [point for held in latest.values() for point in held]
    dated = [point for point in in_time_order(shown) if point.day.value]
    offers = dict.fromkeys((point.holder, point.term) for point in shown if _is_offer(point))
    told = [answer for place in offers for answer in answers.get(place, ())]
    return Cell(
        stances=tuple(
            _told([point for point in shown if point.stance == stance]) for stance in STANCES if any(point.stance == stance for point in shown)
        ),
        split=len({frozenset(point.stance for point in held) for held in latest.values()}) > 1,
        reports=len({record.report(point.article) for point in points}),
        last_day=dated[-1].day if dated else Day(basis="undated"),
        changed=changed,
        undated=sum(point.day.value is None for point in points),
        offer=None if not offers else "answered" if any(answer.how != "silent" for answer in told) else "open",
        answers=tuple(dict.fromkeys(_told_answer(record, answer) for answer in told)),
    )


def _is_offer(point: Point) -> bool:
    return point.stance == "conditional" and any(condition.term not in (None, point.term) for condition in point.conditions)


def _told_answer(record: Record, answer: Answer) -> ToldAnswer:
    return ToldAnswer(how=answer.how, name=None if answer.by.actor is None else record.actor_name(answer.by.actor))


def _told(points: Iterable[Point]) -> Told:
    ordered = in_time_order(points)
    dated = [point for point in ordered if point.day.value]
    last = (dated or ordered)[-1]
    holders = dict.fromkeys((point.holder or "", point.name or "") for point in ordered)
    conditions = [condition for point in ordered for condition in point.conditions]
    newest_first = [*reversed(dated), *(point for point in ordered if not point.day.value)]
    return Told(
        stance=last.stance,
        holders=tuple(holder for holder, _ in holders),
        names=tuple(name for _, name in holders),
        day=last.day,
        conditions=tuple(dict.fromkeys(condition.term for condition in conditions if condition.term is not None)),
        other_conditions=tuple({condition.passage.text: condition.passage for condition in conditions if condition.term is None}.values()),
        passages=tuple(point.passages[0] for point in newest_first if point.passages),
        confidence=max(point.confidence for point in ordered),
    )
