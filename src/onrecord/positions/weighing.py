"""How likely it is that somebody takes a side on a term in a sentence: a score card.

Each sign adds points; the sum, read as log-odds, is the chance that the passage is a position of that holder's side on that term. The points
were set by logistic regression on 17 dossiers of gold/train (about 7,400 pairs of a sentence and a term, one in five of them a position), then
rounded. On six dossiers left out their average precision is 0.60, and the share of right positions follows the chance.
"""

from __future__ import annotations

from math import exp

from msgspec import Struct

from onrecord.positions.cues import Cue, in_reach_before
from onrecord.positions.matching import Match
from onrecord.positions.vocabulary import Kind, Passage

_START = -5.5
# Per point of the match, for the whole of the proposition's weight, and for each of its own words that stands there (up to four; names of
# actors do not count).
_MATCH = 0.55
_COVERAGE = 0.7
_OWN_WORD = 0.38
_OWN_WORDS_COUNTED = 4
# Times the match's share of the best match in the sentence, and of the best one by the same words: a weaker one is often an echo of it.
_SHARE_OF_ALL = 0.9
_SHARE_OF_RIVALS = 0.75
# Per point that the sentence before matches the same term, and for the term that the article speaks of most.
_SENTENCE_BEFORE = 0.4
_SHARE_OF_ARTICLE = 0.75
_ACT_NAMED = 0.2
_ONLY_ACTORS = -0.75
# The proposition's subject is not there, only the place or the body that it names.
_ONLY_NAMES = -0.9
# Attributed words take sides more often than what the outlet tells; people more often than bodies; what is passed on about another less often.
_STATED = 1.05
_TOLD_WITH_CUE = 0.55
_TOLD_AS_DOUBTFUL = -0.7
_PERSON = 0.3
_PASSED_ON = -0.6
# What somebody believes of others is seldom a side taken.
_BELIEVED = -0.35
# The holder stands 30 words away or more, or in another sentence.
_FAR = -0.4
_FARTHEST = 30
_COMMITS = 0.45
_DEMANDS = 0.5
_ACCEPTS = 0.35
_OPPOSES = 0.4
_WEIGHS = 0.8

_DOUBTFUL = frozenset(["may", "might", "could", "whether"])
_BELIEVING = frozenset(["believ", "think", "thought", "argu", "accus", "blame", "fear", "expect", "predict", "estim"])
_COMMITTING = frozenset(["promising", "offering", "obliging"])


class Setting(Struct, frozen=True, kw_only=True):
    """What lies around a match.

    `shares` are the match's of the sentence's best one and of the best one by the same words, `before` is what the sentence before scores on
    the same term, `share_of_article` how many sentences speak to the term as a share of those that speak to the article's main one, `after`
    the first word that the holder's own cues may stand at (0 where the holder is not named in the sentence), `behind` those of a relative clause
    in which the holder speaks of the match ("the toll, which Lenne opposes").
    """

    shares: tuple[float, float]
    before: float
    share_of_article: float
    after: int
    stated: bool
    person: bool
    passed_on: bool
    behind: tuple[Cue, ...] = ()


def weigh(passage: Passage, cues: list[Cue], match: Match, setting: Setting) -> float:
    """Log-odds of a position."""
    reaching = [*in_reach_before(passage, cues, match.anchors[0].word, setting.after), *setting.behind]
    return _START + _of_match(match, setting) + _of_cues(reaching) + _of_telling(passage, reaching, match, setting)


def _of_match(match: Match, setting: Setting) -> float:
    counted = [anchor for anchor in match.anchors if anchor.part.kind != "actor"]
    own = sum(1 for anchor in counted if anchor.own)
    points = _MATCH * match.score + _COVERAGE * match.coverage + _OWN_WORD * min(own, _OWN_WORDS_COUNTED)
    points += _SHARE_OF_ALL * setting.shares[0] + _SHARE_OF_RIVALS * setting.shares[1]
    points += _SENTENCE_BEFORE * setting.before + _SHARE_OF_ARTICLE * setting.share_of_article
    points += _ACT_NAMED if any(anchor.part.kind == "act" for anchor in counted) else 0
    if not counted:
        return points + _ONLY_ACTORS
    return points + (_ONLY_NAMES if all(anchor.part.name for anchor in counted) else 0)


def _of_cues(reaching: list[Cue]) -> float:
    names = {group.name for cue in reaching for group in cue.groups}
    points = _COMMITS if not names.isdisjoint(_COMMITTING) else 0.0
    points += _DEMANDS if "demanding" in names else 0
    points += _ACCEPTS if "accepting" in names else 0
    points += _WEIGHS if "weighing" in names else 0
    return points + (_OPPOSES if any(cue.has(Kind.OPPOSING) for cue in reaching) else 0)


def _of_telling(passage: Passage, reaching: list[Cue], match: Match, setting: Setting) -> float:
    distance = min(abs(match.anchors[0].word - setting.after), _FARTHEST) / _FARTHEST if setting.after else 1.0
    points = _FAR * distance + (_PERSON if setting.person else 0) + (_PASSED_ON if setting.passed_on else 0)
    points += 0 if _BELIEVING.isdisjoint(passage.stems) else _BELIEVED
    if setting.stated:
        return points + _STATED
    if any(cue.act or cue.has(Kind.FAVOURING) or cue.has(Kind.OPPOSING) for cue in reaching):
        points += _TOLD_WITH_CUE
    return points + (0 if _DOUBTFUL.isdisjoint(passage.stems) else _TOLD_AS_DOUBTFUL)


def chance(points: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + exp(-points))
