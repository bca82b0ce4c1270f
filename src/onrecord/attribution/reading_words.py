"""What the trained model makes of each word of an article."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from onrecord.language.encoder import Integers, Numbers, Pieces, load_tokenizer, overlapping_windows

LONGEST_WINDOW = 254
CONTEXT = 32


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
    """Let the model read the article in overlapping windows; each word's figures come from the one window that answers for it."""
    rows: list[tuple[Numbers, ...]] = []
    heads = np.flatnonzero(pieces.first)
    for window in overlapping_windows(pieces, LONGEST_WINDOW, CONTEXT):
        found = model.read(pieces, window.start, window.end)
        low, high = np.searchsorted(heads, (window.answers_from, window.end))
        own = heads[low:high] - window.start + 1
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
