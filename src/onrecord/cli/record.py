"""The record that a ledger holds of one dossier, for the commands that show it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.errors import LedgerError

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier
    from onrecord.views import Record


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
    from onrecord import queries
    from onrecord.views import Record

    with open_kept(ledger, dossier) as (opened, kept):
        if machine:
            return queries.as_the_machine_read(opened, kept.id)
        readings = tuple(opened.readings(kept.id))
        if opened.is_compared(kept.id):
            rows = opened.comparison(kept.id)
        else:
            from onrecord.comparison import compare

            rows = opened.judged_comparison(kept.id, compare(readings, kept))
        return Record(dossier=kept, readings=readings, comparison=tuple(rows))


def _dossier_id(dossier: str | None) -> str | None:
    if dossier and Path(dossier).suffix in {".toml", ".json"}:
        from onrecord.dossiers import load

        return load(dossier).id
    return dossier


def id_of(kind: str, given: str, names: Mapping[str, Collection[str]]) -> str:
    """The id of the actor or term that a person calls by this name; where there is none, or more than one, those that are like it are named."""
    from onrecord import queries

    try:
        return queries.id_of(kind, given, names)
    except LedgerError as error:
        raise click.UsageError(str(error)) from None
