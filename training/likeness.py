"""Write the table of likeness: what MiniLM makes of each piece of its vocabulary alone, in its first principal components, as eight bits."""

from __future__ import annotations

import numpy as np
import torch

from onrecord.language.likeness import TABLE
from training.network import VOCABULARY, Encoder

COMPONENTS = 64
AT_ONCE = 512
OPENING, CLOSING = 101, 102
# The components are those of the words; before them stand marks and unused places.
FIRST_WORD = 1000


def vectors_of(encoder: Encoder) -> np.ndarray:
    """The mean of what the encoder makes of "[CLS] piece [SEP]", for every piece: (vocabulary, width)."""
    found = []
    with torch.inference_mode():
        for start in range(0, VOCABULARY, AT_ONCE):
            pieces = torch.arange(start, min(VOCABULARY, start + AT_ONCE))
            ids = torch.stack([torch.full_like(pieces, OPENING), pieces, torch.full_like(pieces, CLOSING)], 1)
            found.append(encoder(ids, torch.zeros(*ids.shape, 3, dtype=torch.long), torch.ones_like(ids)).mean(1).numpy())
    return np.concatenate(found)


def main() -> None:
    """Write the table."""
    encoder = Encoder()
    encoder.load_minilm()
    for table in encoder.surface:
        torch.nn.init.zeros_(table.weight)
    vectors = vectors_of(encoder.eval())
    vectors -= vectors.mean(0)
    _, _, components = np.linalg.svd(vectors[FIRST_WORD:], full_matrices=False)
    reduced = vectors @ components[:COMPONENTS].T
    scaled = reduced / np.abs(reduced).max(1, keepdims=True) * 127
    np.save(TABLE, scaled.round().astype(np.int8))
    print(f"{TABLE}: {TABLE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
