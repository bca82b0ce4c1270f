"""The same reading on one process, on all cores, and on a Ray cluster: equal readings, byte for byte, in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from onrecord.engines.local import read_here
from onrecord.errors import InputError
from onrecord.pages import Given, Screen
from onrecord.positions import Use
from onrecord.records import Dossier, Reading

__all__ = ["cores", "read_all"]

# Starting workers takes as long as reading about so many articles does.
_WORTH_WORKERS = 16


def read_all(
    pages: Iterable[Given],
    dossier: Dossier | None,
    *,
    fast: bool = False,
    use: Use = "usual",
    on_done: Callable[[Reading | InputError], object] | None = None,
    workers: int = 1,
    screen: Screen | None = None,
) -> Iterator[Reading | InputError]:
    """Read articles and pages in order, lazily: a reading for each, or the InputError that says why there is none.

    `fast` leaves the trained models out, `use` says how sure a position has to be (strict, usual, wide). `workers` is the number of processes
    that read, beside this one where there are several. InputErrors among the articles are passed on. An error while one article is read becomes
    its InputError; the rest is read. Pages that `screen` passes over once they were taken apart give nothing. `on_done` is called with each
    result before it is given out. What the iterable itself raises, and KeyboardInterrupt, are the caller's.
    """
    for result in _read(pages, dossier, fast=fast, use=use, workers=workers, screen=screen):
        if on_done:
            on_done(result)
        yield result


def _read(
    pages: Iterable[Given], dossier: Dossier | None, *, fast: bool, use: Use, workers: int, screen: Screen | None
) -> Iterator[Reading | InputError]:
    if workers == 1:
        return read_here(pages, dossier, fast=fast, use=use, screen=screen)
    pages = iter(pages)
    first = list(islice(pages, _WORTH_WORKERS))
    if len(first) < _WORTH_WORKERS:
        return read_here(first, dossier, fast=fast, use=use, screen=screen)
    from onrecord.engines.workers import read_on_workers  # noqa: PLC0415  what starts processes, only where some are started

    return read_on_workers(chain(first, pages), dossier, fast=fast, use=use, workers=workers, screen=screen)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
