"""Write a trained reader of stances as the package ships it: `export FOLDER CHECKPOINT...` takes the mean of the workers' checkpoints.

FOLDER is one of gold/train: some of its questions are read to see how large the network's figures become.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import torch
from torch import Tensor

from onrecord.language.encoder import WEIGHTS
from onrecord.positions.questions import MARKS, STANCES, ask
from training.graph import Graph, ranges_of
from training.stances.learn import question_of
from training.stances.material import load_articles
from training.stances.network import StanceNetwork

# Every how manieth pair of a sentence and a term is read: some 250 of a dossier.
SAMPLE = 97


def load_network(checkpoints: list[Path]) -> StanceNetwork:
    """The network whose weights are the mean of some checkpoints', ready to read."""
    found = [torch.load(checkpoint)["network"] for checkpoint in checkpoints]
    network = StanceNetwork()
    network.load_state_dict({name: torch.stack([one[name] for one in found]).mean(0) for name in found[0]})
    return network.eval()


def questions(folder: Path) -> Iterator[tuple[Tensor, ...]]:
    """Questions of an annotated dossier, as the network reads them."""
    pairs = [(text, line, term) for text in load_articles(folder) for line, term in product(text.lines, text.lines[0].others)]
    for text, line, term in pairs[::SAMPLE]:
        asked = ask([question_of(text, line, term)])
        yield tuple(map(torch.from_numpy, (asked.ids, asked.features, asked.belonging, asked.alike, asked.mask)))


def export(network: StanceNetwork, folder: Path, target: Path) -> None:
    """Write it. The model reads one question at a time, so that nothing is padded and no answer depends on what else is asked."""
    encoder = network.encoder
    graph = Graph(ranges_of(network, encoder, questions(folder)))
    x = graph.encoded(encoder, graph.embedded(encoder, [("belonging", network.belonging), ("alike", network.alike)]))
    first = graph.add("Gather", x, graph.hold(torch.tensor(0)), axis=1)
    whole = graph.add("Add", first, graph.add("ReduceMean", x, axes=[1], keepdims=0))
    graph.head(whole, network.stance.weight, network.stance.bias, "decided")
    graph.head(x, network.marks.weight, network.marks.bias, "marks")
    pieces: list[int | str] = [1, "pieces"]
    inputs = {"ids": pieces, "features": [*pieces, 3], "belonging": pieces, "alike": pieces}
    graph.write(target, inputs, {"decided": [1, 1 + len(STANCES)], "marks": [*pieces, MARKS]})


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--target", type=Path, default=WEIGHTS / "stances.onnx")
    arguments = parser.parse_args()
    export(load_network(arguments.checkpoints), arguments.folder, arguments.target)
    print(f"{arguments.target}: {arguments.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
