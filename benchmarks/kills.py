"""Reads that are killed (kill -9) at random moments and started again each time, until the ledger is as an undisturbed one, row for row.

    python -m benchmarks.kills [--kills 200] [--articles 2000] [--shared ../shared] [--csv FILE]       the command itself: onrecord read --fast
    python -m benchmarks.kills --stored [--kills 200] ...                  a process that stores ready-made readings, and does nothing else

The articles grow as those of benchmarks.ledger do. Of the kills, one in ten falls into the start of the command, one in five into the comparison
at its end, and the others while articles are read: the ledger's own count of articles, and what the command says, tell where each one fell. Each
time the same command is given again; times are left out of what is compared. Ends with `verify`.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from benchmarks.growing import Grower, base_readings
from onrecord.cli.demo import find_examples
from onrecord.dossiers import digest, load
from onrecord.ledger import open_ledger
from onrecord.records import Copies, DossierReference, Reading, given_text

Stage = Literal["start", "reading", "comparing"]

_DOSSIER = find_examples() / "dossier.toml"
# One kill in so many falls into the start, and into the comparison.
_AT_START, _COMPARING = 10, 5
# What the command says once everything is read, and only the comparison is left.
_ALL_READ = b"In the ledger:"
# A kill while articles are read comes up to so many seconds after the article that it waits for: somewhere between that one and some later one.
_AFTER = 0.15
_LOOK_EVERY = 0.02
_EARLIER = 0.8
# A ledger lies in a file, what was written last in another one, and an index of that in a third.
_FILES = ("", "-wal", "-shm")


class Kill(Struct, frozen=True):
    """Where a kill is to fall: so far into the start or the comparison (0 to 1), or once so many articles are stored."""

    stage: Stage
    share: float
    articles: int = 0


class Fallen(Struct, frozen=True):
    """Where a kill fell: how many articles the ledger held when the command was started, and when it was killed."""

    stage: Stage
    before: int
    after: int


class Times(Struct, frozen=True):
    """How long the undisturbed command takes to its first article, and for its comparison, in seconds."""

    start: float
    comparing: float
    whole: float


def main() -> int:
    """Kill, start again, compare, and say what was seen; returns 1 where the ledger is another one than it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with data/articles")
    parser.add_argument("--stored", action="store_true", help="kill a process that stores ready-made readings")
    parser.add_argument("--csv", type=Path, help="write one row a kill here")
    parser.add_argument("--store", nargs=2, metavar=("LEDGER", "READINGS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.store:
        return _store_all(*options.store)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = folder / ("readings.jsonl" if options.stored else "articles.jsonl")
        _write(given, options.articles, options.shared, readings=options.stored)
        run = _Storing(folder, given) if options.stored else _Command(folder, given)
        started = time.perf_counter()
        times = run.undisturbed()
        print(f"undisturbed: {times.whole:,.0f} s, of which {times.start:.1f} to the first article and {times.comparing:.1f} comparing", flush=True)
        fallen = _kill(run, times, _plan(options.kills, options.articles))
        run.finish()
        print(f"{options.kills} kills and what came between them: {time.perf_counter() - started - times.whole:,.0f} s", flush=True)
        if options.csv:
            with options.csv.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([("stage", "before", "after"), *((one.stage, one.before, one.after) for one in fallen)])
        return _report(run, options.articles, fallen)


def _plan(kills: int, articles: int) -> Iterator[Kill]:
    """Where the kills are to fall, so that all together walk through the whole of the read: it goes on from one to the next."""
    moments = random.Random(200)  # noqa: S311  repeatable, not secret
    start, comparing = kills // _AT_START, kills // _COMPARING
    while_reading = sorted(moments.randrange(articles) for _ in range(kills - start - comparing))
    # Kills at the start come anywhere among them: some find an empty ledger, some one that is nearly full.
    order: list[Kill] = [Kill("reading", moments.random(), place) for place in while_reading]
    for _ in range(start):
        order.insert(moments.randrange(len(order) + 1), Kill("start", moments.random()))
    yield from order
    # The late ones last, when the findings are written: a read that is done has none left to write.
    yield from (Kill("comparing", share) for share in sorted(moments.random() for _ in range(comparing)))


class _Run(ABC):
    """A process that fills a ledger, and can be killed and started again."""

    def __init__(self, folder: Path, given: Path) -> None:
        self.given = given
        self.disturbed, self._undisturbed, self._kept = (folder / f"{name}.sqlite" for name in ("disturbed", "undisturbed", "kept"))
        self._said = folder / "said.txt"

    @property
    def ledgers(self) -> tuple[Path, Path]:
        """The disturbed one, and the undisturbed."""
        return self.disturbed, self._undisturbed

    @abstractmethod
    def command(self, ledger: Path) -> list[str]:
        """What is given again each time."""

    def begin(self, ledger: Path) -> subprocess.Popen[bytes]:
        """Start the process."""
        with self._said.open("wb") as said:
            return subprocess.Popen(self.command(ledger), env=dict(os.environ), stdout=said, stderr=subprocess.STDOUT)

    def all_read(self) -> bool:
        """Whether only the comparison is left."""
        return _ALL_READ in self._said.read_bytes()

    def undisturbed(self) -> Times:
        """Run it to its end, and take the times."""
        started = time.perf_counter()
        process = self.begin(self._undisturbed)
        first = read = 0.0
        while process.poll() is None:
            now = time.perf_counter() - started
            first = first or (now if count_articles(self._undisturbed) else 0.0)
            read = read or (now if self.all_read() else 0.0)
            time.sleep(_LOOK_EVERY)
        whole = time.perf_counter() - started
        self._check(process)
        return Times(first or whole, whole - (read or whole), whole)

    def keep(self) -> None:
        """Keep the disturbed ledger as it lies on disk, with what was not written into its file yet."""
        self._copy(self.disturbed, self._kept)

    def put_back(self) -> None:
        """Have it again as it was kept."""
        self._copy(self._kept, self.disturbed)

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        for ending in _FILES:
            from_file, to_file = source.with_name(source.name + ending), target.with_name(target.name + ending)
            if from_file.exists():
                shutil.copyfile(from_file, to_file)
            else:
                to_file.unlink(missing_ok=True)

    def finish(self) -> None:
        """Start it a last time, and let it come to its end."""
        process = self.begin(self.disturbed)
        process.wait()
        self._check(process)

    def _check(self, process: subprocess.Popen[bytes]) -> None:
        if process.returncode:
            raise SystemExit(f"the command ended with {process.returncode}: {self._said.read_text()[-2_000:]}")


class _Command(_Run):
    """`onrecord read --fast`, which ends with the comparison."""

    def command(self, ledger: Path) -> list[str]:
        """The command as a person gives it."""
        told = ["--fast", "--workers", "1", str(self.given), "--dossier", str(_DOSSIER), "--ledger", str(ledger)]
        return [sys.executable, "-m", "onrecord", "read", *told]


class _Storing(_Run):
    """Readings that were made before are stored, and a comparison at the end."""

    def command(self, ledger: Path) -> list[str]:
        """Have readings stored by a process of its own."""
        return [sys.executable, "-m", "benchmarks.kills", "--store", str(ledger), str(self.given)]


def _kill(run: _Run, times: Times, plan: Iterator[Kill]) -> list[Fallen]:
    """Start it and kill it, as often as is planned.

    Where it came to its end first, the ledger is put back, and it is killed earlier from then on: it is faster now than it was undisturbed.
    """
    fallen: list[Fallen] = []
    for kill in plan:
        run.keep()
        while (done := _kill_once(run, times, kill)) is None:
            print(f"  came to its end before a kill ({kill.stage}); once more", file=sys.stderr, flush=True)
            run.put_back()
            times = replace(times, start=times.start * _EARLIER, comparing=times.comparing * _EARLIER)
        fallen.append(done)
        if len(fallen) % 20 == 0:
            print(f"  {len(fallen)} kills: {done.after:,} articles in the ledger", file=sys.stderr, flush=True)
    return fallen


def _kill_once(run: _Run, times: Times, kill: Kill) -> Fallen | None:
    """Start it, wait for the moment, kill it, and say where that was; None where it had ended before."""
    before = count_articles(run.disturbed)
    process = run.begin(run.disturbed)
    if kill.stage == "start":
        time.sleep(kill.share * times.start)
    else:
        while process.poll() is None and not _has_come(run, kill, before):
            time.sleep(_LOOK_EVERY)
        time.sleep(kill.share * (times.comparing if kill.stage == "comparing" else _AFTER))
    if process.poll() is not None:
        return None
    process.send_signal(signal.SIGKILL)
    process.wait()
    after = count_articles(run.disturbed)
    return Fallen("comparing" if run.all_read() else "reading" if after > before else "start", before, after)


def _has_come(run: _Run, kill: Kill, before: int) -> bool:
    return run.all_read() or (kill.stage == "reading" and count_articles(run.disturbed) > max(kill.articles, before))


def count_articles(ledger: Path) -> int:
    """How many articles the ledger holds; none where it is not there yet, or is being made."""
    if not ledger.exists():
        return 0
    connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT COUNT(*) FROM current_reading").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def _report(run: _Run, how_many: int, fallen: Sequence[Fallen]) -> int:
    disturbed, undisturbed = (_rows(path) for path in run.ledgers)
    wrong = sorted(table for table in disturbed.keys() | undisturbed.keys() if disturbed.get(table) != undisturbed.get(table))
    with open_ledger(str(run.disturbed)) as ledger:
        problems = ledger.verify()
    stages = Counter(one.stage for one in fallen)
    told = ", ".join(f"{stages[stage]} {words}" for stage, words in _IN_WORDS.items())
    print(f"{how_many:,} articles, killed {len(fallen)} times: {told}; {len(disturbed)} tables, {sum(map(len, disturbed.values())):,} rows")
    print("row for row as undisturbed" if not wrong else f"tables that differ: {', '.join(wrong)}")
    print("sound" if not problems else "\n".join(problems))
    return 1 if wrong or problems else 0


_IN_WORDS: dict[Stage, str] = {
    "start": "before it had read anything new",
    "reading": "while articles were read",
    "comparing": "while they were compared",
}


def _rows(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of record, and of what is made out of it, without times. How the index of words lies on disk follows its writes."""
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'entry_index%'")]
    rows = {name: {tuple(map(_timeless, row)) for row in connection.execute(f'SELECT * FROM "{name}"')} for name in names}  # noqa: S608
    connection.close()
    return rows


def _timeless(value: object) -> object:
    return "" if isinstance(value, str) and len(value) == len("2031-05-09T08:00:00.000000Z") and value.endswith("Z") else value


# What is read, and what is stored


def _write(path: Path, how_many: int, shared: Path, *, readings: bool) -> None:
    """The articles as rows, or their readings."""
    dossier = load(_DOSSIER)
    grower = Grower(base_readings(dossier, shared), dossier)
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as file:
        for number in range(how_many):
            reading = grower.grown(number)
            file.write(encode(reading if readings else _row(reading)) + b"\n")


def _row(reading: Reading) -> dict[str, str | None]:
    article = reading.article
    told = {"id": article.id, "title": article.title, "outlet": article.outlet, "url": article.url, "published": article.published}
    return {**told, "text": given_text(article)}


def _store_all(ledger: str, readings: str) -> int:
    dossier = load(_DOSSIER)
    decode = msgspec.json.Decoder(Reading).decode
    with Path(readings).open("rb") as file, open_ledger(ledger, create=True) as opened:
        run = None
        for line in file:
            reading = decode(line)
            if run is None:
                reference = DossierReference(dossier.id, digest(dossier))
                opened.add_dossier(dossier, reference.sha256)
                run = opened.begin_run(reading.reader, reference, {})
            opened.store(reading, run)
        print(_ALL_READ.decode(), flush=True)
        opened.set_comparison(dossier.id, list(copies(len(opened.articles(dossier.id)))))
    return 0


def copies(how_many: int) -> Iterator[Copies]:
    """Every tenth article and the one after it are copies."""
    for number in range(0, how_many - 1, 10):
        names = (Grower.name(number), Grower.name(number + 1))
        yield Copies(id=f"copies-{number}", articles=names, origin=names[0])


if __name__ == "__main__":
    sys.exit(main())
