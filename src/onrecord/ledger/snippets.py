"""What a hit shows: a few words of the passage, with those that were looked for marked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from onrecord.ledger.folding import stem, words_in
from onrecord.records import Field, Span

# About two lines on a screen.
_BEFORE, _LENGTH = 80, 240
# In an article, the words looked for stand further on than this only in files that nobody wrote; its beginning is shown then.
_WORDS_LOOKED_THROUGH = 50_000


class Wanted(Struct, frozen=True):
    """Words in a row, as stems, and `typed` as they were typed. Where there are `endings`, the last word may go on, or end like these."""

    stems: tuple[str, ...]
    typed: str
    endings: tuple[str, ...] = ()


class Piece(Struct, frozen=True):
    """Some of a snippet's characters, and whether they are what was looked for. Plain text: whoever shows it as HTML escapes it."""

    text: str
    marked: bool = False


class Snippet(Struct, frozen=True):
    """Pieces, and the place of the passage that they are taken from."""

    start: int
    end: int
    field: Field
    pieces: tuple[Piece, ...]


def snippet_of(passages: Sequence[Span], wanted: Sequence[Wanted]) -> Snippet | None:
    """The passage that holds a wanted word first, cut to a few lines around it; the first passage where none does. None without a passage."""
    for passage in passages:
        match = next(_matches(passage.text, wanted), None)
        if match:
            return _cut(passage, match[0], wanted)
    return _cut(passages[0], 0, wanted) if passages else None


def _cut(passage: Span, around: int, wanted: Sequence[Wanted]) -> Snippet:
    text = passage.text
    start = _word_start(text, max(0, around - _BEFORE)) if len(text) > _LENGTH else 0
    end = _word_end(text, min(len(text), start + _LENGTH))
    pieces = [Piece("… ")] if start else []
    shown, done = text[start:end], 0
    for first, last in _apart(_matches(shown, wanted)):
        if first > done:
            pieces.append(Piece(shown[done:first]))
        pieces.append(Piece(shown[first:last], marked=True))
        done = last
    if done < len(shown):
        pieces.append(Piece(shown[done:]))
    if end < len(text):
        pieces.append(Piece(" …"))
    # A whole article is no passage: what is shown of it is.
    place = (start, end) if len(text) > _LENGTH else (0, len(text))
    return Snippet(passage.start + place[0], passage.start + place[1], passage.field, tuple(pieces))


def _word_start(text: str, near: int) -> int:
    """The beginning of the word after this place, if one begins soon."""
    space = text.find(" ", near, near + 20) if near else -1
    return space + 1 if space >= 0 else near


def _word_end(text: str, near: int) -> int:
    space = text.rfind(" ", max(0, near - 20), near) if near < len(text) else -1
    return space if space > 0 else near


def _matches(text: str, wanted: Sequence[Wanted]) -> Iterator[tuple[int, int]]:
    """Every place where the wanted words stand in a row."""
    longest = max((len(one.stems) for one in wanted), default=0)
    row: deque[tuple[int, int, str]] = deque(maxlen=longest or 1)
    if not longest:
        return
    begin = {each[:1] for one in wanted for each in one.stems}
    for word in islice(words_in(text, begin), _WORDS_LOOKED_THROUGH):
        row.append(word)
        if not word[2]:
            continue
        for one in wanted:
            last = list(row)[-len(one.stems) :]
            if len(last) == len(one.stems) and _is(one, [each for _, _, each in last]):
                yield last[0][0], last[-1][1]


def _is(wanted: Wanted, stems: list[str]) -> bool:
    if tuple(stems[:-1]) != wanted.stems[:-1]:
        return False
    last = stems[-1]
    return last == wanted.stems[-1] or (bool(wanted.endings) and (last.startswith(wanted.stems[-1]) or last in map(stem, wanted.endings)))


def _apart(places: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in order, those left out that begin inside another."""
    done = 0
    for start, end in sorted(places):
        if start >= done:
            yield start, end
            done = end
