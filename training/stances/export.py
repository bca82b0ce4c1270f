"""Write a trained reader of stances as the package ships it: `export CHECKPOINT...` takes the mean of the workers' checkpoints."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from onrecord.language.encoder import WEIGHTS
from training.export import write_quantized
from training.stances.network import StanceNetwork

# Left as they are: the heads, and the products after GELU in the lower layers, whose outliers stretch the scale of eight bits.
LEFT_WHOLE = ("/stance/", "/marks/", "/layers.0/narrowed/", "/layers.1/narrowed/")


def load_network(checkpoints: list[Path]) -> StanceNetwork:
    """The network whose weights are the mean of some checkpoints', ready to read."""
    found = [torch.load(checkpoint)["network"] for checkpoint in checkpoints]
    network = StanceNetwork()
    network.load_state_dict({name: torch.stack([one[name] for one in found]).mean(0) for name in found[0]})
    return network.eval()


def export(network: StanceNetwork, target: Path) -> None:
    """Write it as ONNX, int8 weights by channel."""
    ids, mask = torch.randint(1000, 20000, (2, 48)), torch.ones(2, 48, dtype=torch.long)
    example = (ids, torch.zeros(2, 48, 3, dtype=torch.long), mask, mask, mask)
    names = {name: {0: "questions", 1: "pieces"} for name in ("ids", "features", "belonging", "alike", "mask")}
    outputs = {"decided": {0: "questions"}, "marks": {0: "questions", 1: "pieces"}}
    write_quantized(network, example, names, outputs, target, LEFT_WHOLE)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--target", type=Path, default=WEIGHTS / "stances.onnx")
    arguments = parser.parse_args()
    export(load_network(arguments.checkpoints), arguments.target)
    print(f"{arguments.target}: {arguments.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
