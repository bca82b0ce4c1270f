"""The labels that the tagger gives to words, and which may follow which."""

from __future__ import annotations

from typing import Literal

import numpy as np

Role = Literal["source", "cue", "content"]

ROLES: tuple[Role, ...] = ("source", "cue", "content")
# A part of several words begins, goes on and ends; a part of one word is single. "O" is a word outside every part.
LABELS: tuple[str, ...] = ("O", *(f"{place}-{role}" for role in ROLES for place in ("begin", "inside", "end", "single")))
OUTSIDE, BEGIN, INSIDE, END, SINGLE = 0, 1, 2, 3, 4


def label_of(role: Role, place: int) -> int:
    """The number of the label for a role and one of BEGIN, INSIDE, END, SINGLE."""
    return 4 * ROLES.index(role) + place


def _allowed() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    open_labels = {label_of(role, place) for role in ROLES for place in (BEGIN, INSIDE)}
    going_on = {label_of(role, place) for role in ROLES for place in (INSIDE, END)}
    table = np.zeros((len(LABELS) + 1, len(LABELS)), np.float32)
    for before in range(len(LABELS)):
        for after in range(len(LABELS)):
            same_role = (before - 1) // 4 == (after - 1) // 4
            table[before, after] = after in going_on and same_role if before in open_labels else after not in going_on
    table[-1] = [after not in going_on for after in range(len(LABELS))]
    return table


# [before, after]: 1 where `after` may follow `before`; the last row says with what a window may begin.
ALLOWED = _allowed()
