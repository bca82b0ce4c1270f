"""The commands that search a ledger and keep it in order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from msgspec.structs import replace

from onrecord.cli.ledger import forget
from onrecord.cli.ledger import ledger as ledger_group
from onrecord.cli.matrix import matrix
from onrecord.cli.search import search
from onrecord.cli.trail import trail
from onrecord.errors import LedgerError
from onrecord.ledger import open_ledger
from onrecord.records import DossierReference, Reader
from onrecord.views import Record

Call = Callable[..., str]


@pytest.fixture
def ledger(ferry: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The dispute over the ferry in a file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    reference = DossierReference(ferry.dossier.id, "5ha")
    with open_ledger("ferry.sqlite", create=True) as opened:
        opened.add_dossier(ferry.dossier, reference.sha256)
        run = opened.begin_run(Reader("0.1.0"), reference, {})
        for reading in ferry.readings:
            opened.store(replace(reading, reader=Reader("0.1.0"), dossier=reference), run)
        opened.set_comparison(ferry.dossier.id, ferry.comparison)
    return "ferry.sqlite"


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Call:
    """Run a command, and give back what it printed."""

    def run(command: click.Command, *arguments: str) -> str:
        capfd.readouterr()
        assert command.main(list(arguments), standalone_mode=False) == 0
        return capfd.readouterr().out

    return run


def test_search_in_every_format(ledger: str, call: Call) -> None:
    table = call(search, "ferry", "--ledger", ledger, "--limit", "3")
    assert "Next: the same command with --before " in table
    lines = [json.loads(line) for line in call(search, "ferry", "--ledger", ledger, "--format", "jsonl").splitlines()]
    assert json.loads(call(search, "ferry", "--ledger", ledger, "--format", "json")) == lines
    assert [row["words"] for row in csv.DictReader(io.StringIO(call(search, "ferry", "--ledger", ledger, "--format", "csv"), newline=""))]
    older = call(search, "ferry", "--ledger", ledger, "--format", "jsonl", "--before", str(lines[0]["place"]))
    assert json.loads(older.splitlines()[0]) == lines[1]


def test_search_by_names_and_days(ledger: str, call: Call, ferry: Record) -> None:
    lines = [
        json.loads(line) for line in call(search, "--holder", "Ilse Vorn", "--in", "position", "--ledger", ledger, "--format", "jsonl").splitlines()
    ]
    assert {line["holder"] for line in lines} == {"vorn"}
    assert len(lines) == len(ferry.by_holder["vorn"])
    assert "Next: onrecord trail vorn " in call(search, "--holder", "vorn", "--in", "position", "--ledger", ledger)
    assert "Nothing was found." in call(search, "zeppelin", "--ledger", ledger)
    with pytest.raises(click.UsageError, match="names no actor 'Nobody'"):
        search.main(["--holder", "Nobody", "--ledger", ledger], standalone_mode=False)
    with pytest.raises(click.UsageError, match="'yesterday' is no day"):
        search.main(["--since", "yesterday", "--ledger", ledger], standalone_mode=False)


def test_articles_are_printed_safely(ledger: str, call: Call) -> None:
    printed = call(search, "--in", "article", "--ledger", ledger, "--limit", "100")
    assert "\x1b" not in printed.replace("\x1b[", "")
    assert "\x07" not in printed


def test_a_period_of_the_matrix_and_the_end_of_a_trail(ledger: str, call: Call) -> None:
    cells = [json.loads(line) for line in call(matrix, "--ledger", ledger, "--format", "jsonl").splitlines()]
    most = max(cells, key=lambda cell: cell["reports"])
    day = most["last_day"]
    since = [json.loads(line) for line in call(matrix, "--ledger", ledger, "--since", day, "--format", "jsonl").splitlines()]
    assert 0 < len(since) <= len(cells)
    whole = call(trail, most["actor"], most["term"], "--ledger", ledger, "--format", "jsonl").splitlines()
    assert len(whole) > 1
    assert f"The last 1 of {len(whole)} positions" in call(trail, most["actor"], most["term"], "--ledger", ledger, "--last", "1")


def test_a_star_is_explained_where_there_is_one(ledger: str, call: Call) -> None:
    legend = "* = the stance differs from an earlier day's."
    assert legend in call(trail, "vorn", "ferry", "--ledger", ledger)
    assert "*" not in call(trail, "hask", "guards", "--ledger", ledger)


def test_what_is_counted_in_a_cell_is_told_under_the_matrix(ledger: str, call: Call) -> None:
    told = "×3: three independent reports tell of this {} on this term, of whatever stance, surely read or not"
    assert told.format("holder") in " ".join(call(matrix, "--ledger", ledger).split())
    assert told.format("side") in " ".join(call(matrix, "--by", "side", "--ledger", ledger).split())


def test_backup_copy_compact_and_reindex(ledger: str, call: Call, ferry: Record) -> None:
    assert "Wrote kept.sqlite" in call(ledger_group, "backup", "kept.sqlite", "--ledger", ledger)
    assert f"Copied {len(ferry.readings)} versions of articles" in call(ledger_group, "copy", ledger, "copied.sqlite")
    assert "MB now." in call(ledger_group, "compact", "--ledger", ledger)
    assert "was made anew" in call(ledger_group, "reindex", "--ledger", ledger)
    found = [call(search, "ferry", "--in", "article", "--format", "csv", "--ledger", path) for path in (ledger, "kept.sqlite", "copied.sqlite")]
    assert len({tuple(sorted(row["article"] for row in csv.DictReader(io.StringIO(each, newline="")))) for each in found}) == 1
    with pytest.raises(LedgerError, match="is not empty"):
        ledger_group.main(["copy", ledger, "kept.sqlite"], standalone_mode=False)


def test_forgetting_asks_first(ledger: str, call: Call, ferry: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    name = ferry.readings[0].article.id
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "n")
    with pytest.raises(click.Abort):
        forget.main([name, "--ledger", ledger], standalone_mode=False)
    told = call(forget, name, "--ledger", ledger, "--yes", "--by", "editor", "--why", "a court said so")
    assert f"Forgot {name}: 1 version, 1 reading" in told
    with open_ledger(ledger) as opened:
        assert name not in {article.id for article in opened.articles(ferry.dossier.id)}
        assert opened.verify() == []
