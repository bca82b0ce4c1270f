"""How fast archives are read, from one process to a cluster, and that none of it changes what is read.

One command for each question:

    python -m benchmarks.archive pace    [--articles 400] [--spacy PYTHON]   words a second: everything, and where 5 % touch the dossier; beside spaCy
    python -m benchmarks.archive cost    [--rounds 3]         time of one core for 600 words of real news with a dossier of 14 terms, models and all
    python -m benchmarks.archive workers [--articles 400]                    one worker, two, and Ray; equal results
    python -m benchmarks.archive memory  [--articles 20000] [--sparse]       what a worker takes, along the way
    python -m benchmarks.archive ledger  [--sizes 1000 10000 100000]         time for an article, by how many are in the ledger; --grown LEDGER:
                                                                             also in a copy of one that benchmarks.ledger made
    python -m benchmarks.archive resume  [--megabytes 1000]                  a web archive in one go, killed and gone on with: the same ledger
    python -m benchmarks.archive stages  [--articles 60]                     where an article's time goes

The articles are those of the example, each told anew under other numbers; what does not touch the dossier are news reports of other matters
(from `--shared`, where they lie), and in `resume` also the saved pages of data/pages. Time is told twice: by the clock, which hangs on what else the
machine does, and as time of processors (all processes together), which does so less. Ratios are of measurements taken in turns in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from onrecord.dossiers import Relevance, load
from onrecord.engines import read_all
from onrecord.pages import Screen, open_articles, open_pages
from onrecord.records import Article, Dossier, Reading, given_text

_EXAMPLES = Path(__file__).parents[1] / "examples"
_TOUCHING = 20  # one page in so many touches the dossier
_TERMS = 14  # of a dossier, where the cost of an article is told
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("question", choices=["pace", "cost", "workers", "memory", "ledger", "resume", "stages"])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with data/articles and data/pages")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--sparse", action="store_true", help="one article in twenty touches the dossier, and is read with the models")
    parser.add_argument("--spacy", metavar="PYTHON", help="a Python that has spaCy")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--grown", type=Path, metavar="LEDGER", help="a ledger made by benchmarks.ledger, with the articles of many hours")
    parser.add_argument("--megabytes", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=3)
    options = parser.parse_args()
    os.environ.update(_ONE_THREAD)
    questions: dict[str, Callable[[Any], int]] = {
        "pace": _pace,
        "cost": _cost,
        "workers": _workers,
        "memory": _memory,
        "ledger": _ledger,
        "resume": _resume,
        "stages": _stages,
    }
    return questions[options.question](options)


# What is read


def _told_anew(count: int) -> list[Article]:
    """Articles of the example, each with a line of its own, so that no two are the same."""
    articles = [article for article in open_articles([str(_EXAMPLES / "articles")]) if isinstance(article, Article)]
    found = []
    for number in range(count):
        article = articles[number % len(articles)]
        text = f"{given_text(article)}\n\nThe Vel stood at {number} centimetres at the Lenne gauge, the river office said."
        found.append(msgspec.structs.replace(article, id=f"told-{number:06d}", text=text, url=None, extracted=False))
    return found


def _of_other_matters(shared: Path, count: int) -> list[Article]:
    """News reports that do not touch the example's dossier."""
    data = shared / "data" / "articles" / "disputes-2012-2020.jsonl.gz"
    if not data.is_file():
        print(f"No articles at {data}: the example's own, with other names, stand for those that do not touch the dossier.")
        names = {"Karsia": "Upland", "Ostmark": "Lowland", "Dravik": "Hilltown", "Lenne": "Portside", "Meridian": "Coastal", "Halm": "Pine"}
        return [msgspec.structs.replace(each, id=f"other-{each.id}", text=_renamed(given_text(each), names)) for each in _told_anew(count)]
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    touches = Relevance(_dossier())
    rows = [row for row in rows if not touches(row["text"].encode())]
    return [Article(id=f"other-{number:06d}", text=rows[number % len(rows)]["text"]) for number in range(count)]


