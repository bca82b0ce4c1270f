"""Running the program in this process, as a person would type it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from onrecord.cli import main
from onrecord.records import Dossier
from tests.cli.running import ARTICLE, Outcome, Run


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `onrecord ARGUMENTS` in an empty folder and give back exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)

    def call(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Outcome(left.value.code, captured.out, captured.err)

    return call


@pytest.fixture
def dossier_file(tmp_path: Path, vel_dossier: Dossier) -> Path:
    """The small dispute as a file."""
    path = tmp_path / "vel.json"
    path.write_bytes(msgspec.json.encode(vel_dossier))
    return path


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    """One article that holds a position."""
    path = tmp_path / "gates.txt"
    path.write_text(ARTICLE, "utf-8")
    return path
