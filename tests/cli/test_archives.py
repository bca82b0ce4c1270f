"""Web archives and clusters, as a person would read them: into a ledger, stopped and gone on with, and from shards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.cli import read as reading
from onrecord.dossiers import Relevance, load
from onrecord.engines.cluster import cut_into_parts, plan_of, read_part
from onrecord.ledger import Ledger, open_ledger
from onrecord.pages import Screen, own_table
from tests.cli.running import ARTICLE, Run
from tests.pages.archive_making import packed, page, record


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A web archive of some pages of the dispute, and some of other matters."""
    other = b"<html><p>The bakers of Lower Isen held their yearly fair.</p></html>"
    pages = [page(number) if number % 2 else other for number in range(10)]
    path = tmp_path / "vel.warc.gz"
    path.write_bytes(packed(record(number, content) for number, content in enumerate(pages)))
    return path


def rows_of(path: Path) -> list[object]:
    """What a ledger holds, but for times and runs."""
    with open_ledger(str(path)) as ledger:
        return [*ledger.readings("vel-river"), *ledger.comparison("vel-river")]


def test_an_archive_is_read_into_a_ledger(run: Run, dossier_file: Path, archive: Path) -> None:
    outcome = run("read", "--fast", "--workers", "1", "--dossier", dossier_file, archive)
    assert outcome.code == 0, outcome.err
    assert "Read 5 articles" in outcome.out
    assert "Passed over 5: 5 pages that do not touch the dossier." in outcome.out
    with open_ledger("onrecord.sqlite") as ledger:
        captures = [each.article.capture for each in ledger.readings("vel-river")]
    assert [(capture.archive, capture.record[-2:]) for capture in captures if capture] == [
        ("vel.warc.gz", f"{number:02d}") for number in (1, 3, 5, 7, 9)
    ]


def test_a_run_that_was_stopped_goes_on_from_where_it_was(
    run: Run, dossier_file: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("read", "--fast", "--workers", "1", "--dossier", dossier_file, archive, "--ledger")
    run(*options, tmp_path / "whole.sqlite")

    store = Ledger.store
    stored = iter(range(3))

    def stopping(ledger: Ledger, *given: object) -> object:
        if next(stored, None) is None:
            raise KeyboardInterrupt
        return store(ledger, *given)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(Ledger, "store", stopping)
    assert run(*options, tmp_path / "stopped.sqlite").code == 130
    monkeypatch.setattr(Ledger, "store", store)

    gone_on = run(*options, tmp_path / "stopped.sqlite")
    assert gone_on.code == 0, gone_on.err
    assert "In the ledger: 2 new, 0 read again, 1 unchanged." in gone_on.out
    assert rows_of(tmp_path / "stopped.sqlite") == rows_of(tmp_path / "whole.sqlite")

    again = run(*options, tmp_path / "stopped.sqlite", "--again")
    assert "In the ledger: 0 new, 0 read again, 5 unchanged." in again.out


def test_only_what_touches_the_dossier_is_read_where_that_is_asked_for(run: Run, dossier_file: Path, article_file: Path, tmp_path: Path) -> None:
    (tmp_path / "fair.txt").write_text("The bakers of Lower Isen held their yearly fair, and nobody spoke of anything but bread.", "utf-8")
    both = run("read", "--fast", "--touching", "--dossier", dossier_file, article_file, tmp_path / "fair.txt")
    assert "Read 1 article:" in both.out
    assert "Passed over 1: 1 pages that do not touch the dossier." in both.out


def test_shards_of_a_cluster_give_the_same_ledger(run: Run, dossier_file: Path, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "gates.txt").write_text(ARTICLE, "utf-8")
    paths = [str(archive), str(tmp_path / "gates.txt"), str(tmp_path / "none.txt")]
    dossier = load(str(dossier_file))
    shards = tmp_path / "shards"
    shards.mkdir()
    plan = plan_of(dossier, str(shards), fast=True, screen=Screen(Relevance(dossier)), options=own_table())
    for part in cut_into_parts(paths):
        read_part(part, plan)

    whole, loaded = tmp_path / "whole.sqlite", tmp_path / "loaded.sqlite"
    run("read", "--fast", "--dossier", dossier_file, *paths, "--ledger", whole)
    outcome = run("ledger", "load", shards, "--ledger", loaded)
    assert outcome.code == 1
    assert "none.txt: there is no such file" in outcome.err
    assert "In the ledger: 6 new" in outcome.out
    assert "Next: onrecord matrix --ledger" in outcome.out
    assert rows_of(loaded) == rows_of(whole)
    assert "0 new, 0 read again, 6 unchanged" in run("ledger", "load", shards, "--ledger", loaded).out


def test_what_goes_with_a_cluster_alone_is_said(run: Run, dossier_file: Path, article_file: Path) -> None:
    assert "needs --into FOLDER" in run("read", "--engine", "ray", "--dossier", dossier_file, article_file).err
    assert "go with --engine ray" in run("read", "--into", "x", "--dossier", dossier_file, article_file).err


def test_all_cores_read_unless_otherwise_told(run: Run, dossier_file: Path, article_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []

    def counted(*_: object, workers: int, **__: object) -> bool:
        told.append(workers)
        return False

    monkeypatch.setattr(reading, "read_into", counted)
    run("read", "--dossier", dossier_file, article_file)
    run("read", "--workers", "3", "--dossier", dossier_file, article_file)
    assert told == [len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(), 3]
