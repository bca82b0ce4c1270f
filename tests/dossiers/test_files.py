"""Dossier files: what loads, and what each mistake is answered with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.dossiers import digest, left_of_the_example, load, shared_names, write_template
from onrecord.errors import DossierError


def content() -> dict[str, Any]:
    return {
        "id": "vel-river",
        "title": "The Vel",
        "terms": [{"id": "open-dam", "proposition": "Karsia opens the gates of the Sarn dam."}],
        "actors": [
            {"id": "karsia", "name": "Karsia", "kind": "government", "aliases": ["Karsia"], "member_of": None},
            {"id": "orlan", "name": "Mira Orlan", "kind": "person", "aliases": ["Orlan"], "member_of": "karsia"},
        ],
        "events": [{"id": "clash", "name": "Clash", "words": ["the clash"], "on": "2031-09"}],
    }


def written(tmp_path: Path, changed: dict[str, Any]) -> Path:
    path = tmp_path / "dossier.json"
    path.write_text(json.dumps(changed), "utf-8")
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(DossierError) as caught:
        load(path)
    assert all(problem.startswith(str(path)) for problem in caught.value.problems), "every line names the file"
    return caught.value.problems


def test_json_and_toml_of_the_same_content_are_the_same_dossier(tmp_path: Path) -> None:
    toml = tmp_path / "dossier.toml"
    toml.write_text(
        """
        title = "The Vel"
        id = "vel-river"
        [[terms]]
        proposition = "Karsia opens the gates of the Sarn dam."
        id = "open-dam"
        [[actors]]
        id = "karsia"
        name = "Karsia"
        kind = "government"
        aliases = ["Karsia"]
        [[actors]]
        id = "orlan"
        name = "Mira Orlan"
        kind = "person"
        aliases = ["Orlan"]
        member_of = "karsia"
        [[events]]
        id = "clash"
        name = "Clash"
        words = ["the clash"]
        on = "2031-09"
        """,
        "utf-8",
    )
    from_toml, from_json = load(toml), load(written(tmp_path, content()))
    assert from_toml == from_json
    assert digest(from_toml) == digest(from_json)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(content()).encode())
    assert load(path).id == "vel-river"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda c: c.update(color="red"), "unknown key 'color'"),
        (lambda c: c["actors"][1].update(membr_of="karsia"), "actors[1] (orlan): unknown key 'membr_of'"),
        (
            lambda c: c["actors"][1].update(kind="human"),
            "actors[1] (orlan): kind: Invalid enum value 'human'; known are person, government, organisation, group",
        ),
        (lambda c: c["actors"][1].update(aliases=["Orlan", 3]), "actors[1] (orlan): aliases[1]: Expected `str`, got `int`"),
        (lambda c: c["actors"][1].update(aliases="Orlan"), "actors[1] (orlan): aliases: Expected `array`, got `str`"),
        (lambda c: c["terms"][0].pop("proposition"), "terms[0] (open-dam): the key 'proposition' is missing"),
        (lambda c: c.pop("terms"), "the key 'terms' is missing"),
        (lambda c: c.update(terms=[]), "terms: none is given"),
        (lambda c: c.update(terms={}), "terms: must be a list"),
        (lambda c: c["terms"].append(dict(c["terms"][0])), "terms[1]: the id 'open-dam' is given twice"),
        (lambda c: c["actors"][1].update(id="Mira Orlan"), "actors[1]: the id 'Mira Orlan' must be lower-case"),
        (lambda c: c["actors"][1].update(member_of="karzia"), "actor 'orlan': member_of names 'karzia', which is no actor"),
        (lambda c: c["actors"][0].update(member_of="orlan"), "actor 'karsia': member_of leads back to itself"),
        (lambda c: c["terms"][0].update(proposition="dam"), "term 'open-dam': the proposition 'dam' is no sentence"),
        (lambda c: c["terms"][0].update(proposition="Will Karsia open the dam?"), "is no sentence"),
        (lambda c: c["actors"][1].update(aliases=["she"]), "actor 'orlan': the alias 'she' is empty or a pronoun"),
        (lambda c: c["events"][0].update(on="2031-02-30"), "event 'clash': on = '2031-02-30' is no day"),
    ],
)
def test_each_mistake_is_named_with_its_key(tmp_path: Path, change: Any, expected: str) -> None:
    changed = content()
    change(changed)
    assert any(expected in problem for problem in problems_of(written(tmp_path, changed)))


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    changed = content()
    changed["terms"][0]["proposition"] = "dam"
    changed["actors"][1]["member_of"] = "nobody"
    changed["events"][0]["on"] = "soon"
    assert len(problems_of(written(tmp_path, changed))) == 3


def test_mistakes_of_every_sort_are_named_at_once(tmp_path: Path) -> None:
    changed = content()
    changed.update(id="Vel River", color="red")
    changed["terms"][0]["proposition"] = "dam"
    changed["actors"][0].update(kind="party", aliases="Karsia")
    changed["actors"][1]["aliases"] = ["she"]
    changed["actors"].append({"id": "Tavel", "name": "Jonas Tavel", "kind": "person", "member_of": "nobody"})
    changed["events"].append("soon")
    told = "\n".join(problems_of(written(tmp_path, changed)))
    for mistake in ("unknown key 'color'", "'Vel River' must be", "'dam' is no sentence", "'she' is empty", "'party'; known are person"):
        assert told.count(mistake) == 1
    for mistake in ("aliases: Expected `array`", "'Tavel' must be", "events[1]: must be"):
        assert told.count(mistake) == 1
    assert told.count("is no actor of this dossier") == 1, "whoever belongs to an actor with a mistake belongs to somebody all the same"
    assert told.count("names 'nobody'") == 1


def test_a_name_that_two_actors_bear_is_no_mistake_but_can_be_asked_for(tmp_path: Path) -> None:
    changed = content()
    changed["actors"][1]["aliases"] = ["Karsia"]
    assert [line.split(":")[0] for line in shared_names(load(written(tmp_path, changed)).actors)] == ["actor 'orlan'"]
    assert list(shared_names(load(written(tmp_path, content())).actors)) == []


def test_a_day_may_stand_without_quotation_marks_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "vel.toml"
    write_template(path)
    path.write_text(path.read_text("utf-8") + '[[events]]\nid = "clash"\nname = "Clash"\nwords = ["the clash"]\non = 2031-09-12\n', "utf-8")
    assert load(path).events[0].on == "2031-09-12"


def test_an_alias_in_capitals_is_no_pronoun(tmp_path: Path) -> None:
    changed = content()
    changed["actors"][0]["aliases"] = ["US", "IT"]
    assert load(written(tmp_path, changed)).actors[0].aliases == ("US", "IT")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.json", b'{\n "id": "x",\n oops}', ":3: not valid JSON"),
        ("a.json", b'{"id": "x", "id": "y"}', "'id' is given twice"),
        ("a.json", b"[1]", "a dossier is an object"),
        ("a.toml", b'id = "x"\nid = "y"\n', "not valid TOML"),
        ("a.toml", b"\xff\xfe\x00", "not UTF-8"),
        ("a.yaml", b"id: x", "a dossier is a .toml or .json file"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_no_dossier_says_so(tmp_path: Path, name: str, text: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(text)
    assert any(expected in problem for problem in problems_of(path))


def test_a_missing_file_says_how_to_start_one(tmp_path: Path) -> None:
    assert "onrecord dossier new" in problems_of(tmp_path / "none.toml")[0]


def test_the_template_is_itself_sound_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "My dispute.toml"
    write_template(path)
    assert load(path).id == "my-dispute"
    assert left_of_the_example(load(path)) == ["ceasefire", "open-dam", "karsia", "orlan"]
    with pytest.raises(DossierError, match="exists already"):
        write_template(path)
