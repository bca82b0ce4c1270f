"""How likely it is that somebody takes a side on a term in a sentence: a score card.

Each sign adds points; the sum, read as log-odds, is the chance that the passage is a position of that holder's side on that term. The points
were set by logistic regression on 17 dossiers of gold/train (about 6,000 pairs of a sentence and a term, one in five of them a position), then
rounded. On six dossiers left out their average precision is 0.59, and the share of right positions follows the chance.
"""

from __future__ import annotations

from math import exp

from onrecord.positions.cues import Cue, in_reach_before
from onrecord.positions.matching import Match
from onrecord.positions.vocabulary import Kind, Passage

_START = -5.3
# Per point of the match, and for each of the proposition's own words that stands there (up to four; names of actors do not count).
_MATCH = 0.95
_OWN_WORD = 0.33
_OWN_WORDS_COUNTED = 4
# Times the match's share of the best match in the sentence, and of the best one by the same words: a weaker one is often an echo of it.
_SHARE_OF_ALL = 1.0
_SHARE_OF_RIVALS = 0.85
# Per point that the sentence before matches the same term.
_SENTENCE_BEFORE = 0.45
_ACT_NAMED = 0.25
_ONLY_ACTORS = -0.65
# Attributed words take sides more often than what the outlet tells.
_STATED = 1.1
_TOLD_WITH_CUE = 0.7
_TOLD_AS_DOUBTFUL = -0.8
_COMMITS = 0.4

_DOUBTFUL = frozenset(["may", "might", "could", "whether"])
_COMMITTING = frozenset(["promising", "offering", "obliging"])


def weigh(passage: Passage, cues: list[Cue], match: Match, shares: tuple[float, float], before: float, after: int, *, stated: bool) -> float:
    """Log-odds of a position.

    `shares` are the match's of the sentence's best one and of the best one by the same words, `before` is what the sentence before scores
    on the same term, `after` the first word that the holder's own cues may stand at.
    """
    counted = [anchor for anchor in match.anchors if anchor.part.kind != "actor"]
    own = sum(1 for anchor in counted if anchor.own)
    points = _START + _MATCH * match.score + _OWN_WORD * min(own, _OWN_WORDS_COUNTED)
    points += _SHARE_OF_ALL * shares[0] + _SHARE_OF_RIVALS * shares[1] + _SENTENCE_BEFORE * before
    points += _ACT_NAMED if any(anchor.part.kind == "act" for anchor in counted) else 0
    points += 0 if counted else _ONLY_ACTORS
    reaching = in_reach_before(passage, cues, match.anchors[0].word, after)
    if any(group.name in _COMMITTING for cue in reaching for group in cue.groups):
        points += _COMMITS
    if stated:
        return points + _STATED
    if any(cue.act or cue.has(Kind.FAVOURING) or cue.has(Kind.OPPOSING) for cue in reaching):
        points += _TOLD_WITH_CUE
    return points + (0 if _DOUBTFUL.isdisjoint(passage.stems) else _TOLD_AS_DOUBTFUL)


def chance(points: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + exp(-points))
