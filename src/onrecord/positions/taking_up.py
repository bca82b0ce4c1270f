"""A side told of behind a noun that takes up what stands before it: "a toll on the barges, a step opposed by Lenne", "a step Lenne opposes"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.positions.around_names import words_up_to
from onrecord.positions.cues import Cue
from onrecord.positions.relatives import Relative, find_relative
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Span

# Such nouns, as stems, and the words from the mark to the noun ("two long-standing demands").
_NOUNS = frozenset(
    [
        *("move", "idea", "step", "demand", "concess", "propos", "plan", "provis", "measur", "polici", "project", "prospect", "notion", "posit"),
        *("chang", "request", "condit", "option", "approach", "goal", "decis", "action", "effort", "prioriti", "requir", "scenario", "outcom"),
        *("term", "compromis", "amend", "bill", "law", "legisl"),
    ]
)
_NOUN_WITHIN = 5
# What may stand between the noun and the name of whoever takes a side, and how far behind "by" that name may stand.
_BEFORE_NAME = frozenset(["the", "that", "which", "these", "both", "most", "many", "some"])
_BY_WITHIN = 4
# Words from the name to what it does, and between that and the act that it is about ("has promised to build").
_DOES_WITHIN = 4
_LONGEST = 16
# What is opposed is missing behind the verb, as it stands before it: there the clause ends, or one of these follows.
_BEHIND_A_GAP = frozenset(
    [
        *("and", "or", "but", "in", "on", "at", "as", "for", "by", "with", "from", "after", "befor", "sinc", "when", "while", "becaus", "if"),
        *("unless", "that", "over", "under", "be", "will", "would", "could", "can", "may", "might", "have", "strong", "last", "earlier", "again"),
        *("now", "this", "also"),
    ]
)


def find_side_behind(passage: Passage, cues: Sequence[Cue], word: int, mention: Span | None, named: int) -> Relative | None:
    """The clause about a word in which somebody named behind it takes a side: a relative one, or behind a noun that takes the word up.

    `mention` are the words that name him, `named` the first word behind them.
    """
    relative = find_relative(passage, cues, word, named)
    if relative is not None or mention is None:
        return relative
    begins = words_up_to(passage, mention.start)
    return _taken_up_by(passage, cues, word, begins) or _taken_up(passage, cues, word, begins, named)


def _taken_up_by(passage: Passage, cues: Sequence[Cue], word: int, begins: int) -> Relative | None:
    by = next((place for place in range(begins - 1, max(word, begins - 1 - _BY_WITHIN), -1) if passage.stems[place] == "by"), None)
    cue = next((cue for cue in cues if cue.last == by and _sides(cue)), None)
    if cue is None or any(passage.breaks[cue.first : begins + 1]) or not _takes_up(passage, cue.first - 1, word):
        return None
    return Relative(cue.first, cue.first, cue.last, (cue,))


def _taken_up(passage: Passage, cues: Sequence[Cue], word: int, begins: int, named: int) -> Relative | None:
    noun = begins - 1
    while noun > word and passage.stems[noun] in _BEFORE_NAME:
        noun -= 1
    if noun <= word or any(passage.breaks[noun + 1 : named + 1]) or not _takes_up(passage, noun, word):
        return None
    last = next((place for place in range(named, min(named + _LONGEST, len(passage.stems))) if passage.breaks[place]), len(passage.stems))
    inside = [cue for cue in cues if named <= cue.first < last]
    leading = next((cue for cue in inside if _sides(cue) or cue.has(Kind.UNDECIDED)), None)
    if leading is None or leading.first - named > _DOES_WITHIN:
        return None
    missing = (cue for cue in inside if leading.first <= cue.first <= leading.last + _DOES_WITHIN and _leaves_a_gap(passage, cue))
    until = next((cue.last for cue in missing), None)
    return Relative(noun + 1, named, until, tuple(cue for cue in inside if cue.last <= until)) if until is not None else None


def _takes_up(passage: Passage, noun: int, word: int) -> bool:
    """Whether a noun takes up a word before the mark that the noun stands behind."""
    return passage.stems[noun] in _NOUNS and any(passage.breaks[max(word + 1, noun - _NOUN_WITHIN + 1) : noun + 1])


def _leaves_a_gap(passage: Passage, cue: Cue) -> bool:
    return cue.last == len(passage.stems) or passage.breaks[cue.last] or passage.stems[cue.last] in _BEHIND_A_GAP


def _sides(cue: Cue) -> bool:
    return cue.has(Kind.FAVOURING) or cue.has(Kind.OPPOSING)
