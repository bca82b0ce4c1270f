"""`onrecord verify`: whether the ledger is sound."""

from __future__ import annotations

import click

from onrecord.cli.options import ledger_option, next_options
from onrecord.cli.telling import counted, plain, tell


@click.command()
@ledger_option
def verify(ledger: str) -> int:
    """Check every passage against its text and every id against its hash. Exit code 1 when something is wrong."""
    from onrecord.ledger import open_ledger

    with open_ledger(ledger) as opened:
        problems = opened.verify()
    for problem in problems:
        click.echo(plain(problem))
    if problems:
        tell(f"{counted(len(problems), 'problem')}. Next: read the articles concerned again with 'onrecord read', or restore a backup of the ledger.")
        return 1
    click.echo(f"{plain(ledger)} is sound: every passage stands in its text, every id matches its content.")
    click.echo(f"Next: onrecord matrix{next_options(ledger)}")
    return 0
