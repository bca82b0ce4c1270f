"""`onrecord serve` and `onrecord password`: who would be let in, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from onrecord.ledger import Ledger
from onrecord.web import Entrance, Place
from onrecord.web.passwords import read_passwords
from tests.cli.running import Outcome, Run


class Served:
    """What would have been served."""

    place: Place
    entrance: Entrance


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Served:
    """Keeps what would be served, and serves nothing; hashes take no time."""
    known = Served()

    def keep(ledger: Ledger, dossier_id: str, place: Place, entrance: Entrance) -> None:
        known.place, known.entrance = place, entrance

    monkeypatch.setattr("onrecord.web.serve", keep)
    monkeypatch.setattr("onrecord.web.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.delenv("ONRECORD_TOKEN", raising=False)
    return known


def test_others_need_a_token_or_a_password(run: Run, ferry_ledger: Ledger) -> None:
    for options in (["--host", "192.0.2.7"], ["--host", ""], ["--name", "ferry.example"], ["--proxy", "127.0.0.1"]):
        outcome = run("serve", "--ledger", ferry_ledger.name, *options)
        assert outcome.code == 2
        assert "--token FILE" in outcome.err


def test_a_token_is_made_and_never_printed(run: Run, served: Served, ferry_ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "desk token"
    outcomes = [run("serve", "--ledger", ferry_ledger.name, "--host", "192.0.2.7", "--token", file) for _ in range(2)]
    assert [outcome.code for outcome in outcomes] == [0, 0]
    token = file.read_text("utf-8").strip()
    assert len(token) == 43
    assert served.entrance.token == token
    assert served.place == Place("192.0.2.7")
    assert "A token was made" in outcomes[0].err
    assert outcomes[1].err == ""
    assert token not in outcomes[0].err + outcomes[0].out
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_others_may_read_is_told(run: Run, served: Served, ferry_ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "desk token"
    file.write_text("the-ferry-desk-of-the-lower-bank\n")
    file.chmod(0o644)
    outcome = run("serve", "--ledger", ferry_ledger.name, "--token", file)
    assert (outcome.code, served.entrance.token) == (0, "the-ferry-desk-of-the-lower-bank")
    assert f"chmod 600 '{file}'" in outcome.err


def test_a_token_may_stand_in_the_environment(run: Run, served: Served, ferry_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_TOKEN", "the-ferry-desk-of-the-lower-bank")
    assert run("serve", "--ledger", ferry_ledger.name).code == 0
    assert served.entrance.token == "the-ferry-desk-of-the-lower-bank"  # noqa: S105
    monkeypatch.setenv("ONRECORD_TOKEN", "ferry")
    outcome = run("serve", "--ledger", ferry_ledger.name)
    assert outcome.code == 2
    assert "ONRECORD_TOKEN: a token is one word of at least 20" in outcome.err


@pytest.mark.parametrize("token", ["", "short", "a token with spaces in it", "das-kennwort-für-die-fähre"])
def test_a_token_that_could_be_guessed_or_sent_wrong_is_refused(token: str, run: Run, served: Served, ferry_ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(token, "utf-8")
    outcome = run("serve", "--ledger", ferry_ledger.name, "--token", tmp_path / "token")
    assert outcome.code == 2
    assert "at least 20" in outcome.err


def say(run: Run, monkeypatch: pytest.MonkeyPatch, words: str, *arguments: str | Path) -> Outcome:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))
    return run("password", *arguments)


def test_a_person_is_let_in_and_given_another_password(
    run: Run, served: Served, ferry_ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "people"
    assert say(run, monkeypatch, "the river is wide\n", file, "Rhea Tamm").code == 0
    assert say(run, monkeypatch, "the ferry is late\n", file, "Åsa", "--role", "reviewer").code == 0
    changed = say(run, monkeypatch, "the river is deep\n", file, "Rhea Tamm")
    assert "Rhea Tamm has another password now, as a reader." in changed.err
    assert "river" not in file.read_text("utf-8")
    people = read_passwords(file)
    assert (len(people), people.role("Rhea Tamm", "the river is deep"), people.role("Åsa", "the ferry is late")) == (2, "reader", "reviewer")
    assert people.role("Rhea Tamm", "the river is wide") is None
    assert run("serve", "--ledger", ferry_ledger.name, "--passwords", file, "--host", "192.0.2.7").code == 0
    assert len(served.entrance.passwords or ()) == 2


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("a:b", "long enough it is", "A name has"),
        ("", "long enough it is", "A name has"),
        ("#a", "long enough it is", "A name has"),
        ("a", "short", "10 to 1000"),
    ],
)
def test_names_and_passwords_that_cannot_be_kept(
    name: str, password: str, words: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = say(run, monkeypatch, f"{password}\n", tmp_path / "people", name)
    assert outcome.code == 2
    assert words in outcome.err
    assert not (tmp_path / "people").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "onrecord password"),
        ("", "nobody is in this file"),
        ("# only a remark\n\n", "nobody is in this file"),
        ("rhea:reader:the river is wide\n", "line 1: a line is name:role:hash"),
        ("rhea\n", "line 1: a line is name:role:hash"),
        ("# first\nrhea:owner:$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA\n", "line 2: a line is name:role:hash"),
        ("rhea:reader:$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA\n" * 2, "line 2: rhea was in a line above"),
        ("rhea:reader:$argon2id$v=19$m=0,t=0,p=0$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA\n", "holds no hash that can be used"),
        ("rh\ud800ea:reader", "cannot be read"),
    ],
)
def test_a_file_of_passwords_that_is_none(content: str | None, words: str, run: Run, ferry_ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "people"
    if content is not None:
        file.write_bytes(content.encode("utf-8", "surrogatepass"))
    outcome = run("serve", "--ledger", ferry_ledger.name, "--passwords", file)
    assert outcome.code == 2
    assert words in outcome.err
    assert "the river is wide" not in outcome.err
