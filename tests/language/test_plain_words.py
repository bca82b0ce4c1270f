"""Plain words are those of `find_words`, without their places."""

from __future__ import annotations

import pytest

from onrecord.language.words import find_words, plain_words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Karsia's envoy didn't sign the U.S.-brokered cease-fire; “Ostmark’s gates”, he said, ‘stay shut’.",
        "İzmit, Straße, 3,000 barges and 2032-03-04: naïve–or not?",
    ],
)
def test_plain_words_are_the_words_without_their_places(text: str) -> None:
    assert plain_words(text) == [word.plain for word in find_words(text)]
