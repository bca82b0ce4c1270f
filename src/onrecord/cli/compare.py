"""`onrecord compare`: readings in, what lies between them out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import click
import msgspec

from onrecord.cli.options import dossier_option, ledger_option, machine_option, next_options
from onrecord.cli.progress import Tally, watched
from onrecord.cli.telling import counted, plain, quoted, tell
from onrecord.errors import InputError
from onrecord.language.partial_dates import is_partial_date
from onrecord.pages import open_articles, open_lines

if TYPE_CHECKING:
    from onrecord.records import Dossier, Reading


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@dossier_option(required=False)
@ledger_option
@machine_option
@click.option("--keep", is_flag=True, help="Put what is found into the ledger, in the place of what was found before, and print how much it is.")
@click.pass_context
def compare(context: click.Context, paths: tuple[str, ...], dossier: str | None, ledger: str, machine: bool, keep: bool) -> int:  # noqa: FBT001
    """Print copies, occasions, differences, shifts, conflicts, answers and questions, one JSON object a line.

    PATH is readings as JSONL (from `onrecord extract`), or articles in any form that `extract` takes. Without a PATH, what
    the ledger holds is compared; its dossier may then be named by id as well as by file.
    """
    from onrecord.comparison import compare as compare_readings
    from onrecord.dossiers import load

    if paths and context.get_parameter_source("ledger") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("Give either files to compare or --ledger, not both.")
    if keep and (paths or machine):
        raise click.UsageError("--keep is for what a ledger holds as people judge it: give neither files nor --machine.")
    if keep:
        return _keep(ledger, dossier)
    tally = Tally()
    if not paths:
        from onrecord.cli.record import open_kept

        with open_kept(ledger, dossier) as (opened, kept):
            loaded: Dossier | None = opened.dossier(kept.id, machine=machine)
            readings = list(opened.readings(kept.id, machine=machine))
    else:
        loaded = load(dossier) if dossier else None
        readings = list(watched(_readings(paths, loaded), tally))
    encode = msgspec.json.Encoder().encode
    rows = compare_readings(readings, loaded)
    sys.stdout.buffer.writelines(encode(row) + b"\n" for row in rows)
    sys.stdout.buffer.flush()
    tell(f"Compared {counted(len(readings), 'reading')}: {counted(len(rows), 'finding')}.")
    _say_what_was_not_compared(readings)
    if paths:
        shown = quoted(dossier) if dossier else "FILE"
        tell(f"Next: keep the articles in a ledger to see findings with their passages: onrecord read --dossier {shown} PATH...")
    else:
        tell(f"Next: onrecord shifts{next_options(ledger, dossier)}   or: onrecord conflicts{next_options(ledger, dossier)}")
    return tally.exit_code() if paths else 0


def _keep(ledger: str, dossier: str | None) -> int:
    """Compare all that the ledger holds, and store what is found."""
    from onrecord.cli.read import compare_all
    from onrecord.cli.record import open_kept

    with open_kept(ledger, dossier) as (opened, kept):
        click.echo(compare_all(opened, kept, whole=True))
    click.echo(f"Next: onrecord shifts{next_options(ledger, dossier)}   or: onrecord conflicts{next_options(ledger, dossier)}")
    return 0


def _say_what_was_not_compared(readings: list[Reading]) -> None:
    """Copies and wordings are found in the texts: without them, copies count as reports of their own."""
    from onrecord.comparison import count_without_text

    bare = count_without_text(readings)
    if bare:
        tell(f"{counted(bare, 'reading')} without a text: copies and wordings were not compared there. Write them with: onrecord extract --with-text")


def _readings(paths: tuple[str, ...], dossier: Dossier | None) -> Iterator[Reading | InputError]:
    """Readings as they are, articles read first; an id that comes a second time is an error of that row."""
    from onrecord.engines import read_all

    written = [path for path in paths if _holds_readings(path)]
    articles = [path for path in paths if path not in written]
    seen: set[str] = set()
    read = read_all(open_articles(articles, stdin=sys.stdin.buffer), dossier) if articles else iter(())
    for result in chain(chain.from_iterable(_load(path) for path in written), read):
        if not isinstance(result, InputError):
            if result.article.id in seen:
                yield InputError(result.article.id, "this article's id is given twice; only the first reading is compared")
                continue
            seen.add(result.article.id)
        yield result


def _holds_readings(path: str) -> bool:
    """Whether the first line of a JSONL file is a reading rather than an article."""
    if not path.lower().endswith((".jsonl", ".jsonl.gz")):
        return False
    _, line = next(open_lines(path), ("", b""))
    try:
        row = msgspec.json.decode(line) if isinstance(line, bytes) else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False  # `open_articles` says what is wrong with it
    return isinstance(row, dict) and isinstance(row.get("article"), dict)


def _load(path: str) -> Iterator[Reading | InputError]:
    """The readings of a file. Readings come from anywhere: one whose spans or days do not hold is refused."""
    from onrecord.records import Reading

    decoder = msgspec.json.Decoder(Reading)
    for where, line in open_lines(path):
        if isinstance(line, InputError):
            yield line
            continue
        try:
            reading = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield InputError(where, f"not a reading ({error}); write readings with 'onrecord extract'")
            continue
        problem = _problem_of(reading)
        yield InputError(where, f"{problem}; write the readings again with 'onrecord extract'") if problem else reading


def _problem_of(reading: Reading) -> str | None:
    from onrecord.ledger.placing import misplaced_spans
    from onrecord.records import given_text

    article = reading.article
    days = [article.published, article.not_before, article.not_after, *(position.said_on for position in reading.positions)]
    wrong = next((day for day in days if day is not None and not is_partial_date(day)), None)
    if wrong is not None:
        return f"{plain(wrong)!r} is no day, month or year"
    if given_text(article) and (misplaced := next(iter(misplaced_spans(reading)), None)):
        return f"a span does not stand in the text ({plain(str(misplaced))})"
    return None
