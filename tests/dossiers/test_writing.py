"""A dossier written to a file is the same dossier when it is read again."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.dossiers import as_json, as_toml, find_problems, load
from onrecord.records import Actor, Dossier, Event, Term


@pytest.mark.parametrize("name", ["dossier.toml", "dossier.json"])
def test_what_is_written_is_read_again(vel_dossier: Dossier, tmp_path: Path, name: str) -> None:
    odd = Actor(id="odd", name='A "quoted" \\ name\x7f', kind="group", aliases=("two\tparts", "ünïcode 🌊"), wikidata="Q42", member_of="karsia")
    term = Term(id="new", proposition="The ferry sails again.", replaces="talks", codes=("PA-X Ce",))
    event = Event(id="clash", name="Clash", words=("the clash",), on="2031-09-12")
    dossier = replace(vel_dossier, actors=(*vel_dossier.actors, odd), terms=(*vel_dossier.terms, term), events=(event,))
    written = as_toml(dossier) if name.endswith("toml") else as_json(dossier)
    (tmp_path / name).write_text(written, encoding="utf-8", newline="")
    assert load(tmp_path / name) == dossier


def test_what_is_left_open_is_not_written(vel_dossier: Dossier) -> None:
    written = as_toml(vel_dossier)
    assert "wikidata" not in written
    assert "side = false" not in written
    assert "[[events]]" not in written
    assert find_problems(tomllib.loads(written)) == find_problems(json.loads(as_json(vel_dossier))) == []
