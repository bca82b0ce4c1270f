"""Word pieces, windows, and the model's outputs."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language import encoder
from onrecord.language.encoder import (
    WEIGHTS,
    Model,
    Pieces,
    cut_into_pieces,
    cut_into_units,
    load_model,
    load_tokenizer,
    pack,
    windows,
)
from onrecord.language.encoder import pieces_of as pieces_of_article
from onrecord.language.prose import find_paragraphs, prepare
from onrecord.language.quotations import find_quotations
from onrecord.language.word_pieces import CASES
from onrecord.records import Article, Dropped

needs_weights = pytest.mark.skipif(not (WEIGHTS / "attribution.onnx").is_file(), reason="the weights are not installed")


def pieces_of(text: str) -> Pieces:
    paragraphs = find_paragraphs(text)
    return cut_into_pieces(text, paragraphs, find_quotations(text, paragraphs), load_tokenizer())


@given(st.text(alphabet="aB9 .“”\"'\n\u00e9\u0130\U0001f600", max_size=200))
def test_pieces_lie_in_order_inside_their_paragraphs(text: str) -> None:
    pieces = pieces_of(text)
    paragraphs = find_paragraphs(text)
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends) == len(pieces.first) == len(pieces.features)
    assert all(start <= end for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert (np.diff(pieces.starts) >= 0).all()
    for begin, end in pieces.paragraphs:
        assert pieces.first[begin]
        assert any(start <= pieces.starts[begin] and pieces.ends[end - 1] <= last for start, last in paragraphs)


def test_an_article_is_cut_once_into_the_pieces_of_its_kept_paragraphs() -> None:
    text = "Karsia shut the gates.\n\nRead more: the river in pictures.\n\nOstmark “waits”."
    start = text.index("Read more")
    dropped = Dropped(start=start, end=text.index("\n\nOstmark"), text="Read more: the river in pictures.", reason="teaser")
    prose = prepare(Article(id="a", text=text, dropped=(dropped,)))
    pieces = pieces_of_article(prose)
    assert [len(range(*paragraph)) > 0 for paragraph in pieces.paragraphs] == [True, True]
    assert all(end <= start or begin > start for begin, end in zip(pieces.starts, pieces.ends, strict=True))
    assert (pieces.ids == pieces_of(text[:start] + text[dropped.end :]).ids).all()
    assert pieces_of_article(prepare(Article(id="b", text=text, dropped=(dropped,)))) is pieces


def test_case_comes_back_as_a_feature() -> None:
    pieces = pieces_of("Orlan of KARSIA left 12 gates.")
    words = [CASES[case] for case, first in zip(pieces.features[:, 0], pieces.first, strict=True) if first]
    assert words == ["capital", "lower", "upper", "lower", "digits", "lower", "mark"]


def test_quotation_marks_and_quoted_words_are_told_apart() -> None:
    text = "He said “no deal” again."
    pieces = pieces_of(text)
    quoted = {text[start:end]: int(mark) for start, end, mark in zip(pieces.starts, pieces.ends, pieces.features[:, 1], strict=True)}
    assert (quoted["He"], quoted["“"], quoted["no"], quoted["deal"], quoted["”"], quoted["again"]) == (0, 2, 1, 1, 3, 0)


@given(st.lists(st.integers(1, 90), max_size=12), st.integers(30, 60))
def test_each_piece_is_read_once(lengths: list[int], longest: int) -> None:
    borders = np.cumsum([0, *lengths]).tolist()
    count = borders[-1]
    nothing = np.zeros(count, np.int64)
    paragraphs = tuple(pairwise(borders))
    pieces = Pieces(nothing, np.arange(count) * 2, np.arange(count) * 2 + 1, np.ones(count, np.bool_), np.zeros((count, 3), np.int64), paragraphs)
    found = list(windows(pieces, longest))
    assert all(start < end <= start + longest for start, end in found)
    assert [place for start, end in found for place in range(start, end)] == list(range(count))


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    text = "The gates stay shut. " * 30
    pieces = pieces_of(text)
    units = cut_into_units(pieces, 40)
    assert len(units) > 1
    assert all(text[pieces.starts[start] :].startswith("The gates") for start, _ in units)


def test_a_paragraph_without_any_gap_is_still_cut() -> None:
    pieces = pieces_of("-" * 3_000)
    assert all(0 < end - start <= 100 for start, end in cut_into_units(pieces, 100))


def test_neighbours_are_packed_up_to_the_limit() -> None:
    assert list(pack([(0, 10), (10, 25), (25, 60)], 30)) == [(0, 25), (25, 60)]
    assert list(pack([(0, 10), (10, 25), (25, 60)], 100, first=10)) == [(0, 10), (10, 60)]
    assert list(pack([], 30)) == []


def test_a_model_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_model("nobody")


def test_weights_that_are_half_there_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "half.json").write_text(json.dumps({}), "utf-8")
    with pytest.raises(FileNotFoundError):
        Model("half", tmp_path)


@needs_weights
def test_the_shipped_model_reads_a_window() -> None:
    model = load_model("attribution")
    assert model is not None
    pieces = pieces_of("Orlan said the talks were over.\nTavel left.")
    found = model.read(pieces, 0, len(pieces.ids))
    assert {name: array.shape for name, array in found.items()} == {
        "tags": (len(pieces.ids) + 2, 13),
        "askers": (len(pieces.ids) + 2, 128),
        "answerers": (len(pieces.ids) + 2, 128),
    }
    again = model.read(pieces, 0, len(pieces.ids))
    assert all((found[name] == again[name]).all() for name in found)


@needs_weights
def test_weights_are_small_and_named_by_their_digest() -> None:
    digests = encoder.digests()
    assert set(digests) == {"attribution", "stances"}
    assert all(len(digest) == 64 for digest in digests.values())
    weights = (WEIGHTS / "stances.onnx").read_bytes()
    assert digests["stances"] == sha256(weights + (WEIGHTS / "stances.json").read_bytes()).hexdigest(), "other bars are another reader"
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= 60_000_000
    assert all((WEIGHTS / f"{name}.md").is_file() for name in digests)
