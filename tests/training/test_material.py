"""Sentences that were held against terms of a dossier, as training material."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.positions.questions import STANCES
from training.stances.material import Text, load_pairs

BEFORE = "The ministers met in Vel on Monday."
SENTENCE = "Karsia opens the dam, Orlan said, and leaves the ridge to later talks."
TEXT = f"{BEFORE} {SENTENCE}"
TERMS = {"open-dam": "Karsia opens the Vel dam.", "ridge": "Karsia leaves the ridge.", "talks": "Talks are held in Vel."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier's folder."""
    folder = tmp_path / "vel-river"
    folder.mkdir()
    terms = [{"id": name, "proposition": proposition} for name, proposition in TERMS.items()]
    actors = [{"id": "karsia", "name": "Karsia", "kind": "government", "aliases": ["Karsia"], "member_of": None}]
    (folder / "dossier.json").write_text(json.dumps({"id": "vel-river", "title": "The Vel", "actors": actors, "terms": terms}), "utf-8")
    return folder


def loaded(folder: Path, *sentences: dict[str, Any], dossier: str = "vel-river") -> list[Text]:
    path = folder.parent / "pairs.jsonl"
    path.write_text(json.dumps({"article": "one", "dossier": dossier, "title": None, "text": TEXT, "sentences": sentences}) + "\n", "utf-8")
    return load_pairs(path, [folder])


def test_a_stance_is_said_and_a_term_without_one_is_held_against_the_sentence(folder: Path) -> None:
    stances = {"open-dam": "for", "ridge": None}
    (text,) = loaded(folder, {"start": len(BEFORE) + 1, "end": len(TEXT), "stances": stances})
    (line,) = text.lines
    assert list(line.near) == [TERMS["ridge"]]
    assert {term: said.stances for term, said in line.said.items()} == {TERMS["open-dam"]: [float(stance == "for") for stance in STANCES]}
    said = line.said[TERMS["open-dam"]]
    assert (said.holders, said.evidence, said.conditions) == (None, None, None)
    assert TEXT[text.pieces.starts[line.start] : text.pieces.ends[line.end - 1]] == SENTENCE


def test_a_sentence_that_is_cut_otherwise_now_is_passed_over(folder: Path) -> None:
    (text,) = loaded(folder, {"start": 3, "end": len(BEFORE), "stances": {"talks": None}})
    assert text.lines == []


def test_pairs_of_other_dossiers_are_passed_over(folder: Path) -> None:
    assert loaded(folder, {"start": 0, "end": len(BEFORE), "stances": {"talks": None}}, dossier="another") == []
