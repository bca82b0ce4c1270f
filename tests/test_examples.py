"""The example dispute against what a careful reader takes from it (examples/expected.json).

Dates, clearing, copies and grounding are held exactly. Of positions, the rules find a part: the shares below are what they reach, so that a
change that loses some is seen. Quality on disputes that no rule was made for is measured by `make eval`.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.cli.demo import find_examples
from onrecord.comparison import compare
from onrecord.dossiers import load
from onrecord.engines import read_all
from onrecord.pages import open_articles
from onrecord.records import Copies, Dossier, Reading, given_text

EXAMPLES = find_examples()
EXPECTED: dict[str, dict[str, Any]] = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))["articles"]

# What the readers reach; raise these with the change that earned it.
STATEMENTS_FOUND = 0.85
POSITIONS_FOUND = 0.54
POSITIONS_RIGHT = 0.76
DROPPED = 0.9


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(EXAMPLES / "dossier.toml")


@pytest.fixture(scope="module")
def readings(dossier: Dossier) -> dict[str, Reading]:
    read = list(read_all(open_articles([str(EXAMPLES / "articles")]), dossier))
    return {reading.article.id: reading for reading in read if isinstance(reading, Reading)}


def is_dropped(reading: Reading, words: str) -> bool:
    """Whether every place of these words lies in a dropped passage (words that the extraction left out are nowhere)."""
    text = given_text(reading.article)
    places = [start for start in range(len(text)) if text.startswith(words, start)]
    return all(any(passage.start <= start and start + len(words) <= passage.end for passage in reading.article.dropped) for start in places)


def test_every_article_is_read(readings: dict[str, Reading]) -> None:
    assert readings.keys() == EXPECTED.keys()


@pytest.mark.parametrize("article", EXPECTED)
def test_the_date_is_the_one_that_the_page_shows(readings: dict[str, Reading], article: str) -> None:
    assert readings[article].article.published == EXPECTED[article]["published"]


@pytest.mark.parametrize("article", EXPECTED)
def test_what_belongs_to_the_article_is_kept(readings: dict[str, Reading], article: str) -> None:
    assert [words for words in EXPECTED[article]["kept_contains"] if is_dropped(readings[article], words)] == []


def test_what_does_not_belong_to_it_is_dropped(readings: dict[str, Reading]) -> None:
    fates = [is_dropped(readings[article], words) for article, expected in EXPECTED.items() for words in expected["dropped_contains"]]
    assert sum(fates) / len(fates) >= DROPPED


def test_hostile_markup_leaves_no_trace(readings: dict[str, Reading]) -> None:
    for article, expected in EXPECTED.items():
        for words in expected.get("never_contains", []):
            assert words not in str(readings[article])


def test_quotations_have_their_speaker(readings: dict[str, Reading]) -> None:
    fates = [
        any(
            statement.actor == expected["actor"]
            and any(expected["content_contains"] in span.text or span.text in expected["content_contains"] for span in statement.content)
            for statement in readings[article].statements
        )
        for article in EXPECTED
        for expected in EXPECTED[article]["statements"]
    ]
    assert sum(fates) / len(fates) >= STATEMENTS_FOUND


def test_positions(readings: dict[str, Reading]) -> None:
    wanted = right = found = 0
    for article, expected in EXPECTED.items():
        want, defensible = ({(row["holder"], row["term"], row["stance"]) for row in expected.get(key, [])} for key in ("positions", "defensible"))
        got = {(position.holder, position.term, position.stance) for position in readings[article].positions}
        wanted += len(want)
        found += len(want & got)
        right += len(got & (want | defensible))
    given = sum(len({(p.holder, p.term, p.stance) for p in reading.positions}) for reading in readings.values())
    assert found / wanted >= POSITIONS_FOUND
    assert right / given >= POSITIONS_RIGHT


def test_the_wire_story_and_its_reprints_are_one_family(readings: dict[str, Reading], dossier: Dossier) -> None:
    families = [row for row in compare(list(readings.values()), dossier) if isinstance(row, Copies)]
    assert [set(family.articles) for family in families] == [
        {"2031-09-30-cna-halm-ridge", "2031-09-30-evening-gull-not-a-word", "2031-10-01-brevia-today-ridge-fighting"}
    ]
    assert families[0].origin in {None, "2031-09-30-cna-halm-ridge"}, "a reprint is never taken for the origin"
