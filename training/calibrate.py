"""Choose on development data what is not learned, and write it beside the exported weights: `calibrate.py DEV.jsonl.gz CHECKPOINT`.

That is how much the reader leans towards or away from marking words, and what its confidence means. The transitions between labels are copied
from the checkpoint. The curve of confidence that is written is measured across halves: each half of the articles with the table made on the other.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.attribution.chain import Chain
from onrecord.attribution.labels import BEGIN, LABELS, OUTSIDE, ROLES, SINGLE, label_of
from onrecord.attribution.linking import Words, find_attributions, read_words
from onrecord.attribution.snapping import snap_to_quotations
from onrecord.language.encoder import WEIGHTS, Model, Numbers
from onrecord.language.prose import find_paragraphs
from onrecord.language.quotations import find_quotations
from training.confidence import curve, rising_steps
from training.polnear import Document, load
from training.scoring import right_or_wrong, score, spans_of

Row = dict[str, Any]
LEANINGS = (-0.9, -0.6, -0.3, 0.0, 0.3, 0.6)


def leaning_of(outside: float, roles: Sequence[float]) -> Numbers:
    """What is added to the scores of labels: to "outside", and to the beginnings of parts by role."""
    leaning = np.zeros(len(LABELS), np.float32)
    leaning[OUTSIDE] = outside
    for role, amount in zip(ROLES, roles, strict=True):
        leaning[[label_of(role, BEGIN), label_of(role, SINGLE)]] = amount
    return leaning


def attributions_of(document: Document, words: Words, chain: Chain, leaning: Numbers) -> list[Row]:
    """The attributions of an article as the package finds them, with the model's own share of certainty."""
    found = find_attributions(words, chain, leaning)
    quotations = find_quotations(document.text, find_paragraphs(document.text))
    rows: list[Row] = []
    for attribution, spans in zip(found, spans_of(words, found), strict=True):
        content = snap_to_quotations(document.text, [(start, end) for start, end in spans["content"]], quotations)
        if content:
            rows.append({**spans, "content": [list(part) for part in content], "share": attribution.share})
    return rows


def choose_leaning(documents: list[Document], read: list[Words], chain: Chain) -> Numbers:
    """The leaning with the best mean of the fragments' F1 and `linked`: "outside" first, then each role in turn."""

    def worth(amounts: list[float]) -> float:
        leaning = leaning_of(amounts[0], amounts[1:])
        figures = score(documents, [attributions_of(d, w, chain, leaning) for d, w in zip(documents, read, strict=True)])
        return sum(figures[name] for name in (*ROLES, "linked"))

    best = [0.0] * (1 + len(ROLES))
    top = worth(best)
    for place in range(len(best)):
        for amount in LEANINGS:
            tried = [*best[:place], amount, *best[place + 1 :]]
            if amount != best[place] and (worthy := worth(tried)) > top:
                best, top = tried, worthy
    return leaning_of(best[0], best[1:])


def main() -> None:
    """Calibrate the exported model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dev", type=Path)
    parser.add_argument("checkpoint", type=Path)
    arguments = parser.parse_args()
    saved = torch.load(arguments.checkpoint)
    path = WEIGHTS / "attribution.json"
    settings: Row = {
        "following": [[round(value, 4) for value in row] for row in saved["network"]["following"].tolist()],
        "leaning": [],
        "confidence": [],
    }
    path.write_text(json.dumps(settings), "utf-8")
    model, chain = Model("attribution"), Chain(np.array(settings["following"], np.float32))
    documents = load(arguments.dev)
    read = [read_words(document.pieces, model) for document in documents]
    leaning = choose_leaning(documents, read, chain)
    rows = [attributions_of(document, words, chain, leaning) for document, words in zip(documents, read, strict=True)]
    judged = [right_or_wrong(document, own) for document, own in zip(documents, rows, strict=True)]
    halves = [[pair for own in judged[half::2] for pair in own] for half in (0, 1)]
    settings["leaning"] = [round(float(amount), 2) for amount in leaning]
    settings["confidence"] = rising_steps([pair for own in judged for pair in own])
    settings["measured"] = {"dev": score(documents, rows), "curve": curve(halves), "steps": saved["step"], "epochs": saved["epoch"]}
    path.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    print(json.dumps(settings["measured"]), settings["leaning"])


if __name__ == "__main__":
    main()
