"""Markdown out of words that are not ours: whatever an article holds shows as its characters, and makes no structure of its own.

Every mark that any usual dialect (CommonMark, GitHub's, Pandoc's, Obsidian's) gives a meaning is escaped, `<`, `>` and `&` as entities, since
the oldest ones know no other way. Characters that steer a screen (control characters, overrides of the direction of writing) show as U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from urllib.parse import quote

from onrecord.views.citing import Citation, record_in_words
from onrecord.views.passages import Passage
from onrecord.views.wording import date_in_words

Shown = TypeVar("Shown")

_STEERING = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS = re.compile(
    r"[&<>\\`*_{}\[\]#|~^$@]|(?<==)=|=(?==)|(?<=%)%|%(?=%)"  # wherever they stand, or wherever two of them do
    r"|:(?=[/:A-Za-z_]|[\w+-]+:)"  # addresses and the names of pictures (:smile:)
    r"|(?<=\bwww)\."  # addresses again
    r"|!(?=$|\[)",  # a picture, if a footnote follows
    re.IGNORECASE,
)
# At the beginning of a line: bullets, rules, underlines and definitions; the sign after a number or a letter that counts.
_BULLET = re.compile(r"[-+:=%]")
_COUNTER = re.compile(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+))([.)])(?=\s|$)")
# What may stand in an address between < and >, unencoded.
_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%-._~"

BULLET = "-   "
_INDENT = " " * len(BULLET)


class Footnotes:
    """The footnotes of one document: one for each passage, however often it is quoted."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, int, int], int] = {}
        self._told: list[str] = []

    def mark(self, passage: Passage) -> str:
        """The mark that leads to a passage's footnote."""
        place = (passage.article, passage.field, passage.start, passage.end)
        if place not in self._numbers:
            self._numbers[place] = len(self._told) + 1
            self._told.append(_origin(passage))
        return f"[^{self._numbers[place]}]"

    def lines(self) -> Iterator[str]:
        """The footnotes in the order in which they were marked."""
        for number, told in enumerate(self._told, start=1):
            yield f"[^{number}]: {told}"


def page(write: Callable[[Shown, Footnotes], Iterable[str]]) -> Callable[[Shown, Citation], str]:
    """A function that writes the lines of a page, as one that makes the whole document: the lines, the citation, the footnotes."""

    def document(shown: Shown, cited: Citation) -> str:
        notes = Footnotes()
        lines = [*write(shown, notes), "", "* * *", "", citation(cited), "", *notes.lines()]
        return "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before).rstrip() + "\n"

    document.__doc__ = write.__doc__
    return document


def citation(cited: Citation) -> str:
    """Where a document comes from."""
    record = f"{escaped(record_in_words(cited))} What is reported, in the words of the reports; copies count once. No verdict."
    return f"{record} {link(cited.address)}" if cited.address else record


def escaped(words: str | None) -> str:
    """Words as text on one line."""
    return _as_text(" ".join(_readable(words or "").split()))


def quoted(words: str, mark: str = "") -> Iterator[str]:
    """Words as a quotation: their lines stay lines; `mark` stands at the end."""
    lines = [_as_text(line.strip()) for line in _readable(words).splitlines() if line.strip()] or [""]
    for line in lines[:-1]:
        yield f"> {line}\\"
    yield f"> {lines[-1]}{mark}"


def passage(one: Passage, notes: Footnotes) -> Iterator[str]:
    """A passage as a quotation with its footnote."""
    return quoted(one.text, notes.mark(one))


def inline(one: Passage, notes: Footnotes) -> str:
    """A passage within a line."""
    return f"“{escaped(one.text)}”{notes.mark(one)}"


def item(head: str, *blocks: Iterable[str]) -> Iterator[str]:
    """An entry of a list with blocks of lines under it."""
    yield f"{BULLET}{head}"
    for block in blocks:
        lines = list(block)
        if lines:
            yield ""
            yield from (f"{_INDENT}{line}" if line else "" for line in lines)
    yield ""


def bullets(lines: Iterable[str]) -> Iterator[str]:
    """Lines as a list."""
    return (f"{BULLET}{line}" for line in lines)


def some_of(here: int, told: int) -> Iterator[str]:
    """What is said above a list that is only a part of what there is."""
    if here < told:
        yield from (f"{here} of {told:,}.", "")


def link(address: str) -> str:
    """A web address that can be followed. Only for addresses that are safe to follow (`onrecord.views.outlet_links`)."""
    return f"<{quote(address, safe=_OF_ADDRESSES, errors='replace')}>"


def _readable(words: str) -> str:
    return _STEERING.sub("\ufffd", words)


def _as_text(line: str) -> str:
    begins = _BULLET.match(line)
    counts = _COUNTER.match(line)
    marked = _MARKS.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), line)
    if begins and not marked.startswith("\\"):
        return f"\\{marked}"
    return f"{counts[1]}\\{counts[2]}{marked[counts.end() :]}" if counts else marked


def _origin(one: Passage) -> str:
    """Where a passage stands."""
    told = [escaped(one.outlet) or "Outlet not named", f"“{escaped(one.title)}”" if one.title else ""]
    day = f"published {date_in_words(one.published)}" if one.published else "day of publication not told"
    words = f"{', '.join(part for part in (*told, escaped(day)) if part)}."
    live = f" {link(one.live)}" if one.live else ""
    where = "headline" if one.field == "title" else "text"
    return f"{words}{live} Article {escaped(one.article)}, characters {one.start}–{one.end} of its {where}."
