"""Saved pages, measured on the article-extraction benchmark (181 pages with their bodies marked; scrapinghub, MIT): body, dates and pace.

    python -m benchmarks.pages --shared ../shared [--cases FILE.csv]

Bodies are scored as that benchmark does: runs of four words, precision and recall as means over the pages, F1 of the two means. trafilatura
by itself, as its own scripts call it, is measured beside. The pace is that of one core: the time that the processor spent on all processes of
this one, from bytes to articles, without starting up.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from onrecord.errors import InputError
from onrecord.pages import clear
from onrecord.pages.guarding import EXTRACTOR, Request
from onrecord.records import Article, given_text

_RUN = 4
_WORD = re.compile(r"\w+")

Shares = tuple[float, float, float]


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with data/pages")
    parser.add_argument("--cases", type=Path, help="write one row a page here, as CSV, for comparing two versions")
    options = parser.parse_args()
    folder = options.shared / "data" / "pages"
    if not (folder / "ground-truth.json").is_file():
        print(f"No pages at {folder}: nothing is measured. Give their folder with --shared.")
        return 0
    truth, pages = _load(folder)
    articles, seconds = _ours(pages)
    bodies = {name: _shares(given_text(article) if article else "", truth[name]) for name, article in articles.items()}
    cleared = {name: clear(article) if article else None for name, article in articles.items()}
    kept = {name: _shares(_kept(article), truth[name]) for name, article in cleared.items()}
    table = Table(title=f"{len(pages)} saved pages", title_justify="left")
    for heading in ("", "precision", "recall", "F1", "pages a second"):
        table.add_column(heading, justify="left" if not heading else "right", no_wrap=True)
    table.add_row("onrecord", *_figures(bodies), f"{len(pages) / seconds:.1f}")
    table.add_row("onrecord, without what clearing drops", *_figures(kept), "")
    for name, call in _trafilatura().items():
        started = time.process_time()
        others = {page: call(content) for page, content in pages.items()}
        pace = len(pages) / (time.process_time() - started)
        table.add_row(name, *_figures({page: _shares(text, truth[page]) for page, text in others.items()}), f"{pace:.1f}")
    console = Console(width=110)
    console.print(table)
    console.print(f"not read: {sum(article is None for article in articles.values())}", *_coverage(cleared), sep="\n")
    if options.cases:
        _write_cases(options.cases, articles, bodies)
    return 0


def figures(shared: Path) -> dict[str, float]:
    """The same in short, for the quality table: F1 of the bodies, share of pages read and dated to the day, pages a second on one core."""
    truth, pages = _load(shared / "data" / "pages")
    articles, seconds = _ours(pages)
    read = [article for article in articles.values() if article]
    return {
        "body": float(_figures({name: _shares(given_text(article) if article else "", truth[name]) for name, article in articles.items()})[2]),
        "read": round(len(read) / len(pages), 4),
        "dated": round(sum(len(article.published or "") == len("2024-07-04") for article in read) / len(pages), 4),
        "pages_a_second": round(len(pages) / seconds, 1),
    }


def _load(folder: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """The bodies as marked, and the pages."""
    truth = {name: str(known["articleBody"]) for name, known in json.loads((folder / "ground-truth.json").read_text("utf-8")).items()}
    return truth, {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in truth}


def _ours(pages: dict[str, bytes]) -> tuple[dict[str, Article | None], float]:
    """Each page's article, None where there is none, and the seconds of processor time that they took."""
    first = next(iter(pages))
    _extract(first, pages[first])
    before = _spent()
    articles = {name: _extract(name, content) for name, content in pages.items()}
    # What a process spent is known to its parent once it has ended; the time to start one is measured by itself and taken off.
    EXTRACTOR.close()
    whole = _spent() - before
    before = _spent()
    _extract(first, pages[first])
    EXTRACTOR.close()
    return articles, whole - (_spent() - before)


def _extract(name: str, content: bytes) -> Article | None:
    try:
        return EXTRACTOR.extract(Request(content=content, where=name, name=name, kind="page"))
    except InputError as error:
        print(error)
        return None


def _spent() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _trafilatura() -> dict[str, Callable[[bytes], str]]:
    from trafilatura import extract  # noqa: PLC0415  heavy import

    return {
        "trafilatura, body only": lambda page: extract(page, include_comments=False) or "",
        "trafilatura, fast, body only": lambda page: extract(page, include_comments=False, fast=True) or "",
        "trafilatura, fast, with metadata": lambda page: extract(page, include_comments=False, fast=True, with_metadata=True) or "",
    }


def _kept(article: Article | None) -> str:
    if article is None:
        return ""
    text, place, kept = given_text(article), 0, []
    for passage in article.dropped:
        kept.append(text[place : passage.start])
        place = passage.end
    return "".join([*kept, text[place:]])


def _shares(text: str, body: str) -> Shares:
    """Runs that are in both, only in the text, and only in the body: as shares of all three."""
    found, wanted = _runs(text), _runs(body)
    counts = (sum((found & wanted).values()), sum((found - wanted).values()), sum((wanted - found).values()))
    return (counts[0] / (sum(counts) or 1), counts[1] / (sum(counts) or 1), counts[2] / (sum(counts) or 1))


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1))) if words else Counter()


def _figures(shares: dict[str, Shares]) -> tuple[str, str, str]:
    rows = shares.values()
    precisions = [both / (both + more) for both, more, _ in rows if both + more]
    recalls = [both / (both + less) for both, _, less in rows if both + less]
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return f"{precision:.4f}", f"{recall:.4f}", f"{2 * precision * recall / (precision + recall):.4f}"


def _coverage(articles: dict[str, Article | None]) -> list[str]:
    """How many pages have each piece of metadata."""
    read = [article for article in articles.values() if article]
    days = [article for article in read if article.published and len(article.published) == len("2024-07-04")]
    by = Counter(article.published_by for article in read)
    named = {name: sum(bool(getattr(article, name)) for article in read) for name in ("title", "outlet", "byline", "url", "language")}
    ways = ", ".join(f"{count} by {way}" for way, count in sorted(by.items(), key=str) if way)
    return [f"dated to the day: {len(days)} of {len(read)} ({ways})", *(f"with {name}: {count}" for name, count in named.items())]


def _write_cases(path: Path, articles: dict[str, Article | None], shares: dict[str, Shares]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["page", "in both", "too much", "too little", "published", "published_by", "title", "outlet", "byline"])
        for name, article in articles.items():
            facts = (article.published, article.published_by, article.title, article.outlet, article.byline) if article else ()
            writer.writerow([name, *(f"{share:.4f}" for share in shares[name]), *facts])


if __name__ == "__main__":
    sys.exit(main())
