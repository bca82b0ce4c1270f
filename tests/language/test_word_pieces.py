"""Word pieces, put together from what is known of each word, are those that the tokenizer gives for the whole text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.language import word_pieces
from onrecord.language.encoder import load_tokenizer
from onrecord.language.word_pieces import cut

LETTERS = "aB9zé\u0130ßŁž"
MARKS = " .,-_'\"()[]{}<>@#$%&*/“”‘’–—…•\u00a0\t"
OTHERS = "€½中\u0301\u200b\ufeff\U0001f600\x00\u2028×"
WORDS = ["Karsia", "Karsia's", "U.S.", "3,000.50", "antidisestablishmentarianism", "[MASK]", "[CLS]", "x" * 50, " " * 50]


def offsets_of(text: str) -> list[tuple[int, int, int]]:
    """The pieces by the tokenizer: id, start and end."""
    encoding = load_tokenizer().encode(text, add_special_tokens=False)
    return [(piece, left, right) for piece, (left, right) in zip(encoding.ids, encoding.offsets, strict=True)]


@given(
    st.lists(st.text(alphabet=LETTERS + MARKS, max_size=12) | st.text(alphabet=OTHERS, max_size=2) | st.sampled_from(WORDS), max_size=8).map("".join)
)
@example("Orlan’s “no” — café, 12%…")
def test_pieces_are_those_of_the_tokenizer(text: str) -> None:
    found = cut(text, [(0, len(text))], load_tokenizer())
    assert list(zip(found.ids, found.starts, found.ends, strict=True)) == offsets_of(text)
    assert found.paragraph_ends.tolist() == [len(found.ids)]


@given(st.lists(st.text(alphabet=LETTERS + " .”", max_size=12), max_size=5))
def test_paragraphs_are_cut_each_by_itself(lines: list[str]) -> None:
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)]).tolist()
    paragraphs = [(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]
    found = cut("\n".join(lines), paragraphs, load_tokenizer())
    alone = [cut(line, [(0, len(line))], load_tokenizer()) for line in lines]
    assert found.ids.tolist() == [piece for one in alone for piece in one.ids.tolist()]
    assert found.starts.tolist() == [start + at for (start, _), one in zip(paragraphs, alone, strict=True) for at in one.starts.tolist()]
    assert np.diff([0, *found.paragraph_ends]).tolist() == [len(one.ids) for one in alone]


@pytest.mark.parametrize(("words", "pieces"), [(4, 1_000), (1_000, 4)])
def test_more_words_than_are_kept_change_nothing(words: int, pieces: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_pieces, "_MOST_WORDS", words)
    monkeypatch.setattr(word_pieces, "_MOST_PIECES", pieces)
    word_pieces._known.cache_clear()
    try:
        for text in ("a b c", "d e f", "a b c"):
            found = cut(text, [(0, len(text))], load_tokenizer())
            assert list(zip(found.ids, found.starts, found.ends, strict=True)) == offsets_of(text)
    finally:
        word_pieces._known.cache_clear()


def test_threads_may_cut_at_the_same_time() -> None:
    word_pieces._known.cache_clear()
    texts = [" ".join(f"word{number * each}" for each in range(60)) for number in range(1, 40)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: cut(text, [(0, len(text))], load_tokenizer()), texts))
    assert [one.ids.tolist() for one in found] == [[piece for piece, _, _ in offsets_of(text)] for text in texts]
