"""What somebody is said to have done: "accused Lenne of blocking the toll" only alleges it."""

from __future__ import annotations

from onrecord.positions.cues import CUE_BEFORE, clause_ends
from onrecord.positions.vocabulary import Passage

_ACCUSING = "accus"
# Words between "accused" and its "of".
_ACCUSED_WITHIN = 12


def is_alleged(passage: Passage, word: int) -> bool:
    """Whether a word stands in what somebody is accused of: whoever alleges it takes no side by that, nor does whoever is accused."""
    begins = max(0, word - CUE_BEFORE)
    accused = next((place for place in range(word - 1, begins - 1, -1) if passage.stems[place] == _ACCUSING), None)
    if accused is None:
        return False
    of = next((place for place in range(accused + 1, min(accused + _ACCUSED_WITHIN, word)) if passage.stems[place] == "of"), None)
    return of is not None and not clause_ends(passage, of, word)
