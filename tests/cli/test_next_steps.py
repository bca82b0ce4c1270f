"""What a command says where there is nothing to show: why, and what to do next; and that a narrow terminal leaves room for words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.views import Record
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
