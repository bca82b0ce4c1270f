"""Take up training where the shipped weights stand: `shipped attribution CHECKPOINT` or `shipped stances CHECKPOINT` writes them as a checkpoint.

Checkpoints are not kept; the package is. What was rounded stays rounded: on development data the networks read as the shipped models do.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from onrecord.language.encoder import WEIGHTS
from training.network import LINK_WIDTH, Encoder, Layer, Network
from training.stances.network import StanceNetwork


class Held:
    """The figures that a graph holds, in the order in which `graph.Graph` holds them."""

    def __init__(self, path: Path) -> None:
        given = {tensor.name: tensor for tensor in onnx.load(path).graph.initializer}
        self._figures = iter([numpy_helper.to_array(given[f"held.{place}"]).copy() for place in range(len(given))])

    def next(self) -> Tensor:
        """The next figures."""
        return torch.from_numpy(next(self._figures))

    def embedded(self, encoder: Encoder, further: list[nn.Embedding]) -> None:
        """As `Graph.embedded` holds them. The vector of the one segment stays within those of the places."""
        words, scales = self.next(), self.next()
        encoder.word.weight.data = words.float() * scales
        encoder.position.weight.data = self.next()
        encoder.segment.data.zero_()
        self.next()
        for table in further:
            table.weight.data = self.next()
        for table in encoder.surface:
            self.next()
            assert isinstance(table, nn.Embedding)  # noqa: S101  as `Encoder` makes them
            table.weight.data = self.next()
        self._norm(encoder.norm)

    def layer(self, layer: Layer) -> None:
        """As `Graph.encoded` holds them."""
        rows = self.next()
        assert rows.shape == (3,)  # noqa: S101  else the order is another
        parts = []
        for _ in range(3):
            columns, scales = self.next(), self.next()
            self.next()
            parts.append(((columns.float() * scales).T, self.next()))
        layer.mixed.weight.data = torch.cat([weights for weights, _ in parts])
        layer.mixed.bias.data = torch.cat([bias for _, bias in parts])
        self.next()
        self._product(layer.attended, spared=False)
        self._norm(layer.attended_norm)
        self._product(layer.widened, spared=True)
        self._product(layer.narrowed, spared=True)
        self._norm(layer.narrowed_norm)

    def head(self) -> tuple[Tensor, Tensor]:
        """The weights and the bias of one output."""
        return self.next().T, self.next()

    def _product(self, linear: nn.Linear, *, spared: bool) -> None:
        lowered = 1 / self.next() if spared else torch.ones(())
        columns, scales = self.next(), self.next()
        self.next()
        weights = columns.float() * scales
        linear.weight.data = (weights / (lowered[:, None] if spared else lowered)).T.contiguous()
        linear.bias.data = self.next()

    def _norm(self, norm: nn.LayerNorm) -> None:
        norm.weight.data, norm.bias.data = self.next(), self.next()


def statements(path: Path = WEIGHTS / "attribution.onnx") -> Network:
    """The reader of statements, of which only the habits of single annotators are lost."""
    held, network = Held(path), Network(1)
    held.embedded(network.encoder, [])
    for layer in _layers(network.encoder):
        held.layer(layer)
    network.tags.weight.data, network.tags.bias.data = held.head()
    weights, bias = held.head()
    network.askers.weight.data, network.askers.bias.data = weights * LINK_WIDTH**0.5, bias * LINK_WIDTH**0.5
    network.answerers.weight.data, network.answerers.bias.data = held.head()
    network.following.data = torch.tensor(json.loads(path.with_suffix(".json").read_text("utf-8"))["following"])
    return network


def stances(path: Path = WEIGHTS / "stances.onnx") -> StanceNetwork:
    """The reader of stances."""
    held, network = Held(path), StanceNetwork()
    held.embedded(network.encoder, [network.belonging, network.alike])
    for layer in _layers(network.encoder):
        held.layer(layer)
    held.next()
    network.stance.weight.data, network.stance.bias.data = held.head()
    network.marks.weight.data, network.marks.bias.data = held.head()
    return network


def _layers(encoder: Encoder) -> Iterator[Layer]:
    for layer in encoder.layers:
        assert isinstance(layer, Layer)  # noqa: S101  as `Encoder` makes them
        yield layer


def main() -> None:
    """Write a checkpoint to begin from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=["attribution", "stances"])
    parser.add_argument("checkpoint", type=Path)
    arguments = parser.parse_args()
    network = statements() if arguments.model == "attribution" else stances()
    torch.save({"network": network.state_dict(), "step": 0, "annotators": {}}, arguments.checkpoint)


if __name__ == "__main__":
    main()
