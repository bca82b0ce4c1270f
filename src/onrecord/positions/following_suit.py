"""Who is said to take the same side as somebody named before: "Karsia opposes the toll, as does Ostmark", "So has Maddek", "Nor will Lenne"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from onrecord.records import Span

# What stands right before whoever follows suit: at the head of a sentence, behind a mark, or behind "and".
_SAME = re.compile(
    r"(?:\A[\"“‘']?|[,;—–] ?(?:and |but )?|\band )(?P<same>as|so|nor|neither) "
    r"(?:also )?(?:do|does|did|has|have|had|is|are|was|were|will|would) (?:the )?\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 40
# Behind whoever follows suit: in "as did Karsia last year" he did it another time, in "as had Karsia demanded" he alone did it.
_ENDS = re.compile(r"[.,;:—–”’\"']|,? (?:and|or|too|who|which)\b|\s*\Z")


class Follower(Struct, frozen=True):
    """Where the words begin by which somebody is said to do the same (an offset into the text), and who: actor and mention."""

    begins: int
    actor: str
    mention: Span


def find_followers(text: str, start: int, end: int, named: Iterable[tuple[str, Span]]) -> Iterator[Follower]:
    """Who in the sentence `text[start:end]` does the same as somebody else; `named` are the actors that it names, no owners, in order."""
    for actor, mention in named:
        first = max(start, mention.start - _LOOK_BACK)
        match = _SAME.search(text[first : mention.start])
        # Cut off within a sentence, nothing tells its head.
        if match is None or (match.start("same") == 0 and first > start):
            continue
        if _ENDS.match(text[mention.end : end]):
            yield Follower(first + match.start("same"), actor, mention)
