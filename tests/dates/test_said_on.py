"""The day of saying and doing: date words of the content are not it, and a day told once holds for a while for the same speaker."""

from __future__ import annotations

import pytest

from onrecord.dates import Calendar
from onrecord.language.prose import prepare
from onrecord.records import Article

# A Wednesday.
PUBLISHED = "2031-05-14"


def said_on(text: str, words: str, published: str | None = PUBLISHED) -> str | None:
    prose = prepare(Article(id="a", text=text))
    start = text.index(words)
    sentence = prose.sentence_at(start)
    assert sentence is not None
    return Calendar(published).said_on(prose, sentence, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Morn said on Tuesday that the vote would be held on Monday.", "the vote would be held", "2031-05-13"),
        ("Morn said that the dam was closed on Monday.", "Morn said that the dam was closed on Monday", None),
        ("On Tuesday, Morn told reporters that the dam was closed.", "the dam was closed", "2031-05-13"),
        ("In an interview on Tuesday, Morn said the dam, closed in March, was safe.", "was safe", "2031-05-13"),
        ("Morn rejected the map on Friday.", "Morn rejected the map", "2031-05-09"),
        ("Morn rejected the map.", "Morn rejected the map", None),
        ("“The dam broke on Friday,” Morn said.", "The dam broke", None),
        ("Ostmark left the council in 2028.", "Ostmark left", "2028"),
        ("Ostmark rejected the map after the flood, which began last month.", "Ostmark rejected the map", None),
        ("Ostmark will answer on Friday.", "Ostmark will answer", None),
        ("Morn refused to open the gates, which have been shut since May 3.", "refused to open the gates", None),
        ("Morn demanded the map by Friday.", "Morn demanded the map", None),
    ],
)
def test_the_sentence_itself(text: str, words: str, day: str | None) -> None:
    assert said_on(text, words) == day


def test_relative_words_need_a_day_of_publication() -> None:
    assert said_on("Morn rejected the map on Friday.", "Morn rejected", None) is None


@pytest.mark.parametrize(
    ("between", "day"),
    [
        ("", "2031-05-12"),
        ("It rained.\n\n", "2031-05-12"),
        ("It rained.\n\nIt snowed.\n\nThe river rose.\n\nThe river fell.\n\n", None),
    ],
)
def test_a_day_is_carried_to_the_next_words_of_the_same_speaker(between: str, day: str | None) -> None:
    text = f"Morn spoke to reporters on Monday.\n\n{between}“The map is old,” Morn said."
    assert said_on(text, "The map is old") == day


def test_a_day_is_not_carried_to_another_speaker() -> None:
    assert said_on("Morn said on Monday that it rained.\n\n“The map is old,” Brandt said.", "The map is old") is None


def test_a_headline_may_tell_a_day() -> None:
    prose = prepare(Article(id="a", text="It rained.", title="Ostmark rejected the map on Monday"))
    assert prose.headline is not None
    assert Calendar(PUBLISHED).said_on(prose, prose.headline, 0, 7) == "2031-05-12"


def test_a_hostile_line_is_read_in_linear_time() -> None:
    text = "“Morn said on Monday that he told it in May, " * 10_000
    prose = prepare(Article(id="a", text=text))
    calendar = Calendar(PUBLISHED)
    for sentence in prose.sentences[:50]:
        calendar.said_on(prose, sentence, sentence.start, sentence.end)
