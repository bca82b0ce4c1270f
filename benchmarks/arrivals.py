"""Arrivals: how long it takes to compare one article that comes into a ledger which was compared, beside comparing everything.

    python -m benchmarks.arrivals [--articles 1000 10000] [--arrivals 30] [--folder FOLDER]
    python -m benchmarks.arrivals --ledger LEDGER.sqlite --articles 100000     one that was filled here before, changed by what comes in

The articles are stories: each retells the articles of the example in words of its own, so that reports of one story quote and copy each other as
those of the example do and those of two stories do not. A story goes over 200 days, and another one begins every 1.28 days: eleven articles a day,
100,000 in 25 years, as an archive of one long dispute has them. One story in ten keeps its articles without a day.

What comes in was left out before: articles of any day of the archive, and then some of one month. They are read and stored before the clock runs;
what is measured is the comparison with all that it writes, and storing for itself. Milliseconds are those of the processor, one thread.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.growing import Grower, example_readings
from onrecord.cli.demo import find_examples
from onrecord.comparing import bring_up_to_date, compare_whole
from onrecord.dossiers import digest, load
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import Dossier, DossierReference, Reading

SIZES = (1_000, 10_000)
# A story begins every so many days: 100,000 articles in 25 years.
_APART = 1.28
# So many stories keep articles without a day; those of the others are told of this day.
_UNDATED_ONE_IN, _DAY = 10, "2032-01-20"
# All words but the shortest are made others; those by which replies, denials and changes are known, and those that name actors, stay.
_KEPT = "accept|agree|ask|condition|deal|deman|denie|deny|drop|earlier|form|later|offer|only|plan|propos|refus|reject|term"


class Measured(Struct, frozen=True):
    """Processor's milliseconds for storing an article and for comparing it; `enough`: what came in was compared, and nothing else."""

    storing: float
    comparing: float
    enough: bool


class Stories:
    """The readings of any number of articles, by number: those of one story follow each other."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reference = DossierReference(dossier.id, digest(dossier))
        self._bases = example_readings(dossier)
        names = "|".join(sorted({word for actor in dossier.actors for name in (actor.name, *actor.aliases) for word in name.split()}))
        words = re.compile(rf"\b(?!(?:{names})\b|(?i:{_KEPT}))[A-Za-z][a-z]{{2,13}}\b")
        self._grower = Grower([self._bases], dossier, one_in=1, long=words, apart=_APART)
        self.reader = self._grower.reader

    def reading(self, number: int) -> Reading:
        """The reading of the article of this number."""
        grown = self._grower.grown(number)
        article = grown.article
        if article.published is None and self._grower.story(number) % _UNDATED_ONE_IN:
            article = replace(article, published=self._grower.move(number).day(_DAY), published_by="metadata")
        return replace(grown, article=article, reader=self.reader, dossier=self.reference)

    def left_out(self, size: int, count: int) -> tuple[list[int], list[int]]:
        """The numbers of articles that come in later: so many of any day, and as many of one month."""
        random = Random(size)  # noqa: S311  which come in, no secrets
        anywhere = random.sample(range(size), count)
        first = size // 2
        together = random.sample([number for number in range(first, min(first + 10 * count, size)) if number not in anywhere], count)
        return anywhere, together


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="*", default=SIZES, help="how many the ledger holds before")
    parser.add_argument("--arrivals", type=int, default=30, help="how many come in, one at a time, of any day, and how many of one month")
    parser.add_argument("--folder", type=Path, help="where the ledgers are put; else they are thrown away")
    parser.add_argument("--ledger", type=Path, help="one that was filled and compared before")
    parser.add_argument("--fill", action="store_true", help="fill the ledgers and compare them, and measure nothing else")
    given = parser.parse_args()
    stories = Stories(load(find_examples() / "dossier.toml"))
    with TemporaryDirectory() as folder:
        for size in given.articles:
            path = given.ledger or (given.folder or Path(folder)) / f"arrivals-{size}.sqlite"
            if not given.ledger:
                fill(path, stories, size, given.arrivals)
            if not given.fill:
                measure(path, stories, size, given.arrivals)
    return 0


def fill(path: Path, stories: Stories, size: int, arrivals: int) -> None:
    """Make a ledger of so many articles, all but those that come in later, and compare it."""
    later = {number for some in stories.left_out(size, arrivals) for number in some}
    with open_ledger(str(path), create=True) as ledger:
        ledger.add_dossier(stories.dossier, stories.reference.sha256)
        run = ledger.begin_run(stories.reader, stories.reference, {})
        for number in range(size):
            if number not in later:
                ledger.store(stories.reading(number), run)
        started = time.process_time()
        compare_whole(ledger, stories.dossier.id)
        print(
            f"{size:,} articles: everything compared in {time.process_time() - started:,.1f} s; {ledger.count_findings(stories.dossier.id)}",
            flush=True,
        )


def measure(path: Path, stories: Stories, size: int, arrivals: int) -> None:
    """Let the articles come in that were left out, and print how long each took."""
    with open_ledger(str(path)) as ledger:
        run = ledger.begin_run(stories.reader, stories.reference, {})
        for told, numbers in zip(("of any day", "of one month"), stories.left_out(size, arrivals), strict=True):
            ones = [_arrive(ledger, run, stories, number) for number in numbers]
            enough = sorted(one.comparing for one in ones if one.enough)
            whole = [one.comparing for one in ones if not one.enough]
            stored = median(one.storing for one in ones)
            quick = (
                f"median {median(enough):,.0f}, nine in ten below {enough[len(enough) * 9 // 10]:,.0f}, most {enough[-1]:,.0f}" if enough else "none"
            )
            print(
                f"{size:,} articles, {len(ones)} that came in {told}: compared in ms: {quick}; stored: {stored:,.0f}; whole again: {len(whole)}",
                flush=True,
            )


def _arrive(ledger: Ledger, run: str, stories: Stories, number: int) -> Measured:
    reading = stories.reading(number)
    started = time.process_time()
    ledger.store(reading, run)
    stored = time.process_time()
    enough = bring_up_to_date(ledger, stories.dossier.id)
    return Measured((stored - started) * 1_000, (time.process_time() - stored) * 1_000, enough)


if __name__ == "__main__":
    sys.exit(main())
