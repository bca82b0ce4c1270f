"""Learn how much the model's own similarity counts, beside what stands between two parts, when contents, cues and sources are linked."""

from __future__ import annotations

import numpy as np
import torch

from onrecord.attribution.chain import find_parts
from onrecord.attribution.linking import FEATURES, Layout, cue_choices, place_of, source_choices
from onrecord.attribution.reading_words import Words
from onrecord.language.encoder import Numbers
from training.polnear import NO_SOURCE, Document

Choice = tuple[Numbers, int]
PENALTY = 1e-3


def choices_of(document: Document, words: Words) -> tuple[list[Choice], list[Choice]]:
    """Every choice of a cue and of a source in the annotators' parts: what is known of the candidates, and the number of the right one."""
    of_cue: list[Choice] = []
    of_source: list[Choice] = []
    heads = np.flatnonzero(document.pieces.first)
    annotation = document.annotations[0]
    layout = Layout(words, find_parts(annotation.labels[heads]))
    cues, sources = layout.parts["cue"], layout.parts["source"]

    def word_of(piece: int) -> int:
        return int(np.searchsorted(heads, piece)) if piece >= 0 else -1

    for content in layout.parts["content"]:
        right = place_of(cues, word_of(annotation.cue[heads[content.start]]))
        near, table = cue_choices(layout, content)
        if right in near:
            of_cue.append((table, right - near.start))
    for cue in cues:
        piece = annotation.source[heads[cue.start]]
        near, table = source_choices(layout, cue)
        right = len(near) + near.start if piece == NO_SOURCE else place_of(sources, word_of(piece))
        if right in near or piece == NO_SOURCE:
            of_source.append((table, right - near.start))
    return of_cue, of_source


def fit(choices: list[Choice]) -> tuple[dict[str, float], float]:
    """The weights of FEATURES under which the right choices are likeliest, and the share of choices that they get right."""
    longest = max(len(table) for table, _ in choices)
    tables = torch.zeros(len(choices), longest, len(FEATURES))
    absent = torch.full((len(choices), longest), -1e4)
    for row, (table, _) in enumerate(choices):
        tables[row, : len(table)] = torch.from_numpy(table)
        absent[row, : len(table)] = 0
    right = torch.tensor([place for _, place in choices])
    weights = torch.zeros(len(FEATURES), requires_grad=True)
    search = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        value = torch.nn.functional.cross_entropy(tables @ weights + absent, right) + PENALTY * weights.square().sum()
        value.backward()
        return value

    search.step(loss)
    with torch.no_grad():
        share = ((tables @ weights + absent).argmax(1) == right).float().mean().item()
    return {name: round(weight, 4) for name, weight in zip(FEATURES, weights.tolist(), strict=True)}, share
