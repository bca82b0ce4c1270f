"""Drawing in a process of its own, for a server. What draws holds the whole interpreter while it does, 2 s for its first picture.

The other process is this module run by itself. It reads what to draw from its input, one after the other, and ends where that ends: so also
where the server is gone, however it went.
"""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Lock
from typing import IO

import msgspec
from msgspec import Struct

from onrecord.errors import InternalError, OnrecordError
from onrecord.views.charts.drawing import bare_drawing, painted
from onrecord.views.charts.sheet import Sheet, wordless

# How Python runs this module by itself. Nothing is imported from the folder that the server happens to stand in.
COMMAND: tuple[str, ...] = ("-P", "-m", "onrecord.views.charts.apart")
_LENGTH = 8
# A page asks for one sheet in several colours, one after the other.
_KEPT = 50


class Draw(Struct, tag=True):
    """A wordless sheet is wanted (`bare_drawing`)."""

    sheet: Sheet


class Paint(Struct, tag=True):
    """A finished drawing is wanted as PNG (`painted`)."""

    svg: bytes
    width: float
    height: float


class Done(Struct):
    """What was drawn; else the problem, in words."""

    body: bytes = b""
    problem: str = ""


class Draughtsman:
    """Draws one picture at a time. The process begins with the first one, and again where it came to an end."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._drawn: dict[Sheet, str] = {}

    def draw(self, sheet: Sheet) -> str:
        """A sheet without its words; as it was drawn before, where it was among the last."""
        bare = wordless(sheet)
        found = self._drawn.get(bare)
        if found is None:
            found = self._drawn[bare] = self._have_done(Draw(bare)).decode("utf-8")
            for oldest in list(self._drawn)[:-_KEPT]:
                self._drawn.pop(oldest, None)
        return found

    def paint(self, svg: bytes, sheet: Sheet) -> bytes:
        """A finished drawing as PNG."""
        return self._have_done(Paint(svg, sheet.width, sheet.height))

    def close(self) -> None:
        """End the process. The next picture begins another."""
        with self._lock:
            self._end()

    def _have_done(self, work: Draw | Paint) -> bytes:
        message = msgspec.msgpack.encode(work)
        with self._lock:
            # A process that was ended from outside shows only when it is written to: then a new one is asked.
            answer = self._ask(message) or self._ask(message)
        if answer is None:
            raise InternalError("the process that draws pictures ends without a picture.")
        done = msgspec.msgpack.decode(answer, type=Done)
        if done.problem:
            raise OnrecordError(done.problem)
        return done.body

    def _ask(self, message: bytes) -> bytes | None:
        if self._process is None:
            command = [sys.executable, *COMMAND]
            # In a session of its own, so that an interrupt from the terminal does not reach it in the middle of a picture.
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603  our own module
        process = self._process
        answer = None
        if process.stdin and process.stdout:
            try:
                _write(process.stdin, message)
                answer = _read(process.stdout)
            except OSError:
                answer = None
        if answer is None:
            self._end()
        return answer

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def work_on(given: IO[bytes], made: IO[bytes]) -> None:
    """Draw what comes in, until nothing comes any more."""
    while message := _read(given):
        _write(made, msgspec.msgpack.encode(_done(message)))


def _done(message: bytes) -> Done:
    work = msgspec.msgpack.decode(message, type=Draw | Paint)
    try:
        return Done(bare_drawing(work.sheet).encode("utf-8") if isinstance(work, Draw) else painted(work.svg, work.width, work.height))
    except Exception as error:  # noqa: BLE001  whatever goes wrong with one picture, the next one is another
        return Done(problem=f"The picture cannot be drawn: {error}")


def _write(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_LENGTH, "big") + message)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes | None:
    """The next message; None where there is none any more."""
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    size = int.from_bytes(length, "big")
    message = stream.read(size)
    return message if len(message) == size else None


if __name__ == "__main__":
    # Nothing that a library may print gets between the pictures.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    work_on(sys.stdin.buffer, answers)
