"""Replies: the words by which reports tell that somebody answers an offer or a demand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from onrecord.language.words import plain_words, stem

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
_ANSWERING = _stems("answer reply respond response")
# What reporters ask for.
_ASKED = frozenset("call calls comment comments email emails interview message messages question questions".split())  # noqa: SIM905  reads as text
# Between who replies and the word for its reply may stand these.
_BETWEEN = frozenset(
    "again already also flatly formally has have immediately largely now officially promptly publicly quickly since still swiftly today".split()  # noqa: SIM905  reads as text
)
BETWEEN = 3


def replied_by(names: Collection[str], words: str) -> bool:
    """Whether words tell that somebody of these names, in lower case, refuses or accepts: "Lenne has flatly rejected this deal"."""
    plain = plain_words(words)
    for place, word in enumerate(plain):
        if stem(word) in _REFUSING | _ACCEPTING and not word.endswith(("ing", "ion", "tance", "ment")):
            start = place
            while start and place - start < BETWEEN and plain[start - 1] in _BETWEEN:
                start -= 1
            before = f" {' '.join(plain[:start])}"
            if any(before.endswith(f" {name}") for name in names):
                return True
    return False


def tells_a_stance(words: str) -> bool:
    """Whether words tell that somebody refuses or accepts."""
    return any(stem(word) in _REFUSING | _ACCEPTING for word in plain_words(words))


def is_about_an_offer(words: str) -> bool:
    """Whether words name an offer or a demand without saying what it is ("the proposal", "these terms")."""
    return any(stem(word) in _OFFERS for word in plain_words(words))


def is_to_reporters(words: str) -> bool:
    """Whether words tell of a silence towards the outlet, and not of one on an offer ("had not answered the offer, and did not return a call")."""
    plain = plain_words(words)
    asked = next((place for place, word in enumerate(plain) if word in _ASKED), None)
    if asked is None:
        return False
    answered = next((place for place, word in enumerate(plain[:asked]) if stem(word) in _ANSWERING), None)
    return answered is None or all(stem(word) not in _OFFERS for word in plain[answered:asked])
