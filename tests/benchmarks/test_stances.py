"""The measure of stances: whoever holds it, the term and the passage are given, and the stance is read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks import stances

TEXT = "Morn said Karsia must lift the toll on barges. Zell rejects the toll on barges. Nobody spoke of the ferry."
DOSSIER = {
    "id": "toll",
    "title": "The toll",
    "actors": [{"id": name.lower(), "name": name, "kind": "organisation"} for name in ("Morn", "Zell", "Karsia")],
    "terms": [
        {"id": "lift", "proposition": "Karsia lifts the toll on barges."},
        {"id": "tax", "proposition": "Karsia levies a tax on wool."},
    ],
}


def position(holder: str, term: str, stance: str, evidence: str) -> dict[str, object]:
    return {"holder": holder, "mention": holder.title(), "term": term, "stance": stance, "evidence": [evidence], "mode": "indirect"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One article with three annotated positions."""
    positions = [
        position("morn", "lift", "for", "Karsia must lift the toll on barges"),
        position("zell", "lift", "for", "Zell rejects the toll on barges"),
        position("zell", "tax", "against", "Nobody spoke of the ferry"),
    ]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "articles.json").write_text(json.dumps([{"ID": "one", "title": "A toll", "date": "2024-03-01"}]), "utf-8")
    (tmp_path / "annotations.json").write_text(json.dumps({"one": {"positions": positions}}), "utf-8")
    (tmp_path / "dossier.json").write_text(json.dumps(DOSSIER), "utf-8")
    return tmp_path


def test_right_and_read_are_counted_and_what_no_word_matches_is_not_read(folder: Path) -> None:
    read = list(stances.cases(folder))
    assert [case.stance for case in read] == ["for", "against", None]
    assert stances.figures(read) == {"right": 1, "read": 2, "share": 0.5, "side": 0.5, "positions": 3}


def test_cases_are_written_a_row_a_position(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = folder / "cases.csv"
    monkeypatch.setattr("sys.argv", ["stances", str(folder), "--json", "--cases", str(rows)])
    assert stances.main() == 0
    assert json.loads(capsys.readouterr().out)[str(folder)]["right"] == 1
    with rows.open(encoding="utf-8", newline="") as handle:
        assert [row["right"] for row in csv.DictReader(handle)] == ["right", "wrong", "none"]


def test_without_data_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["stances", "--shared", str(tmp_path)])
    assert stances.main() == 0
    assert "nothing is measured" in capsys.readouterr().out
