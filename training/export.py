"""Write a trained network as the package ships it: ONNX with weights of seven bits, beside its settings.

`export CHECKPOINT TEXTS` averages nothing and chooses nothing: which checkpoint is shipped is decided by `measure.py` and `calibrate.py`. TEXTS are
training articles (a file of PolNeAR), some of which are read to see how large the network's figures become.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from onrecord.attribution.labels import LABELS
from onrecord.attribution.reading_words import LONGEST_WINDOW
from onrecord.language.encoder import WEIGHTS, load_tokenizer, windows
from training.graph import Graph, ranges_of
from training.measure import InTraining
from training.network import LINK_WIDTH, Network, minilm_folder
from training.polnear import load

# Every how manieth training article is read.
SAMPLE = 42


def sampled(texts: Path) -> Iterator[tuple[Tensor, Tensor]]:
    """Windows of some articles, as the network reads them."""
    opening, closing = load_tokenizer().encode("").ids
    for document in load(texts)[::SAMPLE]:
        pieces = document.pieces
        for start, end in windows(pieces, LONGEST_WINDOW):
            ids = np.concatenate(([opening], pieces.ids[start:end], [closing]))
            features = np.pad(pieces.features[start:end], ((1, 1), (0, 0)))
            yield torch.from_numpy(ids)[None], torch.from_numpy(features)[None]


def export(network: Network, texts: Path, target: Path) -> None:
    """Write the reader of statements. A further output is a further head, and a further line of `outputs`."""
    graph = Graph(ranges_of(network, network.encoder, sampled(texts)))
    x = graph.encoded(network.encoder, graph.embedded(network.encoder))
    nobody = network.annotators.weight[0]
    graph.head(x, network.tags.weight, network.tags.bias + network.tags.weight @ nobody, "tags")
    graph.head(x, network.askers.weight * LINK_WIDTH**-0.5, network.askers.bias * LINK_WIDTH**-0.5, "askers")
    graph.head(x, network.answerers.weight, network.answerers.bias, "answerers")
    pieces: list[int | str] = [1, "pieces"]
    outputs = {"tags": [*pieces, len(LABELS)], "askers": [*pieces, 2 * LINK_WIDTH], "answerers": [*pieces, 2 * LINK_WIDTH]}
    graph.write(target, {"ids": pieces, "features": [*pieces, 3]}, outputs)


def main() -> None:
    """Export a checkpoint, and copy the tokenizer that goes with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--target", type=Path, default=WEIGHTS / "attribution.onnx")
    arguments = parser.parse_args()
    export(InTraining(arguments.checkpoint).network, arguments.texts, arguments.target)
    shutil.copyfile(minilm_folder() / "tokenizer.json", arguments.target.parent / "tokenizer.json")
    print(f"{arguments.target}: {arguments.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
