"""`onrecord compare`: readings in, what lies between them out."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from onrecord.cli.options import dossier_option, ledger_option
from onrecord.cli.progress import Tally, watched
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.records import Dossier, Reading


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@dossier_option(required=False)
@ledger_option
@click.pass_context
def compare(context: click.Context, paths: tuple[str, ...], dossier: str | None, ledger: str) -> int:
    """Print copies, occasions, differences, shifts, conflicts, answers and questions, one JSON object a line.

    PATH is readings as JSONL (from `onrecord extract`), or articles in any form that `extract` takes. Without a PATH, what
    the ledger holds is compared; its dossier may then be named by id as well as by file.
    """
    from onrecord.comparison import compare as compare_readings
    from onrecord.dossiers import load

    if paths and context.get_parameter_source("ledger") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("Give either files to compare or --ledger, not both.")
    tally = Tally()
    if not paths:
        from onrecord.cli.record import open_kept

        with open_kept(ledger, dossier) as (opened, kept):
            loaded: Dossier | None = kept
            readings = list(opened.readings(kept.id))
    else:
        loaded = load(dossier) if dossier else None
        readings = list(watched(_readings(paths, loaded), tally))
    encode = msgspec.json.Encoder().encode
    rows = compare_readings(readings, loaded)
    sys.stdout.buffer.writelines(encode(row) + b"\n" for row in rows)
    sys.stdout.buffer.flush()
    click.echo(f"Compared {len(readings):,} readings: {len(rows):,} findings.", err=True)
    click.echo("Next: keep articles in a ledger to see findings with their passages: onrecord read --dossier FILE PATH...", err=True)
    return 1 if tally.skipped or not readings else 0


def _readings(paths: tuple[str, ...], dossier: Dossier | None) -> Iterator[Reading | InputError]:
    """Readings as they are, articles read first; an id that comes a second time is an error of that row."""
    from onrecord.engines import read_all
    from onrecord.pages import open_articles

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


def _open(path: str) -> gzip.GzipFile:
    # GzipFile and BinaryIO iterate over lines alike; the annotation names the narrower one.
    return gzip.open(path, "rb") if path.endswith(".gz") else Path(path).open("rb")  # type: ignore[return-value]


def _holds_readings(path: str) -> bool:
    """Whether the first line of a JSONL file is a reading rather than an article."""
    if not path.endswith((".jsonl", ".jsonl.gz")):
        return False
    try:
        with _open(path) as handle:
            row = msgspec.json.decode(handle.readline())
    except (OSError, EOFError, msgspec.DecodeError, UnicodeDecodeError):
        return False  # `open_articles` says what is wrong with it
    return isinstance(row, dict) and isinstance(row.get("article"), dict)


def _load(path: str) -> Iterator[Reading | InputError]:
    from onrecord.records import Reading

    decoder = msgspec.json.Decoder(Reading)
    with _open(path) as handle:
        for number, line in enumerate(handle, 1):
            if line.strip():
                try:
                    yield decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    yield InputError(f"{path}:{number}", f"not a reading ({error}); write readings with 'onrecord extract'")
