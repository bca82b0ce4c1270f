"""The record that a ledger holds of one dossier, for the commands that show it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

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


def load_record(ledger: str, dossier: str | None) -> Record:
    """Everything that a ledger holds on one dossier: its readings and what comparison found between them."""
    from onrecord.views import Record

    with open_kept(ledger, dossier) as (opened, kept):
        return Record(dossier=kept, readings=tuple(opened.readings(kept.id)), comparison=tuple(opened.comparison(kept.id)))


def _dossier_id(dossier: str | None) -> str | None:
    if dossier and Path(dossier).suffix in {".toml", ".json"}:
        from onrecord.dossiers import load

        return load(dossier).id
    return dossier


def check_id(kind: str, given: str, known: list[str]) -> None:
    """Refuse an actor or term that the dossier does not name, and say which ones it does."""
    if given not in known:
        from rapidfuzz import process

        near = [name for name, score, _ in process.extract(given, known, limit=3) if score > 60]  # noqa: PLR2004  below, names look unlike
        hint = f"Did you mean {', '.join(near)}?" if near else f"Known: {', '.join(known)}."
        raise click.UsageError(f"The dossier names no {kind} {given!r}. {hint}")
