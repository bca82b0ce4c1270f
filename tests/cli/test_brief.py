"""`onrecord brief`: the Markdown of a page, with where it is from, on standard output or in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from tests.cli.running import Run


@pytest.fixture(scope="module")
def ledger(ferry_ledger: Ledger) -> str:
    """The dispute over the Vel ferry."""
    return ferry_ledger.name


def test_a_holder_a_term_and_both(run: Run, ledger: str) -> None:
    trail = run("brief", "--ledger", ledger, "--holder", "Ilse Vorn", "--term", "ferry")
    assert trail.code == 0
    assert trail.out.startswith("# Ilse Vorn on ferry\n\nThe Vel ferry sails again.\n")
    assert "> the ferry would sail on Sunday, guards or no guards[^3]" in trail.out
    assert re.search(r"\[\^3\]: Vel Herald, “Vorn drops condition: ferry to sail on Sunday”, published 2 June 2041\. .*characters 55–106", trail.out)
    assert f"Next: onrecord serve --ledger {ledger}" in trail.err
    assert run("brief", "--ledger", ledger, "--holder", "vorn").out.startswith("# Ilse Vorn\n")
    assert run("brief", "--ledger", ledger, "--term", "ferry").out.startswith("# The Vel ferry sails again.\n")
    assert run("brief", "--ledger", ledger).out.startswith("# Who stands where: The Vel ferry dispute between Karsia and Ostmark\n")


def test_a_week_or_another_period(run: Run, ledger: str) -> None:
    week = run("brief", "--ledger", ledger, "--week", "2041-W22").out
    assert week.startswith("# What was said, 27 May 2041 – 2 June 2041\n")
    assert "### Ilse Vorn on ferry: conditional, then for" in week
    assert "7 May 2041. <" in week  # where the change began
    assert "### Union of Ferrymen" in week
    assert "### River Pilots" not in week
    assert run("brief", "--ledger", ledger, "--week", "2041-05-29").out == week
    assert run("brief", "--ledger", ledger, "--since", "2041-05-27", "--until", "2041-06-02").out == week
    trail = run("brief", "--ledger", ledger, "--holder", "vorn", "--term", "ferry", "--since", "2041-06").out
    assert "guards or no guards" in trail
    assert "6 May 2041" not in trail


def test_every_brief_says_what_it_is_of(run: Run, ledger: str) -> None:
    for asked in ((), ("--week", "2041-W22"), ("--term", "guards"), ("--holder", "hask")):
        told = run("brief", "--ledger", ledger, *asked).out
        assert "(dossier vel-ferry, revision 5ha), onrecord " in told
        assert ", with what was read until " in told
        assert set(re.findall(r"\[\^(\d+)\](?!:)", told)) == set(re.findall(r"(?m)^\[\^(\d+)\]: ", told))


def test_a_brief_is_written_to_a_file(run: Run, ledger: str, tmp_path: Path) -> None:
    printed = run("brief", "--ledger", ledger, "--term", "guards").out
    written = run("brief", "--ledger", ledger, "--term", "guards", "--out", "guards.md")
    assert (written.code, written.out) == (0, "")
    assert written.err.startswith("Wrote guards.md.\nNext: ")
    assert (tmp_path / "guards.md").read_text("utf-8") == printed
    nowhere = run("brief", "--ledger", ledger, "--out", "no/such/folder.md")
    assert nowhere.code == 2
    assert "cannot be written" in nowhere.err


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--week", "soon"), "is no week"),
        (("--week", "2041-W60"), "is no week"),
        (("--week", "2041-W22", "--since", "2041"), "both ends"),
        (("--holder", "vorn", "--since", "2041"), "give both --holder and --term"),
        (("--holder", "vron"), "Did you mean vorn?"),
    ],
)
def test_what_cannot_be_is_told(run: Run, ledger: str, asked: tuple[str, ...], told: str) -> None:
    outcome = run("brief", "--ledger", ledger, *asked)
    assert outcome.code == 2
    assert told in outcome.err
