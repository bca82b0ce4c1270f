"""`onrecord search` beside what people judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Outcome, Run


@pytest.fixture
def ledger(run: Run, article_file: Path, dossier_file: Path, tmp_path: Path) -> Path:
    """A ledger that holds one article, of which one position was rejected and one corrected."""
    path = tmp_path / "vel.sqlite"
    assert run("read", "--fast", "--workers", "1", "--dossier", dossier_file, "--ledger", path, article_file).code == 0
    options = ("--ledger", path, "--by", "Ana")
    assert run("judge", "correct", "gates", "1", "--stance", "undecided", *options).code == 0
    assert run("judge", "reject", "gates", "2", *options).code == 0
    return path


def positions(outcome: Outcome) -> list[dict[str, object]]:
    assert outcome.code == 0
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_what_the_machine_read_is_found_on_request(run: Run, ledger: Path) -> None:
    asked = ("search", "--in", "position", "--format", "jsonl", "--ledger", ledger)
    judged, machine = positions(run(*asked)), positions(run(*asked, "--machine"))
    assert [row["judged"] for row in judged if row["judged"]] == ["corrected"]
    assert len(machine) == len(judged) + 1
    assert {row["judged"] for row in machine} == {None}
    assert "undecided" not in {row["stance"] for row in machine}
    for row in machine:
        assert row["words"]
    assert len(positions(run("search", "--in", "rejected", "--format", "jsonl", "--ledger", ledger))) == 1


def test_a_word_taken_for_an_option_is_told_where_to_put_it(run: Run) -> None:
    for word in ("-cranes", "-hague", "-lock"):
        outcome = run("search", "gates", "--limit", "3", word)
        assert outcome.code == 2
        assert f"onrecord search -- {word}" in outcome.err
    assert "onrecord search -- '-open gates'" in run("search", "-open gates").err
    assert "No such option '--limt'" in run("search", "--limt", "3").err


def test_a_word_after_the_dashes_must_not_occur(run: Run, ledger: Path) -> None:
    asked = ("search", "--in", "statement", "--format", "jsonl", "--ledger", ledger, "--")
    found, without = positions(run(*asked, "dam")), positions(run(*asked, "dam", "-troops"))
    assert 0 < len(without) < len(found)


@pytest.mark.parametrize("also", [("--judged", "accepted"), ("--in", "rejected")])
def test_the_machine_knows_of_no_judgement(run: Run, ledger: Path, also: tuple[str, ...]) -> None:
    outcome = run("search", "--machine", *also, "--ledger", ledger)
    assert (outcome.code, "--machine leaves out what people judged" in outcome.err) == (2, True)


def test_in_a_narrow_terminal_words_come_first_and_no_name_is_cut(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for command in (("search", "dam"), ("judge", "positions", "gates"), ("judge", "list")):
        lines = run(*command, "--ledger", ledger).out.splitlines()
        assert max(len(line) for line in lines if not line.startswith("Next:")) <= 80
        assert any("open-dam" in line for line in lines), command
        heading = next(line for line in lines if line.split()[:1] in (["words"], ["what"]))
        words = next(line for line in lines if "Karsia would open the gates" in line)
        assert heading.index(heading.split()[0]) <= words.index("Karsia") < 40, command
