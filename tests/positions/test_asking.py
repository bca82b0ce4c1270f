from __future__ import annotations

import pytest

from onrecord.positions.asking import is_in_question


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("“You want a toll? Pay it yourself,” Hellvik said.", True),
        ("“Who would want a toll?”", True),
        ("“We want a toll. Who would not? Ask them,” Hellvik said.", False),
        ("“We want a toll on every barge of Ms. Quill,” Hellvik said.", False),
        ("“If we get no toll, what is left to talk about?” said Hellvik.", False),
    ],
)
def test_words_in_a_question(sentence: str, *, asked: bool) -> None:
    assert is_in_question(sentence, sentence.index("toll"), len(sentence)) is asked
