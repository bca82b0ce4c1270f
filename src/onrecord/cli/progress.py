"""What a person sees while articles are read: on a terminal only, and on stderr, so that output stays clean."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from msgspec import Struct

from onrecord.cli.telling import counted, plain, tell
from onrecord.errors import InputError, InternalError
from onrecord.records import Reading

# Ten times a second is as often as an eye can use.
_SECONDS_BETWEEN_SIGNS = 0.1
CLEAR_LINE = "\r\x1b[K"


class Tally(Struct):
    """Counts of one run."""

    read: int = 0
    skipped: int = 0
    bugs: int = 0
    statements: int = 0
    positions: int = 0
    other_language: int = 0
    stood: int = 0

    def count(self, reading: Reading) -> None:
        """Count an article that was read."""
        self.read += 1
        self.statements += len(reading.statements)
        self.positions += len(reading.positions)
        self.other_language += any(notice.kind == "language-not-read" for notice in reading.article.notices)

    def skip(self, error: InputError) -> None:
        """Count an input that could not be read, and say why."""
        tell(f"skipped {plain(str(error))}")
        self.skipped += 1

    def not_kept(self, reading: Reading, error: InputError | InternalError) -> None:
        """Count an article that was read but could not be kept, and say why."""
        self.read -= 1
        self.statements -= len(reading.statements)
        self.positions -= len(reading.positions)
        self.skipped += 1
        self.bugs += isinstance(error, InternalError)
        tell(f"skipped {plain(str(error))}")

    def lines(self, *, of_positions: bool = True) -> list[str]:
        """The summary of a run, in words; without positions where none were looked for."""
        found = counted(self.statements, "statement") + (f", {counted(self.positions, 'position')}" if of_positions else "")
        lines = [f"Read {counted(self.read, 'article')}: {found}."]
        if self.stood:
            lines.append(f"{counted(self.stood, 'article')} had been read before as given: not read again.")
        if self.other_language:
            lines.append(f"{counted(self.other_language, 'article')} in a language that is not read yet: kept without statements.")
        if self.skipped:
            lines.append(f"Skipped {counted(self.skipped, 'input')}; the reasons are above.")
        return lines

    def exit_code(self) -> int:
        """0 where all was read, 1 where something was skipped or nothing came in, 3 where that was a bug of ours."""
        if self.bugs:
            return 3
        return 1 if self.skipped or not (self.read or self.stood) else 0


def watched(results: Iterable[Reading | InputError], tally: Tally) -> Iterator[Reading]:
    """Pass readings on, count them, and name on stderr every input that could not be read."""
    on_terminal = sys.stderr.isatty()
    shown = 0.0
    for result in results:
        if isinstance(result, InputError):
            if on_terminal:
                tell(CLEAR_LINE, nl=False)
            tally.skip(result)
            continue
        tally.count(result)
        if on_terminal and time.monotonic() - shown > _SECONDS_BETWEEN_SIGNS:
            shown = time.monotonic()
            tell(f"{CLEAR_LINE}{tally.read} read, {tally.skipped} skipped  {plain(result.article.id)[:60]}", nl=False)
        yield result
    if on_terminal:
        tell(CLEAR_LINE, nl=False)
