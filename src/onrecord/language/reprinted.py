"""The words of a passage as reprints of one report have them in common, whatever each outlet makes of the rest."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.language.words import find_words

# "LENNE, May 3 (CNA) - ": a place in capitals, then perhaps a date and an agency, then a dash.
_DATELINE = re.compile(r"\s*[A-Z][A-Z'’./ -]{2,40}(?:,\s[^()—–\n]{3,30})?\s*(?:\([^()\n]{2,40}\)\s*)?[—–-]\s+")


@lru_cache(maxsize=16_384)
def reprinted_words(passage: str) -> tuple[str, ...]:
    """Its words in a row, without the dateline that it may begin with. Capitals, quotation marks and white space do not count.

    What has no words in any alphabet is itself.
    """
    dateline = _DATELINE.match(passage)
    words = tuple(word.plain for word in find_words(passage, dateline.end() if dateline else 0))
    return words or (passage,)
