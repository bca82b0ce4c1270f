"""The program as a whole: help, start-up, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.cli import program as program_module
from onrecord.cli.program import COMMANDS
from onrecord.errors import InternalError
from onrecord.ledger import Ledger
from onrecord.records import Reading
from tests.cli.running import ARTICLE, Run


def test_help_answers_in_under_a_third_of_a_second() -> None:
    """The processor's time, which is the clock's on a machine that has nothing else to do: tests run side by side."""

    def once() -> float:
        before = os.times()
        subprocess.run([sys.executable, "-m", "onrecord", "--help"], check=True, capture_output=True)
        after = os.times()
        return after.children_user - before.children_user + after.children_system - before.children_system

    assert min(once() for _ in range(5)) < 0.3


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_a_page(run: Run, command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.code == 0
    assert "Usage: onrecord" in outcome.out
    page = Path(program_module.__file__).resolve().parents[3] / "docs" / "commands" / f"{command}.md"
    assert page.is_file()


def test_the_list_of_documents_leads_to_every_command() -> None:
    listed = (Path(program_module.__file__).resolve().parents[3] / "docs" / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"- [{name}](commands/{name}.md): " not in listed] == []


def test_a_command_that_stands_alone_is_not_looked_for_in_a_group(run: Run) -> None:
    outcome = run("ledger", "verify")
    assert (outcome.code, "onrecord verify" in outcome.err) == (2, True)
    assert "No such command 'verfy'" in run("ledger", "verfy").err


def test_reading_without_a_dossier_says_how_to_start_one(run: Run) -> None:
    outcome = run("read", "articles")
    assert (outcome.code, "onrecord dossier new my-dispute.toml" in outcome.err) == (2, True)


def test_an_unknown_command_is_a_usage_error(run: Run) -> None:
    outcome = run("extrakt")
    assert outcome.code == 2
    assert "No such command" in outcome.err


def test_a_bug_of_ours_exits_with_three_and_says_how_to_report_it(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("onrecord.dossiers.load", broken)
    outcome = run("dossier", "check", tmp_path / "any.toml")
    assert outcome.code == 3
    assert "planted" in outcome.err
    assert "Please report it" in outcome.err


def test_output_into_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text(
        "".join(f'{{"id": "{n}", "text": "Ostmark closed the border on Monday, officials said."}}\n' for n in range(400)), "utf-8"
    )
    command = f'"{sys.executable}" -m onrecord extract many.jsonl | head -n 1'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], check=False, capture_output=True, cwd=tmp_path)  # noqa: S607  the shell makes the pipe
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_broken_invariant_is_reported_as_our_bug(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise InternalError("a span does not stand where it says")

    monkeypatch.setattr("onrecord.dossiers.load", broken)
    outcome = run("dossier", "check", tmp_path / "any.toml")
    assert outcome.code == 3
    assert "a span does not stand where it says" in outcome.err
    assert "Please report it" in outcome.err


def test_one_article_that_cannot_be_kept_stops_no_run(run: Run, monkeypatch: pytest.MonkeyPatch, dossier_file: Path, tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(f"{ARTICLE}\nThis is number {name}.\n", "utf-8")
    stored = Ledger.store

    def misplaced(ledger: Ledger, reading: Reading, run_id: str) -> str:
        if reading.article.id == "three":
            raise InternalError("three: a span does not stand where it says")
        return stored(ledger, reading, run_id)

    monkeypatch.setattr(Ledger, "store", misplaced)
    outcome = run("read", "--dossier", dossier_file, *(tmp_path / f"{name}.txt" for name in ("one", "three", "two")))
    assert outcome.code == 3
    assert "skipped three: a span does not stand where it says" in outcome.err
    assert "2 new" in outcome.out
    assert "Compared:" in outcome.out


def test_words_from_outside_do_not_steer_the_terminal(run: Run, dossier_file: Path, tmp_path: Path) -> None:
    row = {"id": "a", "title": "Gates\x1b[31m", "outlet": "Courier\x07\u202e", "text": ARTICLE}
    (tmp_path / "row.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert run("read", "--dossier", dossier_file, tmp_path / "row.jsonl").code == 0
    out = run("trail", "orlan", "open-dam").out
    assert "Courier" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_an_output_that_lacks_a_letter_is_no_reason_to_stop(dossier_file: Path, article_file: Path, tmp_path: Path, encoding: str) -> None:
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding}
    for command in (["read", "--dossier", str(dossier_file), str(article_file)], ["matrix"], ["trail", "orlan", "open-dam", "--format", "csv"]):
        done = subprocess.run([sys.executable, "-m", "onrecord", *command], check=False, capture_output=True, cwd=tmp_path, env=surroundings)
        assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to stand for a full disk")
def test_a_full_disk_is_said_in_a_line(article_file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "onrecord", "extract", str(article_file)], check=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert b"the output cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_reading_nothing_makes_no_ledger(run: Run, dossier_file: Path, tmp_path: Path) -> None:
    outcome = run("read", "--dossier", dossier_file, tmp_path / "none.txt")
    assert outcome.code == 1
    assert "Next: onrecord matrix" not in outcome.out
    assert not (tmp_path / "onrecord.sqlite").exists()
