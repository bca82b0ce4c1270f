"""The program as a whole: help, start-up, exit codes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.cli import program as program_module
from onrecord.cli.program import COMMANDS
from tests.cli.running import Run


def test_help_answers_in_under_a_third_of_a_second() -> None:
    def once() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "onrecord", "--help"], check=True, capture_output=True)
        return time.perf_counter() - started

    assert min(once() for _ in range(5)) < 0.3


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_a_page(run: Run, command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.code == 0
    assert "Usage: onrecord" in outcome.out
    page = Path(program_module.__file__).resolve().parents[3] / "docs" / "commands" / f"{command}.md"
    assert page.is_file()


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
