"""What a person sees while articles are read: on a terminal only, and on stderr, so that output stays clean."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

import click
from msgspec import Struct

from onrecord.errors import InputError
from onrecord.records import Reading


class Tally(Struct):
    """Counts of one run."""

    read: int = 0
    skipped: int = 0
    statements: int = 0
    positions: int = 0
    other_language: int = 0

    def count(self, reading: Reading) -> None:
        """Count an article that was read."""
        self.read += 1
        self.statements += len(reading.statements)
        self.positions += len(reading.positions)
        self.other_language += any(notice.kind == "language-not-read" for notice in reading.article.notices)

    def skip(self, error: InputError, reading: Reading | None = None) -> None:
        """Name on stderr what could not be read, or, with its reading, what was read but could not be kept."""
        click.echo(f"skipped {_one_line(str(error))}", err=True)
        self.skipped += 1
        if reading:
            self.read -= 1
            self.statements -= len(reading.statements)
            self.positions -= len(reading.positions)

    def lines(self) -> list[str]:
        """The summary of a run, in words."""
        first = f"Read {_count(self.read, 'article')}: {_count(self.statements, 'statement')}, {_count(self.positions, 'position')}."
        lines = [first]
        if self.other_language:
            lines.append(f"{_count(self.other_language, 'article')} in a language that is not read yet: kept without statements.")
        if self.skipped:
            lines.append(f"Skipped {_count(self.skipped, 'input')}; the reasons are above.")
        return lines


def watched(results: Iterable[Reading | InputError], tally: Tally) -> Iterator[Reading]:
    """Pass readings on, count them, and name on stderr every input that could not be read."""
    on_terminal = sys.stderr.isatty()
    shown = 0.0
    for result in results:
        if isinstance(result, InputError):
            _clear_line(on_terminal)
            tally.skip(result)
            continue
        tally.count(result)
        if on_terminal and time.monotonic() - shown > 0.1:  # noqa: PLR2004  ten times a second is as often as an eye can use
            shown = time.monotonic()
            click.echo(f"\r\x1b[K{tally.read} read, {tally.skipped} skipped  {_one_line(result.article.id)[:60]}", err=True, nl=False)
        yield result
    _clear_line(on_terminal)


def _clear_line(on_terminal: bool) -> None:  # noqa: FBT001
    if on_terminal:
        click.echo("\r\x1b[K", err=True, nl=False)


def _one_line(words: str) -> str:
    """File names and ids come from outside: what could steer a terminal is shown, not sent."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in words)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
