"""What is told as lasting: what somebody wants or insists on, rather than what it said or did at some time."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.language.words import plain_words
from onrecord.records import Position

# What is said or done once, whatever stands before it: "has offered".
_ONCE = frozenset(
    "accepted added agreed announced argued asked began blocked called came chose confirmed declared demanded did ended gave insisted "  # noqa: SIM905  reads as text
    "introduced issued launched left made met noted offered ordered passed pledged promised refused rejected released said sent signed stated "
    "stressed suggested suspended told took tweeted urged voted vowed warned was went were withdrew wrote".split()
)
# What somebody "has said" may have been said at any time, and more than once: of the pairs of positions in gold/train and our own disputes that are
# as alike else, those with such words are a third as likely to be of one occasion.
_SAID = frozenset(
    "argued asked called demanded insisted noted pledged promised refused rejected said sought stated stressed suggested urged vowed warned".split()  # noqa: SIM905
)
_PERFECT = frozenset(("has", "have"))
_AGAIN = frozenset("always consistently frequently often regularly repeatedly".split())  # noqa: SIM905  reads as text
# Further words in the past that do not end in "ed".
_PAST = frozenset(
    "became brought broke drew felt fought found got held kept knew led lost ran saw sought spoke stood struck swore thought won".split()  # noqa: SIM905
)
# Behind these, with or without a word between, one that ends in "ed" tells what is or has been so: "has long opposed", "is needed".
_BEFORE = frozenset("are be been being had has have having is".split())  # noqa: SIM905  reads as text
_BETWEEN = frozenset("all also always and both ever far long never not now often or so still yet".split())  # noqa: SIM905  reads as text
_NOT_PAST = frozenset("armed exceed hundred indeed limited naked need proceed red speed succeed united".split())  # noqa: SIM905  reads as text


def tells_what_lasts(position: Position) -> bool:
    """Whether none of its passages quotes, or tells of something said or done once: "insists on", "has long opposed", "is ready to".

    Nor is it said once what somebody has said, whenever that was, or says again and again: "has called for", "repeatedly called for".
    """
    if position.mode in ("direct", "mixed"):
        return False
    return not any(_tells_what_was(plain_words(span.text)) for span in position.evidence)


def _tells_what_was(words: Collection[str]) -> bool:
    if not _AGAIN.isdisjoint(words):
        return False
    # Whether a form of "be" or "have" stands before, and whether it is "has" or "have".
    behind = perfect = False
    for word in words:
        if word in _ONCE or word in _PAST:
            if not (perfect and word in _SAID):
                return True
            behind = perfect = False
        elif word in _BEFORE:
            behind, perfect = True, word in _PERFECT or (perfect and word == "been")
        elif word.endswith("ed") and word not in _NOT_PAST:
            if not behind:
                return True
        elif word not in _BETWEEN and not word.endswith("ly"):
            behind = perfect = False
    return False
