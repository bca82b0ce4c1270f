"""Who is to do what a term asks, and who does it in a passage: "Karsia withdraws" is not what "Ostmark's soldiers withdraw" speaks to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.positions.cues import Cue
from onrecord.positions.vocabulary import Passage, vocabulary
from onrecord.records import Span

# Words between a name and the verb that it is the subject of, and between a noun of action and the "of" or "by" that names who acts.
_BEFORE = 9
_BEHIND = 4
# A name behind one of these is not who acts, nor is whoever says, asks or refuses that something be done.
_PREPOSITIONS = frozenset(
    ["of", "on", "in", "from", "with", "against", "to", "for", "at", "over", "between", "into", "about", "toward", "under", "near"]
)
_SAYING = frozenset(["say", "tell", "told", "add", "declar", "insist", "warn", "argu", "believ", "think", "claim", "state", "report", "note", "that"])
_ASKING = frozenset(["demanding", "wanting", "accepting", "offering", "refusing", "opposing", "judging", "preventing"])
_OF_ACTION = frozenset(["of", "by"])
_SPEAKER = frozenset(["i", "we", "our", "i'm", "we're", "we'll", "i'll", "us", "my"])


class Named(tuple[int, int, str, bool]):
    """Words `[first, last)` of a passage that name somebody, whose side it is, and whether they only own what follows."""

    __slots__ = ()


def agent_of(proposition: Passage, named: Iterable[tuple[str, str]]) -> str | None:
    """The side of the one actor that a proposition begins with; None where it begins with none, or with two. `named` are names with their sides."""
    stems = proposition.stems
    start = 1 if stems[:1] == ("the",) else 0
    best, side = 0, None
    for name, of_side in named:
        words = vocabulary().read(name).stems
        words = words[1:] if words[:1] == ("the",) else words
        if len(words) > best and stems[start : start + len(words)] == words:
            best, side = len(words), of_side
    following = stems[start + best] if start + best < len(stems) else ""
    return None if following in {"and", "or"} else side


def names_in(passage: Passage, mentions: Iterable[tuple[Span, str, bool]]) -> list[Named]:
    """Mentions as words of the passage, in order."""
    found = []
    for span, side, owner in mentions:
        places = [place for place, start in enumerate(passage.starts) if span.start <= start < span.end]
        if places:
            found.append(Named((places[0], places[-1] + 1, side, owner)))
    return found


def who_does(passage: Passage, cues: Sequence[Cue], word: int, named: Sequence[Named], speaker: str | None) -> str | None:
    """The side that does what `word` tells: who is named as its subject or owner; the speaker for "we"; None where that is not clear."""
    behind = next((one for one in named if word < one[0] <= word + _BEHIND), None)
    if behind and passage.stems[behind[0] - 1] in _OF_ACTION and not any(passage.breaks[word + 1 : behind[0] + 1]):
        return behind[2]
    before = [one for one in named if one[1] <= word and word - one[1] <= _BEFORE and not any(passage.breaks[one[1] : word + 1])]
    for first, last, side, owner in reversed(before):
        if _spoken_for(passage, last, word):
            return speaker
        if owner and last == word:
            return side
        if _asks(passage, cues, last, word):
            return None
        if first and passage.stems[first - 1] in _PREPOSITIONS:
            continue
        return side
    return speaker if _spoken_for(passage, max(0, word - _BEFORE), word) and not _asks(passage, cues, max(0, word - _BEFORE), word) else None


def _spoken_for(passage: Passage, first: int, word: int) -> bool:
    return not _SPEAKER.isdisjoint(passage.stems[first:word]) and not any(passage.breaks[first + 1 : word + 1])


def _asks(passage: Passage, cues: Sequence[Cue], first: int, word: int) -> bool:
    """Whether between a name and the word somebody says or asks something, so that the name need not be of who does it: not in "agreed to do"."""
    if not _SAYING.isdisjoint(passage.stems[first:word]):
        return True
    if word and passage.stems[word - 1] == "to":
        return False
    return any(first <= cue.first < word and any(group.name in _ASKING for group in cue.groups) for cue in cues)
