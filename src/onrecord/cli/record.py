"""The record that a ledger holds of one dossier, for the commands that show it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier
    from onrecord.views import Record

# rapidfuzz scores likeness from 0 to 100; below this, ids look unlike to a person.
_ALIKE = 60


@contextmanager
def open_kept(ledger: str, dossier: str | None) -> Iterator[tuple[Ledger, Dossier]]:
    """An open ledger and one of its dossiers, named by id, by file, or not at all where there is only one."""
    from onrecord.ledger import open_ledger

    with open_ledger(ledger) as opened:
        yield opened, opened.dossier(_dossier_id(dossier))


def load_record(ledger: str, dossier: str | None, *, machine: bool = False) -> Record:
    """Everything that a ledger holds on one dossier: its readings, as people judge them, and what comparison found between them.

    With `machine`, as the machine read them. What comparison found is stored; it is found again here where it is of other readings than these.
    """
    from onrecord.views import Record

    with open_kept(ledger, dossier) as (opened, kept):
        shown = opened.dossier(kept.id, machine=machine)
        readings = tuple(opened.readings(kept.id, machine=machine))
        if opened.is_compared(kept.id) and not (machine and opened.judgements(kept.id)):
            return Record(dossier=shown, readings=readings, comparison=tuple(opened.comparison(kept.id)))
        from onrecord.comparison import compare

        rows = compare(readings, shown)
        return Record(dossier=shown, readings=readings, comparison=tuple(rows if machine else opened.judged_comparison(kept.id, rows)))


def _dossier_id(dossier: str | None) -> str | None:
    if dossier and Path(dossier).suffix in {".toml", ".json"}:
        from onrecord.dossiers import load

        return load(dossier).id
    return dossier


def id_of(kind: str, given: str, names: Mapping[str, Collection[str]]) -> str:
    """The id of the actor or term that a person calls by this name; where there is none, or more than one, those that are like it are named."""
    if given in names:
        return given
    meant = [known for known, called in names.items() if given.lower() in {name.lower() for name in called}]
    if len(meant) == 1:
        return meant[0]
    from rapidfuzz import process

    near = meant or [name for name, score, _ in process.extract(given, list(names), limit=3) if score > _ALIKE]
    hint = f"Did you mean {', '.join(near)}?" if near else f"Known: {', '.join(names)}."
    raise click.UsageError(f"The dossier names no {kind} {given!r}. {hint}" if not meant else f"{given!r} may be {', '.join(meant)}: give the id.")