def _among_others(touching: list[Article], others: list[Article]) -> list[Article]:
    """Each article that touches the dossier, with the others that fall to it behind it."""
    share = _TOUCHING - 1
    return [each for number, article in enumerate(touching) for each in (article, *others[number * share : (number + 1) * share])]


def _renamed(text: str, names: dict[str, str]) -> str:
    for name, other in names.items():
        text = text.replace(name, other)
    return text


def _words(articles: list[Article]) -> int:
    return sum(len(given_text(article).split()) for article in articles)


def _dossier() -> Dossier:
    return load(_EXAMPLES / "dossier.toml")


def _as_rows(articles: list[Article], path: Path) -> Path:
    rows = ({"id": article.id, "text": given_text(article), "published": article.published or "2031-10-14"} for article in articles)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def _result(path: Path, *, fast: bool, workers: int, touching: bool = False) -> list[bytes]:
    """All results of a file, as they would be printed."""
    results = _results(path, fast=fast, workers=workers, touching=touching)
    return [msgspec.json.encode(result) if isinstance(result, Reading) else str(result).encode() for result in results]


def _results(path: Path, *, fast: bool, workers: int, touching: bool) -> Iterator[Any]:
    dossier = _dossier()
    screen = Screen(Relevance(dossier), every_file=touching)
    return iter(read_all(open_pages([str(path)], screen=screen), dossier, fast=fast, workers=workers, screen=screen))


# Time


def _timed(action: Callable[[], Any]) -> tuple[Any, float, float]:
    """What an action gives, the seconds it took by the clock, and those of processors, with all processes that ended meanwhile."""
    clock, processors = time.monotonic(), _processor_seconds()
    result = action()
    return result, time.monotonic() - clock, _processor_seconds() - processors


def _processor_seconds() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class _Table:
    """Measurements by name: the best of the rounds by the clock, and by processors."""

    def __init__(self) -> None:
        self.clock: dict[str, float] = {}
        self.processors: dict[str, float] = {}

    def add(self, name: str, clock: float, processors: float) -> None:
        self.clock[name] = min(clock, self.clock.get(name, clock))
        self.processors[name] = min(processors, self.processors.get(name, processors))

    def show(self, words: dict[str, int], peer: str | None = None) -> None:
        """Words a second on two cores, and beside the peer where there is one."""
        print(f"  {'':34} {'words/s by clock':>17} {'per processor-s':>16}" + (f" {'x peer (clock)':>15} {'x peer (proc.)':>15}" if peer else ""))
        for name, seconds in self.clock.items():
            by_clock, by_processors = words[name] / seconds, words[name] / self.processors[name]
            line = f"  {name:34} {by_clock:17,.0f} {by_processors:16,.0f}"
            if peer in self.clock and peer is not None:
                line += f" {by_clock * self.clock[peer] / words[peer]:15.2f} {by_processors * self.processors[peer] / words[peer]:15.2f}"
            print(line)


# The questions


def _pace(options: argparse.Namespace) -> int:
    count = options.articles or 400
    touching = _told_anew(count)
    others = _of_other_matters(options.shared, count * (_TOUCHING - 1))
    sparse = _among_others(touching, others)
    with tempfile.TemporaryDirectory() as folder:
        everything, some = _as_rows(touching, Path(folder, "all.jsonl")), _as_rows(sparse, Path(folder, "some.jsonl"))
        tasks: dict[str, Callable[[], Any]] = {
            "everything": lambda: _result(everything, fast=False, workers=2),
            "everything, fast": lambda: _result(everything, fast=True, workers=2),
            "5 % touch it": lambda: _result(some, fast=False, workers=2, touching=True),
            "5 % touch it, fast": lambda: _result(some, fast=True, workers=2, touching=True),
        }
        peer = "spaCy, two processes" if options.spacy else None
        if peer:
            tasks[peer] = lambda: _spacy(options.spacy, everything)
        words = {name: _words(sparse) if "5 %" in name else _words(touching) for name in tasks}
        table = _Table()
        for _ in range(options.rounds):
            for name, task in tasks.items():
                result, clock, processors = _timed(task)
                table.add(name, clock, processors)
                if name.startswith("5 %") and len(result) != count:
                    raise SystemExit(f"{len(result)} of {count} articles passed")
        told = f"{count:,} articles that touch the dossier ({_words(touching):,} words), and {len(others):,} that do not"
        print(f"{told}; best of {options.rounds} rounds")
        table.show(words, peer)
    return 0


