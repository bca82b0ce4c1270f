"""`--picture`: a trail or the matrix drawn into a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from tests.cli.running import Run


@pytest.mark.parametrize(
    ("command", "words"), [(("trail", "Ilse Vorn", "ferry"), "The Vel ferry sails again."), (("matrix", "--by", "side"), "2 reports")]
)
def test_a_picture_is_drawn_into_a_file(run: Run, ferry_ledger: Ledger, tmp_path: Path, command: tuple[str, ...], words: str) -> None:
    file = tmp_path / "picture.svg"
    outcome = run(*command, "--ledger", ferry_ledger.name, "--picture", file)
    assert (outcome.code, outcome.out) == (0, f"Drawn into {file}.\n")
    drawn = file.read_text(encoding="utf-8")
    assert words in drawn
    assert "href" not in drawn


def test_a_png_is_a_png(run: Run, ferry_ledger: Ledger, tmp_path: Path) -> None:
    assert run("trail", "vorn", "ferry", "--ledger", ferry_ledger.name, "--picture", tmp_path / "p.PNG").code == 0
    assert (tmp_path / "p.PNG").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("name", "told"), [("picture.gif", "neither in .svg nor in .png"), ("nowhere/picture.svg", "cannot be written")])
def test_what_cannot_be_drawn_is_told(run: Run, ferry_ledger: Ledger, tmp_path: Path, name: str, told: str) -> None:
    outcome = run("matrix", "--ledger", ferry_ledger.name, "--picture", tmp_path / name)
    assert outcome.code == 2
    assert told in outcome.err
