"""Denials: passages that deny that somebody took a stance ("denied reports that Karsia had agreed", "agreed to no such thing")."""

from __future__ import annotations

from msgspec import Struct

from onrecord.language.denials import DENYING, DISMISSING, SAID
from onrecord.language.words import plain_words, stem
from onrecord.records import Stance


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_DENYING = DENYING | _stems("denial disavow")
# These deny only with a word for what is said: one rejects an offer, and denies a report.
_REJECTING = DISMISSING | _stems("reject")
_CLAIMS = SAID | _stems("notion story account")
_ACCEPTING = _stems("accept agree approve back commit concede consent endorse offer pledge plan promise propose support")
_REFUSING = _stems("decline oppose refuse reject rule spurn veto")
# A denial and what it denies stand within so many words of one sentence.
REACH = 16
# "claims" stands so near to "rejected".
BESIDE = 4


class Denial(Struct, frozen=True):
    """The stance that somebody is denied to have taken, and the words between the denial and that stance, as " word word "."""

    stance: Stance
    of: str


def find_denial(passage: str) -> Denial | None:
    """The first denial of a stance in a passage; None where it denies none."""
    plain = plain_words(passage)
    stems = [stem(word) for word in plain]
    for place, word in enumerate(stems):
        beside = stems[place + 1 : place + 1 + BESIDE]
        if word in _DENYING or (word in _REJECTING and not _CLAIMS.isdisjoint(beside)):
            for end, following in enumerate(stems[place + 1 : place + 1 + REACH], start=place + 1):
                if following in _ACCEPTING or following in _REFUSING:
                    return Denial("for" if following in _ACCEPTING else "against", f" {' '.join(plain[place + 1 : end])} ")
        elif word in _ACCEPTING and "no" in beside and "such" in beside:
            return Denial("for", " ")
    return None
