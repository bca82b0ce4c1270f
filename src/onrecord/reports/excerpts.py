"""Reports that may be passed on where whole articles may not: of each article only the passages that the record rests on, with a few words around.

Made for the right to quote (Berne Convention, art. 10(1): "compatible with fair practice", to "an extent [that] does not exceed that justified
by the purpose"), which gives no figure. So each article tells how much of it is shown, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records import Reading
from onrecord.views import Record
from onrecord.views.article import ArticlePage
from onrecord.views.marks import Piece

# Enough to see how a passage is led in, and how it goes on.
_AROUND = 8
# Of a word without end, or a script without spaces, not more than eight words would be.
_CHARACTERS = 80
_LEFT_OUT = "[…]"
_WORD = re.compile(r"\S+")


class Share(Struct, frozen=True):
    """How many words of an article's text are shown, of how many."""

    shown: int
    words: int

    def most(self) -> bool:
        """Whether that is more than half."""
        return 2 * self.shown > self.words


def without_statements(record: Record) -> Record:
    """The record without what is read out of articles beside positions: statements and what was left out cover whole articles."""
    return replace(record, readings=tuple(_passages_of(reading) for reading in record.readings))


def _passages_of(reading: Reading) -> Reading:
    return replace(reading, statements=(), article=replace(reading.article, dropped=()))


def passages_alone(page: ArticlePage) -> tuple[ArticlePage, Share]:
    """The page of an article with the marked passages of its text and a few words around each, and how much that is.

    Where that would be more than half of the article, the passages stand without words around them.
    """
    short, share = _cut(page, _AROUND)
    return _cut(page, 0) if share.most() else (short, share)


def _cut(page: ArticlePage, around: int) -> tuple[ArticlePage, Share]:
    words = sum(_words(paragraph.pieces) for paragraph in page.paragraphs)
    short = [replace(paragraph, pieces=tuple(_shortened(paragraph.pieces, around))) for paragraph in page.paragraphs]
    kept = tuple(paragraph for paragraph in short if paragraph.pieces)
    shown = sum(_words(paragraph.pieces) - _gaps(paragraph.pieces) for paragraph in kept)
    return replace(page, paragraphs=kept), Share(shown, words)


def _words(pieces: Sequence[Piece]) -> int:
    return len(_WORD.findall("".join(piece.text for piece in pieces)))


def _gaps(pieces: Sequence[Piece]) -> int:
    """The signs that stand for what is left out. They have spaces around them, or stand at an end."""
    return sum(piece.text.count(_LEFT_OUT) for piece, marked in zip(pieces, _marked(pieces), strict=True) if not marked)


def _marked(pieces: Sequence[Piece]) -> list[bool]:
    """Whether each piece lies under a mark."""
    found, depth = [], 0
    for piece in pieces:
        depth += len(piece.opens)
        found.append(depth > 0)
        depth -= piece.closes
    return found


def _shortened(pieces: Sequence[Piece], around: int) -> Iterator[Piece]:
    """The pieces of one paragraph, what is not marked cut down to so many words; nothing where no piece is marked."""
    marked = _marked(pieces)
    if not any(marked):
        return
    runs = [(here, [piece for piece, _ in some]) for here, some in groupby(zip(pieces, marked, strict=True), key=lambda one: one[1])]
    for number, (here, some) in enumerate(runs):
        if here:
            yield from some
            continue
        text = "".join(piece.text for piece in some)
        yield replace(some[0], text=_few(text, after=around * (number > 0), before=around * (number + 1 < len(runs))))
        # Where a mark begins that is not shown, links still lead.
        yield from (replace(piece, text="") for piece in some[1:])


def _few(text: str, *, after: int, before: int) -> str:
    """The first words of a text, as many as stand `after` a passage, and the last, as many as stand `before` the next one."""
    first, last = _first(text, after), _first(text[::-1], before)[::-1]
    if len(first) + len(last) >= len(text) or not _WORD.search(text):
        return text
    return f"{first.rstrip()} {_LEFT_OUT} {last.lstrip()}"


def _first(text: str, words: int) -> str:
    ends = [match.end() for _, match in zip(range(words), _WORD.finditer(text[: 4 * _CHARACTERS]), strict=False)]
    return text[: min(ends[-1], _CHARACTERS)] if ends else ""
