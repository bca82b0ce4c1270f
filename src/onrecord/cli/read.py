"""`onrecord read`: articles into a ledger."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import DEFAULT_LEDGER, dossier_option, ledger_option, quoted
from onrecord.cli.progress import Tally, watched
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@dossier_option(required=True)
@ledger_option
def read(paths: tuple[str, ...], dossier: str, ledger: str) -> int:
    """Read articles into a ledger and compare them with what it holds.

    Each article is stored whole or not at all; reading the same article again changes nothing.
    """
    from onrecord.dossiers import load
    from onrecord.ledger import open_ledger

    loaded = load(dossier)
    with open_ledger(ledger, create=True) as opened:
        tally = read_into(opened, loaded, paths)
    option = "" if ledger == DEFAULT_LEDGER else f" --ledger {quoted(ledger)}"
    click.echo(f"Next: onrecord matrix{option}   or, in a browser: onrecord serve{option}")
    return 1 if tally.skipped or not tally.read else 0


def read_into(ledger: Ledger, dossier: Dossier, paths: Sequence[str]) -> Tally:
    """Read all articles into an open ledger, compare everything it holds on this dossier, and say what was done."""
    from onrecord.comparison import compare
    from onrecord.dossiers import digest
    from onrecord.engines import read_all
    from onrecord.pages import open_articles
    from onrecord.reading import reader
    from onrecord.records import DossierReference

    sha256 = digest(dossier)
    ledger.add_dossier(dossier, sha256)
    run = ledger.begin_run(reader(), DossierReference(dossier.id, sha256), {})
    tally, fates = Tally(), Counter[str]()
    for reading in watched(read_all(open_articles(paths, stdin=sys.stdin.buffer), dossier), tally):
        try:
            fates[ledger.store(reading, run)] += 1
        except InputError as error:
            tally.skip(error, reading)
    for line in tally.lines():
        click.echo(line)
    if tally.read:
        click.echo(f"In the ledger: {fates['new']} new, {fates['reread']} read again, {fates['unchanged']} unchanged.")
    rows = compare(list(ledger.readings(dossier.id)), dossier)
    ledger.set_comparison(dossier.id, rows)
    kinds = Counter(row.__struct_config__.tag for row in rows)
    named = (
        ("copies", "families of copies"),
        ("occasion", "occasions"),
        ("difference", "differences"),
        ("shift", "shifts"),
        ("conflict", "conflicts"),
    )
    click.echo("Compared: " + ", ".join(f"{kinds[kind]} {words}" for kind, words in named) + ".")
    return tally
