"""Trying a changed dossier before it counts, adopting it, going back; and what outlets changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from onrecord.records import Dossier
from tests.cli.running import ARTICLE, Run


@pytest.fixture
def ledger(run: Run, dossier_file: Path, article_file: Path, tmp_path: Path) -> Path:
    assert run("read", "--fast", "--dossier", dossier_file, article_file).code == 0
    return tmp_path / "onrecord.sqlite"


def rows(run: Run, *command: str | Path) -> list[dict[str, Any]]:
    outcome = run(*command, "--format", "json")
    assert outcome.code == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


def test_a_changed_dossier_is_tried_looked_at_adopted_and_taken_back(run: Run, ledger: Path, vel_dossier: Dossier, tmp_path: Path) -> None:
    narrower = tmp_path / "narrower.json"
    narrower.write_bytes(msgspec.json.encode(replace(vel_dossier, actors=vel_dossier.actors[:-1])))
    before = rows(run, "matrix")
    outcome = run("read", "--fast", "--trial", "--dossier", narrower, "gates.txt")
    assert outcome.code == 0, outcome.err
    assert "queries do not answer from it yet" in outcome.out
    assert rows(run, "matrix") == before
    first, second = rows(run, "runs")
    assert (first["on_trial"], first["counting"], second["on_trial"], second["counting"]) == (False, 1, True, 0)
    assert f"onrecord runs diff current {second['id'][:8]} " in run("runs").out
    changes = rows(run, "runs", "diff", "current", second["id"])
    assert {change["before_holder"] for change in changes} == {"tavel"}
    assert "1 article read by both" in run("runs", "diff", "current", second["id"]).out
    assert run("read", "--fast", "--dossier", narrower, "gates.txt").code == 2, "what is on trial does not slip in"
    adopted = run("runs", "adopt", second["id"])
    assert "for 1 article" in adopted.out
    assert "Compared:" in adopted.out
    assert "tavel" not in {row["actor"] for row in rows(run, "matrix")}
    assert run("runs", "adopt", first["id"]).code == 0
    assert rows(run, "matrix") == before
    assert run("verify").code == 0


def test_an_edited_article_on_trial_is_shown_as_it_was(run: Run, ledger: Path, vel_dossier: Dossier, article_file: Path, tmp_path: Path) -> None:
    narrower = tmp_path / "narrower.json"
    narrower.write_bytes(msgspec.json.encode(replace(vel_dossier, actors=vel_dossier.actors[:-1])))
    article_file.write_text(ARTICLE.replace("would open", "would soon open"), "utf-8")
    out = run("read", "--fast", "--trial", "--dossier", narrower, "gates.txt").out
    assert "queries do not answer from it yet, and show the old version of 1 article with another text or title than before" in out
    assert "the new version is shown" not in out
    assert "would soon open" not in run("trail", "orlan", "open-dam").out


def test_runs_that_are_not_there_are_told(run: Run, ledger: Path) -> None:
    for command in (("diff", "current", "zz"), ("adopt", "zz")):
        outcome = run("runs", *command)
        assert outcome.code == 2
        assert "onrecord runs" in outcome.err


def test_edits_of_headlines_and_quotations_without_a_note_are_surfaced(run: Run, ledger: Path, dossier_file: Path, article_file: Path) -> None:
    assert "No edits" in run("versions").out
    edited = ARTICLE.replace("offers to open the dam", "agrees to open the dam").replace("no ceasefire while", "no ceasefire until")
    article_file.write_text(edited, "utf-8")
    assert run("read", "--fast", "--dossier", dossier_file, article_file).code == 0
    (edit,) = rows(run, "versions", "--stealth")
    assert (edit["headline_before"], edit["headline_after"]) == ("Karsia offers to open the dam", "Karsia agrees to open the dam")
    assert (edit["stealth"], edit["gone"], edit["new"]) == (True, 1, 1), "the headline is told by itself"
    assert "while their guns" in edit["quotations_before"][0]
    assert "until their guns" in edit["quotations_after"][0]
    shown = " ".join(run("versions", "gates").out.split())
    assert "[-while-] {+until+}" in shown
    assert "changed, no correction note" in shown
    article_file.write_text(edited + "\nCorrection: an earlier version of this article misquoted the president.\n", "utf-8")
    assert run("read", "--fast", "--dossier", dossier_file, article_file).code == 0
    assert [edit["noted"] for edit in rows(run, "versions")] == [False, True]
    assert len(rows(run, "versions", "--stealth")) == 1


def test_where_only_lines_break_otherwise_nothing_is_marked(run: Run, ledger: Path, dossier_file: Path, article_file: Path) -> None:
    head, last = ARTICLE.strip().rsplit("\n\n", 1)
    article_file.write_text(f"{head} \n \n{last.replace('rejected', 'refused')} \n \n", "utf-8")
    run("read", "--fast", "--dossier", dossier_file, article_file)
    shown = " ".join(run("versions", article_file.stem).out.split())
    assert "[-rejected-] {+refused+}" in shown
    assert "[--]" not in shown
    assert "{++}" not in shown
