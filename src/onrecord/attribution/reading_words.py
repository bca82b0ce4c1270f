"""What the trained model makes of each word of an article."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from onrecord.language.encoder import Integers, Numbers, Pieces, load_tokenizer, windows

# Pieces that are read together. The model learned from 254, and reads best what it reads by the paragraph or two: on PolNeAR's development articles
# windows of 254 with 32 pieces of what stands before found 73.2 in a hundred cues and 67.7 contents exactly, these 73.8 and 68.7; what was longer
# or had something before it was no better, what was shorter no better on gold/dev.
LONGEST_WINDOW = 192


class Reads(Protocol):
    """What reads windows of pieces: the shipped model, or one in training."""

    def read(self, pieces: Pieces, start: int, end: int) -> dict[str, Numbers]:
        """The outputs "tags", "askers" and "answerers" for pieces `[start, end)`, after a row for the window as a whole."""


@dataclass(frozen=True)
class Words:
    """The words of an article (n) and what the model makes of each.

    `starts`, `ends`: offsets into the text. `tags` (n, labels): scores of labels. `askers`, `answerers` (n, 2, 64): what a content compares with
    cues, and a cue with sources. `nobody` (n): how well "no source" answers each. `stops`, `colons` (n): whether it is a mark that ends a sentence,
    or a colon. `quoted` (n): its feature QUOTED. `paragraphs`: ranges of words.
    """

    starts: Integers
    ends: Integers
    tags: Numbers
    askers: Numbers
    answerers: Numbers
    nobody: Numbers
    stops: Integers
    colons: Integers
    quoted: Integers
    paragraphs: tuple[tuple[int, int], ...]


def read_words(pieces: Pieces, model: Reads) -> Words:
    """Let the model read the article window by window. What is linked across their borders is compared later, over the whole article."""
    rows: list[tuple[Numbers, ...]] = []
    heads = np.flatnonzero(pieces.first)
    for start, end in windows(pieces, LONGEST_WINDOW):
        found = model.read(pieces, start, end)
        low, high = np.searchsorted(heads, (start, end))
        own = heads[low:high] - start + 1
        askers = found["askers"][own]
        width = askers.shape[1] // 2
        rows.append((found["tags"][own], askers, found["answerers"][own], askers[:, width:] @ found["answerers"][0, width:]))
    tags, askers, answerers, nobody = (np.concatenate(column) for column in zip(*rows, strict=True))
    count = len(heads)
    borders = np.searchsorted(heads, [start for start, _ in pieces.paragraphs] + [len(pieces.ids)]).tolist()
    stops, colons = (load_tokenizer().encode(marks, add_special_tokens=False).ids for marks in (".!?", ":"))
    return Words(
        starts=pieces.starts[heads],
        ends=np.append(pieces.ends[heads[1:] - 1], pieces.ends[-1:]),
        tags=tags,
        askers=askers.reshape(count, 2, -1),
        answerers=answerers.reshape(count, 2, -1),
        nobody=nobody,
        stops=np.isin(pieces.ids[heads], stops).astype(np.int64),
        colons=np.isin(pieces.ids[heads], colons).astype(np.int64),
        quoted=pieces.features[heads, 1],
        paragraphs=tuple(pairwise(borders)),
    )
