"""Shares in a hundred: a sentence that speaks of four per cent does not speak to a term that asks for seven."""

from __future__ import annotations

import re

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()  # noqa: SIM905
)
# "14 per cent of the shares" is a part of something else.
_SHARE = re.compile(rf"\b(\d{{1,3}}(?:[.,]\d{{1,2}})?|{'|'.join(_SMALL)})(?:\s?%|[\s-]?per[\s-]?cent\b|\s?pc\b)(?! of\b)", re.IGNORECASE)
# Before these a proposition names a border, on either side of which much else is meant.
_BORDER = re.compile(r"\b(?:above|below|under|over|from|than|least|most|to|about|around|between|and)\s\Z", re.IGNORECASE)


def is_of_other_shares(proposition: str, words: str) -> bool:
    """Whether words speak of shares in a hundred, and of none that a proposition asks for; never where that names only a border."""
    asked = list(_SHARE.finditer(proposition))
    if not asked or any(_BORDER.search(proposition[: match.start()]) for match in asked):
        return False
    said = {_number(match) for match in _SHARE.finditer(words)}
    return bool(said) and said.isdisjoint(_number(match) for match in asked)


def _number(match: re.Match[str]) -> float:
    word = match[1].lower()
    return float(_SMALL.index(word) + 1) if word in _SMALL else float(word.replace(",", "."))
