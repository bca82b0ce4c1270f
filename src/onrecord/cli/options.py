"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

LEDGER_VARIABLE = "ONRECORD_LEDGER"
DEFAULT_LEDGER = "./onrecord.sqlite"

Command = TypeVar("Command", bound=Callable[..., object])


def ledger_option(command: Command) -> Command:
    """`--ledger`, else the environment, else a file in the present folder."""
    option = click.option(
        "--ledger",
        metavar="FILE|URL",
        envvar=LEDGER_VARIABLE,
        default=DEFAULT_LEDGER,
        show_default=True,
        help=f"The ledger: a SQLite file or a postgresql:// URL. Also set by {LEDGER_VARIABLE}.",
    )
    return option(command)


def kept_dossier_option(command: Command) -> Command:
    """`--dossier` for commands that read a ledger: which of its dossiers."""
    option = click.option("--dossier", metavar="ID|FILE", help="Which dossier of the ledger, by id or by its file; not needed where there is one.")
    return option(command)


def dossier_option(*, required: bool) -> Callable[[Command], Command]:
    """`--dossier` for commands that read articles: the file that names actors and terms."""
    words = "The dossier: a .toml or .json file that names the actors and terms." + ("" if required else " Without it, only statements are read.")
    return click.option("--dossier", metavar="FILE", required=required, help=words)


def format_option(command: Command) -> Command:
    """`--format` for commands that print records."""
    option = click.option(
        "--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True, help="How to print."
    )
    return option(command)


def quoted(path: str) -> str:
    """A path as one would type it: in quotation marks where it holds a space."""
    return f'"{path}"' if " " in path else path
