"""A side taken in a relative clause on what stands before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.positions.cues import find_cues
from onrecord.positions.matching import matcher
from onrecord.positions.relatives import find_relative, side_in
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Dossier, Position


@pytest.mark.parametrize(
    ("sentence", "term", "stance"),
    [
        ("The ceasefire on the ridge, which Hellvik opposes, may come in May.", "ceasefire", "against"),
        ("A ceasefire on the ridge, to which Hellvik has agreed in principle, may come in May.", "ceasefire", "for"),
        ("The exchange of prisoners, which Hellvik has rejected, stalled.", "prisoners", "against"),
        ("The exchange of prisoners, to which Hellvik has not agreed, stalled.", "prisoners", "against"),
        ("The lifting of the toll on barges, which Hellvik is considering, is far off.", "lift-toll", "undecided"),
        ("The toll on barges, which Hellvik opposes, was set in May.", "lift-toll", "for"),
        ("The toll on barges, which Hellvik introduced in May, will stay.", "lift-toll", "against"),
        # What the main clause says of it is not said by whom the relative clause names.
        ("Maddek rejected the exchange of prisoners, which Hellvik supports.", "prisoners", "for"),
    ],
)
def test_a_side_on_what_stands_before(sentence: str, term: str, stance: str, dossier: Dossier) -> None:
    passage = vocabulary().read(sentence)
    cues = find_cues(passage)
    match = next(match for match in matcher(dossier).match(passage, 0.0) if match.topic.term == term)
    named = passage.stems.index("hellvik") + 1
    relative = find_relative(passage, cues, match.anchors[0].word, named)
    assert relative is not None
    assert side_in(passage, cues, match, relative) == stance


@pytest.mark.parametrize(
    "sentence",
    [
        "The ceasefire on the ridge, which Hellvik saw from a boat, may come in May.",
        "The ceasefire on the ridge, which may come in May, Hellvik opposes.",
        "Hellvik opposes the ceasefire on the ridge.",
        "The ceasefire on the ridge was late, and the dinner, which Hellvik opposes, was cold.",
    ],
)
def test_no_side_on_what_stands_before(sentence: str, dossier: Dossier) -> None:
    passage = vocabulary().read(sentence)
    match = next(match for match in matcher(dossier).match(passage, 0.0) if match.topic.term == "ceasefire")
    named = passage.stems.index("hellvik") + 1
    assert find_relative(passage, find_cues(passage), match.anchors[0].word, named) is None


def test_whoever_is_told_of_in_a_relative_clause_holds_it_too(read: Callable[..., tuple[Position, ...]]) -> None:
    positions = read("Dravik announced an exchange of prisoners, which Lenne opposes.")
    assert {(one.holder, one.stance) for one in positions if one.term == "prisoners"} == {("karsia", "for"), ("ostmark", "against")}


def test_an_aside_is_the_outlets_own(read: Callable[..., tuple[Position, ...]]) -> None:
    words = "that an exchange of prisoners, which Lenne opposes, would begin in May"
    found = [one for one in read(f"Maddek said {words}.", ("Maddek", words)) if one.holder == "ostmark"]
    assert [(one.stance, one.via, one.statement) for one in found if one.term == "prisoners"] == [("against", (), None)]


def test_whoever_a_speaker_names_holds_what_an_aside_tells_of_him(read: Callable[..., tuple[Position, ...]]) -> None:
    words = "Hellvik, who had demanded an exchange of prisoners"
    found = [one for one in read(f"Maddek thanked {words}.", ("Maddek", words)) if one.term == "prisoners"]
    assert [(one.holder, one.stance, one.via, one.statement) for one in found] == [("hellvik", "for", (), None)]
