"""Reading on several cores: a process for each, with models of its own, that is given a few articles at a time.

Order is kept and no more is read ahead than the workers need. Where a worker ends in the middle, its articles are done again by another one; an
article that no worker survives is named and left out.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from onrecord.engines.local import read_page
from onrecord.engines.parcels import Orders, decode_answers, encode, orders_of, parcel_of, result_in, screen_of
from onrecord.errors import InputError, OnrecordError
from onrecord.pages import Given, Request, Screen
from onrecord.pages.guarding import read_frame, write_frame
from onrecord.positions import Use
from onrecord.records import Article, Dossier, Reading, given_text

# A batch is as many articles as take a worker some tenths of a second, or as many bytes of pages.
_ARTICLES = 8
_BYTES = 2_000_000
# How many batches are under way or done ahead of the one that is next in order, for each worker: a long one holds up nobody.
_AHEAD = 4
# A worker may be ended from outside at any moment; what ends three of them does so itself.
_TRIES = 3
# One thread each: the cores are shared out by articles.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1") | {"TOKENIZERS_PARALLELISM": "false"}
_NO_WORKERS = "no further processes can be started here, so read on one: --workers 1"
_DEADLY = "reading it ended the program that read it, three times over, so it was left out; please report it and, if you may share it, the article"

Batch = list[Given]
Results = list[Reading | InputError | None]


def read_on_workers(
    pages: Iterable[Given], dossier: Dossier | None, *, fast: bool, use: Use, workers: int, screen: Screen | None
) -> Iterator[Reading | InputError]:
    """Read articles and pages in order, on `workers` processes; see `engines.read_all`."""
    crew = _Crew(orders_of(dossier, screen, fast=fast, use=use))
    pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")
    ahead: deque[Future[Results]] = deque()
    try:
        for batch in _batches(pages):
            ahead.append(pool.submit(crew.read, batch))
            while ahead and (ahead[0].done() or len(ahead) >= workers * _AHEAD):
                yield from _kept(ahead.popleft().result(), screen)
        while ahead:
            yield from _kept(ahead.popleft().result(), screen)
    finally:
        crew.dismiss()
        pool.shutdown(cancel_futures=True)


def _kept(results: Results, screen: Screen | None) -> Iterator[Reading | InputError]:
    for result in results:
        if result is not None:
            yield result
        elif screen is not None:
            screen.count_other_matter()


def _batches(pages: Iterable[Given]) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page.content) if isinstance(page, Request) else len(given_text(page)) if isinstance(page, Article) else 0
        if len(batch) >= _ARTICLES or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Crew:
    """The workers: each thread of the pool has one of its own, started when it is first needed."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._own = threading.local()
        self._lock = threading.Lock()
        self._all: list[Worker] = []
        self._dismissed = False

    def read(self, batch: Batch) -> Results:
        """The results of a batch, in its order."""
        asked = [page for page in batch if not isinstance(page, InputError)]
        answers = iter(self._read(asked) if asked else [])
        return [page if isinstance(page, InputError) else next(answers) for page in batch]

    def dismiss(self) -> None:
        """End all workers, whatever they are at."""
        with self._lock:
            self._dismissed = True
            for worker in self._all:
                worker.end()

    def _read(self, pages: list[Article | Request]) -> Results:
        try:
            frame = encode([parcel_of(page) for page in pages])
        except UnicodeEncodeError:
            # Half of a surrogate pair is no character and cannot be sent.
            orders, screen = self._orders, screen_of(self._orders)
            return [read_page(page, orders.dossier, fast=orders.fast, use=orders.use, screen=screen) for page in pages]
        for _ in range(_TRIES):
            worker = self._worker()
            if worker is None:
                return []
            answer = worker.ask(frame)
            if answer is not None:
                return [result_in(each) for each in decode_answers(answer)]
        if len(pages) == 1:
            return [InputError(_name(pages[0]), _DEADLY)]
        return [result for page in pages for result in self._read([page])]

    def _worker(self) -> Worker | None:
        """The worker of the thread that asks, another one where the last has ended; None where all are dismissed.

        Raises OnrecordError where none can be started.
        """
        worker: Worker | None = getattr(self._own, "worker", None)
        for _ in range(_TRIES):
            if worker is not None and not worker.ended:
                return worker
            with self._lock:
                # Whoever is started after the others were dismissed would be forgotten.
                if self._dismissed:
                    return None
                self._all = [each for each in self._all if each is not worker]
                worker = self._own.worker = Worker()
                self._all.append(worker)
            worker.begin(self._orders)
        if worker is None or worker.ended:
            raise OnrecordError(_NO_WORKERS)
        return worker


class Worker:
    """One process that reads, as the thread that sends it articles sees it."""

    def __init__(self) -> None:
        # -P: a module in the folder that somebody happens to stand in is no part of this program.
        command = [sys.executable, "-P", "-m", "onrecord.engines.worker"]
        environment = os.environ | _ONE_THREAD | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        if getattr(sys, "frozen", False) or not sys.executable:
            raise OnrecordError(_NO_WORKERS)
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own program, without a shell
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
            )
        except OSError as error:
            raise OnrecordError(f"{_NO_WORKERS} ({error.strerror})") from error
        self.ended = False

    def begin(self, orders: Orders) -> None:
        """Tell it how to read, and wait until it is ready, or has ended."""
        self.ask(encode(orders))

    def ask(self, frame: bytes) -> bytes | None:
        """The answer to a message; None where the worker ended before it gave one."""
        assert self._process.stdout  # noqa: S101  it was opened with a pipe
        answer = None
        # What was closed meanwhile, because nothing more is wanted, raises ValueError.
        with contextlib.suppress(OSError, ValueError):
            self.send(frame)
            answer = read_frame(self._process.stdout)
        if answer is None:
            self.end()
        return answer

    def send(self, frame: bytes) -> None:
        """Send a message; raises OSError where the worker has ended."""
        assert self._process.stdin  # noqa: S101  it was opened with a pipe
        write_frame(self._process.stdin, frame)

    def end(self) -> None:
        """End the process; what waits for its answer is told that there is none."""
        self.ended = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()


def _name(page: Article | Request) -> str:
    return page.id if isinstance(page, Article) else page.where
