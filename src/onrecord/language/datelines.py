"""Where a report says that it was written: "LENNE, Ostmark, May 3 (CNA) - " before its first words."""

from __future__ import annotations

import re

# A place in capitals; then what it lies in, a date or an agency and a dash, or a long dash alone; then the first words of a sentence.
_PLACE = r"[A-Z][A-Z'’.]+(?:[ /-][A-Z][A-Z'’.]*){0,4}"
_WORD = r"(?:[A-Z][\w.'’]{1,20}|\d{1,4})"
_TOLD = rf"(?:, {_WORD}(?: {_WORD}){{0,2}}){{0,3}}(?:\s?\([A-Z][^()\n]{{1,40}}\))?"
_DATELINE = re.compile(rf"\s*{_PLACE}(?:{_TOLD}(?<![A-Z'’.])\s?(?:-\s|--)|{_TOLD}\s?(?:[—–]|--))\s*(?=[A-Z\d\"“'‘$£€])")


def end_of_dateline(text: str, start: int, end: int) -> int:
    """Where the words behind the dateline begin that a paragraph starts with at `start`; `start` itself where it has none."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start
