"""PolNeAR's articles as training material: pieces, labels of words, and links."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.attribution.labels import BEGIN, END, INSIDE, LABELS, ROLES, SINGLE, label_of
from onrecord.language.encoder import Integers, Numbers, Pieces, cut_into_pieces, load_tokenizer
from onrecord.language.prose import find_paragraphs
from onrecord.language.quotations import find_quotations

NO_SOURCE = -2
UNKNOWN = -1
# Whoever annotated what `silver.py` writes.
NETWORKS = "networks"

Attribution = dict[str, Any]


@dataclass(frozen=True)
class Annotation:
    """What one annotator marked. All arrays have one entry a piece.

    `labels`: the label of the word that a piece is the first of. `cue`: for words of content, the piece that the statement's cue begins with, else
    UNKNOWN. `source`: for pieces that begin a cue, the piece that the source begins with, NO_SOURCE if there is none, else UNKNOWN.
    `shares` (pieces, labels): where networks annotated, how likely each label is for the word that a piece is the first of.
    """

    annotator: str
    labels: Integers
    cue: Integers
    source: Integers
    shares: Numbers | None = None


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
    documents = []
    for name in sorted({row["doc_id"] for row in rows}):
        files = sorted((row for row in rows if row["doc_id"] == name), key=lambda row: row["annotator_rank"])
        text = files[0]["text"]
        pieces = pieces_of(text)
        annotations = tuple(annotation_of(pieces, row) for row in files)
        documents.append(Document(name, text, pieces, annotations, tuple(tuple(row["attributions"]) for row in files)))
    return documents


def pieces_of(text: str) -> Pieces:
    """An article's word pieces, all paragraphs kept."""
    paragraphs = find_paragraphs(text)
    return cut_into_pieces(text, paragraphs, find_quotations(text, paragraphs), load_tokenizer())


def annotation_of(pieces: Pieces, row: dict[str, Any]) -> Annotation:
    """What a line of the file says of an article."""
    annotation = annotate(pieces, row["annotator"], row["attributions"])
    if "shares" not in row:
        return annotation
    shares = np.zeros((len(pieces.ids), len(LABELS)), np.float32)
    shares[pieces.first] = unpacked(row["shares"])
    return replace(annotation, shares=shares)


def packed(shares: Numbers) -> str:
    """Shares of labels (words, labels) as they are written: in 255ths."""
    return base64.b85encode(zlib.compress(np.rint(shares * 255).astype(np.uint8).tobytes())).decode()


def unpacked(written: str) -> Numbers:
    """What was written, each word's shares coming to one again."""
    shares = np.frombuffer(zlib.decompress(base64.b85decode(written)), np.uint8).reshape(-1, len(LABELS)).astype(np.float32)
    return np.asarray(shares / shares.sum(1, keepdims=True), np.float32)


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
