"""`onrecord read`: articles into a ledger."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import dossier_option, fast_option, ledger_option, next_options
from onrecord.cli.progress import Tally, watched
from onrecord.cli.telling import counted, tell
from onrecord.errors import InputError, InternalError

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier, Reading

# What comparison finds, by kind: the words for one and for many.
_FINDINGS: dict[str, tuple[str] | tuple[str, str]] = {
    "copies": ("family of copies", "families of copies"),
    "occasion": ("occasion",),
    "difference": ("difference",),
    "shift": ("shift",),
    "conflict": ("conflict",),
}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@dossier_option(required=True)
@ledger_option
@fast_option
def read(paths: tuple[str, ...], dossier: str, ledger: str, fast: bool) -> int:  # noqa: FBT001
    """Read articles into a ledger and compare them with what it holds.

    Each article is stored whole or not at all; reading the same article again changes nothing. Where the command is stopped,
    what was read so far is kept, and the same command goes on.
    """
    from onrecord.dossiers import load

    tally = Tally()
    kept = read_into(ledger, load(dossier), paths, tally, fast=fast)
    if kept:
        options = next_options(ledger)
        click.echo(f"Next: onrecord matrix{options}   or, in a browser: onrecord serve{options}")
    return tally.exit_code()


def read_into(ledger: str, dossier: Dossier, paths: Sequence[str], tally: Tally, *, fast: bool = False) -> bool:
    """Read all articles into a ledger, compare everything it holds on this dossier, and say what was done.

    The ledger is opened, and made where there is none, only once there is something to keep; False where there was nothing.
    """
    from onrecord.engines import read_all
    from onrecord.ledger import open_ledger
    from onrecord.pages import open_articles, own_table

    options = own_table()
    readings = watched(read_all(open_articles(paths, stdin=sys.stdin.buffer), dossier, fast=fast), tally)
    first = next(readings, None)
    if first is None:
        _say_all(tally.lines())
        return False
    with open_ledger(ledger, create=True) as opened:
        try:
            run = _begin(opened, dossier, options, fast=fast)
            fates = _keep(opened, run, chain((first,), readings), tally)
        except KeyboardInterrupt:
            tell("Stopped. What was read so far is kept and now compared; the same command goes on from here.")
            _compare_all(opened, dossier)
            raise
        _say_all(tally.lines())
        click.echo(f"In the ledger: {fates['new']:,} new, {fates['reread']:,} read again, {fates['unchanged']:,} unchanged.")
        if fates["revised"]:
            revised = counted(fates["revised"], "article")
            click.echo(f"{revised} with another text or title than before under the same id: the new version is shown, the old one kept.")
        click.echo(_compare_all(opened, dossier))
    return True


def _begin(ledger: Ledger, dossier: Dossier, options: dict[str, str], *, fast: bool) -> str:
    """Enter the dossier and the run, and give the run's id."""
    from onrecord.dossiers import digest
    from onrecord.reading import reader
    from onrecord.records import DossierReference

    sha256 = digest(dossier)
    ledger.add_dossier(dossier, sha256)
    return ledger.begin_run(reader(fast=fast), DossierReference(dossier.id, sha256), options)


def _keep(ledger: Ledger, run: str, readings: Iterable[Reading], tally: Tally) -> Counter[str]:
    """Store readings as they come, each in a transaction of its own; what cannot be kept is named and left out."""
    fates: Counter[str] = Counter()
    for reading in readings:
        try:
            fates[ledger.store(reading, run)] += 1
        except (InputError, InternalError) as error:
            tally.not_kept(reading, error)
    return fates


def _compare_all(ledger: Ledger, dossier: Dossier) -> str:
    """Compare all readings of a dossier, store what was found, and say how much it is."""
    from onrecord.comparison import compare

    if sys.stderr.isatty():
        tell("Comparing ...")
    rows = compare(list(ledger.readings(dossier.id)), dossier)
    ledger.set_comparison(dossier.id, rows)
    kinds = Counter(row.__struct_config__.tag for row in rows)
    return "Compared: " + ", ".join(counted(kinds[kind], *words) for kind, words in _FINDINGS.items()) + "."


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
