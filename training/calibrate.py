"""Choose on development data what is not learned, and write it beside the exported weights: `calibrate TRAIN DEV CHECKPOINT`.

That is how parts are linked (learned on some of the training articles), how much the reader leans towards or away from marking words, and what its
confidence means. The transitions between labels are copied from the checkpoint. The curve of confidence that is written is measured across halves:
each half of the articles with the table made on the other.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from onrecord.attribution.labels import BEGIN, LABELS, OUTSIDE, ROLES, SINGLE, label_of
from onrecord.attribution.learned import assembler_of
from onrecord.attribution.reading_words import Words, read_words
from onrecord.attribution.snapping import snap_to_quotations
from onrecord.language.encoder import WEIGHTS, Model
from onrecord.language.prose import find_paragraphs
from onrecord.language.quotations import find_quotations
from training.confidence import curve, rising_steps
from training.linkers import choices_of, fit
from training.polnear import Document, load
from training.scoring import right_or_wrong, score, spans_of

Row = dict[str, Any]
LEANINGS = (-0.5, 0.0, 0.5)
RELUCTANCE = (0.0, 1.5, 3.0, 4.5)
# Every how manieth training article the linkers are learned from: they have a dozen weights.
LINKERS_SAMPLE = 12
# Of each worker, on PolNeAR; only for the model card.
STEPS_AN_EPOCH = 544


def leaning_of(outside: float, roles: Sequence[float]) -> list[float]:
    """What is added to the scores of labels: to "outside", and to the beginnings of parts by role."""
    leaning = [0.0] * len(LABELS)
    leaning[OUTSIDE] = outside
    for role, amount in zip(ROLES, roles, strict=True):
        leaning[label_of(role, BEGIN)] = leaning[label_of(role, SINGLE)] = amount
    return leaning


def attributions_of(document: Document, words: Words, settings: Row) -> list[Row]:
    """The attributions of an article as the package finds them, with the model's own share of certainty."""
    found = assembler_of(settings).attributions(words)
    quotations = find_quotations(document.text, find_paragraphs(document.text))
    rows: list[Row] = []
    for attribution, spans in zip(found, spans_of(words, found), strict=True):
        content = snap_to_quotations(document.text, [(start, end) for start, end in spans["content"]], quotations)
        if content:
            rows.append({**spans, "content": [list(part) for part in content], "share": attribution.share})
    return rows


def choose_leaning(documents: list[Document], read: list[Words], settings: Row) -> list[float]:
    """The leaning with the best mean of the fragments' F1 and `linked`: "outside" first, then each role in turn."""

    def worth(amounts: list[float]) -> float:
        tried = settings | {"leaning": leaning_of(amounts[0], amounts[1:])}
        figures = score(documents, [attributions_of(document, words, tried) for document, words in zip(documents, read, strict=True)])
        return sum(figures[name] for name in (*ROLES, "linked"))

    best = [0.0] * (1 + len(ROLES))
    top = worth(best)
    for place in range(len(best)):
        for amount in LEANINGS:
            tried = [*best[:place], amount, *best[place + 1 :]]
            if amount != best[place] and (worthy := worth(tried)) > top:
                best, top = tried, worthy
    return leaning_of(best[0], best[1:])


def choose_reluctance(documents: list[Document], read: list[Words], settings: Row) -> Row:
    """The weights of sources with the best `linked`, when "none" counts less than in the annotators' parts: the reader's own parts lack some."""

    def worth(weights: Row) -> float:
        tried = settings | {"source of": weights}
        return score(documents, [attributions_of(document, words, tried) for document, words in zip(documents, read, strict=True)])["linked"]

    weights: Row = settings["source of"]
    return max(({**weights, "none": round(weights["none"] - less, 4)} for less in RELUCTANCE), key=worth)


def choose(train: Path, model: Model, documents: list[Document], read: list[Words], settings: Row) -> dict[str, float]:
    """Fit the linkers, then choose the leaning and the reluctance: into the settings. The shares of links that the linkers get right."""
    sample = load(train)[::LINKERS_SAMPLE]
    chosen = [choices_of(document, read_words(document.pieces, model)) for document in sample]
    shares = {}
    for name, side in (("cue of", 0), ("source of", 1)):
        settings[name], shares[name] = fit([choice for choices in chosen for choice in choices[side]])
    settings["leaning"] = choose_leaning(documents, read, settings)
    settings["source of"] = choose_reluctance(documents, read, settings)
    return shares


def main() -> None:
    """Calibrate the exported model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--keep", action="store_true", help="leave what was fitted before, but for the transitions between labels; only measure")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(arguments.checkpoint)
    following = [[round(value, 4) for value in row] for row in saved["network"]["following"].tolist()]
    path = WEIGHTS / "attribution.json"
    before: Row = json.loads(path.read_text("utf-8"))
    settings: Row = {"following": following, "leaning": leaning_of(0, [0] * len(ROLES))}
    path.write_text(json.dumps(before | settings), "utf-8")
    model = Model("attribution")
    documents = load(arguments.dev)
    read = [read_words(document.pieces, model) for document in documents]
    if arguments.keep:
        settings, shares = before | {"following": following}, before["measured"]["links"]
    else:
        shares = choose(arguments.train, model, documents, read, settings)
    rows = [attributions_of(document, words, settings) for document, words in zip(documents, read, strict=True)]
    judged = [right_or_wrong(document, own) for document, own in zip(documents, rows, strict=True)]
    halves = [[pair for own in judged[half::2] for pair in own] for half in (0, 1)]
    if not arguments.keep:
        settings["confidence"] = rising_steps([pair for own in judged for pair in own])
    settings["measured"] = {
        "dev": score(documents, rows),
        "links": shares,
        "curve": curve(halves),
        "steps": saved["step"],
        "epochs": saved["step"] / STEPS_AN_EPOCH,
    }
    path.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    print(json.dumps(settings["measured"]), settings["leaning"])


if __name__ == "__main__":
    main()
