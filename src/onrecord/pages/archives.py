""".zip files and gzip streams: what is in them, and reading it without letting a small file grow without end."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.pages.elsewhere import open_address, size_of

ZIP_ENDING = ".zip"
# News text shrinks to a third or a fourth, JSON rows of one dispute to a tenth. What grows more than a hundredfold holds next to no
# words; 100 MB are allowed to any file, since a short one may be all of one letter.
_MOST_GROWTH = 100
_ALLOWED = 100_000_000
_MOST_MEMBERS = 1_000_000
_BOMB = "it grows more than a hundredfold when it is unpacked, as no text does; unpack it yourself and give the files"
_DAMAGED = "the compressed file ends too early or is damaged; fetch it again"


class GrowsTooMuch(Exception):  # noqa: N818  it says what happened; it never leaves this room
    """A compressed stream gave more than its size allows."""


class _Bounded(io.RawIOBase):
    """A stream that is read up to a number of bytes; what asks for more raises GrowsTooMuch."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what io asks of a raw stream
        content = self._stream.read(len(buffer))
        self._left -= len(content)
        if self._left < 0:
            raise GrowsTooMuch
        buffer[: len(content)] = content
        return len(content)


def find_members(archive: Path) -> list[str]:
    """The names of the files in a .zip file, sorted. Raises InputError for one that is damaged, or that grows beyond all text."""
    where = str(archive)
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if member.filename and not member.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError, ValueError, OverflowError) as error:
        raise InputError(where, f"this is not a .zip file, or it is damaged ({error}); fetch it again") from error
    if len(members) > _MOST_MEMBERS:
        raise InputError(where, f"it holds more than {_MOST_MEMBERS:,} files; cut it into several")
    if sum(member.file_size for member in members) > archive.stat().st_size * _MOST_GROWTH + _ALLOWED:
        raise InputError(where, _BOMB)
    # A name may stand in it twice; the last one is what a program that unpacks it would leave.
    return sorted({member.filename for member in members if "\x00" not in member.filename})


@contextmanager
def opened(path: Path, member: str | None, *, compressed: bool, where: str, address: str | None = None) -> Iterator[BinaryIO]:
    """The content of a file, or of a file in a .zip file, unpacked; every failure on the way, also while it is read, is an InputError.

    With an `address`, it is the file there that is read.
    """
    try:
        with path.open("rb") if address is None else open_address(address) as raw:
            if member is None:
                with _unpacked(raw, path.stat().st_size if address is None else size_of(raw), compressed=compressed) as stream:
                    yield stream
            else:
                with zipfile.ZipFile(raw) as archive, _member(archive, member, where) as inner:
                    size = archive.getinfo(member).file_size
                    with _unpacked(inner, size, compressed=compressed) as stream:
                        yield stream
    except GrowsTooMuch:
        raise InputError(where, _BOMB) from None
    except gzip.BadGzipFile as error:
        raise InputError(where, f"this is not a gzip file ({error}); rename it, or compress it again") from error
    except (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise InputError(where, f"{_DAMAGED} (what came before was read)") from error
    except OSError as error:
        raise InputError(where, f"it cannot be read ({error.strerror or error}); check its permissions") from error


def _member(archive: zipfile.ZipFile, name: str, where: str) -> BinaryIO:
    try:
        return cast("BinaryIO", archive.open(name))
    except (RuntimeError, NotImplementedError, KeyError, ValueError) as error:
        # A password, or a method of compression that Python lacks.
        raise InputError(where, f"it cannot be unpacked ({error}); unpack it yourself and give the files") from error


@contextmanager
def _unpacked(stream: BinaryIO, size: int, *, compressed: bool) -> Iterator[BinaryIO]:
    if not compressed:
        yield stream
        return
    with gzip.open(stream) as inner:
        yield io.BufferedReader(_Bounded(inner, size * _MOST_GROWTH + _ALLOWED))  # type: ignore[arg-type]  # a GzipFile reads as BinaryIO does
