"""Whose words somebody else only repeats: "the paper quoted Morn as saying", "he recalled Morn's words"."""

from __future__ import annotations

from onrecord.positions.around_names import words_up_to
from onrecord.positions.vocabulary import Passage
from onrecord.records import Span

_QUOTING = frozenset(["quot", "cite"])
_SAYING = frozenset(["say", "tell", "warn", "declar", "call", "write", "ad", "add"])
# Words from "quoted" to a name, and from the name to "as saying" ("quoted Morn, its leader, as saying").
_NAMED_WITHIN, _SAYING_WITHIN = 6, 8
# What somebody has said, right behind his name in the genitive.
_WORDS = frozenset(["word", "remark", "comment", "phrase", "statement", "messag", "letter", "tweet", "declar", "motto", "slogan"])


def is_quoted_as_saying(passage: Passage, mention: Span) -> bool:
    """Whether somebody quotes whoever a name names as saying something."""
    first, behind = words_up_to(passage, mention.start), words_up_to(passage, mention.end)
    if _QUOTING.isdisjoint(passage.stems[max(0, first - _NAMED_WITHIN) : first]):
        return False
    said = passage.stems[behind : behind + _SAYING_WITHIN]
    return any(stem == "as" and not _SAYING.isdisjoint(said[place + 1 : place + 2]) for place, stem in enumerate(said))


def are_words_of(passage: Passage, owner: Span, word: int) -> bool:
    """Whether a word stands in what is given as the words of whoever a name in the genitive names: "Morn's words, 'the toll stays'"."""
    behind = words_up_to(passage, owner.end)
    if behind + 1 >= word or passage.stems[behind] not in _WORDS:
        return False
    begins = passage.breaks[behind + 1] or passage.stems[behind + 1] == "that"
    return begins and not any(passage.breaks[behind + 2 : word + 1])
