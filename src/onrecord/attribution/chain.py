"""The likeliest sequence of labels for the words of an article, and how sure each label is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.attribution.labels import ALLOWED, BEGIN, END, INSIDE, LABELS, ROLES, SINGLE, Role, label_of
from onrecord.language.encoder import Integers, Numbers

_IMPOSSIBLE = -1e4


@dataclass(frozen=True)
class Part:
    """Neighbouring words `[start, end)`, by number, that play one role."""

    role: Role
    start: int
    end: int


class Chain:
    """Which label follows which, and how gladly: `following` (labels, labels) as learned, added to what is allowed at all."""

    def __init__(self, following: Numbers) -> None:
        """Take over what was learned."""
        steps = np.where(ALLOWED[:-1] > 0, following, _IMPOSSIBLE)
        self._into = np.ascontiguousarray(steps.T.astype(np.float32))  # [after, before]
        self._first = np.where(ALLOWED[-1] > 0, 0.0, _IMPOSSIBLE).astype(np.float32)

    def best(self, scores: Numbers) -> Integers:
        """The likeliest labels (words) by the scores of labels (words, labels). A part may not run over the end."""
        count = len(scores)
        if count == 0:
            return np.zeros(0, np.int64)
        rows = np.arange(len(LABELS))
        backwards = np.zeros((count, len(LABELS)), np.int64)
        state = scores[0] + self._first
        for place in range(1, count):
            reached = self._into + state
            came_from = reached.argmax(1)
            backwards[place] = came_from
            state = reached[rows, came_from] + scores[place]
        labels = np.zeros(count, np.int64)
        labels[-1] = (state + np.where(_MAY_END, 0.0, _IMPOSSIBLE)).argmax()
        for place in range(count - 1, 0, -1):
            labels[place - 1] = backwards[place, labels[place]]
        return labels


_MAY_END = np.array([not any(label == label_of(role, place) for role in ROLES for place in (BEGIN, INSIDE)) for label in range(len(LABELS))])


def find_parts(labels: Integers) -> list[Part]:
    """The parts that a sequence of labels tells of, in order."""
    parts, start = [], 0
    for place, label in enumerate(labels.tolist()):
        if label == 0:
            continue
        role, kind = ROLES[(label - 1) // 4], (label - 1) % 4 + 1
        if kind in (BEGIN, SINGLE):
            start = place
        if kind in (END, SINGLE):
            parts.append(Part(role, start, place + 1))
    return parts


def role_shares(scores: Numbers) -> Numbers:
    """How likely each word has each role, outside first: (words, 4), by its own scores (words, labels)."""
    weights = np.exp(scores - scores.max(1, keepdims=True))
    weights /= weights.sum(1, keepdims=True)
    return np.stack([weights[:, 0], *(weights[:, 4 * place + 1 : 4 * place + 5].sum(1) for place in range(len(ROLES)))], 1)
