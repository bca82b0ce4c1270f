"""From what the model makes of an article's words to statements: parts of it with a role, and which part belongs to which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

import numpy as np

from onrecord.attribution.chain import Chain, Part, find_parts, role_shares
from onrecord.attribution.labels import ROLES
from onrecord.language.encoder import Integers, Numbers, Pieces, overlapping_windows

LONGEST_WINDOW = 254
CONTEXT = 64
# How far, in words, a cue may stand from its source or its content.
_REACH = 250


class Reads(Protocol):
    """What reads windows of pieces: the shipped model, or one in training."""

    def read(self, pieces: Pieces, start: int, end: int) -> dict[str, Numbers]:
        """The outputs "tags", "askers" and "answerers" for pieces `[start, end)`, after a row for the window as a whole."""


@dataclass(frozen=True)
class Words:
    """What the model makes of each word of an article (n).

    `starts`, `ends`: offsets into the text. `tags` (n, labels). `askers`, `answerers` (n, 2, 64): what a content compares with cues, and a cue
    with sources. `nobody` (n): how well "no source" answers each. `paragraphs`: ranges of words.
    """

    starts: Integers
    ends: Integers
    tags: Numbers
    askers: Numbers
    answerers: Numbers
    nobody: Numbers
    paragraphs: tuple[tuple[int, int], ...]


@dataclass
class Found:
    """A statement as the model found it: parts of words, and how likely the model holds its parts and links to be."""

    cue: Part | None
    source: Part | None = None
    contents: list[Part] = field(default_factory=list)
    share: float = 1.0


def read_words(pieces: Pieces, model: Reads) -> Words:
    """Let the model read the article in overlapping windows; each word's figures come from the one window that answers for it."""
    rows: list[dict[str, Numbers]] = []
    heads = np.flatnonzero(pieces.first)
    for window in overlapping_windows(pieces, LONGEST_WINDOW, CONTEXT):
        found = model.read(pieces, window.start, window.end)
        own = heads[(heads >= window.answers_from) & (heads < window.end)] - window.start + 1
        askers = found["askers"][own]
        width = askers.shape[1] // 2
        rows.append(
            {
                "tags": found["tags"][own],
                "askers": askers,
                "answerers": found["answerers"][own],
                "nobody": askers[:, width:] @ found["answerers"][0, width:],
            }
        )
    together = {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}
    count = len(heads)
    borders = np.searchsorted(heads, [start for start, _ in pieces.paragraphs] + [len(pieces.ids)]).tolist()
    return Words(
        starts=pieces.starts[heads],
        ends=np.append(pieces.ends[heads[1:] - 1], pieces.ends[-1:]),
        tags=together["tags"],
        askers=together["askers"].reshape(count, 2, -1),
        answerers=together["answerers"].reshape(count, 2, -1),
        nobody=together["nobody"],
        paragraphs=tuple(pairwise(borders)),
    )


def find_attributions(words: Words, chain: Chain, leaning: Numbers) -> list[Found]:
    """The statements among the words, in the order of their cues. `leaning` (labels) is added to every word's scores."""
    scores = words.tags + leaning
    parts: list[Part] = []
    for start, end in words.paragraphs:
        parts += [Part(part.role, part.start + start, part.end + start) for part in find_parts(chain.best(scores[start:end]))]
    cues, sources, contents = ([part for part in parts if part.role == role] for role in ("cue", "source", "content"))
    shares = role_shares(scores)
    found = [Found(cue) for cue in cues]
    homeless = _link_contents(words, found, cues, contents)
    for attribution in found:
        if attribution.cue is not None and attribution.contents:
            _link_source(words, attribution, sources)
    found = sorted((attribution for attribution in found + homeless if attribution.contents), key=_place)
    for attribution in found:
        attribution.share *= _share_of_parts(attribution, shares)
    return found


def _link_contents(words: Words, found: list[Found], cues: list[Part], contents: list[Part]) -> list[Found]:
    """Give each content to the cue that its words ask for; contents without any cue near are returned as statements of their own."""
    homeless = []
    begins = [cue.start for cue in cues]
    for part in contents:
        near = slice(bisect_left(begins, part.start - _REACH), bisect_left(begins, part.end + _REACH))
        if near.start == near.stop:
            homeless.append(Found(None, contents=[part]))
            continue
        logs = _log_shares(words.askers[part.start : part.end, 0] @ words.answerers[begins[near], 0].T).mean(0)
        best = int(logs.argmax())
        found[near.start + best].contents.append(part)
        found[near.start + best].share *= float(np.exp(logs[best]))
    return homeless


def _link_source(words: Words, attribution: Found, sources: list[Part]) -> None:
    """Give a statement the source that its cue asks for, or none."""
    cue = attribution.cue
    if cue is None:
        return
    begins = [source.start for source in sources]
    near = range(bisect_left(begins, cue.start - _REACH), bisect_left(begins, cue.end + _REACH))
    answers = words.answerers[[begins[place] for place in near], 1] @ words.askers[cue.start, 1]
    logs = _log_shares(np.concatenate(([words.nobody[cue.start]], answers))[None])[0]
    best = int(logs.argmax())
    attribution.source = sources[near[best - 1]] if best else None
    attribution.share *= float(np.exp(logs[best]))


def _log_shares(scores: Numbers) -> Numbers:
    rest = scores - scores.max(-1, keepdims=True)
    return np.asarray(rest - np.log(np.exp(rest).sum(-1, keepdims=True)), np.float32)


def _share_of_parts(attribution: Found, shares: Numbers) -> float:
    """The geometric mean of how likely the words have the roles that they were given, one factor a role."""
    product = 1.0
    groups: Sequence[tuple[int, list[Part]]] = (
        (ROLES.index("source") + 1, [attribution.source] if attribution.source else []),
        (ROLES.index("cue") + 1, [attribution.cue] if attribution.cue else []),
        (ROLES.index("content") + 1, attribution.contents),
    )
    for column, parts in groups:
        if parts:
            likely = np.concatenate([shares[part.start : part.end, column] for part in parts])
            product *= float(np.exp(np.log(np.maximum(likely, 1e-6)).mean()))
    return product


def _place(attribution: Found) -> tuple[int, int]:
    first = min(part.start for part in attribution.contents)
    return (attribution.cue.start if attribution.cue else first, first)
