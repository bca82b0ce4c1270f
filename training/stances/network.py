"""The network that reads stances: a term and a sentence with what stands before it are read together."""

from __future__ import annotations

from torch import Tensor, nn

from training.network import WIDTH, Encoder
from training.stances.material import STANCES

# What is told of each piece of a sentence: whether it names a holder with one of the stances, is evidence, is part of a condition.
MARKS = 1 + len(STANCES) + 2
EVIDENCE, CONDITION = MARKS - 2, MARKS - 1
# Where a piece belongs: to the term, to what stands before the sentence, to the sentence.
TERM, BEFORE, SENTENCE = 0, 1, 2


class StanceNetwork(nn.Module):
    """MiniLM with surface features, what each piece belongs to, and two heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.belonging = nn.Embedding(3, WIDTH)
        nn.init.normal_(self.belonging.weight, std=0.02)
        self.stance = nn.Linear(WIDTH, 1 + len(STANCES))
        self.marks = nn.Linear(WIDTH, MARKS)

    def forward(self, ids: Tensor, features: Tensor, belonging: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Pairs (pairs, pieces), features (pairs, pieces, 3) -> any stance, and which (pairs, 5); pieces (pairs, pieces, 7)."""
        encoder = self.encoder
        x = encoder.word(ids) + encoder.position.weight[: ids.shape[1]] + encoder.segment + self.belonging(belonging)
        for place, table in enumerate(encoder.surface):
            x = x + table(features[..., place])
        x = encoder.norm(x)
        added = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in encoder.layers:
            x = layer(x, added)
        whole = x[:, 0] + (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.stance(whole), self.marks(x)
