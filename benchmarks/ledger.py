"""A ledger of 100,000 articles in one SQLite file: its size, how fast it is written, and how fast matrix, trail and search answer.

    python -m benchmarks.ledger [--articles 100000] [--shared ../shared] [--keep LEDGER.sqlite] [--csv FILE]
    python -m benchmarks.ledger --ledger LEDGER.sqlite [--csv FILE]          only the questions, to a ledger kept before
    python -m benchmarks.ledger --ledger LEDGER.sqlite --findings 500        put what comparison finds into it: of so many generations of the example

The articles grow out of the example dispute, and, where they lie beside the project, out of real news: half of each. Each is rewritten exactly:
some of its long words become others, all spans move along and stay character for character, its days move, and its ids are hashed anew. Readings are
those of the rules (`--fast`); nothing is read again for the copies. Times are medians of seven, in milliseconds, after one unmeasured run; with --cpu
they are the processor's time instead of the clock's, for a machine that has other work to do.
"""

from __future__ import annotations

import argparse
import csv
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.growing import Grower, base_readings, example_readings
from benchmarks.grown_findings import GrownFindings
from benchmarks.kills import copies
from onrecord import queries
from onrecord.cli.demo import find_examples
from onrecord.dossiers import digest, load
from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.records import Dossier, DossierReference, Reader, Shift, ShiftEnd

# What the ledger is held to, in milliseconds.
_BARS = {"matrix": 200.0, "trail": 50.0, "search": 50.0}
_TIMES = 7
_SAID_EVERY = 5_000

Figures = dict[str, float]
Clock = Callable[[], float]


