"""The records of a web archive as bytes, with their offsets: one after the other, however damaged or hostile some of them are.

In a .warc.gz file each record is compressed by itself, so that what follows a damaged one can be found again by the mark with which gzip begins.
Nothing is unpacked beyond the limit on one record, whatever it claims of itself.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from onrecord.pages.rows import LARGEST_ARTICLE

# The limit on one article, and what stands before it: the record's own headers and those of HTTP.
LARGEST_RECORD = LARGEST_ARTICLE + 200_000
_BLOCK = 1 << 18
# What is unpacked at a time: most records are that long, packed.
_STEP = 1 << 14
_GZIP = b"\x1f\x8b\x08"
_RECORD = b"WARC/1."
_GZIP_WINDOW = 31
_LONGEST_HEADERS = 65_536
_HEADERS_END = b"\r\n\r\n"
_LINE_END = b"\r\n"
_LONGEST_NUMBER = 18

TOO_LARGE = f"this record grows beyond {LARGEST_ARTICLE // 1_000_000} MB, the limit for one page; it was passed over"
DAMAGED = "this record is damaged and was passed over; fetch the archive again to read it"
CUT_OFF = "the archive ends in the middle of this record; fetch it again, and the same command goes on from here"


class Member(Struct, frozen=True):
    """A record at a byte offset of its archive; `problem` says why there is no content. Records that were compressed together share an offset."""

    offset: int
    content: bytes = b""
    problem: str | None = None


def find_members(stream: BinaryIO, start: int, *, compressed: bool) -> Iterator[Member]:
    """The records of an archive whose stream stands at byte `start`; from a place amid a record, the next one is found."""
    source = _Source(stream, start)
    return _unpacked(source) if compressed else _plain(source)


class _Source:
    """A stream that can be looked at ahead: `offset` is the byte of the archive at which it stands."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        self._stream = stream
        self._buffer = b""
        self._at = 0
        self.offset = offset

    def __len__(self) -> int:
        """How many bytes are there to be looked at."""
        return len(self._buffer) - self._at

    def look(self, start: int, end: int) -> memoryview:
        """The bytes from `start` to `end` from here, as far as they were read."""
        return memoryview(self._buffer)[self._at + start : self._at + end]

    def more(self) -> bool:
        """Read on; False where the stream has ended."""
        block = self._stream.read(_BLOCK)
        self._buffer = self._buffer[self._at :] + block
        self._at = 0
        return bool(block)

    def skip(self, size: int) -> bool:
        """Go on `size` bytes; False where the stream ends before."""
        while size > len(self):
            size -= len(self)
            self._go(len(self))
            if not self.more():
                return False
        self._go(size)
        return True

    def find(self, mark: bytes) -> bool:
        """Go on to the next `mark`; False where there is none."""
        while True:
            place = self._buffer.find(mark, self._at)
            if place >= 0:
                self._go(place - self._at)
                return True
            self._go(max(0, len(self) - len(mark) + 1))
            if not self.more():
                return False

    def distance(self, mark: bytes) -> int:
        """How far the next `mark` is among the bytes that were read, or -1."""
        place = self._buffer.find(mark, self._at)
        return place - self._at if place >= 0 else -1

    def _go(self, size: int) -> None:
        self._at += size
        self.offset += size


def _unpacked(source: _Source) -> Iterator[Member]:
    if source.offset and not _find_record(source):
        return
    while len(source) or source.more():
        member, size = _unpack(source)
        if member is not None:
            yield from _apart(member)
        if member is None or member.problem is None:
            source.skip(size)
        elif member.problem == CUT_OFF or not (source.skip(1) and _find_record(source)):
            return


def _unpack(source: _Source) -> tuple[Member | None, int]:
    """The record at which the source stands, and its size packed; None for one of nothing. The source stays where it is."""
    unpacking = zlib.decompressobj(_GZIP_WINDOW)
    pieces: list[bytes] = []
    size = taken = 0
    try:
        while not unpacking.eof:
            if taken == len(source) and not source.more():
                return Member(source.offset, problem=CUT_OFF), taken
            given = source.look(taken, taken + _STEP)
            pieces.append(unpacking.decompress(given, LARGEST_RECORD - size + 1))
            taken += len(given) - len(unpacking.unconsumed_tail) - len(unpacking.unused_data)
            size += len(pieces[-1])
            if size > LARGEST_RECORD:
                return Member(source.offset, problem=TOO_LARGE), taken
    except zlib.error:
        return Member(source.offset, problem=DAMAGED), taken
    content = b"".join(pieces)
    return (Member(source.offset, content) if content else None), taken


def _apart(member: Member) -> Iterator[Member]:
    """The records in what was compressed together: one, as it should be, or more."""
    if member.problem is not None:
        yield member
        return
    for record in _plain(_Source(io.BytesIO(member.content), 0)):
        yield Member(member.offset, record.content, DAMAGED if record.problem == CUT_OFF else record.problem)


def _find_record(source: _Source) -> bool:
    """Go on to the next place where a gzip member begins that unpacks to the beginning of a record; False where there is none."""
    while source.find(_GZIP):
        while len(source) < _STEP and source.more():
            pass
        try:
            if zlib.decompressobj(_GZIP_WINDOW).decompress(source.look(0, _STEP), len(_RECORD)) == _RECORD:
                return True
        except zlib.error:
            pass
        source.skip(1)
    return False


def _plain(source: _Source) -> Iterator[Member]:
    if source.offset and not _starts_record(source) and not _find_plain_record(source):
        return
    while _skip_empty_lines(source):
        member, size = _cut_out(source)
        yield member
        if member.problem == CUT_OFF:
            return
        if member.problem == DAMAGED:
            if not _find_plain_record(source):
                return
        elif not source.skip(size):
            return


def _starts_record(source: _Source) -> bool:
    while len(source) < len(_RECORD) and source.more():
        pass
    return source.look(0, len(_RECORD)) == _RECORD


def _find_plain_record(source: _Source) -> bool:
    """Go on to where a record begins behind two line ends, as a page that speaks of records does not; False where none does."""
    return source.skip(1) and source.find(_HEADERS_END + _RECORD) and source.skip(len(_HEADERS_END))


def _skip_empty_lines(source: _Source) -> bool:
    """Go on over the empty lines that stand between records; False where nothing comes after them."""
    while len(source) >= len(_LINE_END) or source.more():
        if source.look(0, len(_LINE_END)) != _LINE_END:
            return True
        source.skip(len(_LINE_END))
    return len(source) > 0


def _cut_out(source: _Source) -> tuple[Member, int]:
    """The record at which the source stands, and its size, by its own headers. The source stays where it is."""
    while (end := source.distance(_HEADERS_END)) < 0 and len(source) < _LONGEST_HEADERS and source.more():
        pass
    length = _content_length(bytes(source.look(0, end))) if end >= 0 and source.look(0, len(_RECORD)) == _RECORD else None
    if length is None:
        return Member(source.offset, problem=DAMAGED), 0
    size = end + len(_HEADERS_END) + length
    if size > LARGEST_RECORD:
        return Member(source.offset, problem=TOO_LARGE), size
    while len(source) < size:
        if not source.more():
            return Member(source.offset, problem=CUT_OFF), size
    return Member(source.offset, bytes(source.look(0, size))), size


def _content_length(headers: bytes) -> int | None:
    """What the headers of a record say of the length of its content; None where they do not."""
    for line in headers.split(_LINE_END):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit() and len(value) <= _LONGEST_NUMBER:
            return int(value)
    return None
