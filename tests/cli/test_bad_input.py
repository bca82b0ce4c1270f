"""Whatever is wrong with the input: one clear line, an exit code, everything else read, nothing half-written."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.cli.running import ARTICLE, Run


def bad_file(folder: Path, kind: str) -> Path:
    """A file of which nothing can be read, and why."""
    folder.mkdir(exist_ok=True)
    path = folder / f"bad-{kind}.txt"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "blank":
        path.write_bytes(b" \n\n ")
    elif kind == "binary":
        path.write_bytes(bytes(range(256)) * 20)
    elif kind == "huge":
        with path.open("wb") as handle:
            handle.truncate(100_000_000)
    elif kind == "truncated-gzip":
        path = folder / "bad.jsonl.gz"
        path.write_bytes(gzip.compress(json.dumps({"id": "a", "text": ARTICLE * 50}).encode())[:200])
    return path


@pytest.mark.parametrize("kind", ["missing", "empty", "blank", "binary", "huge", "truncated-gzip"])
def test_one_bad_file_costs_one_line_and_the_rest_is_read(run: Run, tmp_path: Path, article_file: Path, kind: str) -> None:
    path = bad_file(tmp_path / "pages", kind)
    outcome = run("extract", path, article_file)
    assert outcome.code == 1
    skipped = [line for line in outcome.err.splitlines() if line.startswith("skipped ")]
    assert len(skipped) == 1
    assert str(path) in skipped[0]
    assert [json.loads(line)["article"]["id"] for line in outcome.out.splitlines()] == ["gates"]


def test_a_folder_without_articles_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    outcome = run("extract", tmp_path / "folder")
    assert outcome.code == 1
    assert "folder" in outcome.err
    assert outcome.out == ""


def test_broken_rows_are_named_by_line_and_the_others_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        json.dumps({"id": "one", "text": ARTICLE}),
        "{not json",
        json.dumps({"id": "two"}),
        json.dumps({"id": "one", "text": "Another text under the same id."}),
        json.dumps({"id": 7, "text": "A number is no id."}),
        json.dumps({"id": "three", "text": ARTICLE, "published": "yesterday"}),
        json.dumps({"id": "four", "text": ARTICLE, "published": "2031-10"}),
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    outcome = run("extract", path)
    assert outcome.code == 1
    assert [json.loads(line)["article"]["id"] for line in outcome.out.splitlines()] == ["one", "four"]
    for number in (2, 3, 4, 5, 6):
        assert sum(f"{path}:{number}" in line for line in outcome.err.splitlines()) == 1, f"line {number} is named once"


def test_a_text_in_another_encoding_is_refused_rather_than_guessed_wrong(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes("Rząd Karsji ogłosił, że otworzy śluzy. ".encode("cp1250"))
    outcome = run("extract", path)
    assert outcome.code == 1
    assert str(path) in outcome.err


@pytest.mark.parametrize("command", ["extract", "read"])
def test_a_dossier_with_errors_stops_before_anything_is_read(run: Run, tmp_path: Path, article_file: Path, command: str) -> None:
    dossier = tmp_path / "wrong.json"
    dossier.write_text(json.dumps({"id": "x", "title": "X", "terms": [{"id": "a", "proposition": "dam"}], "actors": []}), "utf-8")
    outcome = run(command, "--dossier", dossier, article_file)
    assert outcome.code == 2
    assert "no sentence" in outcome.err
    assert "actors: none is given" in outcome.err
    assert outcome.out == ""
    assert not (tmp_path / "onrecord.sqlite").exists()


def test_a_run_with_bad_inputs_leaves_the_same_ledger_as_one_without(run: Run, tmp_path: Path, dossier_file: Path, article_file: Path) -> None:
    bad = [bad_file(tmp_path / "pages", kind) for kind in ("empty", "binary", "huge")]
    assert run("read", "--dossier", dossier_file, "--ledger", "with.sqlite", bad[0], article_file, *bad[1:]).code == 1
    assert run("read", "--dossier", dossier_file, "--ledger", "without.sqlite", article_file).code == 0
    assert rows_of(tmp_path / "with.sqlite") == rows_of(tmp_path / "without.sqlite")
    assert run("verify", "--ledger", "with.sqlite").code == 0


def rows_of(ledger: Path) -> dict[str, int]:
    with sqlite3.connect(ledger) as connection:
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table' order by name")]
        counts = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}  # noqa: S608  our own tables
    connection.close()
    return counts


@pytest.mark.parametrize(
    "command", [("matrix",), ("trail", "orlan", "open-dam"), ("shifts",), ("conflicts",), ("verify",), ("report", "out.html"), ("compare",)]
)
def test_a_missing_ledger_says_how_to_make_one_and_makes_none(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    outcome = run(*command)
    assert outcome.code == 2
    assert "onrecord read" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger_is_left_alone(run: Run, tmp_path: Path, dossier_file: Path, article_file: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_text("these are notes, not a database\n" * 50, "utf-8")
    outcome = run("read", "--dossier", dossier_file, "--ledger", path, article_file)
    assert outcome.code == 2
    assert "notes.sqlite" in outcome.err
    assert path.read_text("utf-8").startswith("these are notes")


@pytest.mark.skipif(sys.platform != "linux", reason="only here may file names be any bytes, and pipes have names")
def test_names_that_cannot_be_ids_and_files_that_are_none(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"\x1b[31mred.txt", b"plain.txt"):
        (folder / os.fsdecode(name)).write_text(ARTICLE, "utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "broken.txt").symlink_to(tmp_path / "nowhere")
    outcome = run("extract", folder)
    assert outcome.code == 1
    assert [json.loads(line)["article"]["id"] for line in outcome.out.splitlines()] == ["plain"]
    assert outcome.err.count("rename it") == 2
    assert outcome.err.count("remove it from the folder") == 2
    assert "\x1b" not in outcome.err


def test_a_term_with_another_proposition_is_another_term(run: Run, tmp_path: Path, dossier_file: Path, article_file: Path) -> None:
    assert run("read", "--dossier", dossier_file, article_file).code == 0
    changed = json.loads(dossier_file.read_text("utf-8"))
    changed["terms"][0]["proposition"] = "A ceasefire takes effect in the whole valley."
    dossier_file.write_text(json.dumps(changed), "utf-8")
    outcome = run("read", "--dossier", dossier_file, article_file)
    assert outcome.code == 2
    assert "Give it a new id, with replaces = 'ceasefire'" in outcome.err
    changed["terms"][0] |= {"id": "ceasefire-valley", "replaces": "ceasefire"}
    dossier_file.write_text(json.dumps(changed), "utf-8")
    assert run("read", "--dossier", dossier_file, article_file).code == 0


@pytest.mark.parametrize("command", [("extract",), ("read", "--dossier", "vel.json")])
def test_a_table_of_state_media_that_cannot_be_read_is_said_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, dossier_file: Path, article_file: Path, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ONRECORD_STATE_MEDIA", "nowhere.toml")
    outcome = run(*command, article_file)
    assert outcome.code == 2
    assert outcome.err.count("nowhere.toml") == 2, "in one line, which also holds the system's own words"
    assert outcome.out == ""
