"""How likely a pair is a position of a holder: by what is known of it before the model reads it, and by the model's answer weighed with that."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from onrecord.language.encoder import load_model
from onrecord.positions.conditions import Clause
from onrecord.positions.holding import Holding
from onrecord.positions.learned import NAME, Answer
from onrecord.positions.questions import STANCES
from onrecord.records import Span, Stance

# What a record is for: few positions, hardly one of them wrong; the best of both; or all that may be one, for a person to sift.
Use = Literal["strict", "usual", "wide"]
# Log-odds further out than these tell no more.
_FARTHEST = 6.0
# From this chance on the model's "undecided" goes before the rules: of eight such pairs of gold/dev and of disputes unknown to it, whose holder
# speaks to the term, it is right on five, the rules on two.
_NOBODY_COMMITS = 0.9


class Surroundings(Struct, frozen=True, kw_only=True):
    """What lies around a pair, known before the model reads it.

    `prospect`: log-odds by the cheap look. `rules`: log-odds by the rules, None where no rule matches. `stated`: whether the words are attributed,
    `direct`: whether word for word. `passed_on`: whether somebody passes them on. `cued`: whether any word of the sentence takes a side. `likely`:
    whether the holder is of the side that most likely holds the whole sentence.
    """

    prospect: float
    rules: float | None
    stated: bool
    passed_on: bool
    person: bool
    title: bool
    cued: bool
    likely: bool
    direct: bool


def signs_before(around: Surroundings) -> dict[str, float]:
    """What speaks for and against a pair before the model has read it, by name."""
    return {
        "always": 1.0,
        "prospect": _within(around.prospect),
        "no rule": float(around.rules is None),
        "rules": _within(around.rules) if around.rules is not None else 0.0,
        "stated": float(around.stated),
        "passed on": float(around.passed_on),
        "person": float(around.person),
        "title": float(around.title),
        "cued": float(around.cued),
        "likely holder": float(around.likely),
        "direct": float(around.direct),
    }


class Case(Struct, frozen=True):
    """A pair with whoever may hold it, before the model has read it: the word that fits the term best (its place in the sentence), the conditional
    clause that it stands in, the stance by the rules (None where no rule matches), and the signs (see `signs_before`).
    """

    term: str
    holding: Holding
    word: int
    clause: Clause | None
    by_rules: Stance | None
    signs: dict[str, float]

    @property
    def promise(self) -> float:
        """The log-odds of a position by what is known before the model reads."""
        return sum(weight * self.signs[name] for name, weight in _settings()["promise"].items())


def signs_of(case: Case, answer: Answer, named: float) -> dict[str, float]:
    """What speaks for and against a pair, by name. `named`: the model's chance that the mention names the holder."""
    return case.signs | {
        "taken": _within(answer.taken),
        "stance sure": _shares(answer)[stance_of(answer, case.by_rules)],
        "named": named,
        "evidence": float(answer.evidence.max(initial=0.0)),
    }


class Weighing(Struct, frozen=True):
    """A case with what the model answers, and the signs (see `signs_of`)."""

    case: Case
    answer: Answer
    signs: dict[str, float]

    @property
    def points(self) -> dict[str, float]:
        """What each sign adds to the log-odds."""
        weights = _settings()["position"]
        return {name: weights.get(name, 0.0) * value for name, value in self.signs.items()}

    @property
    def odds(self) -> float:
        """The log-odds of a position."""
        return sum(self.points.values())


def is_promising(case: Case, use: Use) -> bool:
    """Whether the model is worth asking: reading takes far longer than all that is known before. Where a person sifts, it always is.

    Where no rule matches it is not: of 232 such pairs of gold/dev that the model read, 27 became positions, six of them right.
    """
    return use == "wide" or (case.by_rules is not None and case.promise >= float(load_model(NAME).settings["least promise"]))


def least_odds(use: Use) -> float:
    """The log-odds from which a pair is a position, by what the record is for."""
    return float(_settings()["least odds"][use])


def stance_of(answer: Answer, by_rules: Stance | None) -> Stance:
    """The stance by the rules where they match, unless the model is sure that nobody commits ("has yet to approve"); else the likeliest by the model.
    A stance is conditional where the words of a condition are found.
    """
    shares = _shares(answer)
    if shares["undecided"] >= _NOBODY_COMMITS:
        return "undecided"
    return by_rules if by_rules is not None else max(shares, key=lambda stance: shares[stance])


def _shares(answer: Answer) -> dict[Stance, float]:
    """The model's chance of each stance; what it calls conditional is for, as conditions are found by their own words."""
    shares = dict(zip(STANCES, answer.stances.tolist(), strict=True))
    shares["for"] += shares.pop("conditional")
    return shares


def named_by(answer: Answer, mention: Span) -> float:
    """The model's chance that these words name who takes the stance: that of their likeliest piece."""
    own = (answer.starts < mention.end) & (answer.ends > mention.start)
    return float(answer.holders[own].sum(1).max(initial=0.0))


def _within(value: float) -> float:
    return max(-_FARTHEST, min(_FARTHEST, value))


@lru_cache(maxsize=1)
def _settings() -> Mapping[str, Mapping[str, float]]:
    settings: Mapping[str, Mapping[str, float]] = load_model(NAME).settings
    return settings
