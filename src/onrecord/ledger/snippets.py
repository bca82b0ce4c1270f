"""What a hit shows: a few words of the passage, with those that were looked for marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice

from msgspec import Struct

from onrecord.ledger.folding import beginning_of, stem, words_in
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
    """Pieces, their place, and the place of the whole passage that they are taken from."""

    start: int
    end: int
    field: Field
    pieces: tuple[Piece, ...]
    passage: tuple[int, int] = (0, 0)


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
    return Snippet(passage.start + place[0], passage.start + place[1], passage.field, tuple(pieces), (passage.start, passage.end))


def _word_start(text: str, near: int) -> int:
    """The beginning of the word after this place, if one begins soon."""
    space = text.find(" ", near, near + 20) if near else -1
    return space + 1 if space >= 0 else near


def _word_end(text: str, near: int) -> int:
    space = text.rfind(" ", max(0, near - 20), near) if near < len(text) else -1
    return space if space > 0 else near


def _matches(text: str, wanted: Sequence[Wanted]) -> Iterator[tuple[int, int]]:
    """Every place where the wanted words stand in a row, by where it begins."""
    for start in _places(text, wanted):
        for one in wanted:
            row = list(islice(words_in(text, start), len(one.stems)))
            if len(row) == len(one.stems) and _is(one, [each for _, _, each in row]):
                yield start, row[-1][1]


def _places(text: str, wanted: Sequence[Wanted]) -> Iterator[int]:
    """Where a word begins that may be the first of those wanted, in order. Other words are not looked at: an article may be long."""
    small = text.lower()
    stems = {one.stems[0] for one in wanted} | {stem(ending) for one in wanted if len(one.stems) == 1 for ending in one.endings}
    begin = {beginning_of(each) for each in stems}
    # Where letters are lost or gained by writing them small (Turkish dotted I), places are not the same any more.
    if len(small) != len(text):
        return (start for start, _, _ in islice(words_in(text), _WORDS_LOOKED_THROUGH))
    some = (_beginning(small, each) for each in begin if not any(other != each and each.startswith(other) for other in begin))
    return islice(merge(*some, _accented(small)), _WORDS_LOOKED_THROUGH)


def _beginning(small: str, letters: str) -> Iterator[int]:
    """Where words begin with these letters."""
    start = small.find(letters)
    while start >= 0:
        if not start or not small[start - 1].isalnum():
            yield start
        start = small.find(letters, start + 1)


def _accented(small: str) -> Iterator[int]:
    """Where words begin that have a letter which ASCII has not, such as an accented one: they may be wanted ones however they are written."""
    letters = [letter for letter in set(small) if letter.isalnum() and not letter.isascii()]
    found = re.compile(f"[{''.join(map(re.escape, letters))}]") if letters else None
    end = 0
    while found and (match := found.search(small, end)):
        start = match.start()
        while start > end and small[start - 1].isalnum():
            start -= 1
        yield start
        end = match.end()
        while end < len(small) and small[end].isalnum():
            end += 1


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
