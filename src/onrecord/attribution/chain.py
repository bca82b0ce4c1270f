"""The likeliest sequence of labels for the words of an article, and how sure each label is."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribution.labels import ALLOWED, BEGIN, END, INSIDE, LABELS, ROLES, SINGLE, Role, label_of
from onrecord.language.encoder import Integers, Numbers

_IMPOSSIBLE = -1e4
# How many words are gone through at once, padding included: as many as most articles have, and few enough to bound what is held of a very long one.
_AT_ONCE = 8_192


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
        self._from = steps.astype(np.float32)  # [before, after]
        self._first = np.where(ALLOWED[-1] > 0, 0.0, _IMPOSSIBLE).astype(np.float32)

    def best(self, scores: Numbers) -> Integers:
        """The likeliest labels (words) by the scores of labels (words, labels). A part may not run over the end."""
        return self.best_of_each(scores, [(0, len(scores))])

    def best_of_each(self, scores: Numbers, paragraphs: Sequence[tuple[int, int]]) -> Integers:
        """The same for paragraphs (ranges of words) that lie side by side: no part may run over the end of one. They are gone through abreast."""
        labels = np.zeros(len(scores), np.int64)
        left = deque(sorted((one for one in paragraphs if one[0] < one[1]), key=lambda one: one[0] - one[1]))
        while left:
            longest = left[0][1] - left[0][0]
            abreast = [left.popleft() for _ in range(min(len(left), max(1, _AT_ONCE // longest)))]
            states = self._states(scores, abreast)
            for number, (start, end) in enumerate(abreast):
                labels[start:end] = self._backwards(states[: end - start, :, number])
        return labels

    def _states(self, scores: Numbers, paragraphs: Sequence[tuple[int, int]]) -> Numbers:
        """The best score with which each label of each word is reached, the longest paragraph first: (words, labels, paragraphs)."""
        starts, ends = np.array(paragraphs).T
        places = np.arange(ends[0] - starts[0])[:, None]
        # Behind the end of a shorter paragraph its last word stands again, and nobody asks for it.
        states: Numbers = np.ascontiguousarray(scores[np.minimum(starts + places, ends - 1)].transpose(0, 2, 1))
        states[0] += self._first[:, None]
        for place, going_on in enumerate(np.count_nonzero(starts + places < ends, 1)[1:].tolist(), start=1):
            reached = self._from[:, :, None] + states[place - 1, :, None, :going_on]
            states[place, :, :going_on] += np.maximum.reduce(reached, 0)
        return states

    def _backwards(self, states: Numbers) -> list[int]:
        """The labels of a paragraph by its states (words, labels), from its last one to its first and turned round."""
        labels: list[int] = [int((states[-1] + np.where(MAY_END, 0.0, _IMPOSSIBLE)).argmax())]
        for last in range(len(states) - 1, 0, -_AT_ONCE):
            before = states[max(0, last - _AT_ONCE) : last]
            for came_from in reversed((self._from + before[:, :, None]).argmax(1).tolist()):
                labels.append(came_from[labels[-1]])
        return labels[::-1]


# By label: whether a text may end with it.
MAY_END = np.array([not any(label == label_of(role, place) for role in ROLES for place in (BEGIN, INSIDE)) for label in range(len(LABELS))])


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
