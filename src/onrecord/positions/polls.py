"""Shares of people: what "51 percent of the islanders" support is what a poll found, and no position of anybody, nor of whoever asked them."""

from __future__ import annotations

import re

from onrecord.records import Span

# A share before the words that name a holder, with nothing but a few words between: "48 percent of the harbour guild's members", "said they".
_SHARE = re.compile(r"\d ?(?:percent|per cent|%)(?: of(?: [^\s,;:.]{1,30}){0,7})?\s*$", re.IGNORECASE)
_IN_THE_NAME = re.compile(r"(?:\S{1,20} ){0,3}\d[\d.]* ?(?:percent|per cent|%)", re.IGNORECASE)
# Whoever had people asked supports nothing by what they said: "a survey by the harbour guild found 61 percent in favour", "the guild's survey found".
_FOUND = re.compile(r"\b(?:found|finds|showed|shows|suggests)\b.{0,80}?(?:\d ?(?:percent|per cent|%)|\b(?:majority|most|half)\b)", re.IGNORECASE)
_ASKED_BY = re.compile(r"\b(?:polls?|surveys?)(?: \S{1,20}){0,3} (?:by|from|for) (?:the )?\Z", re.IGNORECASE)
_OWN_POLL = re.compile(r"(?:['’]s?)?(?: [^\s,;:.]{1,20}){0,2} (?:polls?|surveys?)\b", re.IGNORECASE)
_IN_A_POLL = re.compile(r"(?:\S{1,20} ){0,3}(?:polls?|surveys?)\b(?: \S{1,20}){0,3} (?:by|from|for) ", re.IGNORECASE)
# Whoever has voted was not polled.
_VOTED = re.compile(r"\b(?:vot(?:e|es|ed|ing)|ballots?|referendum|elect(?:ed|ion))\b", re.IGNORECASE)
_BEFORE = 120


def is_polled(text: str, start: int, end: int, mention: Span) -> bool:
    """Whether the words that name somebody in the sentence `text[start:end]` name a share of people whom a poll asked."""
    if not start <= mention.start < end:
        return False
    if _had_them_asked(text, start, end, mention):
        return True
    if _VOTED.search(text, start, end):
        return False
    before = text[max(start, mention.start - _BEFORE) : mention.start]
    return _IN_THE_NAME.match(mention.text) is not None or _SHARE.search(before) is not None


def _had_them_asked(text: str, start: int, end: int, mention: Span) -> bool:
    """Whether the words name whoever made a poll that found how many people think something."""
    if not _FOUND.search(text, mention.start, end):
        return False
    before = text[max(start, mention.start - _BEFORE) : mention.start]
    return any((_ASKED_BY.search(before), _IN_A_POLL.match(mention.text), _OWN_POLL.match(text, mention.end, end)))
