"""Terms in other words, and their contraries: whoever is for a term is for it in other words, and against its contrary."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.positions.questions import STANCES
from training.stances.material import Said

SAME_SHARE, CONTRARY_SHARE = 0.25, 0.3
# What a stance on a term is on its contrary. A stance under conditions has no counterpart: nobody knows what holds without them.
_TURNED = {"for": "against", "against": "for", "undecided": "undecided"}
_PLACES = [STANCES.index(_TURNED[stance]) if stance in _TURNED else None for stance in STANCES]
_CONDITIONAL = STANCES.index("conditional")


class Rewordings:
    """What files of JSON lines tell of terms: `{"term": key, "same": [...], "contrary": [...]}`, a key as `key_of` makes it."""

    def __init__(self, paths: Sequence[Path]) -> None:
        rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
        self._rows: dict[str, dict[str, Any]] = {row["term"]: row for row in rows}

    def reword(self, term: str, said: Said | None, random: np.random.Generator) -> tuple[str, Said | None]:
        """A term as it is, in other words, or turned into its contrary, and what is then said of it."""
        row = self._rows.get(key_of(term))
        drawn = random.random()
        if row is None or drawn >= SAME_SHARE + CONTRARY_SHARE:
            return term, said
        if drawn < SAME_SHARE:
            return str(random.choice(row["same"])), said
        if said is None:
            return str(random.choice(row["contrary"])), None
        if said.stances[_CONDITIONAL]:
            return term, said
        return str(random.choice(row["contrary"])), turned(said)


def turned(said: Said) -> Said:
    """What is said of a term's contrary. Raises ValueError where it has conditions."""
    if said.stances[_CONDITIONAL]:
        raise ValueError("a stance under conditions has no contrary")
    stances = [0.0] * len(STANCES)
    for stance, place in zip(said.stances, _PLACES, strict=True):
        if place is not None:
            stances[place] += stance
    holders = None
    if said.holders is not None:
        holders = [(start, end, place) for start, end, stance in said.holders if (place := _PLACES[stance]) is not None]
    return replace(said, stances=stances, holders=holders)


def key_of(term: str) -> str:
    """A term's key: it tells terms apart without repeating the words of data that lie beside the project."""
    return sha256(term.encode()).hexdigest()[:16]
