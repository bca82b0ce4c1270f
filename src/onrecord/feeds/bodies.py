"""Bodies as they come in: unpacked as they arrive, and given up where they grow beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

# gzip or zlib, told apart by their first bytes.
_EITHER = zlib.MAX_WBITS | 32
_GZIP_STARTS = 0x1F
# What packing may add to a body that is too short to shrink.
_WRAPPING = 1_000
_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})


class TooLarge(Exception):  # noqa: N818  it says what happened; it never leaves this room
    """A body is larger than allowed, packed or unpacked."""


class Unreadable(Exception):  # noqa: N818  likewise
    """A body is packed in a way that was not asked for, or damaged."""


def read_body(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The body of an answer, unpacked as its Content-Encoding says. At no time more than `most` bytes and one chunk are held."""
    encoding = encoding.strip().lower()
    if encoding in _PLAIN:
        return _limited(chunks, most)
    if encoding in _PACKED:
        return _unpacked(chunks, most)
    raise Unreadable(f"it is packed as {encoding[:40]!r}, which was not asked for")


def _limited(chunks: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise TooLarge
    return bytes(body)


def _unpacked(chunks: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    unpacker = zlib.decompressobj(_EITHER)
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > most + _WRAPPING:
            raise TooLarge
        left = chunk
        while left:
            if unpacker.eof:
                # Several gzip streams after one another are one; what else follows is padding.
                if left[0] != _GZIP_STARTS:
                    break
                unpacker = zlib.decompressobj(_EITHER)
            try:
                body += unpacker.decompress(left, most + 1 - len(body))
            except zlib.error:
                raise Unreadable("it is not packed as its server says, or damaged") from None
            if len(body) > most:
                raise TooLarge
            left = unpacker.unconsumed_tail or unpacker.unused_data
    if taken and not unpacker.eof:
        raise Unreadable("it ends too early")
    return bytes(body)
