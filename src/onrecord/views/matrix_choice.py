"""A matrix narrowed to what a reader chooses: sides, kinds of actor, terms, a stance, changes; and its rows sorted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import replace

from onrecord.records import ActorKind
from onrecord.views.matrix import Cell, Choice, Matrix, Row, Side, Sort
from onrecord.views.wording import date_in_words, stance_in_words

_KINDS: dict[ActorKind, str] = {"person": "people", "government": "governments", "organisation": "organisations", "group": "groups"}
_SORTS: dict[Sort, str] = {"name": "by name", "day": "latest day first", "reports": "most reports first", "change": "most changes first"}


def chosen(shown: Matrix, choice: Choice) -> Matrix:
    """The rows, columns and cells that fit a choice.

    Rows of which no cell fits are left out; so are such columns where cells are chosen by what they say and no columns were named.
    """
    by_content = choice.stance is not None or choice.changed
    rows = [row for row in shown.rows if row.side in (choice.sides or (row.side,)) and choice.kind in (None, row.kind)]
    wanted = [number for number, head in enumerate(shown.terms) if head.id in (choice.terms or (head.id,))]
    cells = {row.actor: [_fitting(row.cells[number], choice) for number in wanted] for row in rows}
    kept = [place for place in range(len(wanted)) if choice.terms or not by_content or any(cells[row.actor][place] for row in rows)]
    told = [replace(row, cells=tuple(cells[row.actor][place] for place in kept)) for row in rows if any(cells[row.actor])]
    narrowed = by_content or bool(choice.sides or choice.terms or choice.kind)
    known = {side.id for side in shown.choices.sides}
    return replace(
        shown,
        terms=tuple(shown.terms[wanted[place]] for place in kept),
        rows=tuple(told if choice.sort == "dossier" else sorted(told, key=_ORDERS[choice.sort])),
        without=() if narrowed else shown.without,
        filled=sum(cell is not None for row in told for cell in row.cells),
        # A side that was chosen stays in the form where the period has nothing of it.
        choices=replace(shown.choices, sides=(*shown.choices.sides, *(Side(side, side) for side in choice.sides if side not in known))),
        choice=choice,
    )


def chosen_in_words(shown: Matrix) -> str:
    """What a matrix is narrowed to, and how it is sorted, for those who see only the result; empty where it is whole and in the dossier's order."""
    choice, names = shown.choice, {side.id: side.name for side in shown.choices.sides}
    told = [
        ", ".join(names.get(side, side) for side in choice.sides),
        f"{_KINDS[choice.kind]} only" if choice.kind else "",
        ", ".join(choice.terms),
        f"“{stance_in_words(choice.stance)}” only" if choice.stance else "",
        "changed only" if choice.changed else "",
        f"from {date_in_words(choice.since)}" if choice.since else "",
        f"until {date_in_words(choice.until)}" if choice.until else "",
        _SORTS.get(choice.sort, ""),
    ]
    return "; ".join(words for words in told if words)


def _fitting(cell: Cell | None, choice: Choice) -> Cell | None:
    if cell is None or (choice.changed and not cell.changed):
        return None
    return cell if choice.stance is None or any(told.stance == choice.stance for told in cell.stances) else None


def _last_day(row: Row) -> int:
    return max((cell.last_day.last() or date.min).toordinal() for cell in row.cells if cell)


# What is latest, most or most changed stands first; rows that are equal keep the dossier's order.
_ORDERS: dict[Sort, Callable[[Row], Any]] = {
    "name": lambda row: row.name.casefold(),
    "day": lambda row: -_last_day(row),
    "reports": lambda row: -sum(cell.reports for cell in row.cells if cell),
    "change": lambda row: (-sum(cell.changed for cell in row.cells if cell), -_last_day(row)),
}
