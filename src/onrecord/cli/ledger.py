"""`onrecord ledger ...` and `onrecord forget`: what keeps a ledger in good order."""

from __future__ import annotations

import getpass

import click

from onrecord.cli.groups import Part
from onrecord.cli.load import load
from onrecord.cli.options import ledger_option, next_options
from onrecord.cli.telling import counted, plain, quoted, tell


@click.group(cls=Part)
def ledger() -> None:
    """Load readings, copy a ledger, back it up, make it smaller, or make its index anew."""


ledger.add_command(load)


@ledger.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> int:
    """Copy the ledger FROM into the new ledger TO, row for row; either may be a SQLite file or a postgresql:// URL."""
    from onrecord.ledger import open_ledger

    with open_ledger(source) as opened, open_ledger(target, create=True) as new:
        copied = opened.copy_into(new)
        name = new.name
    versions = counted(copied.articles, "version of an article", "versions of articles")
    click.echo(f"Copied {versions}, {counted(copied.rows, 'row')} in all, to {plain(name)}.")
    click.echo(f"Next: onrecord verify --ledger {quoted(target)}")
    return 0


@ledger.command()
@click.argument("path", metavar="FILE")
@ledger_option
def backup(path: str, ledger: str) -> int:
    """Write the ledger, as it is at this moment, into the new SQLite FILE. Others may read and write meanwhile."""
    from onrecord.ledger import open_ledger

    with open_ledger(ledger) as opened:
        opened.backup(path)
    click.echo(f"Wrote {plain(path)}: a whole ledger by itself.")
    click.echo(f"Next: onrecord verify --ledger {quoted(path)}   and keep it elsewhere than the ledger")
    return 0


@ledger.command()
@ledger_option
def compact(ledger: str) -> int:
    """Give back the room that deleted rows took. It needs as much room again meanwhile, and nobody else can write."""
    from onrecord.ledger import open_ledger

    with open_ledger(ledger) as opened:
        before, after = opened.compact()
    click.echo(f"{plain(ledger)} took {_megabytes(before)}, and takes {_megabytes(after)} now.")
    click.echo(f"Next: onrecord verify{next_options(ledger)}")
    return 0


@ledger.command()
@ledger_option
def reindex(ledger: str) -> int:
    """Make anew what is made out of the record: the index for searching, and the counts of the matrix."""
    from onrecord.ledger import open_ledger

    with open_ledger(ledger) as opened:
        opened.reindex()
    click.echo(f"The index of {plain(ledger)} was made anew.")
    click.echo(f"Next: onrecord verify{next_options(ledger)}")
    return 0


@click.command()
@click.argument("article", metavar="ARTICLE")
@ledger_option
@click.option("--by", metavar="NAME", help="Who has it forgotten; else the name that you are logged in with.")
@click.option("--why", metavar="WORDS", default="", help="Why, for those who find the tombstone.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def forget(article: str, ledger: str, by: str | None, why: str, yes: bool) -> int:  # noqa: FBT001
    """Take ARTICLE out of the ledger: its text, all that was read out of it, and all that was found or judged with its words.

    A tombstone stays, with its id, who had it forgotten, when and why: the article is not taken in again. This cannot be taken back;
    backups and copies of the ledger still hold the article.
    """
    from onrecord.ledger import open_ledger

    with open_ledger(ledger) as opened:
        opened.article(article)  # says so, where there is none
        if not yes:
            click.confirm(f"Forget {plain(article)} and all that was read out of it? This cannot be taken back", abort=True, err=True)
        gone = opened.forget(article, by=by or _user(), why=why)
    others = [name for name in gone.articles if name != article]
    click.echo(
        f"Forgot {plain(article)}: {counted(gone.versions, 'version')}, {counted(gone.readings, 'reading')}, "
        f"{counted(gone.findings, 'finding')} of comparison, {counted(gone.judgements, 'judgement')}."
    )
    if others:
        click.echo(f"The same page was here under other names, which are gone too: {plain(', '.join(others))}.")
    tell("Backups and copies of this ledger made before still hold it.")
    click.echo(f"Next: onrecord read --dossier FILE{next_options(ledger)} PATH...   with any article, to compare anew what is left")
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
