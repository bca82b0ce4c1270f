"""`onrecord dossier new` and `check`: from the example to one's own dispute."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Run


def test_a_new_dossier_is_told_as_the_example_until_it_is_filled_in(run: Run, tmp_path: Path) -> None:
    assert run("dossier", "new", "mine.toml").code == 0
    unfilled = run("dossier", "check", "mine.toml")
    assert unfilled.code == 1
    assert "these are still the example's terms and actors: replace ceasefire, open-dam, karsia, orlan." in unfilled.out
    assert "onrecord read" not in unfilled.out
    path = tmp_path / "mine.toml"
    path.write_text(path.read_text("utf-8").replace("A ceasefire takes effect on the Halm ridge.", "The ferry sails again."), "utf-8")
    begun = run("dossier", "check", "mine.toml")
    assert begun.code == 0
    assert "Note: still the example's: open-dam, karsia, orlan." in begun.out
    assert "Next: onrecord read --dossier mine.toml" in begun.out


def test_a_kind_that_there_is_not_is_told_with_those_that_there_are(run: Run, tmp_path: Path) -> None:
    run("dossier", "new", "mine.toml")
    path = tmp_path / "mine.toml"
    path.write_text(path.read_text("utf-8").replace('kind = "person"', 'kind = "party"').replace("takes effect on the Halm ridge.", "holds"), "utf-8")
    outcome = run("dossier", "check", "mine.toml")
    assert outcome.code == 2
    assert "Invalid enum value 'party'; known are person, government, organisation, group" in outcome.err
    assert "is no sentence" in outcome.err
