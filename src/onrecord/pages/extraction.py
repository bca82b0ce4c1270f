"""The process that takes pages apart (`python -m onrecord.pages.extraction`): requests come in and answers go out, by the pipes of `guarding`."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import msgspec
from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.pages.decoding import decode
from onrecord.pages.guarding import MEGABYTES, TOO_MUCH, Extracted, Refusal, Request, read_frame, write_frame
from onrecord.pages.hypertext import extract, load_libraries
from onrecord.pages.saved_pages import page_of
from onrecord.records import Article, Capture

_PAUSE = 0.2


def extract_page(request: Request) -> Article:
    """The article of a page in bytes; raises InputError."""
    if request.kind == "saved-page":
        page, address = page_of(request.content, request.where)
    else:
        page, address = decode(request.content, request.where, markup=True, charset=request.charset), request.address
    article = extract(page, request.where, request.name, address)
    return article if request.capture is None else captured(article, request.capture)


def captured(article: Article, capture: Capture) -> Article:
    """The article of an archived page: it was published no later than the day on which it was captured."""
    day = (capture.captured or "")[: len("2024-07-04")] or None
    return replace(article, capture=capture, not_after=day if article.published is None else None)


def main() -> None:
    """Answer requests until there are no more."""
    # Whoever interrupts the program interrupts all its processes; the parent decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not get among the answers.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    load_libraries()
    _limit_memory()
    write_frame(answers, b"ready")
    decode_request = msgspec.msgpack.Decoder(Request).decode
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        write_frame(answers, answer_to(decode_request(frame)))


def answer_to(request: Request) -> bytes:
    """The article of a page, or why there is none, encoded: whatever goes wrong with a page, it is that page alone."""
    encode = msgspec.msgpack.Encoder().encode
    try:
        return encode(Extracted(extract_page(request)))
    except InputError as error:
        reason = error.reason
    except MemoryError:
        reason = TOO_MUCH
    except Exception as error:  # noqa: BLE001  whatever a page brings about in the libraries
        reason = f"the page could not be taken apart ({type(error).__name__}); give its text as .txt"
    return encode(Refusal(reason))


def _limit_memory() -> None:
    """Let this process take no more than MEGABYTES on top of what it has. Linux refuses what goes beyond; elsewhere the process ends itself.

    Windows is not asked what a process takes: there the limit on a page's size and time must do.
    """
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return
    pages = Path("/proc/self/statm")
    if pages.exists():
        taken = int(pages.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEGABYTES * 1_000_000, resource.RLIM_INFINITY))
        return
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + MEGABYTES * 1_000_000

    def watch() -> None:
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < most:
            time.sleep(_PAUSE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main()
