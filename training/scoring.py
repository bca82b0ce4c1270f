"""How well predicted attributions agree with PolNeAR's: the counts of the project's scorer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.attribution.assembling import Found
from onrecord.attribution.chain import Part
from onrecord.attribution.reading_words import Words
from training.polnear import Document

Row = dict[str, Any]
_TOKEN = re.compile(r"\w+|[^\w\s]")


def spans_of(words: Words, found: list[Found]) -> list[Row]:
    """Attributions as character spans, as the scorer reads them."""
    rows = []
    for attribution in found:
        parts: dict[str, Sequence[Part | None]] = {"source": [attribution.source], "cue": [attribution.cue], "content": attribution.contents}
        rows.append({role: [[int(words.starts[p.start]), int(words.ends[p.end - 1])] for p in given if p] for role, given in parts.items()})
    return rows


def f1(right: int, predicted: int, gold: int) -> float:
    """In hundredths."""
    return round(200 * right / max(1, predicted + gold), 1)


def letters(spans: list[list[int]], text: str) -> set[int]:
    """The places of letters and digits inside spans."""
    return {place for start, end in spans for place in range(start, min(end, len(text))) if text[place].isalnum()}


def score(documents: list[Document], predicted: list[list[Row]]) -> dict[str, float]:
    """`fragments` by role, contents half right, and the same with the source (`linked`); see the scorer for what each means.

    Spans are compared by the tokens that they cover.
    """
    counts: Counter[str] = Counter()
    for document, rows in zip(documents, predicted, strict=True):
        starts, ends = zip(*(match.span() for match in _TOKEN.finditer(document.text)), strict=True)

        def covered(attributions: Iterable[Row], role: str) -> set[tuple[int, int]]:
            return {(bisect_right(ends, start), bisect_left(starts, end)) for row in attributions for start, end in row[role]}  # noqa: B023  called here

        for attributions in document.attributions:
            for role in ("source", "cue", "content"):
                gold, own = covered(attributions, role), covered(rows, role)
                counts[f"{role} right"] += len(gold & own)
                counts[f"{role} gold"] += len(gold)
                counts[f"{role} own"] += len(own)
        _count_linked(document, rows, counts)
    figures = {role: f1(counts[f"{role} right"], counts[f"{role} own"], counts[f"{role} gold"]) for role in ("source", "cue", "content")}
    return figures | {name: f1(counts[name], counts["own"], counts["gold"]) for name in ("exact", "half", "linked")}


def _count_linked(document: Document, rows: list[Row], counts: Counter[str]) -> None:
    gold = [row for row in document.attributions[0] if row["content"]]
    ours, theirs = ([letters(row["content"], document.text) for row in group] for group in (rows, gold))
    counts["own"] += len(rows)
    counts["gold"] += len(gold)
    pairs = sorted(((len(x & y) / len(x | y), i, j) for i, x in enumerate(ours) for j, y in enumerate(theirs) if x & y), reverse=True)
    taken: tuple[set[int], set[int]] = (set(), set())
    for share, i, j in pairs:
        if i in taken[0] or j in taken[1]:
            continue
        taken[0].add(i)
        taken[1].add(j)
        counts["exact"] += share == 1
        if share >= 0.5:  # noqa: PLR2004  the scorer's definition
            one, other = letters(rows[i]["source"], document.text), letters(gold[j]["source"], document.text)
            counts["half"] += 1
            counts["linked"] += bool(one & other) or not (one or other)


def right_or_wrong(document: Document, rows: list[Row]) -> list[tuple[float, bool]]:
    """Each attribution's share of certainty, and whether the annotators have it: content half right and the source (one to one, best first)."""
    gold = [row for row in document.attributions[0] if row["content"]]
    ours, theirs = ([letters(row["content"], document.text) for row in group] for group in (rows, gold))
    pairs = sorted(((len(x & y) / len(x | y), i, j) for i, x in enumerate(ours) for j, y in enumerate(theirs) if x & y), reverse=True)
    right, taken = set(), set()
    for share, i, j in pairs:
        if share < 0.5 or i in right or j in taken:  # noqa: PLR2004  the scorer's definition
            continue
        one, other = letters(rows[i]["source"], document.text), letters(gold[j]["source"], document.text)
        taken.add(j)
        if one & other or not (one or other):
            right.add(i)
    return [(row["share"], place in right) for place, row in enumerate(rows)]
