"""`onrecord read`: articles into a ledger."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import dossier_option, fast_option, ledger_option, next_options, touching_option, use_options, workers_option
from onrecord.cli.progress import Tally, watched
from onrecord.cli.telling import counted, tell
from onrecord.errors import InputError, InternalError, LedgerError

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.pages import Given, Screen
    from onrecord.positions import Use
    from onrecord.records import Dossier, Reading

# As many articles as are looked for in the ledger at once.
_AHEAD = 100
# What comparison finds, by kind: the words for one and for many.
_FINDINGS: dict[str, tuple[str] | tuple[str, str]] = {
    "copies": ("family of copies", "families of copies"),
    "occasion": ("occasion told by several independent reports", "occasions told by several independent reports"),
    "difference": ("difference",),
    "shift": ("shift",),
    "conflict": ("conflict",),
}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@dossier_option(required=True)
@ledger_option
@fast_option
@use_options
@touching_option
@workers_option(default=None)
@click.option("--again", is_flag=True, help="Read everything, also what the last time read already.")
@click.option("--trial", is_flag=True, help="Read with a newer version or a changed dossier without letting it count yet: see 'onrecord runs'.")
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="Read on this computer, or on a Ray cluster.")
@click.option("--address", metavar="ADDRESS", help="With --engine ray: the cluster; else one is started on this computer.")
@click.option("--into", metavar="FOLDER", help="With --engine ray: where the readings go, for `onrecord ledger load`.")
def read(
    paths: tuple[str, ...],
    dossier: str,
    ledger: str,
    fast: bool,  # noqa: FBT001
    use: Use,
    touching: bool,  # noqa: FBT001
    workers: int | None,
    again: bool,  # noqa: FBT001
    trial: bool,  # noqa: FBT001
    engine: str,
    address: str | None,
    into: str | None,
) -> int:
    """Read articles into a ledger and compare them with what it holds.

    PATH is a file (text, HTML, rows, tables, web archives, archives of those), its address (s3://..., https://...), a folder, or -.
    Each article is stored whole or not at all; reading the same article again changes nothing. Where the command is stopped,
    what was read so far is kept, and the same command goes on.
    """
    from onrecord.dossiers import Relevance, load
    from onrecord.engines import cores
    from onrecord.pages import Screen

    loaded = load(dossier)
    screen = Screen(Relevance(loaded), every_file=touching)
    if engine == "ray":
        from onrecord.cli.cluster import Cluster, read_on

        if into is None:
            raise click.UsageError("--engine ray needs --into FOLDER: the readings are put there, and loaded into a ledger afterwards.")
        return read_on(Cluster(address, into, workers), loaded, paths, screen, ledger, fast=fast, use=use)
    if address is not None or into is not None:
        raise click.UsageError("--address and --into go with --engine ray.")
    tally = Tally()
    kept = read_into(ledger, loaded, paths, tally, fast=fast, use=use, workers=workers or cores(), screen=screen, again=again, trial=trial)
    if kept and trial:
        click.echo(f"Next: onrecord runs{next_options(ledger)}   and what it would change: onrecord runs diff current RUN{next_options(ledger)}")
    elif kept:
        options = next_options(ledger)
        click.echo(f"Next: onrecord matrix{options}   or, in a browser: onrecord serve{options}")
    return tally.exit_code()


def read_into(
    ledger: str,
    dossier: Dossier,
    paths: Sequence[str],
    tally: Tally,
    *,
    fast: bool = False,
    use: Use = "usual",
    workers: int = 1,
    screen: Screen | None = None,
    again: bool = False,
    trial: bool = False,
) -> bool:
    """Read all articles into a ledger, compare them with everything it holds on this dossier, and say what was done.

    The ledger is opened, and made where there is none, only once there is something to keep; False where there was nothing. Web archives are
    read on from where the last run of this kind got to, unless they are to be read `again`.
    """
    from onrecord.cli.cluster import passed_over_lines
    from onrecord.engines import read_all
    from onrecord.ledger import open_ledger
    from onrecord.pages import Screen, open_pages, own_table

    options = own_table() | used(use)
    screen = screen or Screen()
    starts = {} if again else _reached(ledger, dossier, paths, options, fast=fast, trial=trial)
    pages = open_pages(paths, stdin=sys.stdin.buffer, screen=screen, starts=starts)
    with ExitStack() as open_until_the_end:
        if not again:
            pages = _unread(pages, _existing(ledger, open_until_the_end), dossier, options, tally, fast=fast)
        readings = watched(read_all(pages, dossier, fast=fast, use=use, workers=workers, screen=screen), tally)
        first = next(readings, None)
        if first is None and not tally.stood:
            _say_all([*tally.lines(), *passed_over_lines(screen.passed_over)])
            return False
        opened = open_until_the_end.enter_context(open_ledger(ledger, create=True))
        try:
            run = begin(opened, dossier, options, fast=fast, trial=trial)
            fates = _keep(opened, run, chain(() if first is None else (first,), readings), tally)
        except KeyboardInterrupt:
            tell("Stopped. What was read so far is kept and compared; the same command goes on from here.")
            if not trial:
                compare_all(opened, dossier)
            raise
        _say_all([*tally.lines(), *passed_over_lines(screen.passed_over)])
        unchanged = fates["unchanged"] + tally.stood
        click.echo(f"In the ledger: {fates['new']:,} new, {fates['reread']:,} read again, {unchanged:,} unchanged.")
        revised = f"{counted(fates['revised'], 'article')} with another text or title than before under the same id"
        if trial:
            old = f", and show the old version of {revised}" if fates["revised"] else ""
            click.echo(f"On trial as run {run}: queries do not answer from it yet{old}.")
        else:
            if fates["revised"]:
                click.echo(f"{revised}: the new version is shown, the old one kept.")
            click.echo(compare_all(opened, dossier))
    return True


def _existing(ledger: str, open_until_the_end: ExitStack) -> Ledger | None:
    """The ledger where there is one. Whatever is wrong with it is said when something is to be kept."""
    from onrecord.ledger import open_ledger

    try:
        return open_until_the_end.enter_context(open_ledger(ledger))
    except LedgerError:
        return None


def _unread(pages: Iterable[Given], ledger: Ledger | None, dossier: Dossier, options: dict[str, str], tally: Tally, *, fast: bool) -> Iterator[Given]:
    """The pages without the articles that the ledger holds as this run reads them: a command that was stopped goes on where it was."""
    from onrecord.dossiers import digest
    from onrecord.reading import reader
    from onrecord.records import Article, DossierReference

    run = reader(fast=fast), DossierReference(dossier.id, digest(dossier)), options
    pages = iter(pages)
    while some := list(islice(pages, _AHEAD if ledger else 1)):
        read = ledger.already_read(*run, [page for page in some if isinstance(page, Article)]) if ledger else set()
        for page in some:
            if isinstance(page, Article) and page.id in read:
                tally.stood += 1
            else:
                yield page


def _reached(ledger: str, dossier: Dossier, paths: Sequence[str], options: dict[str, str], *, fast: bool, trial: bool) -> dict[str, int]:
    """From which byte on web archives are read, where an earlier run of this kind got so far."""
    from onrecord.ledger import open_ledger

    if not any(".warc" in path.lower() or Path(path).is_dir() for path in paths):
        return {}
    try:
        with open_ledger(ledger) as opened:
            return opened.reached(begin(opened, dossier, options, fast=fast, trial=trial))
    except LedgerError:
        return {}  # there is none yet; whatever else is wrong with it is said when something is to be kept


def used(use: Use) -> dict[str, str]:
    """What a run notes of its use: nothing where it is the usual one."""
    return {} if use == "usual" else {"use": use}


def begin(ledger: Ledger, dossier: Dossier, options: dict[str, str], *, fast: bool, trial: bool = False) -> str:
    """Enter the dossier and the run, and give the run's id."""
    from onrecord.dossiers import digest
    from onrecord.reading import reader
    from onrecord.records import DossierReference

    sha256 = digest(dossier)
    ledger.add_dossier(dossier, sha256, trial=trial)
    return ledger.begin_run(reader(fast=fast), DossierReference(dossier.id, sha256), options, trial=trial)


def _keep(ledger: Ledger, run: str, readings: Iterable[Reading], tally: Tally) -> Counter[str]:
    """Store readings as they come, each in a transaction of its own; what cannot be kept is named and left out."""
    fates: Counter[str] = Counter()
    for reading in readings:
        try:
            fates[ledger.store(reading, run)] += 1
        except (InputError, InternalError) as error:
            tally.not_kept(reading, error)
    return fates


def compare_all(ledger: Ledger, dossier: Dossier, *, whole: bool = False) -> str:
    """Bring the comparison of a dossier's readings up to date, or compare the `whole` of them, and say how much is found in all."""
    from onrecord import queries
    from onrecord.comparing import bring_up_to_date, compare_whole

    if sys.stderr.isatty():
        tell("Comparing ...")
    if whole:
        compare_whole(ledger, dossier.id)
    else:
        bring_up_to_date(ledger, dossier.id)
    # Occasions as they are listed: reports that reprint one another are one.
    kinds = ledger.count_findings(dossier.id) | {"occasion": queries.occasion_list(ledger, dossier, limit=1).total}
    return "Compared: " + ", ".join(counted(kinds.get(kind, 0), *words) for kind, words in _FINDINGS.items()) + "."


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
