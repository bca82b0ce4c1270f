"""What the article as a whole tells of a day: the day of its story, its paragraphs, and what lies between a date and a passage."""

from __future__ import annotations

import pytest

from onrecord.dates.clues import Passage
from onrecord.dates.discourse import account_of, has_paragraphs, story_day, ways_from
from onrecord.dates.telling import Told, read_table
from onrecord.language.prose import prepare
from onrecord.records import Article

# A Wednesday.
PUBLISHED = "2031-05-14"


def table_of(text: str) -> list[Told]:
    return read_table(prepare(Article(id="a", text=text)), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ostmark rejected the map on Tuesday. It rained on Monday.", "2031-05-13"),
        ("The dam has been shut since May 3. Morn spoke on Monday.", "2031-05-12"),
        ("Ostmark rejected the map in March.", None),
        ("“It rained on Monday,” Morn said.", None),
        ("It rained. " * 6 + "Morn spoke on Monday.", None),
    ],
)
def test_the_day_of_the_story(text: str, day: str | None) -> None:
    assert story_day(table_of(text)) == day


def test_an_article_that_lost_its_line_ends_has_no_paragraphs() -> None:
    assert has_paragraphs(table_of("It rained. " * 4))
    assert has_paragraphs(table_of("It rained.\n\n" * 12))
    assert not has_paragraphs(table_of("It rained. " * 12))


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Morn rejected the map of the whole river.", "past"),
        ("Morn said the map of the whole river was old.", "said past"),
        ("“The map of the whole river is old,” Morn said.", "quoted said past"),
        ("Morn favors the map of the whole river.", "present"),
        ("A map of the whole river, again.", "without verb"),
    ],
)
def test_how_a_passage_is_told(text: str, manner: str) -> None:
    start = text.index("map of the whole river")
    passage = Passage(0, start, start + len("map of the whole river"))
    assert account_of(passage, table_of(text), text, PUBLISHED).manner == manner


def test_what_lies_between() -> None:
    text = "Morn spoke on Monday. Brandt had asked for a map. It rained."
    ways = ways_from(Passage(2, text.index("It"), len(text)), table_of(text), 0, 3)
    assert "back pluperfect between" in ways[0]
    assert "back pluperfect between" not in ways[1]
    assert "back dated sentence pluperfect" in ways[1]
