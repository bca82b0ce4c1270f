"""Files that lie elsewhere, at an address that the user named ("s3://bucket/file.warc.gz", "https://..."), by fsspec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from onrecord.errors import InputError

# A letter alone before the colon is a drive of Windows.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}(?:::[A-Za-z][A-Za-z0-9+.-]{1,30})?://")
_NO_OPENER = "reading files at an address needs fsspec; install it with: pip install 'onrecord[archives]'"
# Read on in blocks of this many bytes: an archive is read from end to end.
_BLOCK = 8_000_000
# Where the length is not told; what a page may grow to is bounded elsewhere.
_UNKNOWN = 1_000_000_000


def is_address(given: str) -> bool:
    """Whether a path is an address."""
    return _ADDRESS.match(given) is not None


def find_addresses(address: str) -> list[str]:
    """The address itself, or those that it stands for where it holds a star, sorted. Raises InputError where they cannot be looked up."""
    if "*" not in address:
        return [address]
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  not installed everywhere

        system, path = url_to_fs(address)
        return sorted(system.unstrip_protocol(found) for found in system.glob(path))
    except ImportError as error:
        raise _missing(address, error) from error
    except Exception as error:
        raise _unreachable(address, error) from error


@contextmanager
def open_address(address: str) -> Iterator[BinaryIO]:
    """The file at an address, to be read from its start; whatever goes wrong, also while it is read, is an InputError."""
    try:
        import fsspec  # noqa: PLC0415  not installed everywhere

        opening = fsspec.open(address, "rb", block_size=_BLOCK).open()
    except ImportError as error:
        raise _missing(address, error) from error
    except Exception as error:
        raise _unreachable(address, error) from error
    with opening as stream:
        yield cast("BinaryIO", _Told(stream, address))


class _Told:
    """A stream whose failures are told as what they are: the file lies elsewhere, and any of them may come up while it is read."""

    def __init__(self, stream: BinaryIO, address: str) -> None:
        self._stream = stream
        self._address = address

    def read(self, size: int = -1) -> bytes:
        try:
            return self._stream.read(size)
        except Exception as error:
            raise _unreachable(self._address, error) from error

    def readline(self, size: int = -1) -> bytes:
        try:
            return self._stream.readline(size)
        except Exception as error:
            raise _unreachable(self._address, error) from error

    def seek(self, place: int, whence: int = 0) -> int:
        try:
            return self._stream.seek(place, whence)
        except Exception as error:
            raise _unreachable(self._address, error) from error

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return self._stream.seekable()

    def readable(self) -> bool:
        return True

    @property
    def closed(self) -> bool:
        return self._stream.closed

    def close(self) -> None:
        self._stream.close()


def size_of(stream: BinaryIO) -> int:
    """How many bytes a stream that can be gone about in has; a great many where it cannot."""
    if not stream.seekable():
        return _UNKNOWN
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def _missing(address: str, error: ImportError) -> InputError:
    return InputError(address, _NO_OPENER if error.name == "fsspec" else f"this kind of address needs another library ({_told(error)})")


def _unreachable(address: str, error: Exception) -> InputError:
    return InputError(address, f"it cannot be read there ({type(error).__name__}: {_told(error)}); check the address and your access to it")


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
