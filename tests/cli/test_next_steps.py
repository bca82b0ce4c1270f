"""What a command says where there is nothing to show: why, and what to do next; and that a narrow terminal leaves room for words."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.views import Record
from onrecord.views.wording import BASES
from tests.cli.running import Run


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("matrix", "--since", "2099"), ("no position is of these days. Those with a day are of ", "without --since and --until")),
        (("trail", "vorn", "ferry", "--since", "2099"), ("No position is of these days.", "without --since and --until")),
        (("trail", "ostmark", "guards"), ("No position was read.", "Next: onrecord trail ostmark guards --by side")),
        (("occasions", "--since", "2099"), ("nothing that passes these options", "with fewer options")),
        (("judge", "list"), ("No judgements yet.", "Next: onrecord review")),
        (("judge", "list", "--fate", "undone"), ("No judgement became this.", "Next: onrecord review")),
    ],
)
def test_nothing_is_told_with_its_reason_and_a_next_step(run: Run, ferry_ledger: Ledger, command: tuple[str, ...], told: tuple[str, str]) -> None:
    outcome = run(*command, "--ledger", ferry_ledger.name)
    assert outcome.code == 0, outcome.err
    why, following = told
    assert why in outcome.out
    assert following in outcome.out.splitlines()[-1]


def test_an_empty_record_leads_on_to_the_matrix(run: Run, ferry: Record, keep: Callable[[Record], Ledger]) -> None:
    ledger = keep(replace(ferry, readings=(), comparison=())).name
    for command in ("conflicts", "answers", "occasions"):
        assert f"Next: onrecord matrix --ledger {ledger}" in run(command, "--ledger", ledger).out


def test_a_silence_is_told_where_there_is_no_position(run: Run, ferry: Record, keep: Callable[[Record], Ledger]) -> None:
    silence = next(each for one in ferry.readings for each in one.silences if each.actor and each.terms)
    bare = replace(ferry, readings=tuple(replace(one, positions=()) for one in ferry.readings), comparison=())
    ledger = keep(bare).name
    outcome = run("trail", str(silence.actor), silence.terms[0], "--ledger", ledger)
    assert "No position was read." in outcome.out
    assert " ".join(silence.evidence[0].text.split()) in " ".join(outcome.out.split())


def test_nobody_is_asked_to_forget_what_is_not_there(run: Run, ferry_ledger: Ledger) -> None:
    outcome = run("forget", "nothing", "--ledger", ferry_ledger.name)
    assert outcome.code == 2
    assert "holds no article 'nothing'" in outcome.err
    assert "Forget nothing" not in outcome.err


def test_a_mistyped_command_is_told_what_is_like_it(run: Run) -> None:
    outcome = run("matrx")
    assert (outcome.code, outcome.err.splitlines()[-1]) == (2, "Error: No such command 'matrx'. Did you mean matrix?")
    assert run("zzz").err.splitlines()[-1] == "Error: No such command 'zzz'."


def test_one_run_is_compared_with_no_other(run: Run, ferry_ledger: Ledger) -> None:
    outcome = run("runs", "--ledger", ferry_ledger.name)
    assert outcome.out.splitlines()[-1] == f"Next: onrecord matrix --ledger {ferry_ledger.name}"


def test_a_narrow_terminal_leaves_room_for_words(run: Run, ferry_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = run("trail", "vorn", "ferry", "--ledger", ferry_ledger.name).out
    assert "words and outlet" in shown
    monkeypatch.setenv("COLUMNS", "120")
    assert "words and outlet" not in run("trail", "vorn", "ferry", "--ledger", ferry_ledger.name).out
    monkeypatch.setenv("COLUMNS", "60")
    headings = run("runs", "--ledger", ferry_ledger.name).out
    assert all(heading in headings.split() for heading in ("version", "dossier", "articles")), "no heading is broken"


def test_an_article_without_positions_is_explained_by_what_to_do(run: Run, ferry: Record, keep: Callable[[Record], Ledger]) -> None:
    bare = replace(ferry, readings=tuple(replace(one, positions=()) for one in ferry.readings), comparison=())
    outcome = run("explain", ferry.readings[0].article.id, "--ledger", Path(keep(bare).name))
    assert outcome.code == 0
    assert "No position is read from" in outcome.out
    assert "onrecord judge add" in outcome.out


def test_a_trail_leads_on_to_why_its_last_words_are_read_so(run: Run, ferry_ledger: Ledger) -> None:
    """From the words of a cell to the reasons: the step names the article and the position, which nothing else in the table does."""
    lines = run("trail", "vorn", "ferry", "--ledger", ferry_ledger.name).out.splitlines()
    assert lines[-2].startswith("Next: onrecord serve")
    step = lines[-1].removeprefix("or, why the last of these is read so: onrecord ")
    outcome = run(*shlex.split(step))
    assert (outcome.code, outcome.out.startswith("Ilse Vorn, ")) == (0, True), outcome.err


def test_a_trail_says_how_days_are_known_that_are_not_told(run: Run, ferry_ledger: Ledger, ferry: Record) -> None:
    bases = {
        (holder, term): {row["day_is"] for row in json.loads(run("trail", holder, term, "--format", "json", "--ledger", ferry_ledger.name).out)}
        for holder, term in {(one.holder, one.term) for reading in ferry.readings for one in reading.positions if one.holder}
    }
    assert any("reported" in found for found in bases.values())
    for (holder, term), found in bases.items():
        shown = run("trail", holder, term, "--ledger", ferry_ledger.name).out
        for basis, meaning in BASES.items():
            assert (f"{basis}: {meaning}" in " ".join(shown.split())) == (basis in found)


def test_positions_are_explained_by_the_numbers_by_which_they_are_judged(run: Run, ferry_ledger: Ledger, ferry: Record) -> None:
    article = next(one.article.id for one in ferry.readings if len(one.positions) > 1)
    judged = json.loads(run("judge", "positions", article, "--format", "json", "--ledger", ferry_ledger.name).out)
    for row in judged:
        by_number = run("explain", article, str(row["number"]), "--ledger", ferry_ledger.name)
        assert by_number.code == 0
        assert by_number.out == run("explain", article, row["position"], "--ledger", ferry_ledger.name).out
    listed = json.loads(run("explain", article, "--format", "json", "--ledger", ferry_ledger.name).out)
    assert [{name: row[name] for name in listed[0]} for row in judged] == listed, "with the same characters"
    for unknown in (str(len(judged) + 1), "0", "²"):
        assert run("explain", article, unknown, "--ledger", ferry_ledger.name).code == 2
        assert run("judge", "accept", article, unknown, "--ledger", ferry_ledger.name).code == 2


def test_ids_of_terms_are_not_broken(run: Run, ferry: Record, keep: Callable[[Record], Ledger], monkeypatch: pytest.MonkeyPatch) -> None:
    name = "a-term-of-20-letters"
    renamed = [
        replace(one, positions=tuple(replace(each, term=name if each.term == "ferry" else each.term) for each in one.positions))
        for one in ferry.readings
    ]
    named = replace(ferry.dossier, actors=tuple(replace(one, name=f"{one.name} of the Upper and the Lower Bank") for one in ferry.dossier.actors))
    ledger = keep(replace(ferry, dossier=named, readings=tuple(renamed), comparison=())).name
    for width in (70, 80, 100, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        assert any(line.startswith(f"{name} ") for line in run("matrix", "--ledger", ledger).out.splitlines()), width


def test_a_forgotten_article_is_told_as_such(run: Run, ferry: Record, keep: Callable[[Record], Ledger]) -> None:
    article, ledger = ferry.readings[0].article.id, keep(ferry).name
    assert run("forget", article, "--yes", "--ledger", ledger).code == 0
    for command in (("forget", article, "--yes"), ("explain", article)):
        outcome = run(*command, "--ledger", ledger)
        assert (outcome.code, "It was forgotten in this ledger" in outcome.err) == (2, True)


def test_what_people_corrected_is_told_above_why_it_was_read(run: Run, dossier_file: Path, article_file: Path) -> None:
    assert run("read", "--dossier", dossier_file, article_file).code == 0
    told = "People corrected this position"
    assert told not in run("explain", article_file.stem, "1").out
    assert run("judge", "correct", article_file.stem, "1", "--stance", "undecided", "--by", "editor").code == 0
    number = next(row["number"] for row in json.loads(run("judge", "positions", article_file.stem, "--format", "json").out) if row["judged"])
    assert run("explain", article_file.stem, str(number)).out.startswith(told)
