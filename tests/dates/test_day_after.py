"""The day before that of what its sentence tells: "a day after Ostmark refused"."""

from __future__ import annotations

import pytest

from onrecord.dates.telling import read_table
from onrecord.language.prose import prepare
from onrecord.records import Article, Dossier, Event

# A Wednesday.
PUBLISHED = "2031-05-14"
SUMMIT = Event(id="summit", name="The Vel summit", words=("summit",), on="2031-04-03")
DOSSIER = Dossier(id="vel", title="The Vel river", terms=(), actors=(), events=(SUMMIT,))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On Tuesday, Brandt rejected the map, a day after Morn demanded a vote.", ["2031-05-13", "2031-05-12"]),
        ("A day after Morn demanded a vote, Brandt rejected the map on Friday.", ["2031-05-08", "2031-05-09"]),
        ("Brandt spoke on Friday. It came a day after Morn demanded a vote.", ["2031-05-09", "2031-05-08"]),
        ("On Tuesday, Brandt rejected the map, three days after Morn demanded a vote.", ["2031-05-13", "2031-05-10"]),
        ("Brandt spoke on Friday. Two days later, Morn demanded a vote.", ["2031-05-09", "2031-05-11"]),
        ("A day after Morn demanded a vote, Brandt rejected the map.", []),
        ("Brandt spoke on Friday, the day after the summit.", ["2031-05-09", "2031-04-04"]),
    ],
)
def test_it_counts_from_what_its_sentence_tells(text: str, days: list[str]) -> None:
    table = read_table(prepare(Article(id="a", text=text)), PUBLISHED, DOSSIER)
    assert [dated.value for told in table for dated in told.dates] == days
