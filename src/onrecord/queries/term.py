"""One term, asked of a ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from onrecord.ledger import Ledger, MatrixCell, PlacedPosition
from onrecord.queries.counting import counted_cell
from onrecord.queries.partial import record_of_rows
from onrecord.records import Answer, Conflict, Dossier, Question, Shift
from onrecord.views import term as views
from onrecord.views.answers import MOST_ASKING
from onrecord.views.matrix import Row
from onrecord.views.term import TermPage

# Of so many shifts, the latest by the days that comparison tells, those are chosen that the page shows.
_SHIFTS = 60


def term(ledger: Ledger, dossier: Dossier, term_id: str) -> TermPage | None:
    """The page of a term, made of the latest and the newest that the ledger holds; None where nobody knows of it."""
    cells = ledger.matrix_cells(dossier.id)
    if term_id not in {one.id for one in dossier.terms} | {cell.term for cell in cells}:
        return None
    holders = sorted({actor.id for actor in dossier.actors} | {cell.holder for cell in cells if cell.holder})
    newest = ledger.newest_positions(dossier.id, [(cell.holder, term_id) for cell in cells if cell.holder and cell.term == term_id], views.NEWEST)
    latest = [one for cell in cells for one in cell.latest if cell.term == term_id or _carries(one, term_id)]
    at_hand = {one.position.id for one in (*newest, *latest)}
    answered = ledger.findings_naming(dossier.id, {one.article for one in (*newest, *latest)}, "answer")
    answers = [row for row in answered if isinstance(row, Answer) and _concerns(row, term_id, at_hand)]
    shifts = [row for row in ledger.findings_on(dossier.id, "shift", holders, term_id) if isinstance(row, Shift)]
    conflicts = [row for row in ledger.findings_on(dossier.id, "conflict", holders, term_id) if isinstance(row, Conflict)]
    question = next((row for row in ledger.comparison(dossier.id, "question") if isinstance(row, Question) and row.term == term_id), None)
    shown_shifts = sorted(shifts, key=lambda row: (row.after.days.last or row.after.days.first or "", row.id))[-_SHIFTS:]
    shown_conflicts = sorted(conflicts, key=lambda row: (-row.severity, row.id))[: views.MOST_FINDINGS]
    wanted = {(end.article, end.position) for row in shown_shifts for end in (row.before, row.after)}
    wanted |= {(end.article, end.position) for row in answers for end in (row.to, row.by) if end.position}
    wanted |= {(one.article, one.position) for one in question.positions[-MOST_ASKING:]} if question else set()
    positions = [*newest, *latest, *ledger.placed_positions(dossier.id, wanted)]
    record = record_of_rows(ledger, dossier, positions, [*answers, *shown_shifts, *shown_conflicts, *([question] if question else [])])
    shown = views.term_page(record, term_id)
    if shown is None:
        return None
    return replace(
        shown,
        rows=tuple(_counted(row, term_id, cells) for row in shown.rows),
        shifts_told=len(shifts),
        conflicts_told=len(conflicts),
        asking_told=len(question.positions) if question else 0,
    )


def _carries(one: PlacedPosition, term_id: str) -> bool:
    return any(condition.term == term_id for condition in one.position.conditions)


def _concerns(row: Answer, term_id: str, at_hand: Collection[str]) -> bool:
    """Whether it answers what was offered on the term, or one of these positions."""
    return row.to.term == term_id or row.to.position in at_hand


def _counted(row: Row, term_id: str, cells: Iterable[MatrixCell]) -> Row:
    (cell,) = row.cells
    found = next((one for one in cells if (one.holder, one.term) == (row.actor, term_id)), None)
    return row if cell is None or found is None else replace(row, cells=(counted_cell(cell, found),))
