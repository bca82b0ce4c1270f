"""Which content belongs to which cue, and which source: by what the model says of the words, and by what stands between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.attribution.chain import Part
from onrecord.attribution.labels import ROLES, Role
from onrecord.attribution.reading_words import Words
from onrecord.language.encoder import Integers, Numbers

# What is known of a pair of parts. "none" is 1 for the choice of no part at all, of which nothing else but "similarity" is known. Counts are of what
# lies between the two; "before" says that the part chosen from stands before the one that chooses, "quoted" that the one that chooses is quoted.
FEATURES: tuple[str, ...] = (
    "similarity",
    "none",
    "distance",
    "before",
    "distance before",
    "touching",
    "paragraphs",
    "sentences",
    "cues",
    "sources",
    "contents",
    "quoted before",
    "quoted sentences",
)
_PLACES = {name: place for place, name in enumerate(FEATURES)}
# How far, in words, a cue may stand from its source or its content.
_REACH = 250
_MOST_COUNTED = 3

Linker = Mapping[str, float]


class Layout:
    """The parts of an article by role, in order, and where its paragraphs and sentences end."""

    def __init__(self, words: Words, parts: Sequence[Part]) -> None:
        """Sort the parts by role."""
        self.words = words
        self.parts: dict[Role, list[Part]] = {role: [part for part in parts if part.role == role] for role in ROLES}
        self._starts: dict[Role, Integers] = {role: np.array([part.start for part in self.parts[role]], np.int64) for role in ROLES}
        self._ends: dict[Role, Integers] = {role: np.array([part.end for part in self.parts[role]], np.int64) for role in ROLES}
        # Of each word and the place behind the last: how many sentences end and parts of each role begin before it, and how many paragraphs do.
        places = np.arange(len(words.starts) + 2)
        self._passed = np.zeros((len(places), 1 + len(ROLES)), np.int64)
        self._passed[1:-1, 0] = np.cumsum(words.stops)
        for column, role in enumerate(ROLES, start=1):
            self._passed[:, column] = self._starts[role].searchsorted(places)
        self._paragraphs = np.array([start for start, _ in words.paragraphs], np.int64).searchsorted(places)

    def paragraph_of(self, part: Part) -> int:
        """The number of the paragraph that a part stands in, from 1."""
        return int(self._paragraphs[part.start + 1])

    def is_quoted(self, part: Part) -> bool:
        """Whether some of its words are quoted."""
        return bool(self.words.quoted[part.start : part.end].any())

    def near(self, role: Role, part: Part) -> range:
        """The numbers of the parts of a role that `part` may be linked with."""
        low, high = self._starts[role].searchsorted((part.start - _REACH, part.end + _REACH)).tolist()
        return range(low, high)

    def features(self, part: Part, role: Role, near: range) -> Numbers:
        """What is known of `part` and each of the parts `near`, without "similarity" and "none": (near, FEATURES)."""
        table = np.zeros((len(near), len(FEATURES)), np.float32)
        if not len(near):
            return table
        starts, ends = self._starts[role][near.start : near.stop], self._ends[role][near.start : near.stop]
        before = ends <= part.start
        low, high = np.where(before, ends, part.end), np.where(before, part.start, starts)
        gaps = np.maximum(high - low, 0)
        distance = np.log1p(gaps)
        sentences, *begun = np.minimum(self._passed[low + gaps] - self._passed[low], _MOST_COUNTED).T
        paragraphs = np.minimum(self._paragraphs[np.maximum(high + 1, low)] - self._paragraphs[low], _MOST_COUNTED)
        quoted = float(self.words.quoted[part.start] > 0)
        columns = {
            "distance": distance,
            "before": before,
            "distance before": distance * before,
            "touching": gaps == 0,
            "paragraphs": paragraphs,
            "sentences": sentences,
            "quoted before": quoted * before,
            "quoted sentences": quoted * sentences,
            **{f"{name}s": column for name, column in zip(ROLES, begun, strict=True)},
        }
        for name, column in columns.items():
            table[:, _PLACES[name]] = column
        return table


def cue_choices(layout: Layout, content: Part) -> tuple[range, Numbers]:
    """The cues that a content may belong to, and what is known of each: (cues, FEATURES)."""
    near = layout.near("cue", content)
    table = layout.features(content, "cue", near)
    words = layout.words
    heads = [layout.parts["cue"][place].start for place in near]
    if heads:
        table[:, 0] = (words.askers[content.start : content.end, 0] @ words.answerers[heads, 0].T).mean(0)
    return near, table


def source_choices(layout: Layout, cue: Part) -> tuple[range, Numbers]:
    """The sources that a cue may have, and what is known of each, the last row being that of none: (sources + 1, FEATURES)."""
    near = layout.near("source", cue)
    words = layout.words
    heads = [layout.parts["source"][place].start for place in near]
    table = np.concatenate((layout.features(cue, "source", near), np.zeros((1, len(FEATURES)), np.float32)))
    table[:-1, 0] = words.answerers[heads, 1] @ words.askers[cue.start, 1]
    table[-1, :2] = words.nobody[cue.start], 1
    return near, table


def weights_of(linker: Linker) -> Numbers:
    """The weights of FEATURES in their order."""
    return np.array([linker.get(name, 0.0) for name in FEATURES], np.float32)


def log_shares(scores: Numbers) -> Numbers:
    """Logarithms of the shares that scores (choices) give to each choice."""
    rest = scores - scores.max()
    return np.asarray(rest - np.log(np.exp(rest).sum()), np.float32)


def place_of(parts: Sequence[Part], start: int) -> int:
    """The number of the part that begins at a word, or -1."""
    place = bisect_left(parts, start, key=lambda part: part.start)
    return place if place < len(parts) and parts[place].start == start else -1
