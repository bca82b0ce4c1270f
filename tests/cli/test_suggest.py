"""`onrecord dossier suggest`: speakers whom the dossier lacks, in every format."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.running import Run

TEXT = (
    "Mira Orlan spoke. Engineer Kaja Lind said the gates of the Sarn dam were rusty and old. “They will not open,” Lind said on Monday in Dravik.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "rust.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_toml_can_be_put_into_the_dossier(run: Run, dossier_file: Path, report: Path) -> None:
    outcome = run("dossier", "suggest", dossier_file, report)
    assert outcome.code == 0
    (lind,) = tomllib.loads(outcome.out)["actors"]
    assert (lind["id"], lind["name"], lind["kind"]) == ("lind", "Kaja Lind", "person")
    assert "# Engineer: 2 statements in 1 article" in outcome.out
    assert "Next: onrecord dossier check" in outcome.err
    assert "Read 1 article: 2 statements.\n" in outcome.err, "no positions are looked for, so none are counted"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_rows_for_programs(run: Run, dossier_file: Path, report: Path, form: str) -> None:
    out = run("dossier", "suggest", dossier_file, report, "--format", form).out
    rows = (
        json.loads(out)
        if form == "json"
        else [json.loads(line) for line in out.splitlines()]
        if form == "jsonl"
        else [*csv.DictReader(io.StringIO(out))]
    )
    assert [row["name"] for row in rows] == ["Kaja Lind"]
    assert int(rows[0]["statements"]) == 2
    assert rows[0]["office"] == "Engineer"


def test_a_table_for_the_eye(run: Run, dossier_file: Path, report: Path) -> None:
    assert "Kaja Lind" in run("dossier", "suggest", dossier_file, report, "--format", "table").out


def test_where_nobody_is_missing_it_says_so(run: Run, dossier_file: Path, report: Path) -> None:
    outcome = run("dossier", "suggest", dossier_file, report, "--least", "9")
    assert (outcome.code, outcome.out) == (0, "")
    assert "Nobody outside the dossier makes 9 statements or more. Next: onrecord read" in outcome.err


def test_it_can_do_without_the_trained_model(run: Run, dossier_file: Path, report: Path) -> None:
    assert 'name = "Kaja Lind"' in run("dossier", "suggest", dossier_file, report, "--fast").out


def test_without_articles_it_is_no_success(run: Run, dossier_file: Path, tmp_path: Path) -> None:
    assert run("dossier", "suggest", dossier_file, tmp_path / "none.txt").code == 1
    assert run("dossier", "suggest", tmp_path / "none.toml", tmp_path / "none.txt").code == 2
