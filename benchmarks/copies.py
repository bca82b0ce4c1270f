"""Copies: what is found and how fast, against brute force in the same run; then how the time grows with the number of articles.

    python -m benchmarks.copies [--shared ../shared] [--sizes 1000 3000 10000 30000 100000] [--csv FILE]

Brute force intersects the shingles of every two articles. On the 612 articles of one summit (where `--shared` has them) both go through all pairs,
and recall and precision are those of the pairs found. The larger sets are made here, of made-up words as frequent as words are: every second
article is a copy of one before it, cut at either end, its paragraphs in another order, under a new head, with an agency's tag. There, recall is that
of the copies made with a containment of SHARED or more; brute force goes through every pair up to 2,000 articles, and beyond that through a sample of
them, from which its time is worked out (it is proportional to the pairs). Seconds are those of the processor, one thread.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import sys
import time
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from random import Random

# Before numpy is imported: one thread.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from onrecord.comparison.containment import SHARED, SHORTEST, contained_pairs, share_contained
from onrecord.comparison.copies import copies_among
from onrecord.comparison.families import pairs_in
from onrecord.language.shingles import Numbers, shingles_of
from onrecord.records import Article

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
# Up to so many articles brute force goes through every pair; beyond, through so many pairs.
EVERY_PAIR = 2_000
SOME_PAIRS = 200_000
VOCABULARY = 30_000
COLUMNS = (
    "articles",
    "set",
    "shingling_s",
    "pairs_s",
    "families_s",
    "brute_s",
    "times_faster",
    "times_faster_with_shingling",
    "found",
    "recall",
    "precision",
)


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with data/articles")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="how many articles are made")
    parser.add_argument("--csv", type=Path, help="write the figures to this file, too")
    options = parser.parse_args()
    data = options.shared / "data" / "articles" / "helsinki-2018.jsonl.gz"
    rows = []
    if data.is_file():
        with gzip.open(data, "rt", encoding="utf-8") as lines:
            rows.append(_told("one summit", [Article(id=row["id"], text=row["text"]) for row in map(json.loads, lines)], None))
    else:
        print(f"No articles at {data}: only made ones are measured. Give their folder with --shared.")
    rows += [_told("made", *_made(size, Random(size))) for size in options.sizes]  # noqa: S311  texts, not secrets
    if options.csv:
        with options.csv.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
    return 0


def _told(name: str, articles: Sequence[Article], made: set[tuple[str, str]] | None) -> dict[str, float | int | str]:
    row = _measured(name, articles, made)
    print("  ".join(f"{column} {value:,.4g}" if isinstance(value, float) else f"{column} {value}" for column, value in row.items()), flush=True)
    return row


def _measured(name: str, articles: Sequence[Article], made: set[tuple[str, str]] | None) -> dict[str, float | int | str]:
    """One row of figures. `made`: pairs of which the one was made out of the other; None: brute force says which pairs there are."""
    started = time.process_time()
    texts = {article.id: shingles_of(article) for article in articles}
    shingled = time.process_time()
    found = {(min(pair), max(pair)) for pair in contained_pairs(texts)}
    paired = time.process_time()
    wanted, brute = _by_brute_force(texts)
    if len(articles) > EVERY_PAIR:
        wanted = {pair for pair in made or () if _is_copied(texts[pair[0]], texts[pair[1]])}
    right = sum(_is_copied(texts[one], texts[other]) for one, other in found)
    families = time.process_time()
    rows = copies_among(articles, {article.id: article.id for article in articles}, found)
    families = time.process_time() - families
    if pairs_in([family.articles for family in rows]) != found:
        raise SystemExit("the families do not hold the pairs that were found")
    return {
        "articles": len(articles),
        "set": name,
        "shingling_s": shingled - started,
        "pairs_s": paired - shingled,
        "families_s": families,
        "brute_s": brute,
        "times_faster": brute / (paired - shingled),
        "times_faster_with_shingling": (brute + shingled - started) / (paired - started),
        "found": len(found),
        "recall": len(found & wanted) / len(wanted),
        "precision": right / len(found),
    }


def _is_copied(one: Numbers, other: Numbers) -> bool:
    return min(len(one), len(other)) >= SHORTEST and share_contained(one, other) >= SHARED


def _by_brute_force(texts: dict[str, Numbers]) -> tuple[set[tuple[str, str]], float]:
    """The pairs that are copies, as far as they were gone through, and the seconds that all pairs take. Sets, as they are quicker than arrays."""
    names = sorted(texts)
    chosen: Sequence[tuple[str, str]]
    random = Random(1)  # noqa: S311  a sample, not secrets
    every = len(names) * (len(names) - 1) // 2
    sampled = len(names) > EVERY_PAIR
    some = random.sample(names, EVERY_PAIR) if sampled else names  # sets are large: not of every article
    chosen = [(random.choice(some), random.choice(some)) for _ in range(SOME_PAIRS)] if sampled else list(combinations(names, 2))
    sets = {name: frozenset(texts[name].tolist()) for name in {name for pair in chosen for name in pair}}
    found = set()
    started = time.process_time()
    for one, other in chosen:
        here, there = sets[one], sets[other]
        shorter = min(len(here), len(there))
        if shorter >= SHORTEST and len(here & there) >= SHARED * shorter:
            found.add((one, other))
    return found, (time.process_time() - started) * every / len(chosen)


def _made(size: int, random: Random) -> tuple[list[Article], set[tuple[str, str]]]:
    """Articles of made-up words, every second of them a copy; and which was made out of which."""
    words = ["".join(random.choices("aeioubdfgklmnprstvz", k=random.randint(2, 9))) for _ in range(VOCABULARY)]
    weights = [1 / (rank + 2) for rank in range(VOCABULARY)]
    cumulated = list(accumulate(weights))
    tags = [" ".join(random.choices(words, k=random.randint(6, 20))) for _ in range(20)]
    articles: list[Article] = []
    made: set[tuple[str, str]] = set()
    originals: list[tuple[str, list[str]]] = []
    for number in range(size):
        name = f"{number:07}"
        if number % 2 and originals:
            source, paragraphs = random.choice(originals[-5_000:])
            text = _copied(paragraphs, words, random.choice(tags), random)
            made.add((source, name))
        else:
            every = random.choices(words, cum_weights=cumulated, k=random.randint(80, 900))
            cuts = [0, *sorted(random.sample(range(1, len(every)), min(len(every) // 60, 12))), len(every)]
            paragraphs = [" ".join(every[start:end]) for start, end in pairwise(cuts)]
            originals.append((name, paragraphs))
            text = "\n".join([*paragraphs, random.choice(tags)])
        articles.append(Article(id=name, text=text))
    return articles, made


def _copied(paragraphs: Sequence[str], words: Sequence[str], tag: str, random: Random) -> str:
    """A copy: a stretch of the paragraphs, sometimes in another order, some words of them changed, under a new head, with a tag."""
    kept = random.randint((len(paragraphs) + 1) // 2, len(paragraphs))
    start = random.randint(0, len(paragraphs) - kept)
    chosen = list(paragraphs[start : start + kept])
    if random.random() < 0.5:
        random.shuffle(chosen)
    edited = [random.choice(words) if random.random() < 0.01 else word for paragraph in chosen for word in paragraph.split()]
    head = " ".join(random.choices(words, k=random.randint(8, 80)))
    return f"{head}\n{' '.join(edited)}\n{tag}"


if __name__ == "__main__":
    sys.exit(main())
