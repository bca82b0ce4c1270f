from __future__ import annotations

import pytest

from onrecord.positions.conditions import find_clauses
from onrecord.positions.depending import depends
from onrecord.positions.vocabulary import vocabulary

TOLL = "Karsia lifts its toll on the barges."


def depend(sentence: str, word: str, proposition: str = TOLL) -> bool:
    passage = vocabulary().read(sentence, 0, len(sentence))
    (clause,) = find_clauses(sentence, 0, len(sentence))
    return depends(sentence, 0, len(sentence), passage, passage.starts.index(sentence.index(word)), clause, proposition)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dravik will lift the toll if Ostmark leaves the ridge.", True),
        ("If Ostmark leaves the ridge, Dravik will lift the toll.", True),
        # What an aim calls for is demanded.
        ("Hellvik said the toll must go if the town is to live.", False),
        ("Hellvik said Karsia should lift its toll if it wants to trade.", False),
        ("If Karsia wants to trade, it has to lift its toll.", False),
        ("Dravik will lift the toll if Ostmark wants to trade.", True),
        ("Dravik would lift the toll if Lenne were to leave the ridge.", True),
        # What is conceded, and what came after something else.
        ("Although Lenne agreed to a toll, Dravik warned of war if the barges stop.", False),
        ("Lenne agreed to a toll, although Dravik would fight on if the barges stop.", True),
        ("Maddek signed the toll law, after Lenne had agreed to leave in exchange for cheap grain.", False),
        ("Maddek agreed to lift the toll after the talks if Ostmark leaves the ridge.", True),
        # Other sentences of what is read as one.
        ("Maddek called for a toll and said: “If this goes on, we will be ruined.”", False),
        ("“We need a toll on the barges. If the dam breaks, there will be no road,” Maddek said.", False),
        ("“We have a toll for the barges. We will lift it if Ostmark leaves,” Maddek said.", True),
        ("“If Ostmark leaves the ridge, we will lift it. The toll is ours,” Maddek said.", True),
    ],
)
def test_what_a_word_tells_depends_on_the_clause(sentence: str, *, expected: bool) -> None:
    assert depend(sentence, "toll") is expected


def test_a_bargain_that_is_the_term_itself_depends_on_nothing() -> None:
    sentence = "Dravik said that the toll will be lifted in exchange for cheap grain."
    assert depend(sentence, "toll")
    assert not depend(sentence, "toll", "Karsia lifts its toll in return for Ostmark's grain.")
