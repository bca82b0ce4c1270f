"""What a site puts into its sentences behind a name: "Ada Morn Adelina (Ada) MornHarvest comes early Ferries wait MORE said so"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct

_END = " MORE"
# A name, then the person's whole name, its last word run together with the first of the titles of other reports: no report writes so itself.
_BEGINNING = re.compile(r"(?<!\w)([A-Z][\w'’\-]{2,30})((?:[ \u00a0]\(?[A-Z]\S{0,30}){0,8}?[ \u00a0]\1)(?=[A-Z\d'\"‘“$#])")
# The titles of a dozen reports take up half of it.
_LONGEST = 2_000


class Inserts(Struct, frozen=True):
    """The inserts of one text, in order: where they start, right behind a name, and where they end."""

    starts: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that share characters with `[start, end)`."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return list(zip(self.starts[first:last], self.ends[first:last], strict=True))


def find_inserts(text: str) -> Inserts:
    """The inserts of a text; they stand in one line each."""
    found = list(_inserts(text)) if _END in text else []
    return Inserts([start for start, _ in found], [end for _, end in found])


def _inserts(text: str) -> Iterator[tuple[int, int]]:
    reached = 0
    for match in _BEGINNING.finditer(text):
        start, titles = match.span(2)
        end = text.find(_END, titles, titles + _LONGEST)
        if start >= reached and end >= 0 and text.find("\n", start, end) < 0:
            reached = end + len(_END)
            yield start, reached
