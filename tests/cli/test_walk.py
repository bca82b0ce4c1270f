"""What a person does with the program, from articles to a report, on the example dispute."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.demo import find_examples
from tests.cli.running import Run

EXAMPLES = find_examples()


# The ledger's bytes once it was made: reading fourteen articles anew for each test takes most of a minute.
_READ: list[bytes] = []


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Path:
    """A ledger that holds the example dispute."""
    path = tmp_path / "vel river.sqlite"
    if _READ:
        path.write_bytes(_READ[0])
        return path
    outcome = run("read", "--dossier", EXAMPLES / "dossier.toml", "--ledger", path, EXAMPLES / "articles")
    assert outcome.code == 0
    assert "Read 14 articles" in outcome.out
    assert f"onrecord matrix --ledger '{path}'" in outcome.out, "the next step can be typed as it stands"
    _READ.append(path.read_bytes())
    return path


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_reading_the_same_articles_again_changes_no_row(run: Run, ledger: Path) -> None:
    def dump() -> list[str]:
        with sqlite3.connect(ledger) as connection:
            lines = list(connection.iterdump())
        connection.close()
        return lines

    before = dump()
    outcome = run("read", "--dossier", EXAMPLES / "dossier.toml", "--ledger", ledger, EXAMPLES / "articles")
    assert "0 new, 0 read again, 14 unchanged" in outcome.out
    assert dump() == before


def test_matrix_trail_shifts_and_conflicts_in_every_format(run: Run, ledger: Path) -> None:
    for command in (("matrix",), ("matrix", "--by", "side"), ("trail", "maddek", "open-gates"), ("shifts",), ("conflicts",)):
        table = run(*command, "--ledger", ledger)
        assert table.code == 0
        assert "Next: " in table.out
        lines = rows(run(*command, "--ledger", ledger, "--format", "jsonl").out)
        assert json.loads(run(*command, "--ledger", ledger, "--format", "json").out) == lines
        cells = list(csv.DictReader(io.StringIO(run(*command, "--ledger", ledger, "--format", "csv").out, newline="")))
        assert len(cells) == len(lines)
        assert all(list(cell) == list(line) for cell, line in zip(cells, lines, strict=True))


def test_every_point_of_a_trail_leads_to_its_words(run: Run, ledger: Path) -> None:
    points = rows(run("trail", "maddek", "open-gates", "--ledger", ledger, "--format", "jsonl").out)
    assert {point["stance"] for point in points} >= {"against", "conditional", "for"}
    with sqlite3.connect(ledger) as connection:
        articles = {name: (text, title) for name, text, title in connection.execute("select id, text, title from article")}
    connection.close()
    for point in points:
        text, title = articles[point["article"]]
        assert (title if point["field"] == "title" else text)[point["start"] : point["end"]] == point["words"]


def test_an_unknown_actor_or_term_names_those_that_are_like_it(run: Run, ledger: Path) -> None:
    outcome = run("trail", "madek", "open-gates", "--ledger", ledger)
    assert outcome.code == 2
    assert "Did you mean maddek" in outcome.err
    assert "open-gates" in run("trail", "maddek", "opengate", "--ledger", ledger).err


def test_an_actor_may_be_named_as_the_articles_name_it(run: Run, ledger: Path) -> None:
    by_id = run("trail", "maddek", "open-gates", "--ledger", ledger).out
    assert run("trail", "President Maddek", "open-gates", "--ledger", ledger).out == by_id
    assert run("trail", "jorun maddek", "open-gates", "--ledger", ledger).out == by_id


def test_the_ledger_may_be_named_by_the_environment(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_LEDGER", str(ledger))
    assert run("matrix").out == run("matrix", "--ledger", ledger).out


def test_comparing_a_ledger_readings_and_articles_gives_the_same(run: Run, ledger: Path, tmp_path: Path) -> None:
    dossier = ("--dossier", EXAMPLES / "dossier.toml")
    readings = tmp_path / "readings.jsonl"
    readings.write_text(run("extract", *dossier, "--with-text", EXAMPLES / "articles").out, "utf-8")
    from_readings = run("compare", *dossier, readings)
    assert from_readings.code == 0
    kinds = {row["kind"] for row in rows(from_readings.out)}
    assert {"copies", "occasion", "shift"} <= kinds
    assert from_readings.out == run("compare", *dossier, EXAMPLES / "articles").out
    assert sorted(from_readings.out.splitlines()) == sorted(run("compare", *dossier, "--ledger", ledger).out.splitlines())
    assert run("compare", *dossier, "--ledger", ledger, readings).code == 2, "files or a ledger, not both"


def test_readings_from_elsewhere_are_checked_before_they_are_compared(run: Run, ledger: Path, tmp_path: Path) -> None:
    good = run("extract", "--dossier", EXAMPLES / "dossier.toml", "--with-text", EXAMPLES / "articles" / "our-river-their-tap.txt").out.strip()
    moved, undated = json.loads(good), json.loads(good)
    moved["article"]["id"], undated["article"]["id"] = "moved", "undated"
    moved["article"]["text"] = "x" + moved["article"]["text"]
    undated["article"]["published"] = "2032-13-45"
    path = tmp_path / "readings.jsonl"
    path.write_text("\n".join([good, "[" * 100_000, json.dumps(moved), json.dumps(undated), '{"article": 3}']), "utf-8")
    outcome = run("compare", path)
    assert outcome.code == 1
    assert "Compared 1 reading" in outcome.err
    for number, reason in ((2, "not a reading"), (3, "does not read"), (4, "no day"), (5, "not a reading")):
        assert sum(f"{path}:{number}: " in line and reason in line for line in outcome.err.splitlines()) == 1
    damaged = tmp_path / "damaged.jsonl.gz"
    damaged.write_bytes(gzip.compress((good + "\n" + good).encode())[:-9])
    assert run("compare", damaged).code == 1


def test_comparing_without_texts_says_what_is_missing(run: Run, ledger: Path, tmp_path: Path) -> None:
    bare = run("extract", "--dossier", EXAMPLES / "dossier.toml", EXAMPLES / "articles" / "our-river-their-tap.txt").out
    (tmp_path / "bare.jsonl").write_text(bare, "utf-8")
    assert "1 reading without a text" in run("compare", tmp_path / "bare.jsonl").err


def test_a_report_is_written_and_the_ledger_is_sound(run: Run, ledger: Path, tmp_path: Path) -> None:
    assert run("report", "vel.html", "--ledger", ledger).code == 0
    assert "The gates stay closed" in (tmp_path / "vel.html").read_text("utf-8")
    assert run("report", "vel.pdf", "--ledger", ledger).code == 2
    assert run("verify", "--ledger", ledger).code == 0


def test_verify_finds_a_passage_that_no_longer_stands_in_its_text(run: Run, ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("update article set text = replace(text, 'gates', 'doors') where id = '2031-09-30-cna-halm-ridge'")
    connection.close()
    outcome = run("verify", "--ledger", ledger)
    assert outcome.code == 1
    assert "2031-09-30-cna-halm-ridge" in outcome.out


def test_the_demo_goes_the_whole_way_and_can_be_repeated(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        outcome = run("demo")
        assert outcome.code == 0
        for part in ("Read 14 articles", "Shifts (", "onrecord serve --ledger demo/vel.sqlite"):
            assert part in outcome.out
    assert (tmp_path / "demo" / "report.html").is_file()
    (tmp_path / "demo" / "thesis.txt").write_text("mine", "utf-8")
    assert run("demo").code == 2, "a folder with files of somebody else is left alone"
    assert (tmp_path / "demo" / "thesis.txt").is_file()


def test_the_demo_touches_no_file_of_somebody_else_whatever_its_name(run: Run, tmp_path: Path) -> None:
    mine = [tmp_path / "mine" / "report.docx", tmp_path / "yours" / "report" / "thesis.txt", tmp_path / "hers" / "vel.sqlite.bak"]
    for path in mine:
        path.parent.mkdir(parents=True)
        path.write_text("not the demo's", "utf-8")
        assert run("demo", "--folder", tmp_path / path.relative_to(tmp_path).parts[0]).code == 2
        assert path.read_text("utf-8") == "not the demo's"
    assert run("demo", "--folder", mine[0]).code == 2, "a file is no folder"


def test_articles_come_from_standard_input_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(b'{"id": "note", "text": "Ostmark closed the border on Monday, officials said."}\n')

    monkeypatch.setattr(sys, "stdin", Input())
    outcome = run("extract", "-")
    assert outcome.code == 0
    assert rows(outcome.out)[0]["article"]["id"] == "note"


def test_another_text_under_the_same_id_is_said(run: Run, dossier_file: Path, article_file: Path) -> None:
    assert run("read", "--dossier", dossier_file, article_file).code == 0
    article_file.write_text(article_file.read_text("utf-8").replace("would open", "would soon open"), "utf-8")
    outcome = run("read", "--dossier", dossier_file, article_file)
    assert "1 article with another text or title than before under the same id" in outcome.out
