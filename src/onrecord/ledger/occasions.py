"""Occasions as people judge them: reports that comparison kept apart brought together, and those that it gathered taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.identity import digest
from onrecord.ledger.following import judge_now, machine_readings
from onrecord.ledger.judged import locate
from onrecord.ledger.judgement_rows import read_judgements, standing
from onrecord.records import Comparison, Days, Difference, Judgement, Occasion, PositionReference

# An occasion is what two articles or more report.
_REPORTS = 2


def judged_comparison(connection: Connection, dossier_id: str, rows: Sequence[Comparison]) -> list[Comparison]:
    """What comparison found, with occasions merged and split as people judge them, in the order in which they judged.

    What somebody else disagrees with is left as comparison found it. Differences go with the occasion that both their articles report;
    between reports that were brought together, none are looked for.
    """
    judgements = standing(read_judgements(connection, dossier_id))
    rejected = {binding.judgement for judgement in judgements if judgement.action == "reject" for binding in judgement.on}
    judged = list(rows)
    for judgement in judgements:
        if judgement.subject == "occasion" and judgement.action in {"merge", "split"} and judgement.id not in rejected:
            meant = _positions_meant(connection, dossier_id, judgement)
            judged = _merged(judged, meant) if judgement.action == "merge" else _split(judged, meant)
    return judged


def _positions_meant(connection: Connection, dossier_id: str, judgement: Judgement) -> list[PositionReference]:
    """The positions that a judgement binds, as they are shown now; those whose words are not read any more are left out."""
    articles = sorted({binding.article for binding in judgement.on if binding.article})
    found = []
    for article, machine_id in machine_readings(connection, dossier_id, articles).items():
        judged = judge_now(connection, dossier_id, machine_id)
        for binding in judgement.on:
            position = locate(judged, binding)
            if position is not None:
                found.append(PositionReference(article=article, position=position.id, holder=position.holder, term=position.term))
    return found


def _merged(rows: Sequence[Comparison], meant: Sequence[PositionReference]) -> list[Comparison]:
    together = [row for row in rows if isinstance(row, Occasion) and set(row.positions) & set(meant)]
    references = {one for row in together for one in row.positions} | set(meant)
    if len({one.article for one in references}) < _REPORTS:
        return list(rows)
    whole = _occasion(references, _spanning([row.on for row in together if row.on]), {one for row in together for one in row.inferred})
    gone = {row.id for row in together}
    kept = (row for row in rows if not (isinstance(row, Occasion) and row.id in gone))
    return _with_occasions(
        [replace(row, occasion=whole.id) if isinstance(row, Difference) and row.occasion in gone else row for row in kept], [whole]
    )


def _split(rows: Sequence[Comparison], meant: Sequence[PositionReference]) -> list[Comparison]:
    apart, found, parts = set(meant), [], {}
    for row in rows:
        if isinstance(row, Occasion) and set(row.positions) & apart and set(row.positions) - apart:
            halves = (set(row.positions) & apart, set(row.positions) - apart)
            parts[row.id] = [_occasion(half, row.on, set(row.inferred) & half) for half in halves if len({one.article for one in half}) >= _REPORTS]
        else:
            found.append(row)
    kept: list[Comparison] = []
    for row in found:
        if not (isinstance(row, Difference) and row.occasion in parts):
            kept.append(row)
            continue
        of = [part for part in parts[row.occasion] if set(row.articles) <= {one.article for one in part.positions}]
        kept += [replace(row, occasion=of[0].id)] if of else []
    return _with_occasions(kept, [part for some in parts.values() for part in some])


def _occasion(positions: Iterable[PositionReference], on: Days | None, inferred: set[PositionReference]) -> Occasion:
    """Named as comparison names them: by the positions that they gather."""
    ordered = tuple(sorted(positions, key=lambda one: (one.article, one.position)))
    return Occasion(
        id=digest("occasion", *(part for one in ordered for part in (one.article, one.position))),
        holders=tuple(sorted({one.holder for one in ordered if one.holder})),
        on=on,
        positions=ordered,
        inferred=tuple(one for one in ordered if one in inferred),
    )


def _spanning(days: Sequence[Days]) -> Days | None:
    """The days from the first to the last told; an open end stays open."""
    if not days:
        return None
    firsts, lasts = [each.first for each in days], [each.last for each in days]
    return Days(min(filter(None, firsts), default=None) if all(firsts) else None, max(filter(None, lasts), default=None) if all(lasts) else None)


def _with_occasions(rows: Sequence[Comparison], occasions: Sequence[Occasion]) -> list[Comparison]:
    """The occasions in the place of occasions: after the copies, before what was found between reports."""
    place = next((number for number, row in enumerate(rows) if isinstance(row, (Occasion, Difference))), len(rows))
    return [*rows[:place], *occasions, *rows[place:]]
