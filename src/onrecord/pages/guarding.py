"""Pages are taken apart in a process of their own, which is stopped where one page takes too long or too much memory.

HTML is the one kind of input whose reading is not ours: libraries walk through a tree that somebody else made. One process is started when the
first page comes, and serves all further pages of this process; after it was stopped, the next page starts another. Each process that reads
pages (a worker of an engine, say) so has one of its own, and none is shared across a fork. It ends with its parent, whose end closes its pipe.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from typing import IO, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.records import Article, Capture

PageKind = Literal["page", "saved-page"]

# A page of 1 MB takes a fifth of a second; what takes this long is not going to end well.
SECONDS = 10.0
# What one page may take on top of what the process has when it is ready. The largest of 181 pages (1.5 MB) takes under 60 MB.
MEGABYTES = 500
_TOO_LONG = f"taking this page apart took over {SECONDS:g} seconds, so it was given up; give its text as .txt"
TOO_MUCH = f"taking this page apart took over {MEGABYTES} MB of memory, so it was given up; give its text as .txt"
_STOPPED = "taking this page apart stopped the program that does it, so it was given up; give its text as .txt"
_NO_NAME = "its name, or that of its archive, is not UTF-8, and an article is cited by it; rename it"
# Loading the libraries takes a second, and more on a machine that is busy or starts cold.
_START_SECONDS = 120.0
_LENGTH = 8


class Request(Struct, frozen=True):
    """One page to take apart: its bytes, what messages call it, and its article's id.

    A page that came over the web also has the `address` it was fetched from, the `charset` its server named, and its `capture` in an archive.
    """

    content: bytes
    where: str
    name: str
    kind: PageKind
    address: str | None = None
    charset: str | None = None
    capture: Capture | None = None


class Refusal(Struct, frozen=True, tag=True):
    """Why a page has no article."""

    reason: str


class Extracted(Struct, frozen=True, tag=True):
    """The article of a page."""

    article: Article


Answer = Refusal | Extracted

_decode_answer = msgspec.msgpack.Decoder(Answer).decode
_encode = msgspec.msgpack.Encoder().encode


def write_frame(stream: IO[bytes], frame: bytes) -> None:
    """Write one message with its length before it."""
    stream.write(len(frame).to_bytes(_LENGTH, "big") + frame)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read one message; None where the other side has ended."""
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    frame = stream.read(int.from_bytes(length, "big"))
    return frame if len(frame) == int.from_bytes(length, "big") else None


class Extractor:
    """The process that takes pages apart, as the process that reads them sees it. Safe to use from several threads, one page at a time."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def extract(self, request: Request) -> Article:
        """The article of a page. Raises InputError where there is none, or where the page is given up."""
        try:
            # What messages call it stays here: a folder's name need not be text.
            frame = _encode(replace(request, where=""))
        except UnicodeEncodeError:
            raise InputError(request.where, _NO_NAME) from None
        with self._lock:
            process = self._running()
            answer, out_of_time = self._ask(process, frame) if process else (_here(request), False)
        if isinstance(answer, Extracted):
            return answer.article
        raise InputError(request.where, answer.reason if answer else _TOO_LONG if out_of_time else _STOPPED)

    def close(self) -> None:
        """End the process, if this one started it."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                _close(pipe)
        process.wait()

    def _running(self) -> subprocess.Popen[bytes] | None:
        """The process, started where there is none; None where this machine starts none, as in a program frozen into one file."""
        if self._process is not None and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        self.close()
        # -P: a module in the folder that somebody happens to stand in is no part of this program.
        command = [sys.executable, "-P", "-m", "onrecord.pages.extraction"]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        if getattr(sys, "frozen", False) or not sys.executable:
            return None
        try:
            process = subprocess.Popen(  # noqa: S603  our own program, without a shell
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
        except OSError:
            return None
        self._process, self._owner = process, os.getpid()
        ready, _ = _within(process, _START_SECONDS)
        if ready is None:
            self.close()
            return None
        return process

    def _ask(self, process: subprocess.Popen[bytes], frame: bytes) -> tuple[Answer | None, bool]:
        """The answer, and whether time ran out before it came."""
        assert process.stdin  # noqa: S101  it was opened with a pipe
        try:
            write_frame(process.stdin, frame)
        except OSError:
            self.close()
            return None, False
        answered, out_of_time = _within(process, self._seconds)
        if answered is None:
            self.close()
            return None, out_of_time
        answer = _decode_answer(answered)
        if isinstance(answer, Refusal) and answer.reason == TOO_MUCH:
            # What it took may not have been given back.
            self.close()
        return answer, False


def _within(process: subprocess.Popen[bytes], seconds: float) -> tuple[bytes | None, bool]:
    """The next message of the process, which is killed where it takes longer: a read that waits is ended so on every system."""
    assert process.stdout  # noqa: S101  it was opened with a pipe
    out_of_time = threading.Event()

    def stop() -> None:
        out_of_time.set()
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        return read_frame(process.stdout), out_of_time.is_set()
    finally:
        timer.cancel()


def _here(request: Request) -> Answer:
    from onrecord.pages.extraction import answer_to  # noqa: PLC0415  heavy, and needed only where no process could be started

    answer: Answer = _decode_answer(answer_to(request))
    return answer


def _close(pipe: IO[bytes]) -> None:
    # A pipe may hold what the ended process never read.
    with contextlib.suppress(OSError):
        pipe.close()


EXTRACTOR = Extractor()
atexit.register(EXTRACTOR.close)
