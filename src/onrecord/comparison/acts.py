"""Acts and ways of telling by which reports of one utterance or act are known: a vote, a signature, a letter, a testimony, a tweet."""

from __future__ import annotations

from onrecord.language.words import plain_words, stem
from onrecord.records import Position

TWEETED = "tweet"
_TWEETING = frozenset(map(stem, (TWEETED, "retweeted", "tweets", "twitter")))
# What is done or said so is done or said at one time. Not so a summit or a visit, which lasts for days, nor a release or a resignation, which is
# demanded for longer than it takes.
_ONCE = frozenset(
    map(
        stem,
        "address adopt announce announcement approval approve briefing conference hearing introduce issue launch lawsuit letter memo order pass "  # noqa: SIM905
        "passage proclaim proclamation sign signature speech statement sued testify testimony unveil veto vote".split(),
    )
)


def acts_told(position: Position) -> frozenset[str]:
    """The stems of such words in the passages of a position; for whatever is said on Twitter, TWEETED."""
    stems = {stem(word) for span in position.evidence for word in plain_words(span.text)}
    return frozenset(stems & _ONCE) | ({TWEETED} if stems & _TWEETING else set())
