"""Let networks annotate articles that nobody has: `silver ARTICLES INTO CHECKPOINT...` writes what several of them make of each, the mean of all.

ARTICLES are JSON lines, gzipped, with "id" and "text". INTO has PolNeAR's form, with one annotator, and "shares" beside it: how likely each word has
each label, in 255ths. What is linked is written as spans, as the networks' mean says; `learn --silver INTO` learns from both.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.attribution.assembling import Assembler
from onrecord.attribution.chain import MAY_END
from onrecord.attribution.labels import LABELS
from onrecord.attribution.learned import assembler_of
from onrecord.attribution.reading_words import Words, read_words
from onrecord.language.encoder import WEIGHTS, Numbers
from training.measure import InTraining
from training.network import IMPOSSIBLE, Network
from training.polnear import NETWORKS, packed, pieces_of
from training.scoring import spans_of

# Articles of fewer characters are notices, of more than these a few long reads that would be half of what is read.
SHORTEST, LONGEST = 1_200, 6_000
# A share of less than this is as good as none.
LEAST = 1e-6


def articles_of(path: Path, many: int) -> list[dict[str, Any]]:
    """So many articles of a file, spread over the whole of it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if SHORTEST <= len(row["text"]) <= LONGEST]
    return rows[:: max(1, len(rows) // many)][:many]


def shares_of(words: Words, network: Network) -> Numbers:
    """How likely each word has each label, by paragraph, over the end of which no part may run: (words, labels)."""
    lengths = [end - start for start, end in words.paragraphs]
    tags, present = np.zeros((len(lengths), max(lengths), len(LABELS)), np.float32), np.zeros((len(lengths), max(lengths)), np.float32)
    for row, (start, end) in enumerate(words.paragraphs):
        tags[row, : end - start], present[row, : end - start] = words.tags[start:end], 1
        tags[row, end - start - 1, ~MAY_END] += IMPOSSIBLE
    found = network.shares(torch.from_numpy(tags), torch.from_numpy(present)).numpy()
    return np.concatenate([found[row, :length] for row, length in enumerate(lengths)])


def together(readings: Sequence[Words], shares: Numbers) -> Words:
    """What several networks make of the same words: the labels by their mean shares, likenesses as the mean of theirs."""
    askers = np.concatenate([words.askers for words in readings], 2) / len(readings)
    answerers = np.concatenate([words.answerers for words in readings], 2)
    nobody = np.mean([words.nobody for words in readings], 0)
    return replace(readings[0], tags=np.log(shares + LEAST), askers=askers, answerers=answerers, nobody=nobody)


def annotated(article: dict[str, Any], networks: Sequence[InTraining], assembler: Assembler) -> dict[str, Any]:
    """An article as networks annotate it together."""
    pieces = pieces_of(article["text"])
    readings = [read_words(pieces, network) for network in networks]
    shares = np.mean([shares_of(words, network.network) for words, network in zip(readings, networks, strict=True)], 0)
    words = together(readings, shares)
    rows = spans_of(words, assembler.attributions(words))
    row = {"doc_id": article["id"], "annotator": NETWORKS, "annotator_rank": 0, "text": article["text"]}
    return {**row, "attributions": rows, "shares": packed(shares)}


def assembler_of_shares() -> Assembler:
    """Puts mean shares together as the shipped settings say, but for which label follows which: the shares know that already."""
    settings = json.loads((WEIGHTS / "attribution.json").read_text("utf-8"))
    nothing = {"following": np.zeros((len(LABELS), len(LABELS))), "leaning": np.zeros(len(LABELS))}
    return assembler_of(settings | nothing)


def main() -> None:
    """Annotate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("into", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--many", type=int, default=900, help="how many articles")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    networks = [InTraining(checkpoint) for checkpoint in arguments.checkpoints]
    assembler = assembler_of_shares()
    with gzip.open(arguments.into, "wt", encoding="utf-8") as into:
        for article in articles_of(arguments.articles, arguments.many):
            into.write(json.dumps(annotated(article, networks, assembler)) + "\n")


if __name__ == "__main__":
    main()