def _cost(options: argparse.Namespace) -> int:
    """Milliseconds of one core for 600 words, end to end, with the first 14 terms of each dossier of gold/dev; what is loaded once is not counted."""
    spent, words = [0.0] * options.rounds, 0
    for folder in sorted((options.shared / "gold" / "dev").glob("*/")):
        dossier = load(folder / "dossier.json")
        dossier = msgspec.structs.replace(dossier, terms=dossier.terms[:_TERMS])
        rows = json.loads((folder / "articles.json").read_text("utf-8"))
        texts = {row["ID"]: (folder / "articles" / f"{row['ID']}.txt").read_text("utf-8") for row in rows}
        articles = [Article(id=row["ID"], text=texts[row["ID"]], title=row.get("title"), published=row.get("date")) for row in rows]
        list(read_all(articles[:1], dossier))
        for number in range(options.rounds):
            before = _processor_seconds()
            list(read_all(articles, dossier))
            spent[number] += _processor_seconds() - before
        words += _words(articles)
        least, middle = (1_000 * 600 * measure(spent) / words for measure in (min, median))
        print(
            f"  to {folder.name:16} {words:7,} words: {middle:4.0f} ms for 600 words ({least:.0f} in the best of {options.rounds} rounds)", flush=True
        )
    return 0


def _spacy(python: str, rows: Path) -> None:
    subprocess.run([python, "-m", "benchmarks.archive_peer", str(rows), "2"], check=True, env=os.environ | _ONE_THREAD, stdout=subprocess.DEVNULL)


def _workers(options: argparse.Namespace) -> int:
    count = options.articles or 400
    articles = _told_anew(count)
    table = _Table()
    results: dict[str, list[bytes]] = {}
    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder, "parts")
        parts.mkdir()
        for number in range(8):
            _as_rows(articles[number::8], parts / f"{number}.jsonl")
        tasks: dict[str, Callable[[], list[bytes]]] = {
            "one process": lambda: _result(parts, fast=True, workers=1),
            "two workers": lambda: _result(parts, fast=True, workers=2),
            "Ray, two workers": lambda: _on_ray(parts, Path(folder)),
        }
        for _ in range(options.rounds):
            for name, task in tasks.items():
                results[name], clock, processors = _timed(task)
                table.add(name, clock, processors)
    table.show(dict.fromkeys(tasks, _words(articles)))
    print(f"  two workers / one: {table.clock['one process'] / table.clock['two workers']:.2f} by the clock")
    print(f"  Ray / two workers: {table.clock['two workers'] / table.clock['Ray, two workers']:.2f} by the clock (the cluster started before)")
    same = len({tuple(result) for result in results.values()}) == 1
    print(f"  results of all three are {'equal, byte for byte' if same else 'NOT equal'}")
    return 0 if same else 1


def _on_ray(parts: Path, folder: Path) -> list[bytes]:
    import ray  # noqa: PLC0415  heavy, and not installed everywhere

    from onrecord.engines.cluster import read_on_cluster  # noqa: PLC0415  the same
    from onrecord.engines.shards import open_shards, readings_in  # noqa: PLC0415  the same

    if not ray.is_initialized():
        os.environ.update(RAY_USAGE_STATS_ENABLED="0", RAY_worker_niceness="0")
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    with tempfile.TemporaryDirectory(dir=folder) as shards:
        for _ in read_on_cluster([str(parts)], _dossier(), shards, fast=True, workers=2):
            pass
        found = readings_in(open_shards([shards]))
        return [msgspec.json.encode(result) if isinstance(result, Reading) else str(result).encode() for _, result in found]


