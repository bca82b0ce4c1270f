"""A side taken behind a noun that takes up what stands before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.positions.cues import find_cues
from onrecord.positions.matching import matcher
from onrecord.positions.taking_up import find_side_behind
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Dossier, Position, Span


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Dravik promised an exchange of prisoners by May, a step opposed by Lenne.", "against"),
        ("Dravik promised an exchange of prisoners by May, a step Lenne strongly opposes.", "against"),
        ("Dravik promised an exchange of prisoners by May – a long-standing demand that Lenne supports.", "for"),
        ("Dravik rejected an exchange of prisoners by May, a plan backed by Lenne.", "for"),
    ],
)
def test_whoever_is_told_of_behind_such_a_noun_holds_it_too(text: str, stance: str, read: Callable[..., tuple[Position, ...]]) -> None:
    assert (stance,) == tuple(one.stance for one in read(text) if one.term == "prisoners" and one.holder == "ostmark")


@pytest.mark.parametrize(
    "sentence",
    [
        "Dravik promised an exchange of prisoners by May, a step Hellvik saw from a boat.",
        "Dravik promised an exchange of prisoners by May, a day that Hellvik opposes.",
        "Dravik promised an exchange of prisoners in a plan Hellvik opposes.",
        "Dravik promised an exchange of prisoners, a step after which Hellvik opposed the toll.",
    ],
)
def test_no_side_on_what_stands_before(sentence: str, dossier: Dossier) -> None:
    passage = vocabulary().read(sentence)
    match = next(match for match in matcher(dossier).match(passage, 0.0) if match.topic.term == "prisoners")
    start, named = sentence.index("Hellvik"), passage.stems.index("hellvik") + 1
    mention = Span(start=start, end=start + len("Hellvik"), text="Hellvik")
    assert find_side_behind(passage, find_cues(passage), match.anchors[0].word, mention, named) is None
