from __future__ import annotations

import time

import pytest

from onrecord.pages import clear
from onrecord.records import Article

BODY = [
    "The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols.",
    "“We ask for nothing that was not agreed before,” council speaker Tomas Relle told reporters in Velhaven.",
    "Ostmark's envoy, Ilse Maron, called the offer late but serious, and asked for the figures on which it was based.",
    "Fishermen on both banks said that they had heard such promises before and would wait for the water to rise.",
    "Talks are to go on in the border town of Marn, where both sides have kept an office since the flood.",
]


def dropped(lines: list[str], title: str | None = None) -> dict[str, str]:
    return {passage.text: passage.reason for passage in clear(Article(id="a", text="\n".join(lines), title=title)).dropped}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "furniture"),
        ("Story continues below", "furniture"),
        ("Copyright © 2031 The Vel Courier. All rights reserved.", "furniture"),
        ("PREV", "furniture"),
        ("0 0", "furniture"),
        ("***", "furniture"),
        ("Updated at 2:39 p.m. ET", "dateline"),
        ("Sign up for our daily newsletter", "sign-up"),
        ("Get the best of the Courier delivered to your inbox.", "sign-up"),
        ("By Jo Brandt and Ada Kern, The Vel Courier", "credit"),
        ("Ada Kern contributed to this report.", "credit"),
        ("(Reporting by Jo Brandt; editing by Ada Kern)", "credit"),
        ("Contributing: Ada Kern", "credit"),
        ("RELATED: Ostmark counts its barges", "teaser"),
        ("See also: Ostmark counts its barges", "teaser"),
        ("( PHOTOS: The river at its lowest)", "teaser"),
        ("RIVER:Ostmark counts its barges", "teaser"),
        ("NEXT Ostmark counts its barges", "teaser"),
        ("Ilse Maron leaves the talks in Marn. (Photo: Ada Kern, The Courier)", "caption"),
        ("A barge on the Vel, May 3, 2031. REUTERS/Ada Kern", "caption"),
        ("Enlarge this image toggle caption Ada Kern/AP", "caption"),
        ("Follow Jo Brandt on Twitter @jobrandt", "bio"),
    ],
)
def test_a_line_of_furniture_is_dropped_with_its_reason(line: str, reason: str) -> None:
    assert dropped([*BODY[:3], line, *BODY[3:]]) == {line: reason}


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the water had fallen by a metre, and the barges lay on the mud.",
        "More than a hundred barges were waiting above the lock on Tuesday.",
        "Next up in the council are the fees for the lower lock, which Ostmark wants cut.",
        "The minister shared a photo of the sluice with reporters before the talks began.",
        "“Follow the water,” Maron said, “and you will find the answer.”",
        "Editors of both countries' papers met in Marn.",
        "The figures come from a report by the river board, which was published last year.",
        "Water first, talks later",
    ],
)
def test_prose_that_begins_like_furniture_stays(line: str) -> None:
    assert dropped([*BODY[:3], line, *BODY[3:]]) == {}


def test_an_author_is_a_bio_only_at_the_end() -> None:
    line = "Jo Brandt is a professor of hydrology at the University of Velhaven."
    assert dropped([*BODY, line]) == {line: "bio"}
    assert dropped([line, *BODY]) == {}


def test_the_title_in_the_text_is_dropped_also_behind_a_label() -> None:
    title = "Karsia ties river truce to patrol withdrawal"
    lines = [title, f"Vel: {title.upper()}!", *BODY]
    assert dropped(lines, title) == {lines[0]: "headline-repeat", lines[1]: "headline-repeat"}


def test_highlights_are_dropped_up_to_the_first_sentence() -> None:
    lines = ["Story highlights Karsia offers water", "Ostmark asks for figures", "Fishermen wait", *BODY]
    assert dropped(lines) == dict.fromkeys(lines[:3], "summary-repeat")


def test_links_behind_the_body_are_dropped() -> None:
    lines = [*BODY, "Read more:", "Ostmark counts its barges", "Who owns the river?"]
    assert dropped(lines) == {"Read more:": "furniture", "Ostmark counts its barges": "teaser", "Who owns the river?": "teaser"}


def test_a_list_at_the_end_of_an_article_stays() -> None:
    lines = [*BODY, "What comes next:", "- talks in Marn", "- a vote in the council"]
    assert dropped(lines) == {}


def test_a_dated_teaser_behind_the_body_is_dropped_with_its_section() -> None:
    lines = [*BODY, "Ostmark", "Envoy Denies Counting the Barges Twice", "2 May, 17:38 GMT"]
    assert dropped(lines) == {"Ostmark": "teaser", "Envoy Denies Counting the Barges Twice": "teaser", "2 May, 17:38 GMT": "dateline"}


def test_a_summary_made_of_body_sentences_is_dropped() -> None:
    summary = BODY[0] + BODY[2] + BODY[3]
    assert dropped([summary, *BODY]) == {summary: "repeat"}


def test_a_pulled_quote_is_dropped_and_the_fuller_line_stays() -> None:
    pulled = "“We ask for nothing that was not agreed before”"
    assert dropped([*BODY[:4], pulled, *BODY[4:]]) == {pulled: "repeat"}


def test_a_line_that_says_who_spoke_stays_beside_a_fuller_one() -> None:
    fuller = "In its statement the board wrote: we will not open the lower lock before the water has risen by a metre, and not for barges alone."
    said = "“We will not open the lower lock before the water has risen by a metre,” said Maron."
    assert dropped([*BODY, said, fuller]) == {}


def test_words_that_come_twice_are_kept_once() -> None:
    lines = [*BODY, BODY[0]]
    article = clear(Article(id="a", text="\n".join(lines)))
    assert [(passage.text, passage.reason) for passage in article.dropped] == [(BODY[0], "repeat")]
    assert article.dropped[0].start > 0


@pytest.mark.parametrize(
    "text",
    [
        "a b " * 100_000,
        "(" * 500_000,
        "Abc " * 100_000,
        "photo: (" * 50_000,
        "Read more:\n" * 40_000,
        ("and " * 140 + "\n") * 500,
        "the barges of the upper Vel river passed the lock at noon\n" * 9_000,
    ],
)
def test_hostile_texts_cost_little(text: str) -> None:
    started = time.process_time()
    clear(Article(id="a", text=text))
    assert time.process_time() - started < 10