def _memory(options: argparse.Namespace) -> int:
    """What one worker takes (its own pages of memory, without those of the process that takes HTML apart), after each tenth of the articles.

    With `--sparse`, one in twenty touches the dossier and is read with the models; without it all do, and are read without.
    """
    count = options.articles or 20_000
    every = _TOUCHING if options.sparse else 1
    touching, taken = _told_anew(count // every), list[float]()
    given = _among_others(touching, _of_other_matters(options.shared, count - len(touching))) if options.sparse else touching
    with tempfile.TemporaryDirectory() as folder:
        results = _results(_as_rows(given, Path(folder, "given.jsonl")), fast=not options.sparse, workers=2, touching=options.sparse)
        del given
        for number, _ in enumerate(results, start=1):
            if number % max(1, len(touching) // 10) == 0:
                taken.append(max(_megabytes(each) for each in _children()))
                print(f"  after {number * every:8,} articles: {taken[-1]:6.0f} MB", flush=True)
    print(f"  the last is {taken[-1] / taken[len(taken) // 5]:.2f} of what it was after the first fifth")
    return 0


def _children() -> list[int]:
    tasks = Path(f"/proc/{os.getpid()}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text("ascii").split()]


def _megabytes(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1_000
    return 0.0


def _ledger(options: argparse.Namespace) -> int:
    """Reading and keeping an article, with more and more others in the ledger: these are the example's readings under other ids."""
    from onrecord.dossiers import digest  # noqa: PLC0415  beside the ledger
    from onrecord.ledger import Ledger, open_ledger  # noqa: PLC0415  heavy
    from onrecord.reading import reader  # noqa: PLC0415  heavy
    from onrecord.records import DossierReference  # noqa: PLC0415  beside the ledger

    dossier, measured = _dossier(), options.articles or 200
    known = [result for result in read_all(_told_anew(60), dossier, fast=True) if isinstance(result, Reading)]
    times: dict[int, float] = {}

    def measure(ledger: Ledger, run: str, size: int) -> None:
        fresh = [msgspec.structs.replace(article, id=f"{size}-{article.id}") for article in _told_anew(measured)]
        started = time.process_time()
        for result in read_all(fresh, dossier, fast=True):
            if isinstance(result, Reading):
                ledger.store(result, run)
        times[size] = (time.process_time() - started) / measured
        print(f"  {size:8,} articles in the ledger: {times[size] * 1_000:6.1f} ms an article", flush=True)

    def begin(ledger: Ledger) -> str:
        ledger.add_dossier(dossier, digest(dossier))
        return ledger.begin_run(reader(fast=True), DossierReference(dossier.id, digest(dossier)), {})

    with tempfile.TemporaryDirectory() as folder:
        with open_ledger(str(Path(folder, "many.sqlite")), create=True) as ledger:
            run, filled = begin(ledger), 0
            for size in options.sizes:
                while filled < size:
                    each = known[filled % len(known)]
                    ledger.store(msgspec.structs.replace(each, article=msgspec.structs.replace(each.article, id=f"known-{filled}")), run)
                    filled += 1
                measure(ledger, run, size)
        if options.grown:
            copied = Path(folder, "grown.sqlite")
            shutil.copyfile(options.grown, copied)
            with open_ledger(str(copied)) as ledger:
                measure(ledger, begin(ledger), ledger.standing(dossier.id).articles)
    print(f"  slowest / fastest: {max(times.values()) / min(times.values()):.2f}")
    return 0


def _resume(options: argparse.Namespace) -> int:
    """A web archive read in one go, and killed some times (kill -9) and gone on with: the ledgers hold the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "made.warc.gz"
        pages = _make_archive(archive, options.shared, options.megabytes * 1_000_000)
        print(f"  {archive.stat().st_size / 1e6:,.0f} MB, {pages:,} pages")
        whole, stopped = folder / "whole.sqlite", folder / "stopped.sqlite"
        _, seconds, processors = _timed(lambda: _run_read(archive, whole))
        print(f"  in one go: {seconds:,.0f} s, {pages / seconds:,.0f} pages a second; {processors:,.0f} s of processors")
        spent = 0.0
        for number in range(options.kills):
            spent += _kill_while_reading(archive, stopped, seconds / (options.kills + 1), number)
        _, rest, _ = _timed(lambda: _run_read(archive, stopped))
        print(f"  killed {options.kills} times and gone on with: {spent + rest:,.0f} s in all")
        same = _held(whole) == _held(stopped)
        print(f"  the ledgers hold {'the same' if same else 'NOT the same'}: {len(_held(whole)):,} readings")
    return 0 if same else 1


def _command(archive: Path, ledger: Path) -> list[str]:
    dossier = str(_EXAMPLES / "dossier.toml")
    return [sys.executable, "-m", "onrecord", "read", "--fast", "--workers", "2", "--dossier", dossier, "--ledger", str(ledger), str(archive)]


def _run_read(archive: Path, ledger: Path) -> None:
    done = subprocess.run(_command(archive, ledger), capture_output=True, text=True, check=False)
    print("    " + done.stdout.strip().replace("\n", "\n    "))
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)


def _kill_while_reading(archive: Path, ledger: Path, after: float, number: int) -> float:
    started = time.monotonic()
    process = subprocess.Popen(_command(archive, ledger), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after * (0.6 + 0.2 * number))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return time.monotonic() - started


def _held(ledger: Path) -> list[bytes]:
    from onrecord.ledger import open_ledger  # noqa: PLC0415  heavy

    with open_ledger(str(ledger)) as opened:
        return [msgspec.json.encode(row) for row in (*opened.readings("vel-river"), *opened.comparison("vel-river"))]


def _make_archive(path: Path, shared: Path, size: int) -> int:
    """Write a web archive of about this size: one page in twenty of the example's kind, the rest saved pages of other matters."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415  for this alone
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415  the same

    others = [gzip.decompress(page.read_bytes()) for page in sorted((shared / "data" / "pages").rglob("*.html.gz"))]
    number = 0
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for content in _pages(others):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            address = f"https://made.example/{number}"
            writer.write_record(writer.create_warc_record(address, "response", payload=BytesIO(content), http_headers=headers))
            number += 1
            if stream.tell() >= size:
                break
    return number


def _pages(others: list[bytes]) -> Iterator[bytes]:
    """Pages without end."""
    told = _told_anew(20_000)
    number = 0
    while True:
        article = told[number % len(told)]
        paragraphs = "".join(f"<p>{line}</p>" for line in given_text(article).splitlines() if line.strip())
        words = f"<html lang='en'><head><title>{article.title or 'The Vel'}</title></head><body><article>{paragraphs}</article></body></html>"
        yield words.encode("utf-8")
        for _ in range(_TOUCHING - 1):
            number += 1
            yield (others[number % len(others)] if others else b"<html><p>Bread.</p></html>") + b"<!-- %d -->" % number
        number += 1


def _stages(options: argparse.Namespace) -> int:
    """Where the time of an article goes: each stage by itself, on one processor."""
    import cProfile  # noqa: PLC0415  for this alone
    import pstats  # noqa: PLC0415  the same

    count = options.articles or 60
    dossier, articles = _dossier(), _told_anew(count)
    list(read_all(articles[:5], dossier))
    profile = cProfile.Profile()
    profile.enable()
    list(read_all(articles, dossier))
    profile.disable()
    wanted = ("clear", "prepare", "find_statements", "scene", "identify", "_dated", "find_positions", "find_silences")
    places = ("clearing.py", "prose.py", "combination.py", "__init__.py", "cast.py", "scene.py", "reading.py")
    rows: dict[str, float] = {}
    statistics: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # there at run time
    for (file, _, function), (_, _, _, cumulative, _) in statistics.items():
        if function in wanted and "onrecord" in file and Path(file).name in places:
            rows[function] = max(rows.get(function, 0.0), cumulative)
    for function in wanted:
        print(f"  {function:20} {rows.get(function, 0.0) / count * 1_000:8.1f} ms an article (under the profiler)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
