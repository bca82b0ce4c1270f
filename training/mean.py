"""The mean of trained readers of statements as a checkpoint: `mean INTO CHECKPOINT SHARE CHECKPOINT SHARE...`.

Networks that went on from one another lie near enough for that. The habits of single annotators are left out: each network's nobody in particular
goes into its labels first.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

Weights = dict[str, Tensor]


def of_nobody(weights: Weights) -> Weights:
    """The same network without annotators' vectors, as it reads."""
    vectors = weights["annotators.weight"]
    bias = weights["tags.bias"] + weights["tags.weight"] @ vectors[0]
    return weights | {"tags.bias": bias, "annotators.weight": torch.zeros_like(vectors[:1])}


def mean(networks: Sequence[Weights], shares: Sequence[float]) -> Weights:
    """The weighted mean of networks, of which each counts by its share."""
    alone = [of_nobody(weights) for weights in networks]
    whole = sum(shares)
    return {name: sum((share / whole * weights[name] for share, weights in zip(shares, alone, strict=True)), torch.zeros(())) for name in alone[0]}


def main() -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path)
    parser.add_argument("counted", nargs="+", metavar="CHECKPOINT SHARE")
    arguments = parser.parse_args()
    checkpoints, shares = arguments.counted[::2], [float(share) for share in arguments.counted[1::2]]
    saved = [torch.load(checkpoint) for checkpoint in checkpoints]
    network = mean([one["network"] for one in saved], shares)
    torch.save({"network": network, "step": sum(one["step"] for one in saved), "annotators": {}}, arguments.into)


if __name__ == "__main__":
    main()
