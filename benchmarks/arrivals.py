"""Arrivals: how long it takes to compare one article that comes into a ledger which was compared, beside comparing everything.

    python -m benchmarks.arrivals [--articles 100 300 1000] [--arrivals 20] [--folder FOLDER]

The articles grow out of the example (`benchmarks.growing`, nearly every word another one, so that they are no copies), spread over four years.
They are read before the clock runs, and stored; what is measured is the comparison with all that it writes. Milliseconds are those of the
processor, one thread; those by the clock stand beside them.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.growing import Grower, example_readings
from onrecord.cli.demo import find_examples
from onrecord.comparing import bring_up_to_date, compare_whole
from onrecord.dossiers import digest, load
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import Dossier, DossierReference

SIZES = (100, 300, 1_000)
# All but the shortest words are made others, so that what grew out of one article neither copies nor quotes the same.
_WORDS = re.compile(r"\b[a-z]{4,14}\b")


class Measured(Struct, frozen=True):
    """Processor's time and time by the clock, in milliseconds; `enough`: what came in was compared, and nothing else."""

    processor: float
    clock: float
    enough: bool


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="*", default=SIZES, help="how many the ledger holds before")
    parser.add_argument("--arrivals", type=int, default=20, help="how many come in, one at a time")
    parser.add_argument("--folder", type=Path, help="where the ledgers are put; else they are thrown away")
    given = parser.parse_args()
    dossier = load(find_examples() / "dossier.toml")
    grower = Grower([example_readings(dossier)], dossier, one_in=1, long=_WORDS)
    print(f"{'articles':>9} {'everything, ms':>15} {'one, ms: median':>16} {'most':>7} {'by the clock':>13} {'whole again':>12}")
    with TemporaryDirectory() as folder:
        for size in given.articles:
            print(_told(size, *measure(given.folder or Path(folder), grower, dossier, size, given.arrivals)), flush=True)
    return 0


def measure(folder: Path, grower: Grower, dossier: Dossier, size: int, arrivals: int) -> tuple[Measured, list[Measured]]:
    """Comparing so many articles, and then each of those that come in after them."""
    with open_ledger(str(folder / f"arrivals-{size}.sqlite"), create=True) as ledger:
        sha256 = digest(dossier)
        ledger.add_dossier(dossier, sha256)
        run = ledger.begin_run(grower.reader, DossierReference(dossier.id, sha256), {})
        for number in range(size):
            _store(ledger, run, grower, dossier, number)
        processor, clock = time.process_time(), time.perf_counter()
        compare_whole(ledger, dossier.id)
        whole = _since(processor, clock, enough=False)
        ones = []
        for number in range(size, size + arrivals):
            _store(ledger, run, grower, dossier, number)
            processor, clock = time.process_time(), time.perf_counter()
            ones.append(_since(processor, clock, enough=bring_up_to_date(ledger, dossier.id)))
    return whole, ones


def _store(ledger: Ledger, run: str, grower: Grower, dossier: Dossier, number: int) -> None:
    ledger.store(replace(grower.grown(number), reader=grower.reader, dossier=DossierReference(dossier.id, digest(dossier))), run)


def _since(processor: float, clock: float, *, enough: bool) -> Measured:
    return Measured((time.process_time() - processor) * 1_000, (time.perf_counter() - clock) * 1_000, enough)


def _told(size: int, whole: Measured, ones: list[Measured]) -> str:
    enough = [one for one in ones if one.enough] or ones
    middle, most, clock = median(one.processor for one in enough), max(one.processor for one in enough), median(one.clock for one in enough)
    return f"{size:>9,} {whole.processor:>15,.0f} {middle:>16,.0f} {most:>7,.0f} {clock:>13,.0f} {len(ones) - sum(one.enough for one in ones):>12}"


if __name__ == "__main__":
    sys.exit(main())
