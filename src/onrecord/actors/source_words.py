# ruff: noqa: SIM905  word lists read better as text
"""What the words of a source tell of it: a person, several, a document, an outlet, somebody near to the holder."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.lines import Line
from onrecord.actors.sources import Voice
from onrecord.actors.vocabulary import ANONYMOUS, OUTLETS, PLURAL, PREPOSITIONS, PRONOUNS, QUANTITIES
from onrecord.records import Span

# How a source begins, by its first word.
_BEGINNINGS = {
    **dict.fromkeys("a an another one".split(), "a"),
    **dict.fromkeys("all many most several some three two".split(), "some"),
    **dict.fromkeys("other others".split(), "other"),
    **dict.fromkeys("her his its their".split(), "his"),
    **dict.fromkeys("he she".split(), "he"),
    **dict.fromkeys("i we".split(), "i"),
    **dict.fromkeys("that which who".split(), "who"),
    **dict.fromkeys("it the they".split()),
}
DOCUMENTS = frozenset(
    """analysis article bill book comments data document documents draft email fact-sheet figures letter memo news order plan poll polls post posts
    proposal readout release remarks report reports resolution speech statement statements story study summary survey text transcript tweet tweets
    video""".split()
)
_KNOWING = frozenset("anonymity attended attending aware briefed close familiar informed involved knowledge present privy room".split())
# Several, without the ending of several.
SEVERAL = frozenset("media men people police women".split())
# Alone, these tell only that somebody else speaks ("many others said").
_NOBODY_NAMED = QUANTITIES | {"another", "other", "others", "of", "the", "them"}
# What a politician already named is called again by: "the Vel Democrat", "the former senator from Velburg".
_CALLED_AGAIN = frozenset("congressman congresswoman democrat governor independent lawmaker legislator republican senator".split())
_ENDS_OF_HEAD = PREPOSITIONS | frozenset("briefed familiar involved that which who".split())


def signs_of_words(line: Line | None, source: Span, speaker: Voice, holder: str | None, who: str, kin: str) -> set[str]:
    """The signs of a source's words. `who` tells what the speaker is to the holder, `kin` whether the holder is a person or a body."""
    words = [word.strip(".,’'()").lower() for word in source.text.split()]
    first = words[0] if words else ""
    begins = (_BEGINNINGS[first] or first) if first in _BEGINNINGS else "name" if source.text[:1].isupper() else "small"
    head = head_of(words)
    kind = "document" if head in DOCUMENTS else "unnamed" if head in ANONYMOUS else "outlet" if head in OUTLETS else "other"
    number = "many" if head.endswith("s") else "one"
    known = "open" if speaker.actor is None else "known"
    signs = {
        f"via:first:{begins}:{known}",
        f"via:first:{begins}:{known}:{kin}",
        f"via:head:{kind}:{number}",
        f"via:head:{kind}:{number}:{who}",
        f"via:first:{begins}:head:{kind}:{number}:{kin}:{known}",
        f"via:word:{'name' if len(words) == 1 and source.text[:1].isupper() else head}",
    }
    if not _KNOWING.isdisjoint(words):
        signs.add("via:knowing")
    if line is not None and speaker.actor != holder:
        signs |= _signs_of_the_holders_name(line, source, holder, kind, kin)
    return signs


def _signs_of_the_holders_name(line: Line, source: Span, holder: str | None, kind: str, kin: str) -> set[str]:
    """Whether the words of a source that is somebody else name the holder ("a joint statement of Morn and Brandt", "Morn's lawyer")."""
    drafts = [draft for draft in line.drafts if draft.actor == holder and source.start <= line.tokens[draft.first].start < source.end]
    if not drafts:
        return set()
    owner = any(draft.owner or draft.adjective for draft in drafts)
    return {"via:names-holder", f"via:names-holder:{kind}:{'owner' if owner else 'not'}", f"via:names-holder:{kin}"}


def head_of(words: Sequence[str]) -> str:
    """The noun that a source is of kind: of "two people familiar with the talks", people."""
    behind = next((place for place, word in enumerate(words) if place and word in _ENDS_OF_HEAD), len(words))
    return words[behind - 1] if words else ""


def names_nobody(words: str) -> bool:
    """Whether a source is only a quantity of others: "many others", "both", "all of them"."""
    return _NOBODY_NAMED.issuperset(words.lower().split())


def calls_again(words: str) -> bool:
    """Whether a source describes a politician anew, as news does for whoever it has named: "the Vel Democrat", not "the Democrat"."""
    plain = [word.strip(".,’'()").lower() for word in words.split()]
    return len(plain) > len("the senator".split()) and plain[0] == "the" and head_of(plain) in _CALLED_AGAIN


def can_take_up(pronoun: str, words: str) -> bool:
    """Whether a pronoun, or "the official", can take up the words of a source: "they" several, "it" a body or a document, "he" one person."""
    head, plain = head_of([word.strip(".,’'()").lower() for word in words.split()]), pronoun.lower()
    several = head.endswith("s") or head in SEVERAL
    if plain in PLURAL:
        return several
    if plain == "it":
        return head not in ANONYMOUS
    if plain in PRONOUNS:
        return head not in OUTLETS and not several
    return head in ANONYMOUS
