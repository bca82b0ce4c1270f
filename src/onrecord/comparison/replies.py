"""Replies: the words by which reports tell that somebody answers an offer or a demand."""

from __future__ import annotations

from typing import Literal

from onrecord.language.words import find_words, stem

How = Literal["accepts", "rejects", "conditional", "silent"]


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


# "Agree" and "approve" are not among them: they are mostly said of joint acts.
_REFUSING = _stems("decline denounce dismiss oppose opposition rebuff refuse refusal reject rejection spurn")
_ACCEPTING = _stems("accept acceptance embrace endorse welcome")
# A reply with conditions may use either kind.
REPLYING: dict[How, frozenset[str]] = {"rejects": _REFUSING, "accepts": _ACCEPTING, "conditional": _REFUSING | _ACCEPTING}
# What is offered or demanded, where a reply does not say what of it.
_OFFERS = _stems("condition deal demand draft initiative invitation offer plan proposal propose proposition terms ultimatum")


def tells_a_stance(words: str) -> bool:
    """Whether words tell that somebody refuses or accepts."""
    return any(stem(word.plain) in _REFUSING | _ACCEPTING for word in find_words(words))


def is_about_an_offer(words: str) -> bool:
    """Whether words name an offer or a demand without saying what it is ("the proposal", "these terms")."""
    return any(stem(word.plain) in _OFFERS for word in find_words(words))
