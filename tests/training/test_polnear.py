"""Annotated spans as labels and links, and back."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

from onrecord.attribution.chain import find_parts
from onrecord.attribution.labels import LABELS
from training.polnear import NO_SOURCE, UNKNOWN, load, packed

TEXT = "Orlan said the talks were over.\n\n“Not now,” she added. “Not ever.”\n\nIt was expected that winter would come."


def written(folder: Path) -> Path:
    def at(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    attributions = [
        {"source": [at("Orlan")], "cue": [at("said")], "content": [at("the talks were over")]},
        {"source": [at("she")], "cue": [at("added")], "content": [at("“Not now,”"), at("“Not ever.”")]},
        {"source": [], "cue": [at("was expected")], "content": [at("that winter would come")]},
    ]
    path = folder / "rows.jsonl.gz"
    rows = [
        {"doc_id": "one", "annotator": name, "annotator_rank": rank, "text": TEXT, "attributions": attributions} for rank, name in enumerate("ab")
    ]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def test_labels_tell_the_annotated_spans_again(tmp_path: Path) -> None:
    (document,) = load(written(tmp_path))
    pieces, annotation = document.pieces, document.annotations[0]
    heads = np.flatnonzero(pieces.first)
    ends = np.append(pieces.ends[heads[1:] - 1], pieces.ends[-1:])
    parts = [(part.role, TEXT[pieces.starts[heads[part.start]] : ends[part.end - 1]]) for part in find_parts(annotation.labels[heads])]
    assert parts == [
        ("source", "Orlan"),
        ("cue", "said"),
        ("content", "the talks were over"),
        ("content", "“Not now,”"),
        ("source", "she"),
        ("cue", "added"),
        ("content", "“Not ever.”"),
        ("cue", "was expected"),
        ("content", "that winter would come"),
    ]


def test_links_lead_from_contents_to_cues_and_from_cues_to_sources(tmp_path: Path) -> None:
    (document,) = load(written(tmp_path))
    pieces, annotation = document.pieces, document.annotations[0]

    def piece_at(words: str) -> int:
        return int(np.searchsorted(pieces.starts, TEXT.index(words)))

    assert annotation.cue[piece_at("Not ever")] == piece_at("added")
    assert annotation.source[piece_at("said")] == piece_at("Orlan")
    assert annotation.source[piece_at("was expected")] == NO_SOURCE
    assert annotation.source[piece_at("Orlan")] == annotation.cue[piece_at("Orlan")] == UNKNOWN


def test_an_article_has_every_annotators_file(tmp_path: Path) -> None:
    (document,) = load(written(tmp_path))
    assert [annotation.annotator for annotation in document.annotations] == ["a", "b"]


def test_where_networks_annotated_a_word_has_shares_of_labels(tmp_path: Path) -> None:
    path = written(tmp_path)
    (plain,) = load(path)
    words = int(plain.pieces.first.sum())
    shares = np.full((words, len(LABELS)), 0.02 / (len(LABELS) - 1), np.float32)
    shares[:, 0] = 0.98
    row = json.loads(gzip.decompress(path.read_bytes()).splitlines()[0])
    path.write_bytes(gzip.compress(json.dumps({**row, "shares": packed(shares)}).encode()))
    (document,) = load(path)
    found = document.annotations[0].shares
    assert found is not None
    assert plain.annotations[0].shares is None
    heads = document.pieces.first
    np.testing.assert_allclose(found[heads], shares, atol=0.03)
    np.testing.assert_allclose(found[heads].sum(1), 1, rtol=1e-5)
    assert not found[~heads].any()
