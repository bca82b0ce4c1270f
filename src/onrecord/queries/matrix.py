"""Who stands where, asked of a ledger."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from onrecord.ledger import Ledger, MatrixCell
from onrecord.queries.partial import record_of
from onrecord.records import Dossier
from onrecord.views import matrix as views
from onrecord.views.matrix import By, Cell, Choice, Matrix, Row
from onrecord.views.matrix_choice import chosen

_ALL = Choice()


class Names(Struct, frozen=True):
    """What a person may ask for: the actors and terms of a dossier, and those that only positions name, each with all it is called."""

    actors: dict[str, tuple[str, ...]]
    terms: dict[str, tuple[str, ...]]


def names_of(ledger: Ledger, dossier: Dossier) -> Names:
    """The actors and terms that can be asked for."""
    actors = {actor.id: (actor.id, actor.name, *actor.aliases) for actor in dossier.actors}
    terms: dict[str, tuple[str, ...]] = {term.id: (term.id,) for term in dossier.terms}
    for holder, term in ledger.matrix_places(dossier.id):
        actors.setdefault(holder, (holder,))
        terms.setdefault(term, (term,))
    return Names(actors, terms)


def matrix(
    ledger: Ledger, dossier: Dossier, by: By = "actor", *, since: str | None = None, until: str | None = None, choice: Choice = _ALL
) -> Matrix:
    """Who stands where, by actor or by side; of a period (partial dates, both inclusive), where given, and of what else is chosen."""
    cells = ledger.matrix_cells(dossier.id, since=since, until=until)
    latest = [one for cell in cells for one in cell.latest]
    record = record_of(dossier, latest, ledger.findings_naming(dossier.id, {one.article for one in latest}, "answer"))
    shown = views.matrix(record, by)
    by_place = {(cell.holder, cell.term): cell for cell in cells}
    together = ledger.side_reports(dossier.id, since=since, until=until) if by == "side" else {}
    rows = []
    for row in shown.rows:
        holders = record.members.get(row.actor, (row.actor,)) if by == "side" else (row.actor,)
        counted = [_counted(row, number, term.id, holders, by_place, together) for number, term in enumerate(shown.terms)]
        rows.append(replace(row, cells=tuple(counted)))
    first, last = ledger.days_between(dossier.id)
    choices = replace(shown.choices, first=first, last=last)
    whole = replace(shown, rows=tuple(rows), unplaced=sum(cell.positions for cell in cells if cell.holder is None), choices=choices)
    return chosen(whole, replace(choice, since=since, until=until))


def _counted(
    row: Row,
    number: int,
    term: str,
    holders: Iterable[str],
    by_place: dict[tuple[str | None, str], MatrixCell],
    together: dict[tuple[str, str], int],
) -> Cell | None:
    """A cell as the views make it of the latest positions, with what is counted over all of them."""
    cell = row.cells[number]
    if cell is None:
        return None
    counts = [by_place[holder, term] for holder in holders if (holder, term) in by_place]
    return replace(
        cell,
        reports=together.get((row.actor, term), counts[0].reports),
        undated=sum(count.undated for count in counts),
        changed=any(count.changed for count in counts),
    )
