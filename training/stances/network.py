"""The network that reads stances: a term and a sentence with what stands before it are read together."""

from __future__ import annotations

from torch import Tensor, nn

from onrecord.language.likeness import SAME
from onrecord.positions.questions import MARKS, STANCES
from training.network import WIDTH, Encoder


class StanceNetwork(nn.Module):
    """MiniLM with surface features, what each piece belongs to and how alike the other side's likest piece is, and two heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.belonging = nn.Embedding(3, WIDTH)
        self.alike = nn.Embedding(SAME + 1, WIDTH)
        for table in (self.belonging, self.alike):
            nn.init.normal_(table.weight, std=0.02)
        self.stance = nn.Linear(WIDTH, 1 + len(STANCES))
        self.marks = nn.Linear(WIDTH, MARKS)

    def forward(self, ids: Tensor, features: Tensor, belonging: Tensor, alike: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Pairs (pairs, pieces), features (pairs, pieces, 3) -> any stance, and which (pairs, 5); pieces (pairs, pieces, 7)."""
        encoder = self.encoder
        x = encoder.word(ids) + encoder.position.weight[: ids.shape[1]] + encoder.segment + self.belonging(belonging) + self.alike(alike)
        for place, table in enumerate(encoder.surface):
            x = x + table(features[..., place])
        x = encoder.norm(x)
        added = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in encoder.layers:
            x = layer(x, added)
        whole = x[:, 0] + (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.stance(whole), self.marks(x)
