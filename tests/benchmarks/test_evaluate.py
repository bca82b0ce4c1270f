"""The quality table: what it does without data, under a floor, and when the data are others than those the floors were measured on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import evaluate
from onrecord.errors import InputError

FIGURES = {"gold/dev": {"position": 0.3, "problems": 0.0}, "seeds": {"seconds": 1.0}}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Data that measure as FIGURES, and a file for floors."""
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "score_positions.py").write_text("# the scorer", "utf-8")
    (tmp_path / "data" / "attribution").mkdir(parents=True)
    monkeypatch.setattr(evaluate, "_measure", lambda *_: FIGURES)
    monkeypatch.setattr(evaluate, "FLOORS", tmp_path / "floors.json")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, shared: Path, *options: str) -> int:
    monkeypatch.setattr("sys.argv", ["evaluate", "--shared", str(shared), *options])
    return evaluate.main()


def test_without_data_it_says_so_and_all_is_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, tmp_path) == 0
    assert "nothing is measured" in capsys.readouterr().out


def test_floors_are_raised_held_and_refused_on_other_data(
    monkeypatch: pytest.MonkeyPatch, measured: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, measured) == 2, "nothing is pinned yet"
    assert run(monkeypatch, measured, "--raise") == 0
    floors = json.loads(evaluate.FLOORS.read_text("utf-8"))["floors"]
    assert floors == {"gold/dev": {"position": 0.3}, "seeds": {}}, "times and counts of problems are no floors"
    assert run(monkeypatch, measured) == 0
    monkeypatch.setitem(FIGURES["gold/dev"], "position", 0.29)
    assert run(monkeypatch, measured) == 1
    assert "gold/dev: position is 0.29, its floor is 0.3" in capsys.readouterr().out
    assert run(monkeypatch, measured, "--raise") == 1, "raising never lowers"
    assert run(monkeypatch, measured, "--lower", "a reason") == 0
    (measured / "eval" / "score_positions.py").write_text("# another scorer", "utf-8")
    assert run(monkeypatch, measured) == 2


def test_a_malformed_reading_fails_whatever_the_figures(monkeypatch: pytest.MonkeyPatch, measured: Path) -> None:
    assert run(monkeypatch, measured, "--raise") == 0
    monkeypatch.setitem(FIGURES["gold/dev"], "problems", 2.0)
    assert run(monkeypatch, measured) == 1


def test_some_rows_are_held_against_their_own_floors_and_no_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("eval", "gold/dev", "gold/train"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "eval" / "score_positions.py").write_text("# the scorer", "utf-8")
    monkeypatch.setattr(evaluate, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(evaluate, "page_figures", lambda _: {"body": 0.9})
    evaluate.FLOORS.write_text(
        json.dumps({"data": evaluate._data_digest(tmp_path), "floors": {"saved pages": {"body": 0.8}, "gold/dev": {"position": 1.0}}}), "utf-8"
    )
    assert run(monkeypatch, tmp_path, "--only", "saved pages") == 0
    assert "position" not in capsys.readouterr().out
    with pytest.raises(InputError, match="There are: gold/dev"):
        run(monkeypatch, tmp_path, "--only", "saved leaves")
