"""Rows out of what pages show of the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.ledger import Hit, PlacedPosition
from onrecord.notebook.rows import AnswerRow, CellRow, ConflictRow, HitRow, OccasionRow, PositionRow, ShiftRow
from onrecord.records import Dossier, side_of
from onrecord.views.answers import ToldOffer
from onrecord.views.conflicts import ShownConflict
from onrecord.views.matrix import Matrix
from onrecord.views.occasions import ListedOccasion
from onrecord.views.shifts import ShownEnd, ShownShift


def position_rows(dossier: Dossier, placed: Iterable[PlacedPosition]) -> Iterator[PositionRow]:
    """A row for each position."""
    names = {actor.id: actor.name for actor in dossier.actors}
    sides = {actor.id: side_of(actor.id, dossier) for actor in dossier.actors}
    for one in placed:
        position, passage = one.position, one.position.evidence[0]
        yield PositionRow(
            day=one.day,
            day_is=one.basis,
            holder=position.holder,
            holder_name=names.get(position.holder or "", position.holder),
            side=sides.get(position.holder or "", position.holder),
            term=position.term,
            stance=position.stance,
            conditions=tuple(condition.text for condition in position.conditions),
            condition_terms=tuple(condition.term for condition in position.conditions if condition.term),
            words=passage.text,
            via=tuple(via.span.text for via in position.via),
            mode=position.mode,
            outlet=one.outlet,
            article=one.article,
            title=one.title,
            url=one.url,
            published=one.published,
            copy_of=None if one.report == one.article else one.report,
            start=passage.start,
            end=passage.end,
            field=passage.field,
            judged=one.judged,
            confidence=position.confidence,
            position=position.id,
        )


def cell_rows(shown: Matrix) -> Iterator[CellRow]:
    """A row for each cell of which something was read."""
    for row in shown.rows:
        for term, cell in zip(shown.terms, row.cells, strict=True):
            if cell is None:
                continue
            first = next((passage for told in cell.stances for passage in told.passages), None)
            yield CellRow(
                holder=row.actor,
                name=row.name,
                side=row.side,
                term=term.id,
                proposition=term.proposition,
                stances=tuple(told.stance for told in cell.stances),
                confidence=min((told.confidence for told in cell.stances), default=0.0),
                split=cell.split,
                last_day=cell.last_day.value,
                day_is=cell.last_day.basis,
                reports=cell.reports,
                changed=cell.changed,
                undated=cell.undated,
                conditions=tuple(dict.fromkeys(name for told in cell.stances for name in told.conditions)),
                outlet=first.outlet if first else None,
                article=first.article if first else None,
                title=first.title if first else None,
                url=first.live if first else None,
                published=first.published if first else None,
                start=first.start if first else None,
                end=first.end if first else None,
                field=first.field if first else None,
                words=first.text if first else None,
            )


def shift_rows(found: Iterable[ShownShift]) -> Iterator[ShiftRow]:
    """A row for each shift."""
    for shift in found:
        yield ShiftRow(
            holder=shift.holder,
            name=shift.name,
            term=shift.term,
            from_stance=shift.before.stance,
            from_day=shift.before.day.value,
            from_article=shift.before.article,
            from_words=_words_of(shift.before),
            to_stance=shift.after.stance,
            to_day=shift.after.day.value,
            to_article=shift.after.article,
            words=_words_of(shift.after),
        )


def conflict_rows(found: Iterable[ShownConflict]) -> Iterator[ConflictRow]:
    """A row for each conflict."""
    for conflict in found:
        yield ConflictRow(
            severity=conflict.severity,
            type=conflict.type,
            holder=conflict.holder,
            name=conflict.name,
            term=conflict.term,
            why=conflict.why,
            articles=tuple(passage.article for passage in conflict.passages),
            passages=tuple(passage.text for passage in conflict.passages),
        )


def occasion_rows(found: Iterable[ListedOccasion]) -> Iterator[OccasionRow]:
    """A row for each occasion, which is listed with all that is told of it."""
    for one in found:
        clearest: dict[str, str] = {}
        for point in one.points:
            clearest.setdefault(point.article, point.passages[0].text if point.passages else "")
        yield OccasionRow(
            occasion=one.id,
            first=one.first,
            last=one.last,
            holders=tuple(dict.fromkeys(point.holder for point in one.points if point.holder)),
            names=one.names,
            terms=one.terms,
            reports=one.reports,
            differ=one.differ,
            outlets=one.outlets,
            articles=tuple(clearest),
            passages=tuple(clearest.values()),
        )


def answer_rows(found: Iterable[ToldOffer]) -> Iterator[AnswerRow]:
    """A row for each answer, and for each offer without one."""
    for one in found:
        offer, point = one.offer, one.offer.point
        passage = point.passages[0] if point.passages else None
        for answer in one.answers or (None,):
            told = answer.passages[0] if answer and answer.passages else None
            yield AnswerRow(
                state=offer.state,
                holder=offer.holder,
                holder_name=offer.name,
                term=offer.term,
                stance=point.stance,
                carries=offer.carries,
                day=point.day.value,
                day_is=point.day.basis,
                reports=one.reports,
                confidence=point.confidence,
                words=passage.text if passage else None,
                outlet=point.outlet,
                article=point.article,
                start=passage.start if passage else None,
                end=passage.end if passage else None,
                field=passage.field if passage else None,
                position=point.position,
                answer=answer.how if answer else None,
                answer_by=answer.actor if answer else None,
                answer_name=answer.name if answer else None,
                answer_day=answer.day.value if answer else None,
                answer_day_is=answer.day.basis if answer else None,
                answer_confidence=answer.confidence if answer else None,
                answer_words=told.text if told else None,
                answer_outlet=told.outlet if told else None,
                answer_article=answer.article if answer else None,
                answer_start=told.start if told else None,
                answer_end=told.end if told else None,
                answer_field=told.field if told else None,
            )


def hit_row(hit: Hit) -> HitRow:
    """A row of something that was found."""
    marks, place = [], 0
    for piece in hit.snippet:
        if piece.marked:
            marks.append((place, place + len(piece.text)))
        place += len(piece.text)
    return HitRow(
        kind=hit.kind,
        day=hit.day,
        day_is=hit.basis,
        holder=hit.holder,
        term=hit.term,
        stance=hit.stance,
        mode=hit.mode,
        judged=hit.judged,
        confidence=hit.confidence,
        words="".join(piece.text for piece in hit.snippet),
        outlet=hit.outlet,
        article=hit.article,
        title=hit.title,
        url=hit.url,
        published=hit.published,
        start=hit.start,
        end=hit.end,
        field=hit.field,
        place=hit.place,
        marks=tuple(marks),
    )


def _words_of(end: ShownEnd) -> str | None:
    return end.point.passages[0].text if end.point and end.point.passages else None
