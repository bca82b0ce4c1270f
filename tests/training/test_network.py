"""The chain over labels as it is trained."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from onrecord.attribution.labels import LABELS, label_of

torch = pytest.importorskip("torch")  # only whoever trains has it
network_module = pytest.importorskip("training.network")
mean_module = pytest.importorskip("training.mean")

WORDS = 5


@pytest.fixture
def network() -> Any:
    """A network whose labels follow each other by chance."""
    torch.manual_seed(0)
    network = network_module.Network(3)
    torch.nn.init.normal_(network.following)
    torch.nn.init.normal_(network.annotators.weight)
    return network


def test_shares_of_labels_come_to_one_and_follow_what_is_allowed(network: Any) -> None:
    tags, present = torch.randn(2, WORDS, len(LABELS)), torch.ones(2, WORDS)
    present[1, 3:] = 0
    shares = network.shares(tags, present).numpy()
    np.testing.assert_allclose(shares.sum(-1), present.numpy(), atol=1e-5)
    assert shares[0, 0, label_of("cue", 2)] == 0  # nothing begins inside a part
    assert network.following.grad is None


def test_shares_are_learned_from_as_whole_sequences_are_where_they_are_sure(network: Any) -> None:
    tags, present = torch.randn(1, WORDS, len(LABELS), requires_grad=True), torch.ones(1, WORDS)
    labels = torch.tensor([[0, label_of("cue", 4), 0, label_of("content", 1), label_of("content", 3)]])
    shares = torch.nn.functional.one_hot(labels, len(LABELS)).float()
    (by_labels,) = torch.autograd.grad(network.chain_loss(tags, labels, present).sum(), tags)
    (by_shares,) = torch.autograd.grad(network.shares_loss(tags, shares, present).sum(), tags)
    np.testing.assert_allclose(by_shares.numpy(), by_labels.numpy(), atol=1e-5)


def test_who_shares_its_own_shares_has_nothing_to_learn(network: Any) -> None:
    tags, present = torch.randn(1, WORDS, len(LABELS), requires_grad=True), torch.ones(1, WORDS)
    (left,) = torch.autograd.grad(network.shares_loss(tags, network.shares(tags, present), present).sum(), tags)
    np.testing.assert_allclose(left.numpy(), 0, atol=1e-5)


def test_the_mean_of_networks_is_what_nobody_in_particular_reads(network: Any) -> None:
    weights = network.state_dict()
    found = mean_module.mean([weights, {name: 3 * weight for name, weight in weights.items()}], [3, 1])
    torch.testing.assert_close(found["following"], 1.5 * weights["following"])
    alone = network_module.Network(1)
    alone.load_state_dict(mean_module.mean([weights], [0.5]))
    ids, features = torch.tensor([[101, 7, 8, 102]]), torch.zeros(1, 4, 3, dtype=torch.long)
    with torch.no_grad():
        torch.testing.assert_close(alone(ids, features)[0], network(ids, features)[0])
