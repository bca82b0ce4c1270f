"""Annotations that point into articles, written out with their words."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from training import unfold

TEXT = "Before the talks.\nKarsia opens the dam only if Ostmark leaves the ridge, Orlan said."


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


@pytest.fixture
def unfolded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One article and one sentence, unfolded."""
    folder, articles, into = tmp_path / "annotations", tmp_path / "articles.jsonl.gz", tmp_path / "into"
    (folder / "vel-river").mkdir(parents=True)
    row = {"id": "one", "text": TEXT, "title": "The dam", "outlet": "Vel Herald", "published": "2041-05-02"}
    with gzip.open(articles, "wt", encoding="utf-8") as file:
        file.write(json.dumps(row))
    position: dict[str, Any] = {"holder": "orlan", "mention": span("Orlan"), "term": "open-dam", "stance": "conditional", "mode": "indirect"}
    position |= {"via": None, "said_on": None, "occasion": None, "evidence": [span("Karsia opens the dam only if Ostmark leaves the ridge")]}
    position["conditions"] = [{"span": span("Ostmark leaves the ridge"), "term": "withdraw"}]
    (folder / "vel-river" / "dossier.json").write_text('{"id": "vel-river"}', "utf-8")
    (folder / "vel-river" / "annotations.jsonl").write_text(json.dumps({"article": "one", "boilerplate": [], "positions": [position]}), "utf-8")
    pair = {"term": "The gates open.", "stance": "for", "holder": span("Orlan"), "evidence": [span("opens the dam")], "conditions": []}
    sentence = {"article": "one", "start": 18, "end": len(TEXT), "before": [0, 17], "pairs": [pair], "none": ["Talks are held."]}
    (folder / "sentences.jsonl").write_text(json.dumps(sentence), "utf-8")
    held = {"article": "one", "dossier": "vel-river", "start": 18, "end": len(TEXT), "stances": {"open-dam": "conditional", "talks": None}}
    (folder / "pairs.jsonl").write_text(json.dumps(held) + "\n" + json.dumps({**held, "start": 0, "end": 17, "stances": {"talks": "for"}}), "utf-8")
    monkeypatch.setattr("sys.argv", ["unfold", str(folder), str(articles), "--into", str(into)])
    unfold.main()
    return into


def test_positions_have_their_words(unfolded: Path) -> None:
    annotated = json.loads((unfolded / "vel-river" / "annotations.json").read_text("utf-8"))["one"]["positions"][0]
    assert (annotated["mention"], annotated["via"], annotated["stance"]) == ("Orlan", None, "conditional")
    assert annotated["evidence"] == ["Karsia opens the dam only if Ostmark leaves the ridge"]
    assert annotated["conditions"] == [{"text": "Ostmark leaves the ridge", "term": "withdraw"}]
    assert (unfolded / "vel-river" / "articles" / "one.txt").read_text("utf-8") == TEXT
    assert json.loads((unfolded / "vel-river" / "articles.json").read_text("utf-8"))[0]["date"] == "2041-05-02"


def test_sentences_have_their_words(unfolded: Path) -> None:
    row = json.loads((unfolded / "sentences.jsonl").read_text("utf-8"))
    assert (row["before"], row["sentence"]) == tuple(TEXT.split("\n"))
    assert row["pairs"] == [{"term": "The gates open.", "stance": "for", "holder": "Orlan", "evidence": "opens the dam", "conditions": []}]


def test_sentences_held_against_terms_stand_behind_the_text_of_their_article(unfolded: Path) -> None:
    (row,) = [json.loads(line) for line in (unfolded / "pairs.jsonl").read_text("utf-8").splitlines()]
    assert (row["article"], row["dossier"], row["title"], row["text"]) == ("one", "vel-river", "The dam", TEXT)
    assert [TEXT[one["start"] : one["end"]] for one in row["sentences"]] == list(reversed(TEXT.split("\n")))
    assert [one["stances"] for one in row["sentences"]] == [{"open-dam": "conditional", "talks": None}, {"talks": "for"}]
