"""Judging as a person does it: key by key, command by command, and in files."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ARTICLE, Outcome, Run

_READ: list[bytes] = []


@pytest.fixture
def ledger(run: Run, dossier_file: Path, article_file: Path, tmp_path: Path) -> Path:
    """A ledger with one article, in the folder where the commands look for it. Reading takes longest, so it is done once."""
    path = tmp_path / "onrecord.sqlite"
    if _READ:
        path.write_bytes(_READ[0])
    else:
        assert run("read", "--fast", "--dossier", dossier_file, article_file).code == 0
        _READ.append(path.read_bytes())
    return path


@pytest.fixture(autouse=True)
def _signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_REVIEWER", "Ana")


def rows(run: Run, *command: str | Path) -> list[dict[str, Any]]:
    outcome = run(*command, "--format", "json")
    assert outcome.code == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


def positions(run: Run) -> list[dict[str, Any]]:
    return rows(run, "judge", "positions", "gates")


def judgements(run: Run, *options: str) -> list[tuple[str, str]]:
    return [(row["action"], row["fate"]) for row in rows(run, "judge", "list", *options)]


def typed(run: Run, monkeypatch: pytest.MonkeyPatch, keys: str, *options: str) -> Outcome:
    monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
    outcome = run("review", *options)
    assert outcome.code == 0, outcome.err
    return outcome


def cells(run: Run, *options: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows(run, "matrix", *options):
        found.setdefault((row["actor"], row["term"]), []).append(row["stance"])
    return found


def test_review_walks_through_what_is_least_sure_first(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = typed(run, monkeypatch, "s\n" * 50)
    shown = [float(line.split("confidence: ")[1].split()[0]) for line in outcome.out.splitlines() if "confidence: " in line]
    assert len(shown) == len(positions(run)) > 2
    assert shown == sorted(shown)
    assert "Judged 0 times; 0 positions left" in outcome.out
    assert judgements(run) == []


def test_keys_accept_reject_correct_note_and_undo(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = positions(run)
    outcome = typed(run, monkeypatch, "a\nr it was an aide\nu\nr it was her aide\nn ask again\nc stance=undecided; day=\nq\n")
    assert "Judged 4 times" in outcome.out
    assert "Compared:" in outcome.out
    assert judgements(run) == [
        ("accept", "stands"),
        ("reject", "undone"),
        ("undo", "stands"),
        ("reject", "stands"),
        ("note", "stands"),
        ("correct", "stands"),
    ]
    after = positions(run)
    assert len(after) == len(before) - 1
    assert sorted(row["judged"] for row in after if row["judged"]) == ["accepted", "corrected"]
    (corrected,) = [row for row in after if row["judged"] == "corrected"]
    assert (corrected["stance"], corrected["said_on"]) == ("undecided", None)
    listed = rows(run, "judge", "list")
    assert {row["by"] for row in listed} == {"Ana"}
    assert [row["why"] for row in listed if row["action"] == "reject"] == ["it was an aide", "it was her aide"]
    assert run("verify").code == 0


def test_a_position_is_shown_within_the_terminal_with_its_day_in_words(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = typed(run, monkeypatch, "s\n" * 50).out
    assert max(map(len, shown.splitlines())) < 80
    days = {line.split("day: ")[1].split("   ")[0] for line in shown.splitlines() if "  day: " in line}
    assert days <= {"13 October 2031", "reported 14 October 2031"}
    assert days
    for position in positions(run):
        assert " ".join(position["words"].split()) in " ".join(shown.replace("›", "").replace("‹", "").split())


def test_what_was_judged_is_not_asked_again(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    total = len(positions(run))
    typed(run, monkeypatch, "a\nq\n")
    assert f"[1 of {total - 1}]" in typed(run, monkeypatch, "q\n").out
    assert f"[1 of {total}]" in typed(run, monkeypatch, "q\n", "--all").out
    assert "[1 of 1]" in typed(run, monkeypatch, "q\n", "--first", "consequential", "--limit", "1").out


def test_a_key_that_cannot_be_done_is_told_and_skipped(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = typed(run, monkeypatch, "c stance=perhaps\nc holder=nobody\nz\nu\nq\n")
    assert "give holder=, term=" in outcome.err
    assert "names no actor 'nobody'" in outcome.err
    assert "There is no key 'z' here." in outcome.err
    assert "a accept" in outcome.err
    assert "Nothing was judged in this session" in outcome.err
    assert judgements(run) == []


def test_every_query_gives_the_judged_view_and_the_machines_on_request(run: Run, ledger: Path) -> None:
    before, (first, *_) = cells(run), [row for row in positions(run) if row["term"] == "open-dam" and row["holder"] == "orlan"]
    trail = rows(run, "trail", "orlan", "open-dam")
    for row in [row for row in positions(run) if row["term"] == "open-dam"]:
        assert run("judge", "reject", "gates", row["position"]).code == 0
    assert ("orlan", "open-dam") not in cells(run)
    assert cells(run, "--machine") == before
    assert rows(run, "trail", "orlan", "open-dam", "--machine") == trail
    assert "No position was read" in run("trail", "orlan", "open-dam").out
    for command in (("shifts",), ("conflicts",)):
        assert rows(run, *command, "--machine") == []
    assert run("report", "judged.html").code == run("report", "machine.html", "--machine").code == 0
    assert first["words"] in Path("machine.html").read_text("utf-8")
    assert run("matrix", "--machine", "--since", "2031").code == 2


def test_a_position_is_corrected_and_another_added_by_its_words(run: Run, ledger: Path) -> None:
    outcome = run(
        "judge", "correct", "gates", "1", "--holder", "karsia", "--condition", "withdraw=if Ostmark withdraws its troops", "--why", "her office"
    )
    assert outcome.code == 0, outcome.err
    assert "onrecord judge undo" in outcome.out
    (corrected,) = [row for row in positions(run) if row["judged"] == "corrected"]
    assert (corrected["holder"], corrected["conditions"]) == ("karsia", ["if Ostmark withdraws its troops"])
    words = "Ostmark would never negotiate over the river under threat"
    at = ARTICLE.index(words)
    for marked in (words, f"{at}:{at + len(words)}"):
        outcome = run("judge", "add", "gates", "--holder", "ostmark", "--term", "talks", "--stance", "conditional", "--evidence", marked)
        assert outcome.code == 0, outcome.err
    assert [action for action, _ in judgements(run)] == ["correct", "add"], "the same again adds nothing"
    assert ("ostmark", "talks") in cells(run)
    assert ("ostmark", "talks") not in cells(run, "--machine")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("reject", "gates", "99"), "judge positions gates"),
        (("reject", "doors", "1"), "gates"),
        (("correct", "gates", "1"), "corrects nothing"),
        (("correct", "gates", "1", "--term", ""), "names no term"),
        (("correct", "gates", "1", "--evidence", "no such words"), "do not stand in the text"),
        (("correct", "gates", "1", "--evidence", "the"), "more than once"),
        (("correct", "gates", "1", "--evidence", "5:99999"), "characters"),
        (("undo", "ffff"), "no one judgement"),
        (("split", "actor", "aide", "gates:1"), "--name"),
        (("split", "actor", "An aide", "gates:1", "--name", "An aide"), "lower-case letters"),
        (("split", "actor", "aide", "gates:1", "--name", "An aide", "--member-of", "nobody"), "names no actor 'nobody'"),
        (("split", "actor", "orlan", "gates"), "ARTICLE:POSITION"),
        (("merge", "actors", "orlan", "nobody"), "names no actor 'nobody'"),
        (("import", "none.jsonl"), "cannot be read"),
    ],
)
def test_what_cannot_be_judged_is_told(run: Run, ledger: Path, command: tuple[str, ...], told: str) -> None:
    outcome = run("judge", *command)
    assert outcome.code == 2
    assert told in outcome.err
    assert judgements(run) == []


def test_two_people_disagree_and_both_are_told(run: Run, ledger: Path) -> None:
    assert run("judge", "accept", "gates", "1").code == 0
    outcome = run("judge", "reject", "gates", "1", "--by", "Ben")
    assert "It is disputed: judged differently by Ana, Ben" in outcome.out
    assert judgements(run, "--fate", "disputed") == [("accept", "disputed"), ("reject", "disputed")]
    assert positions(run)[0]["judged"] == "disputed"


def test_actors_are_merged_and_positions_split_off(run: Run, ledger: Path) -> None:
    assert run("judge", "merge", "actors", "karsia", "orlan").code == 0
    assert not {actor for actor, _ in cells(run)} & {"orlan"}
    (merge,) = rows(run, "judge", "list")
    assert run("judge", "disagree", merge["id"], "--by", "Ben").code == 0
    assert "orlan" in {actor for actor, _ in cells(run)}
    assert run("judge", "undo", merge["id"]).code == 0
    assert run("judge", "split", "actor", "orlan-aide", "gates:1", "--name", "An aide to Orlan", "--member-of", "karsia").code == 0
    assert "orlan-aide" in {actor for actor, _ in cells(run)}
    assert "An aide to Orlan" in run("matrix").out


def test_positions_are_split_off_to_an_actor_by_any_of_its_names(run: Run, ledger: Path) -> None:
    before = positions(run)[0]["holder"]
    for called in ("Ostmark", "ostmark"):
        outcome = run("judge", "split", "actor", called, "gates:1")
        assert outcome.code == 0, outcome.err
    assert before != "ostmark"
    assert positions(run)[0]["holder"] == "ostmark"
    assert [action for action, _ in judgements(run)] == ["split"], "the same again, by another name, adds nothing"
    assert run("judge", "split", "actor", "aide", "gates:2", "--name", "An aide", "--member-of", "Karsia").code == 0
    assert {row["side"] for row in rows(run, "matrix") if row["actor"] == "aide"} == {"karsia"}


def test_judgements_travel_in_a_file_and_twice_changes_nothing(run: Run, ledger: Path, tmp_path: Path) -> None:
    run("judge", "reject", "gates", "1")
    run("judge", "note", "gates", "1", "--why", "ask the desk")
    assert run("judge", "export", "all.jsonl").code == 0
    nowhere = run("judge", "export", "nowhere/all.jsonl")
    assert (nowhere.code, "nowhere/all.jsonl: the judgements cannot be written" in nowhere.err) == (2, True)
    listed, shown = rows(run, "judge", "list"), positions(run)
    other = tmp_path / "other.sqlite"
    other.write_bytes(_READ[0])
    assert "Took in 2 judgements; 0 were here before" in run("judge", "import", "all.jsonl", "--ledger", other).out
    assert "Took in 0 judgements; 2 were here before" in run("judge", "import", "all.jsonl", "--ledger", other).out
    assert rows(run, "judge", "list", "--ledger", other) == listed
    assert rows(run, "judge", "positions", "gates", "--ledger", other) == shown
    lines = Path("all.jsonl").read_text("utf-8").splitlines()
    bad = [lines[0].replace('"Ana"', '"Ben"'), "[" * 100_000, '{"dossier": "vel-river", "action": "dance", "by": "Ana"}', lines[1]]
    Path("bad.jsonl").write_text("\n".join(bad), "utf-8")
    outcome = run("judge", "import", "bad.jsonl", "--ledger", other)
    assert outcome.code == 1
    assert [line.split(":")[1] for line in outcome.err.splitlines() if line.startswith("skipped")] == ["1", "2", "3"]


def test_the_machines_rows_stay_as_they_are(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def machine_rows() -> list[Any]:
        with sqlite3.connect(ledger) as connection:
            names = connection.execute("SELECT id FROM reading WHERE id NOT IN (SELECT reading_id FROM judged_reading)").fetchall()
            found = [connection.execute("SELECT * FROM position WHERE reading_id = ?", name).fetchall() for name in names]
        connection.close()
        return found

    before = machine_rows()
    typed(run, monkeypatch, "r\nc stance=undecided\na\nq\n")
    assert machine_rows() == before


def test_what_is_unsure_is_marked_until_somebody_accepts_it(run: Run, ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE position SET confidence = 0.3")
    connection.close()
    assert "?" in run("matrix").out.split("for, if")[0]
    assert "unsure: read with a chance of less than 0.5" in run("matrix").out
    assert "unsure 0.30" in run("trail", "orlan", "open-dam").out
    assert "unsure 0.30" in " ".join(run("search", "--in", "position", "--term", "open-dam").out.split())
    assert "(unsure: read with a chance of 0.30" in run("brief").out
    for row in positions(run):
        assert run("judge", "accept", "gates", row["position"]).code == 0
    assert "?" not in run("matrix").out.split("for, if")[0]
    assert "unsure" not in run("trail", "orlan", "open-dam").out
    assert "unsure" not in run("search", "--in", "position", "--term", "open-dam").out
    assert "unsure" not in run("brief").out


def test_actors_are_named_by_alias_when_judging(run: Run, ledger: Path) -> None:
    (first, *_) = [row for row in positions(run) if row["holder"] == "orlan"]
    assert run("judge", "correct", "gates", first["position"], "--holder", "Prime Minister Jonas Tavel").code == 0
    assert "tavel" in {row["holder"] for row in positions(run) if row["judged"] == "corrected"}
    refused = run("judge", "correct", "gates", "1", "--holder", "Nobody")
    assert (refused.code, refused.err.splitlines()[-1]) == (2, run("trail", "Nobody", "open-dam").err.splitlines()[-1])
    assert "The dossier names no term" in run("judge", "correct", "gates", "1", "--term", "nothing").err
    assert run("judge", "merge", "actors", "Orlan", "Dravik").code == 0


def test_a_correction_by_keys_takes_names_as_the_command_does(run: Run, monkeypatch: pytest.MonkeyPatch, ledger: Path) -> None:
    typed(run, monkeypatch, "c holder=Jonas Tavel; stance=undecided\nq\n")
    (corrected,) = [row for row in positions(run) if row["judged"]]
    assert (corrected["holder"], corrected["stance"]) == ("tavel", "undecided")
