"""What is thrown into a clause between two marks ends none."""

from __future__ import annotations

import pytest

from onrecord.positions.cues import find_cues
from onrecord.positions.matching import matcher
from onrecord.positions.stance import take_side
from onrecord.positions.vocabulary import vocabulary
from onrecord.reading import read
from onrecord.records import Article, Dossier


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("A ceasefire on the ridge, Hellvik said, is unacceptable.", "against"),
        ("“A ceasefire on the ridge,” Hellvik said, “is out of the question.”", "against"),
        ("A ceasefire on the ridge, she added, would not be accepted.", "against"),
        ("The council threw out, by nine votes to four, a ceasefire on the ridge.", "against"),
        ("It would be a mistake, Hellvik said, to accept a ceasefire on the ridge.", "against"),
        # Another clause, and another speaker, are another matter.
        ("A ceasefire on the ridge will hold, Hellvik said, and the toll is unacceptable.", "for"),
        ("A ceasefire on the ridge will hold, and Hellvik said that the toll, which rose, is unacceptable.", "for"),
    ],
)
def test_the_side_across_an_aside(sentence: str, stance: str, dossier: Dossier) -> None:
    passage = vocabulary().read(sentence)
    match = next(match for match in matcher(dossier).match(passage, 0.2) if match.topic.term == "ceasefire")
    assert take_side(passage, find_cues(passage), match, 0) == stance


def test_what_a_speaker_says_begins_before_his_name_in_an_aside(dossier: Dossier) -> None:
    article = Article(id="a", text="It rained.\n\nIt would be a mistake, Hellvik said, to accept a ceasefire on the Halm ridge.\n", language="en")
    assert {(one.holder, one.stance) for one in read(article, dossier, fast=True).positions if one.term == "ceasefire"} == {("hellvik", "against")}


def test_only_asides_lose_their_marks() -> None:
    said, listed = (vocabulary().read(words) for words in ("The toll, she said, is low.", "The toll, the dam, the ridge are old."))
    assert not any(said.breaks)
    assert sum(listed.breaks) == 2