def main() -> int:
    """Measure and print; returns 1 where an answer takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="how many")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with data/articles")
    parser.add_argument("--keep", type=Path, help="leave the ledger here")
    parser.add_argument("--ledger", type=Path, help="ask this ledger, which was kept before")
    parser.add_argument("--findings", type=int, metavar="GENERATIONS", help="put findings of comparison into the ledger")
    parser.add_argument("--cpu", action="store_true", help="the processor's time instead of the clock's")
    parser.add_argument("--csv", type=Path, help="write one row a figure here")
    options = parser.parse_args()
    clock = time.process_time if options.cpu else time.perf_counter
    if options.ledger:
        with open_ledger(str(options.ledger)) as ledger:
            if options.findings:
                return _find(ledger, options.findings)
            return _report(_sizes(options.ledger) | _ask(ledger, clock), options.csv)
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "ledger.sqlite"
        if path.exists():
            print(f"{path} is there already; name another file with --keep, or ask it with --ledger.")
            return 2
        with open_ledger(str(path), create=True) as ledger:
            figures = _write(ledger, options.articles, options.shared, clock)
            figures |= _sizes(path)
            return _report(figures | _ask(ledger, clock), options.csv)


def _write(ledger: Ledger, how_many: int, shared: Path, clock: Clock) -> Figures:
    """Store so many rewritten readings, and a comparison for them."""
    dossier = load(find_examples() / "dossier.toml")
    grower = Grower(base_readings(dossier, shared), dossier)
    run = _begin(ledger, dossier, grower.reader)
    letters, spent, started = 0, 0.0, clock()
    for number in range(how_many):
        reading = grower.grown(number)
        letters += len(str(reading.article.text))
        before = clock()
        ledger.store(reading, run)
        spent += clock() - before
        if (number + 1) % _SAID_EVERY == 0:
            print(
                f"{number + 1:,} stored, {(number + 1) / spent:.0f} a second; {clock() - started:.0f} s in all",
                file=sys.stderr,
                flush=True,
            )
    before = clock()
    ledger.set_comparison(dossier.id, [*copies(how_many), *_shifts(ledger, dossier)])
    compared = clock() - before
    before = clock()
    ledger.compact()
    return {
        "articles": how_many,
        "letters an article": letters / how_many,
        "written, articles a second": how_many / spent,
        "comparison kept and cells counted, s": compared,
        "compacted, s": clock() - before,
    }


def _begin(ledger: Ledger, dossier: Dossier, reader: Reader) -> str:
    reference = DossierReference(dossier.id, digest(dossier))
    ledger.add_dossier(dossier, reference.sha256)
    return ledger.begin_run(reader, reference, {})


def _shifts(ledger: Ledger, dossier: Dossier) -> Iterator[Shift]:
    """A shift for each trail that has two points: as many as there can be between its last two."""
    for holder, term in ledger.matrix_places(dossier.id):
        points = ledger.trail_rows(dossier.id, holder, term, limit=2).points
        if len(points) > 1:
            ends = [
                ShiftEnd(stance=one.position.stance, said_on=one.position.said_on, article=one.article, position=one.position.id) for one in points
            ]
            yield Shift(id=f"shift-{holder}-{term}", holder=holder, term=term, before=ends[0], after=ends[1])


def _find(ledger: Ledger, generations: int) -> int:
    """Put in what comparison finds in so many generations of the example, beside copies and shifts."""
    dossier = ledger.dossier()
    example, how_many = example_readings(dossier), ledger.standing(dossier.id).articles
    # Real articles took turns with the example's where the second article is none of these.
    kinds = 1 if _grew_out_of(ledger, dossier, Grower([example], dossier), 1) else 2
    grower = Grower([example] * kinds, dossier)
    found = GrownFindings(grower, example, dossier)
    whole = range(min(generations, how_many // (len(example) * kinds)))
    rows = [*copies(how_many), *_shifts(ledger, dossier), *(row for number in whole for row in found.of_generation(number))]
    ledger.set_comparison(dossier.id, rows)
    print(f"{len(rows):,} findings, those of {len(whole):,} generations of {len(example)} articles among them")
    return 0


def _grew_out_of(ledger: Ledger, dossier: Dossier, grower: Grower, number: int) -> bool:
    return ledger.reading(Grower.name(number), dossier.id).article.text == grower.grown(number).article.text


def _sizes(path: Path) -> Figures:
    """Bytes an article: of the file, and of its parts."""
    connection = sqlite3.connect(path)
    count = connection.execute("SELECT COUNT(*) FROM current_reading").fetchone()[0]
    figures = {"bytes an article": path.stat().st_size / count}
    try:
        parts = connection.execute("SELECT name, SUM(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 12").fetchall()
    except sqlite3.OperationalError:  # this build of SQLite does not tell
        parts = []
    connection.close()
    return figures | {f"bytes an article: {name}": size / count for name, size in parts}


def _ask(ledger: Ledger, clock: Clock) -> Figures:
    """How long each question takes."""
    dossier = ledger.dossier()
    cells = sorted(ledger.matrix_cells(dossier.id), key=lambda cell: cell.positions)
    known = [cell for cell in cells if cell.holder]
    largest, middle = known[-1], known[len(known) // 2]
    figures: Figures = {"positions in the largest cell": largest.positions, "positions in the middle cell": middle.positions}
    questions: dict[str, Callable[[], object]] = {
        "matrix: cells": lambda: ledger.matrix_cells(dossier.id),
        "matrix: by actor, as shown": lambda: queries.matrix(ledger, dossier),
        "matrix: by side, as shown": lambda: queries.matrix(ledger, dossier, "side"),
        "trail: the largest cell, last 200 rows": lambda: ledger.trail_rows(dossier.id, str(largest.holder), largest.term, limit=200),
        "trail: the middle cell, last 100 as shown": lambda: queries.trail(ledger, dossier, str(middle.holder), middle.term, limit=100),
        "trail: the largest cell, last 100 as shown": lambda: queries.trail(ledger, dossier, str(largest.holder), largest.term, limit=100),
        "trail: the same by side, last 100 as shown": lambda: queries.trail(ledger, dossier, str(largest.holder), largest.term, "side", limit=100),
    }
    searches: dict[str, tuple[str, Filters]] = {
        "a common word": ("said", Filters()),
        "a word of the dispute": ("ceasefire", Filters()),
        "three words": ("gates dam water", Filters()),
        "words in a row": ('"open the gates"', Filters()),
        "a beginning": ("negotiat*", Filters()),
        "a rare word": (Grower.word(4711), Filters()),
        "nothing found": ("gates zeppelin", Filters()),
        "without a word": ("said -ceasefire", Filters()),
        "holder and term": ("", Filters(holder=largest.holder, term=largest.term)),
        "a common word, holder, term, stance": ("gates", Filters(holder=largest.holder, term=largest.term, stance="against")),
        "outlet and days": ("said", Filters(outlet=Grower.outlet(3), since="2033-01", until="2033-02")),
        "side and mode": ("will", Filters(side="karsia", mode="direct", kinds=("position",))),
        "notice": ("said", Filters(notice="opinion")),
        "unjudged": ("gates", Filters(kinds=("position",), judged="unjudged")),
        "as the machine read it": ("gates", Filters(machine=True)),
    }
    for name, (words, filters) in searches.items():
        questions[f"search: {name}"] = lambda words=words, filters=filters: ledger.search(dossier.id, words, filters)  # type: ignore[misc]
    return figures | {f"{name}, ms": _milliseconds(question, clock) for name, question in questions.items()}


def _milliseconds(question: Callable[[], object], clock: Clock) -> float:
    question()
    times = []
    for _ in range(_TIMES):
        before = clock()
        question()
        times.append((clock() - before) * 1_000)
    return statistics.median(times)


def _report(figures: Figures, path: Path | None) -> int:
    table = Table(title="One SQLite file", title_justify="left")
    table.add_column("")
    table.add_column("", justify="right")
    table.add_column("at most", justify="right")
    late = []
    for name, figure in figures.items():
        bar = _BARS.get(name.split(":")[0]) if name.endswith(", ms") else None
        table.add_row(name, f"{figure:,.1f}", f"{bar:,.0f}" if bar else "")
        if bar is not None and figure > bar:
            late.append(name)
    Console(width=110).print(table)
    for name in late:
        print(f"over its bar: {name}")
    if path:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("figure", "value"), *figures.items()])
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
