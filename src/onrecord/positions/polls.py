"""Shares of people: what "51 percent of the islanders" support is what a poll found, and no position of anybody."""

from __future__ import annotations

import re

from onrecord.records import Span

# A share before the words that name a holder, with nothing but a few words between: "48 percent of the harbour guild's members", "said they".
_SHARE = re.compile(r"\d ?(?:percent|per cent|%)(?: of(?: [^\s,;:.]{1,30}){0,7})?\s*$", re.IGNORECASE)
_IN_THE_NAME = re.compile(r"(?:\S{1,20} ){0,3}\d[\d.]* ?(?:percent|per cent|%)", re.IGNORECASE)
# Whoever has voted was not polled.
_VOTED = re.compile(r"\b(?:vot(?:e|es|ed|ing)|ballots?|referendum|elect(?:ed|ion))\b", re.IGNORECASE)
_BEFORE = 120


def is_polled(text: str, start: int, end: int, mention: Span) -> bool:
    """Whether the words that name somebody in the sentence `text[start:end]` name a share of people whom a poll asked."""
    if not start <= mention.start < end or _VOTED.search(text, start, end):
        return False
    before = text[max(start, mention.start - _BEFORE) : mention.start]
    return _IN_THE_NAME.match(mention.text) is not None or _SHARE.search(before) is not None
