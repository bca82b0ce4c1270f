"""The day of saying and doing: date words of the content are not it, and a day told once holds for a while for the same speaker."""

from __future__ import annotations

import pytest
from msgspec import Struct

from onrecord.dates import Calendar
from onrecord.language.prose import prepare
from onrecord.records import Actor, Article, Dossier, Event, Span

# A Wednesday.
PUBLISHED = "2031-05-14"
DOSSIER = Dossier(
    id="vel",
    title="The Vel river",
    terms=(),
    actors=(
        Actor(id="morn", name="Ada Morn", kind="person", aliases=("Morn",)),
        Actor(id="brandt", name="Otto Brandt", kind="person", aliases=("Brandt",)),
    ),
    events=(
        Event(id="summit", name="The Vel summit", words=("summit",), on="2031-04-03"),
        Event(id="flood", name="A flood", words=("flood",), on="2030"),
        Event(id="jubilee", name="A jubilee", words=("jubilee",), on="9999-12-31"),
    ),
)


class Named(Struct, frozen=True):
    span: Span
    actor: str | None
    owner: bool = False
    quoted: bool = False


def said_on(text: str, words: str, published: str | None = PUBLISHED, holder: str | None = None) -> str | None:
    prose = prepare(Article(id="a", text=text))
    start = text.index(words)
    sentence = prose.sentence_at(start)
    assert sentence is not None
    names = [(actor.id, alias) for actor in DOSSIER.actors for alias in actor.aliases]
    mentions = [Named(Span(at, at + len(alias), alias), actor) for actor, alias in names for at in range(len(text)) if text.startswith(alias, at)]
    return Calendar(published, DOSSIER, mentions).said_on(prose, sentence, start, start + len(words), holder)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Morn said on Tuesday that the vote would be held on Monday.", "the vote would be held", "2031-05-13"),
        ("Morn said that the dam was closed on Monday.", "Morn said that the dam was closed on Monday", None),
        ("On Tuesday, Morn told reporters that the dam was closed.", "the dam was closed", "2031-05-13"),
        ("In an interview on Tuesday, Morn said the dam, closed in March, was safe.", "was safe", "2031-05-13"),
        ("Morn rejected the map on Friday.", "Morn rejected the map", "2031-05-09"),
        ("Morn rejected the map on Friday.", "rejected", "2031-05-09"),
        ("Morn rejected the map.", "Morn rejected the map", None),
        ("“The dam broke on Friday,” Morn said.", "The dam broke", None),
        ("Ostmark left the council in 2028.", "Ostmark left", "2028"),
        ("Ostmark will answer on Friday.", "Ostmark will answer", None),
        ("Morn refused to open the gates, which have been shut since May 3.", "refused to open the gates", None),
        ("Morn demanded the map by Friday.", "Morn demanded the map", None),
        ("Morn, who was elected in 2029, said the map was old.", "the map was old", None),
        ("Morn rejected the map on Monday, May 13.", "Morn rejected the map", None),
        ("Morn rejected the map in early March.", "Morn rejected the map", "2031-03"),
        ("By Monday, though, Morn rejected the map.", "Morn rejected the map", "2031-05-12"),
        ("By Monday night, Morn said, Brandt must reject the map.", "Brandt must reject the map", None),
        ("“The map is old,” Morn said on “Vel Courier Sunday.”", "The map is old", "2031-05-11"),
        ("Morn told “Vel Courier Sunday” that the map was old.", "the map was old", "2031-05-11"),
        ("Morn said that the map was “old since Sunday.”", "the map was", None),
    ],
)
def test_the_sentence_itself(text: str, words: str, day: str | None) -> None:
    assert said_on(text, words) == day


def test_relative_words_need_a_day_of_publication() -> None:
    assert said_on("Morn rejected the map on Friday.", "Morn rejected", None) is None


@pytest.mark.parametrize("between", ["", "It rained.\n\n"])
def test_a_day_is_carried_to_the_next_words_of_the_same_speaker(between: str) -> None:
    text = f"Morn spoke to reporters on Monday.\n\n{between}“The map is old,” Morn said."
    assert said_on(text, "The map is old") == "2031-05-12"


def test_a_day_is_not_carried_to_another_speaker() -> None:
    assert said_on("Morn said on Monday that it rained.\n\n“The map is old,” Brandt said.", "The map is old") is None


def test_background_has_its_own_day() -> None:
    text = "Morn rejected the map on Monday.\n\nIn March, Morn accepted a truce. She had asked for monitors last year."
    assert said_on(text, "Morn accepted a truce") == "2031-03"
    assert said_on(text, "She had asked for monitors") == "2030"


def test_the_next_day_counts_from_the_day_before_it() -> None:
    assert said_on("Morn spoke on May 2. A day later, Brandt rejected the map.", "Brandt rejected the map") == "2031-05-03"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Two days after the summit", "2031-04-05"),
        ("On the eve of the Vel summit", "2031-04-02"),
        ("The day after the summit", "2031-04-04"),
        ("On the day of the summit", "2031-04-03"),
        ("A week before the summit", "2031-03-27"),
        ("Two days after the flood", None),
        ("After the summit", None),
        ("Two days after the jubilee", None),
    ],
)
def test_a_day_told_by_an_event_of_the_dossier(words: str, day: str | None) -> None:
    assert said_on(f"{words}, Morn rejected the map.", "Morn rejected the map") == day


def test_a_headline_may_tell_a_day() -> None:
    prose = prepare(Article(id="a", text="It rained.", title="Ostmark rejected the map on Monday"))
    assert prose.headline is not None
    assert Calendar(PUBLISHED).said_on(prose, prose.headline, 0, 34) == "2031-05-12"


def test_words_outside_every_sentence_have_no_day() -> None:
    prose, other = prepare(Article(id="a", text="")), prepare(Article(id="b", text="Morn spoke on Monday."))
    assert Calendar(PUBLISHED).said_on(prose, other.sentences[0], 0, 4) is None


def test_of_very_many_dates_the_nearest_count() -> None:
    dates = "It rained on " + " and on ".join(f"March {day}" for day in range(1, 20)) + ". "
    text = f"{dates * 4}Morn rejected the map on May 2. {dates * 6}"
    assert said_on(text, "Morn rejected the map") == "2031-05-02"


def test_a_hostile_line_is_read_in_linear_time() -> None:
    text = "“Morn said on Monday that he told it in May, " * 10_000
    prose = prepare(Article(id="a", text=text))
    calendar = Calendar(PUBLISHED)
    for sentence in prose.sentences[:50]:
        calendar.said_on(prose, sentence, sentence.start, sentence.end)
