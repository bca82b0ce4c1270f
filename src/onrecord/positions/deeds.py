"""Whom the outlet tells of without telling that he does anything: whoever only a preposition adds, and whoever something is done to."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.positions.around_names import words_up_to
from onrecord.positions.cues import Cue
from onrecord.positions.vocabulary import Passage
from onrecord.records import Span

# A name behind one of these tells where, to whom, with whom or against whom something is done.
_ADDING = frozenset(["about", "against", "around", "between", "in", "on", "over", "to", "with"])
# But "according to Morn", "acceptable to Morn" and "together with Morn" tell what he says, thinks or does.
_BEFORE_ADDING = frozenset(["accord", "accept", "unaccept", "import", "thank", "along", "togeth", "join"])
# Behind a name they go on to tell what it does.
_RELATIVE = frozenset(["who", "which", "that"])
# "Talks led by Morn": a body or a meeting with its head, and not an act of his.
_HEADED = frozenset(["lead", "led", "head", "chair", "mediat", "broker", "flank", "accompani", "escort", "host"])
# Words between a name and the participle of what is done to it ("Morn has also been freed"), and forms that stand there.
_DONE_WITHIN = 4
_BEFORE_A_PARTICIPLE = frozenset(["have", "be", "also", "now", "then", "later", "still", "final", "alreadi", "recent", "onc"])
# What somebody is made to do, he does not do by himself.
_MADE_TO = frozenset(["forc", "requir", "compel", "oblig"])


def does_nothing(passage: Passage, cues: Sequence[Cue], mention: Span, word: int) -> bool:
    """Whether what the outlet tells there is no act of whoever a name names."""
    first, behind = words_up_to(passage, mention.start), words_up_to(passage, mention.end)
    first -= first > 0 and passage.stems[first - 1] in ("the", "a", "an")
    return _is_only_added(passage, cues, first, behind) or _is_done_to(passage, cues, behind, word)


def _is_only_added(passage: Passage, cues: Sequence[Cue], first: int, behind: int) -> bool:
    """Whether a preposition right before a name adds it to what somebody else does, and nothing behind it tells what it does."""
    if not first or any(passage.breaks[first : first + 1]) or not _RELATIVE.isdisjoint(passage.stems[behind : behind + 1]):
        return False
    before, preposition = passage.stems[first - 2 : first - 1], passage.stems[first - 1]
    if preposition == "by":
        return not _HEADED.isdisjoint(before)
    # "With Karsia refusing to pay".
    acts = preposition == "with" and any(cue.first == behind for cue in cues)
    return preposition in _ADDING and _BEFORE_ADDING.isdisjoint(before) and not acts


def _is_done_to(passage: Passage, cues: Sequence[Cue], behind: int, word: int) -> bool:
    """Whether right behind a name stands what was done to whoever it names, as far as the word: "Morn was freed", "Karsia was forced to lift"."""
    place = behind
    while place < min(behind + _DONE_WITHIN, word) and passage.stems[place] in _BEFORE_A_PARTICIPLE and not passage.breaks[place]:
        place += 1
    if "be" not in passage.stems[behind:place] or place > word or any(passage.breaks[behind : place + 1]):
        return False
    return passage.stems[place] in _MADE_TO or (place == word and any(cue.first <= word < cue.last and cue.act for cue in cues))
