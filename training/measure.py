"""Score a network in training, or the shipped model, on articles of PolNeAR, by the counts of the project's scorer."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.attribution.labels import LABELS
from onrecord.attribution.learned import assembler_of
from onrecord.attribution.reading_words import Reads, read_words
from onrecord.language.encoder import WEIGHTS, Model, Numbers, Pieces, load_tokenizer
from training.network import Network
from training.polnear import Document, load
from training.scoring import score, spans_of


class InTraining:
    """A checkpoint, read as the shipped model is."""

    def __init__(self, checkpoint: Path) -> None:
        saved = torch.load(checkpoint)
        self.step = saved["step"]
        self.network = Network(len(saved["annotators"]) + 1)
        self.network.load_state_dict(saved["network"])
        self.network.eval()
        self._opening, self._closing = load_tokenizer().encode("").ids
        self.settings: dict[str, Any] = {
            "following": self.network.following.tolist(),
            "leaning": [0.0] * len(LABELS),
            "cue of": {"distance": -1.0},
            "source of": {"distance": -1.0},
        }

    def read(self, pieces: Pieces, start: int, end: int) -> dict[str, Numbers]:
        """As Model.read."""
        ids = torch.from_numpy(np.concatenate(([self._opening], pieces.ids[start:end], [self._closing])))[None]
        features = torch.zeros((1, ids.shape[1], 3), dtype=torch.long)
        features[0, 1:-1] = torch.from_numpy(pieces.features[start:end])
        with torch.inference_mode():
            found = self.network(ids, features)
        return {name: array[0].numpy() for name, array in zip(("tags", "askers", "answerers"), found, strict=True)}


def predict(documents: list[Document], model: Reads, settings: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The attributions of each article."""
    assembler = assembler_of(settings)
    predicted = []
    for document in documents:
        words = read_words(document.pieces, model)
        predicted.append(spans_of(words, assembler.attributions(words)))
    return predicted


def main() -> None:
    """Measure a checkpoint, or a model exported into the folder of weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("checkpoint", type=Path, nargs="?", help="a checkpoint; without one, the shipped model is measured")
    parser.add_argument("--articles", type=int, help="only so many")
    parser.add_argument("--fitted", action="store_true", help="with what was fitted beside the shipped weights")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    documents = load(arguments.gold)[: arguments.articles]
    model = InTraining(arguments.checkpoint) if arguments.checkpoint else Model("attribution")
    settings = model.settings
    if arguments.fitted:
        settings = json.loads((WEIGHTS / "attribution.json").read_text("utf-8")) | {"following": settings["following"]}
    started = time.time()
    predicted = predict(documents, model, settings)
    words = sum(len(document.text.split()) for document in documents)
    print(json.dumps(score(documents, predicted)), f"{words / (time.time() - started):.0f} words/s")


if __name__ == "__main__":
    main()
