"""What the words that name a source tell of whoever is named in them, and what its statement is worth for somebody else."""

from __future__ import annotations

from onrecord.records import Span, Statement

# Forms of the words by which somebody tells what he thinks will come.
_FORETELLING = frozenset(
    ["bet", "bets", "betting", "forecast", "forecasts", "predict", "predicted", "predicting", "predicts", "reckon", "reckons", "speculate", "wager"]
)
# What these call for, those who signed or wrote them want.
_PAPERS = frozenset(["accord", "agreement", "bill", "communique", "deal", "pact", "plan", "resolution", "statement", "text", "treaty"])
# "The guild's former director" speaks for nobody, "Morn, whose guild" for his guild.
_FORMERLY = frozenset(["whose", "former", "ex", "onetime", "one-time", "retired"])
_WHOSE_PEOPLE = frozenset(["of", "in", "from", "at", "on", "for", "to", "with", "within", "inside"])
_KIN = frozenset(["brother", "cousin", "daughter", "father", "husband", "mother", "sister", "son", "widow", "wife"])
# Sources that are people of no name: "thousands", "everybody"; and what opens a source that tells whose people they are.
_ANYBODY = frozenset(["everybody", "everyone", "somebody", "someone", "anybody", "anyone", "thousands", "hundreds", "dozens", "scores", "crowds"])
_DEFINITE = frozenset(["the", "his", "her", "its", "their", "our", "my", "this", "these", "those", "both", "he", "she", "it", "they", "us", "this"])
_LONGEST_INDEFINITE = 3


def is_of_others(source: Span, mention: Span) -> bool:
    """Whether a source that names somebody is neither he nor speaks for him: "the guild's former director", "residents of Ostmark", "Karsian
    farmers", "Morn's brother".
    """
    words, before = source.text.split(), source.text[: mention.start - source.start].lower().split()
    if not _FORMERLY.isdisjoint(source.text.lower().split()) or not _WHOSE_PEOPLE.isdisjoint(before):
        return True
    behind = source.text[mention.end - source.start :].partition(",")[0].split()
    head = behind[-1] if behind else ""
    return len(words) > 1 and (head in _KIN or (head.islower() and head.isalpha() and head.endswith("s") and len(head) > len("was")))


def only_asks_or_expects(statement: Statement) -> bool:
    """Whether a statement tells what its source asks, refuses or expects of somebody: "traders want Karsia to", "analysts bet that Karsia will"."""
    if statement.source is not None and statement.source.text.lower().split()[-1] in _PAPERS:
        return False
    return statement.cue_class not in ("saying", "showing") or foretells(statement)


def foretells(statement: Statement) -> bool:
    """Whether a statement only tells what its source thinks will come."""
    return any(not _FORETELLING.isdisjoint(cue.text.lower().split()) for cue in statement.cue)


def is_indefinite(source: Span) -> bool:
    """Whether a source is people of whom nothing is told but what they are: "protesters", "thousands", "everybody"."""
    words = source.text.split()
    plural = len(words) <= _LONGEST_INDEFINITE and words[-1].endswith("s") and not any(word[:1].isupper() for word in words[1:])
    return words[0].lower() in _ANYBODY or (plural and words[0].lower() not in _DEFINITE)
