"""Words for a person at a terminal."""

from __future__ import annotations

import shlex
from contextlib import suppress

import click


def plain(words: str | None) -> str:
    """Words that come from outside (articles, file names, dossiers), safe to print: on one line, and without what would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in " ".join((words or "").split()))


def tell(words: str = "", *, nl: bool = True) -> None:
    """Say something on stderr. Where nobody listens any more, the work goes on all the same."""
    with suppress(BrokenPipeError):
        click.echo(words, err=True, nl=nl)


def quoted(path: str) -> str:
    """A path as one would type it in a shell, also where it holds a space or begins like an option."""
    return shlex.quote(f"./{path}" if path.startswith("-") else path)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 article", "1,200 articles"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
