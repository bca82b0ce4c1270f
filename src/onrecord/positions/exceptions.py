"""Whoever is left out of those who do something: "all the guilds except Harl", "apart from Lenne, everybody"."""

from __future__ import annotations

import re

from onrecord.records import Span

# Right before the words that name somebody, or within them ("all guilds except Harl").
_LEFT_OUT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|apart from|aside from|other than|with the (?:sole |notable |lone |possible )?exception of"
    r"|all but|every\w{0,4} but) (?:the )?",
    re.IGNORECASE,
)
# "Nobody except Harl wants it": he alone does.
_NOBODY = re.compile(r"\b(?:no|nobody|none|nothing|no one|not|never|few|who|hardly|rarely)\b|n[’']t\b", re.IGNORECASE)
_OF_ALL = re.compile(r"(?:all|every\w{0,4}|each|most|the (?:other|rest))\b", re.IGNORECASE)
_BEFORE = 60


def is_left_out(text: str, start: int, end: int, mention: Span) -> bool:
    """Whether the words that name somebody in the sentence `text[start:end]` name whom what it tells of all others leaves out."""
    if not start <= mention.start < end:
        return False
    told = list(_LEFT_OUT.finditer(text, max(start, mention.start - _BEFORE), mention.end))
    before = bool(told) and told[-1].end() == mention.start
    within = bool(told) and told[-1].start() >= mention.start and _OF_ALL.match(mention.text) is not None
    return (before or within) and _NOBODY.search(text, start, end) is None
