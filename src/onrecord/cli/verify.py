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

    count = 0
    with open_ledger(ledger) as opened:
        for count, problem in enumerate(opened.find_problems(), 1):  # noqa: B007  the last count is wanted
            click.echo(plain(problem))
    if count:
        tell(f"{counted(count, 'problem')}. Next: read the articles concerned again with 'onrecord read', or restore a backup of the ledger.")
        return 1
    click.echo(f"{plain(ledger)} is sound: every passage stands in its text, every id matches its content.")
    click.echo(f"Next: onrecord matrix{next_options(ledger)}")
    return 0
