"""`onrecord password`: who may sign in to the pages."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.telling import plain, quoted, tell


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["reader", "reviewer"]), default="reader", show_default=True, help="Readers may read, reviewers may also judge."
)
def password(file: Path, name: str, role: str) -> int:
    """Let somebody sign in to the pages of `onrecord serve --passwords FILE`, or give them another password.

    Asks for the password, twice; or takes a line of standard input where that is no terminal. The file is made where there is none, and keeps
    no password, only its Argon2 hash. To take somebody out, delete their line.
    """
    from onrecord.web.passwords import write_password

    given = (
        click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    )
    was_in = write_password(file, name, "reviewer" if role == "reviewer" else "reader", given)
    done = "has another password now" if was_in else "may sign in"
    tell(f"{plain(name)} {done}, as a {role}. It counts from the next start of: onrecord serve --passwords {quoted(str(file))}")
    return 0
