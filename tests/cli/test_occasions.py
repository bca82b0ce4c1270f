"""`onrecord occasions`: what several reports tell, and in what they differ."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.views import Record
from tests.cli.running import Run


@pytest.mark.parametrize("chosen", [(), ("--holder", "Ilse Vorn"), ("--term", "tariff"), ("--differ", "wording"), ("--last", "1")])
def test_each_is_listed_with_its_day_its_reports_their_outlets_and_what_differs(run: Run, ferry_ledger: Ledger, chosen: tuple[str, ...]) -> None:
    outcome = run("occasions", *chosen, "--ledger", ferry_ledger.name)
    assert outcome.code == 0, outcome.err
    shown = " ".join(outcome.out.split())
    assert "Occasions told by several independent reports (1)" in shown
    for told in ("1 June 2041", "Ilse Vorn", "tariff", "2 reports", "Vel Herald, The Evening Stage", "wording"):
        assert told in shown
    assert f"Next: onrecord serve --ledger {ferry_ledger.name}" in outcome.out


def test_an_outlet_that_is_not_named_is_counted(run: Run, ferry: Record, keep: Callable[[Record], Ledger]) -> None:
    readings = tuple(
        replace(one, article=replace(one.article, outlet=None if one.article.outlet == "The Evening Stage" else one.article.outlet))
        for one in ferry.readings
    )
    shown = " ".join(run("occasions", "--ledger", keep(replace(ferry, readings=readings)).name).out.split())
    assert "2 reports" in shown
    assert "Vel Herald, 1 article whose outlet is not named" in shown


def test_comparing_counts_them_as_they_are_listed(run: Run, dossier_file: Path, article_file: Path) -> None:
    """An article and its copy tell one utterance: nothing that several independent reports tell."""
    copy = article_file.with_name("copy.txt")
    copy.write_text(article_file.read_text("utf-8"), "utf-8")
    told = run("read", "--fast", "--dossier", dossier_file, article_file, copy).out
    assert "1 family of copies, 0 occasions told by several independent reports, " in told
    assert run("occasions").out.startswith("No occasions: nothing is told by more than one independent report.")


@pytest.mark.parametrize("chosen", [("--holder", "karsia"), ("--differ", "number"), ("--since", "2041-06-02")])
def test_where_none_is_chosen_that_is_said(run: Run, ferry_ledger: Ledger, chosen: tuple[str, ...]) -> None:
    outcome = run("occasions", *chosen, "--ledger", ferry_ledger.name)
    assert (outcome.code, outcome.out.startswith("No occasions")) == (0, True)


def test_programs_get_a_row_for_each_passage(run: Run, ferry_ledger: Ledger) -> None:
    rows = json.loads(run("occasions", "--format", "json", "--ledger", ferry_ledger.name).out)
    assert {(row["id"], row["reports"], *row["outlets"], *row["differ"]) for row in rows} == {
        ("occasion-1", 2, "Vel Herald", "The Evening Stage", "wording")
    }
    assert {row["words"] for row in rows} == {
        "offered to drop the tariff on freight, but only if an inspection of the stages began first",
        "offered on 1 June to drop the freight tariff if an inspection came first",
    }
    lines = run("occasions", "--format", "jsonl", "--ledger", ferry_ledger.name).out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = run("occasions", "--format", "csv", "--ledger", ferry_ledger.name).out.splitlines()
    assert [row["article"] for row in csv.DictReader(table)] == [row["article"] for row in rows]


def test_an_actor_whom_the_dossier_does_not_name_is_told(run: Run, ferry_ledger: Ledger) -> None:
    outcome = run("occasions", "--holder", "vron", "--ledger", ferry_ledger.name)
    assert (outcome.code, "vorn" in outcome.err) == (2, True)
