"""Tables and rows on standard output: for an eye, or for a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.records import Stance
from onrecord.views.rows import RowFormat, write_rows
from onrecord.views.sureness import is_unsure
from onrecord.views.wording import stance_in_words

# A shape for each stance, so that it can be told without colour, and a colour, so that it can be told at a glance.
_SHAPES: dict[Stance, str] = {"for": "●", "conditional": "◐", "against": "✕", "undecided": "○"}
_COLOURS: dict[Stance, str] = {"for": "blue", "conditional": "magenta", "against": "dark_orange", "undecided": "bright_black"}
# Where output is no terminal (a file, a pipe), tables take the room they need up to this.
_WIDE = 160


def console() -> Console:
    """Standard output: as wide as the terminal, or wide enough for a file."""
    return Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else _WIDE, highlight=False, markup=False)


def stance_mark(stance: Stance) -> Text:
    """A stance as shape, word and colour."""
    return Text(f"{_SHAPES[stance]} {stance_in_words(stance)}", style=_COLOURS[stance])


def unsure_mark(confidence: float) -> str:
    """What stands behind a stance that is unsure, with its chance; nothing behind another."""
    return f", unsure {confidence:.2f}" if is_unsure(confidence) else ""


def print_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: RowFormat) -> None:
    """Print rows for a program."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Lines end as their format says and letters are UTF-8, whatever the system's own habits are.
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    write_rows(rows, columns, form, sys.stdout)


def plain_table(title: str, *headings: str) -> Table:
    """An empty table in the look of all tables."""
    table = Table(title=Text(title), title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        longest = max(map(len, heading.split()), default=0)
        table.add_column(Text(heading), vertical="top", overflow="fold", min_width=longest)
    return table
