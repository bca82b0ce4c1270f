"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Literal, TypeVar, get_args

import click

from onrecord.cli.telling import quoted

LEDGER_VARIABLE = "ONRECORD_LEDGER"
DEFAULT_LEDGER = "./onrecord.sqlite"

Command = TypeVar("Command", bound=Callable[..., object])
# How records are printed: for an eye, or for a program.
Format = Literal["table", "json", "jsonl", "csv"]


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


class _DossierFile(click.types.StringParamType):
    """A path that, where it is left out, is told with how to come by one."""

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:  # noqa: ARG002  click's signature
        return "It names the actors and terms to read for. Start one with: onrecord dossier new my-dispute.toml"


def dossier_option(*, required: bool) -> Callable[[Command], Command]:
    """`--dossier` for commands that read articles: the file that names actors and terms."""
    words = "The dossier: a .toml or .json file that names the actors and terms." + ("" if required else " Without it, only statements are read.")
    return click.option("--dossier", metavar="FILE", type=_DossierFile(), required=required, help=words)


def fast_option(command: Command) -> Command:
    """`--fast`, as `fast`."""
    words = "Read by rules alone, without the trained model: many times faster; on annotated US news, one statement in ten fewer is found right."
    return click.option("--fast", is_flag=True, help=words)(command)


def workers_option(default: int | None) -> Callable[[Command], Command]:
    """`--workers`, as `workers`: None stands for as many as there are cores."""
    words = "How many processes read at once" + ("; else as many as there are cores." if default is None else ".")
    return click.option("--workers", type=click.IntRange(1, 1_000), metavar="N", default=default, show_default=default is not None, help=words)


def touching_option(command: Command) -> Command:
    """`--touching`, as `touching`."""
    words = "Pass over articles that name no actor of the dossier or have no words of its terms. For web archives that is always so."
    return click.option("--touching", is_flag=True, help=words)(command)


def use_options(command: Command) -> Command:
    """`--strict` and `--wide`, as `use`."""
    strict = click.option("--strict", "use", flag_value="strict", help="Keep only the surest positions: more of them are right, but few are found.")
    wide = click.option("--wide", "use", flag_value="wide", help="Keep all that may be a position, for a person to sift.")
    usual = click.option("--usual", "use", flag_value="usual", default="usual", hidden=True)
    return strict(wide(usual(command)))


def since_option(command: Command) -> Command:
    """`--since`, as `since`."""
    return click.option("--since", metavar="DAY", callback=_checked_day, help="Not before this day, month or year.")(command)


def until_option(command: Command) -> Command:
    """`--until`, as `until`."""
    return click.option("--until", metavar="DAY", callback=_checked_day, help="Not after this day, month or year.")(command)


def _checked_day(_: click.Context, option: click.Parameter, day: str | None) -> str | None:
    from onrecord.language.partial_dates import is_partial_date

    if day is not None and not is_partial_date(day):
        raise click.UsageError(f"--{option.name}: {day!r} is no day. Give YYYY-MM-DD, YYYY-MM or YYYY.")
    return day


def machine_option(command: Command) -> Command:
    """`--machine`, as `machine`."""
    words = "As the machine read it, without what people judged."
    return click.option("--machine", is_flag=True, help=words)(command)


def format_option(command: Command) -> Command:
    """`--format` for commands that print records."""
    option = click.option("--format", "form", type=click.Choice(get_args(Format)), default="table", show_default=True, help="How to print.")
    return option(command)


def next_options(ledger: str, dossier: str | None = None) -> str:
    """The options that a next command needs to see the same, as one would type them; nothing where they are the default."""
    told = "" if ledger == os.environ.get(LEDGER_VARIABLE, DEFAULT_LEDGER) else f" --ledger {quoted(ledger)}"
    return told + (f" --dossier {quoted(dossier)}" if dossier else "")
