"""PolNeAR's articles as training material: pieces, labels of words, and links."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.attribution.labels import BEGIN, END, INSIDE, ROLES, SINGLE, label_of
from onrecord.language.encoder import Integers, Pieces, cut_into_pieces, load_tokenizer
from onrecord.language.prose import find_paragraphs
from onrecord.language.quotations import find_quotations

NO_SOURCE = -2
UNKNOWN = -1

Attribution = dict[str, Any]


@dataclass(frozen=True)
class Annotation:
    """What one annotator marked. All arrays have one entry a piece.

    `labels`: the label of the word that a piece is the first of. `cue`: for words of content, the piece that the statement's cue begins with, else
    UNKNOWN. `source`: for pieces that begin a cue, the piece that the source begins with, NO_SOURCE if there is none, else UNKNOWN.
    """

    annotator: str
    labels: Integers
    cue: Integers
    source: Integers


@dataclass(frozen=True)
class Document:
    """One article with every annotator's file."""

    name: str
    text: str
    pieces: Pieces
    annotations: tuple[Annotation, ...]
    attributions: tuple[tuple[Attribution, ...], ...]


def load(path: Path) -> list[Document]:
    """The articles of a PolNeAR file (JSON lines, one line an annotator's file), sorted by name."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    tokenizer = load_tokenizer()
    documents = []
    for name in sorted({row["doc_id"] for row in rows}):
        files = sorted((row for row in rows if row["doc_id"] == name), key=lambda row: row["annotator_rank"])
        text = files[0]["text"]
        paragraphs = find_paragraphs(text)
        pieces = cut_into_pieces(text, paragraphs, find_quotations(text, paragraphs), tokenizer)
        annotations = tuple(annotate(pieces, row["annotator"], row["attributions"]) for row in files)
        documents.append(Document(name, text, pieces, annotations, tuple(tuple(row["attributions"]) for row in files)))
    return documents


def annotate(pieces: Pieces, annotator: str, attributions: Sequence[Attribution]) -> Annotation:
    """Character spans as labels and links of pieces. Where parts of several statements overlap, the first keeps the words."""
    count = len(pieces.ids)
    labels = np.zeros(count, np.int64)
    cue, source = np.full(count, UNKNOWN, np.int64), np.full(count, UNKNOWN, np.int64)
    heads = np.flatnonzero(pieces.first)
    word_starts, word_ends = pieces.starts[heads], np.append(pieces.ends[heads[1:] - 1], pieces.ends[-1:])
    for attribution in attributions:
        marked: dict[str, list[Integers]] = {role: [] for role in ROLES}
        for role in ROLES:
            for start, end in attribution[role]:
                words = heads[(word_starts < end) & (word_ends > start)]
                words = words[labels[words] == 0]
                if len(words):
                    labels[words] = label_of(role, INSIDE)
                    labels[words[0]], labels[words[-1]] = label_of(role, BEGIN), label_of(role, END)
                    if len(words) == 1:
                        labels[words[0]] = label_of(role, SINGLE)
                    marked[role].append(words)
        if marked["cue"]:
            anchor = marked["cue"][0][0]
            for words in marked["content"]:
                cue[words] = anchor
            source[anchor] = marked["source"][0][0] if marked["source"] else UNKNOWN if attribution["source"] else NO_SOURCE
    return Annotation(annotator, labels, cue, source)
