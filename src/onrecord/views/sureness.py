"""How sure a reading is. A position comes with the chance that it is right (`confidence`, 0 to 1); this says below which all faces call it unsure.

What somebody accepted, corrected or added has a chance of 1 (`onrecord.ledger.judged.SURE`), so that it is never unsure.
"""

from __future__ import annotations

from onrecord.records import UNSURE_BELOW

# What the mark means, for legends.
UNSURE_MEANS = f"read with a chance of less than {UNSURE_BELOW} of being right, and checked by nobody"


def is_unsure(confidence: float) -> bool:
    """Whether a position of this chance, or several of which the surest has it, is to be shown as unsure."""
    return confidence < UNSURE_BELOW


def unsure_in_words(confidence: float) -> str:
    """What is told of an unsure position where there is room for a few words."""
    return f"unsure: read with a chance of {confidence:.2f} of being right, and checked by nobody"
