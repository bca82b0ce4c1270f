"""The program: its commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback
from difflib import get_close_matches
from errno import EIO, ENOSPC, EPIPE
from importlib import import_module
from io import TextIOWrapper

import click

from onrecord.cli.telling import plain, tell
from onrecord.errors import OnrecordError
from onrecord.version import __version__

# Each command, the module that holds it, and its line in the help: so that `--help` need not import them all.
COMMANDS = {
    "demo": ("onrecord.cli.demo", "Read the example dispute, show what was found, and write a report."),
    "dossier": ("onrecord.cli.dossier", "Check a dossier, start a new one, or find speakers whom it lacks."),
    "extract": ("onrecord.cli.extract", "Print what articles say as readings, one JSON object a line."),
    "read": ("onrecord.cli.read", "Read articles into a ledger and compare them."),
    "watch": ("onrecord.cli.watch", "Ask feeds for new articles, read them, and tell what changed."),
    "compare": ("onrecord.cli.compare", "Print copies, occasions, differences, shifts, conflicts, answers and questions."),
    "matrix": ("onrecord.cli.matrix", "Show who stands where: actors or sides by terms."),
    "trail": ("onrecord.cli.trail", "Show what a holder said about a term, in order of time."),
    "search": ("onrecord.cli.search", "Find words in articles, statements and positions."),
    "explain": ("onrecord.cli.explain", "Tell why a passage was read as a position."),
    "answers": ("onrecord.cli.answers", "List offers and demands, and the answers to them."),
    "occasions": ("onrecord.cli.occasions", "List what several reports tell, and in what they differ."),
    "shifts": ("onrecord.cli.findings", "List changed stances."),
    "conflicts": ("onrecord.cli.findings", "List reports that cannot all be right."),
    "review": ("onrecord.cli.review", "Judge positions one after the other, with single keys."),
    "judge": ("onrecord.cli.judge", "Accept, reject, correct, add, merge, split; list, take back, export."),
    "runs": ("onrecord.cli.runs", "List runs; see what a newer one changes, and adopt it."),
    "versions": ("onrecord.cli.versions", "Show what outlets changed in articles after these came in."),
    "brief": ("onrecord.cli.brief", "Write a sourced summary of a holder, a term or a week."),
    "report": ("onrecord.cli.report", "Write the record as one HTML file, or as a folder."),
    "serve": ("onrecord.cli.serve", "Show the record as pages in a browser."),
    "password": ("onrecord.cli.password", "Say who may sign in to the pages, where others reach them."),
    "verify": ("onrecord.cli.verify", "Check every passage and every id in a ledger."),
    "forget": ("onrecord.cli.ledger", "Take an article out of a ledger, for good."),
    "ledger": ("onrecord.cli.ledger", "Copy a ledger, back it up, make it smaller."),
}

# What the system says where output goes nowhere: nobody reads the pipe, the disk is full, the device fails.
_LOST_OUTPUT = frozenset({EPIPE, ENOSPC, EIO})

DONE, USAGE, BUG, INTERRUPTED = 0, 2, 3, 130


class Program(click.Group):
    """A group of commands that imports a command's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of the commands, in the order in which one uses them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """Import one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; where there is none of that name, a UsageError says which is like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], COMMANDS, n=1)
            raise click.UsageError(f"{error.message} Did you mean {near[0]}?" if near else error.message, ctx) from None

    def invoke(self, ctx: click.Context) -> object:
        """Run a command. Where whoever reads the output has enough (`onrecord extract ... | head`), that is no error."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if error.errno not in _LOST_OUTPUT:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if error.errno == EPIPE:
                return DONE
            raise OnrecordError(f"the output cannot be written ({error.strerror}); give it another place") from None
        return code

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """Write the list of commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="onrecord")
def program() -> None:
    """Keep the sourced record of a dispute: who said what, when, on which terms and conditions, and how each outlet tells it.

    Start with `onrecord demo`, or with a dossier of your own: `onrecord dossier new my-dispute.toml`.

    Exit codes: 0 done; 1 some inputs were skipped, or a check found problems; 2 usage, dossier or ledger error; 3 a bug of ours.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    if sys.stdout is None:
        tell("onrecord: standard output is closed; give it somewhere to go.")
        sys.exit(USAGE)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a mark that the system's encoding lacks is no reason to stop
    try:
        code = program.main(args=arguments, prog_name="onrecord", standalone_mode=False)
    except click.exceptions.Abort:
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = USAGE
    except OnrecordError as error:
        tell(_as_lines(error))
        code = error.exit_code
        if code == BUG:
            tell(_how_to_report())
    except Exception:  # noqa: BLE001  the last stop: a person reads a report, not a bare trace
        tell(f"{traceback.format_exc()}\n{_how_to_report()}")
        code = BUG
    sys.exit(code if isinstance(code, int) else DONE)


def _as_lines(error: OnrecordError) -> str:
    return "\n".join(f"onrecord: {plain(line)}" for line in str(error).splitlines())


def _how_to_report() -> str:
    return (
        f"onrecord {__version__}: this is a bug of ours, not yours. Nothing half-read was left in the ledger.\n"
        "Please report it with the lines above and, if you may share it, the article that caused it (see CONTRIBUTING, 'Reporting a bug')."
    )
