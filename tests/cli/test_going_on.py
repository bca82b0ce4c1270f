"""A command that was stopped, given again: what the ledger holds as this run reads it is not read once more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.demo import find_examples
from onrecord.ledger import open_ledger
from onrecord.reading import read
from onrecord.records import Article, Dossier, Reading
from tests.cli.running import Outcome, Run

_DOSSIER = find_examples() / "dossier.toml"
_TEXT = "Prime Minister Jonas Tavel rejected a ceasefire on the Halm ridge. “The gates stay shut,” Mira Maddek said on Friday."


@pytest.fixture
def read_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are read."""
    names: list[str] = []

    def noted(article: Article, dossier: Dossier | None, **options: Any) -> Reading:
        names.append(article.id)
        return read(article, dossier, **options)

    monkeypatch.setattr("onrecord.engines.local.read", noted)
    return names


class _Desk:
    """Gives rows to read, and asks for them to be read."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._file, self.ledger = run, folder / "articles.jsonl", folder / "vel.sqlite"
        self.rows = {
            str(number): {"id": str(number), "title": "Gates", "text": f"{_TEXT} Edition {number}.", "published": "2031-05-09"} for number in range(4)
        }

    def read(self, *options: str) -> Outcome:
        self._file.write_text("\n".join(map(json.dumps, self.rows.values())), encoding="utf-8")
        return self._run("read", "--fast", "--workers", "1", "--dossier", _DOSSIER, "--ledger", self.ledger, *options, self._file)


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> _Desk:
    return _Desk(run, tmp_path)


def test_only_what_is_missing_is_read(desk: _Desk, read_now: list[str]) -> None:
    whole = desk.rows
    desk.rows = {name: whole[name] for name in ("0", "1")}
    assert desk.read().code == 0
    desk.rows = whole
    read_now.clear()
    outcome = desk.read()
    assert read_now == ["2", "3"]
    assert "2 articles had been read before as given: not read again." in outcome.out
    assert "In the ledger: 2 new, 0 read again, 2 unchanged." in outcome.out
    outcome = desk.read()
    assert (outcome.code, read_now) == (0, ["2", "3"])
    assert "Read 0 articles" in outcome.out
    assert "Compared:" in outcome.out, "the comparison is what a stopped command may lack"
    assert desk.read("--again").code == 0
    assert read_now == ["2", "3", "0", "1", "2", "3"]


def test_what_is_given_otherwise_is_read_again(desk: _Desk, read_now: list[str]) -> None:
    desk.read()
    read_now.clear()
    desk.rows["0"]["text"] += " More follows."
    desk.rows["1"]["title"] = "Gates shut"
    del desk.rows["2"]["published"]
    desk.rows["3"]["outlet"] = "Vel Courier"
    outcome = desk.read()
    assert read_now == ["0", "1", "2", "3"]
    assert "In the ledger: 0 new, 2 read again, 0 unchanged." in outcome.out
    assert "2 articles with another text or title" in outcome.out
    with open_ledger(str(desk.ledger)) as ledger:
        assert ledger.article("3").outlet == "Vel Courier"
        assert ledger.verify() == []


def test_another_run_reads_everything(desk: _Desk, read_now: list[str]) -> None:
    desk.read()
    read_now.clear()
    desk.read("--strict")
    assert read_now == ["0", "1", "2", "3"], "the same version asked for something else is another run"
    read_now.clear()
    desk.read()
    assert read_now == ["0", "1", "2", "3"], "what counts now was read by the other one"
    read_now.clear()
    desk.read("--trial", "--wide")
    desk.read("--trial", "--wide")
    assert read_now == ["0", "1", "2", "3"], "what is on trial is read once"


def test_what_was_forgotten_is_kept_out(desk: _Desk, read_now: list[str]) -> None:
    desk.read()
    with open_ledger(str(desk.ledger)) as ledger:
        ledger.forget("1", by="Ana")
    read_now.clear()
    outcome = desk.read()
    assert (outcome.code, read_now) == (1, ["1"])
    assert "was forgotten in this ledger" in outcome.err
