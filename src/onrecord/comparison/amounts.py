"""Amounts: numbers with what they count, as reports of one occasion may differ on them."""

from __future__ import annotations

import re

from msgspec import Struct

from onrecord.comparison.tellings import EMPTY
from onrecord.language.words import find_words, stem
from onrecord.records import Span

_NUMBER = re.compile(r"(?<![\w.,])([$€£]?)(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(\.\d{1,6})?(?![\w])")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9}
_SCALED = re.compile(r"[\s-]?(thousand|million|billion|trillion|mn|m|bn|b)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()  # noqa: SIM905  reads as text
)
# What a number counts is named within so many words after it ("43 captured soldiers", "34 of the soldiers").
AFTER = 3
# Two amounts this near are one amount rounded in two ways.
ROUNDED = 0.05


class Amount(Struct, frozen=True):
    """A number, what it counts (a currency sign, "%", or the stems of the content words after it), and where it stands."""

    units: frozenset[str]
    value: float
    span: Span

    def counts_with(self, other: Amount) -> bool:
        """Whether both may count the same thing."""
        return bool(self.units & other.units)

    def differs(self, other: Amount) -> bool:
        """Whether both count the same thing and say different numbers, rounding allowed for."""
        return self.counts_with(other) and abs(self.value - other.value) > ROUNDED * max(abs(self.value), abs(other.value))


def find_amounts(passage: Span) -> list[Amount]:
    """The amounts in one passage. Years, days of a month and numbers that count nothing are left out."""
    found = []
    for match in _NUMBER.finditer(passage.text):
        value, end = float(match[2].replace(",", "") + (match[3] or "")), match.end()
        scale = _SCALED.match(passage.text, end)
        if scale:
            value, end = value * _SCALES[scale[1].lower()], scale.end()
        percent = _PERCENT.match(passage.text, end)
        if percent:
            end = percent.end()
        units = frozenset({match[1] or "%"}) if match[1] or percent else _counted(passage.text, match.start(), end)
        a_year = not match[1] and not percent and not scale and 1900 <= value <= 2100  # noqa: PLR2004  years that news speaks of
        if units and not a_year:
            found.append(
                Amount(units, value, Span(passage.start + match.start(), passage.start + end, passage.text[match.start() : end], passage.field))
            )
    return found


def _counted(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the next content words after a number; none where the number is a day of a month or stands before no word."""
    before = [word.plain for word in find_words(text, max(0, start - 12), start)]
    after = [word.plain for word in find_words(text, end, min(len(text), end + 60))][:AFTER]
    if not after or after[0] in _MONTHS or (before and before[-1] in _MONTHS):
        return frozenset()
    return frozenset(stem(word) for word in after if word not in EMPTY and word.isalpha())
