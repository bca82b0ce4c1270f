from __future__ import annotations

import pytest

from onrecord.pages import clear
from onrecord.pages.publication import is_dateline
from onrecord.records import Article

FIRST = "The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols."
BODY = [
    FIRST,
    "Ostmark's envoy, Ilse Maron, called the offer late but serious, and asked for the figures on which it was based.",
    "Fishermen on both banks said that they had heard such promises before and would wait for the water to rise.",
    "Talks are to go on in the border town of Marn, where both sides have kept an office since the flood.",
    "The river board has measured the water there every morning for some ninety years, and publishes its tables.",
]


def cleared(*lines: str) -> Article:
    return clear(Article(id="a", text="\n".join(lines)))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("10:20 GMT 06.05.2031", "2031-05-06"),
        ("May 6th 2031.", "2031-05-06"),
        ("Tuesday, 6 May 2031, 10:20 a.m. ET", "2031-05-06"),
        ("World » VEL | May 6, 2031, Tuesday // 10:01", "2031-05-06"),
        ("date 2031-05-06 World", "2031-05-06"),
        ("Published: 2031-05-06 10:20", "2031-05-06"),
        ("By Jo Brandt, The Vel Courier | May 6, 2031", "2031-05-06"),
        ("Published May 6, 2031 | Updated May 9, 2031", "2031-05-06"),
        ("25/06/2031", "2031-06-25"),
        ("06/25/2031 10:20", "2031-06-25"),
    ],
)
def test_a_line_of_its_own_tells_the_day(line: str, day: str) -> None:
    article = cleared(line, *BODY)
    assert (article.published, article.published_by) == (day, "text")
    assert line in {passage.text for passage in article.dropped}


def test_a_dateline_tells_the_day() -> None:
    article = cleared(f"VELHAVEN, May 6, 2031 (Courier) - {FIRST}", *BODY[1:])
    assert article.published == "2031-05-06"
    assert article.dropped == ()


@pytest.mark.parametrize(
    "lines",
    [
        (*BODY, "Ostmark Envoy Counts the Barges", "2 May 2031"),
        ("On May 6, 2031, the council of Karsia opened the upper sluice.", *BODY),
        (FIRST, "A barge on the Vel, May 3, 2031. REUTERS/Ada Kern", *BODY[1:]),
        (FIRST, "RELATED: The flood of May 3, 2031", *BODY[1:]),
        ("Copyright © 2031 The Vel Courier", *BODY),
        ("May 6, 2031", "May 9, 2031", *BODY),
    ],
)
def test_the_date_of_something_else_is_not_taken(lines: tuple[str, ...]) -> None:
    assert cleared(*lines).published is None


def test_an_update_only_bounds_the_day() -> None:
    article = cleared("Updated May 9, 2031", *BODY)
    assert (article.published, article.not_before, article.not_after) == (None, None, "2031-05-09")
    assert [span.text for span in article.evidence.not_after] == ["May 9, 2031"]


def test_numbers_with_two_readings_are_bounds() -> None:
    article = cleared("04/05/2031", *BODY)
    assert (article.published, article.not_before, article.not_after) == (None, "2031-04-05", "2031-05-04")


@pytest.mark.parametrize(
    ("elsewhere", "day"),
    [
        ("The board's last table is of 25/04/2031.", "2031-05-04"),
        ("The board's last table is of 04/25/2031.", "2031-04-05"),
        ("The offer of 4 May 2031 is the third of its kind.", "2031-05-04"),
    ],
)
def test_other_dates_of_the_page_settle_the_order(elsewhere: str, day: str) -> None:
    assert cleared("04/05/2031", *BODY, elsewhere).published == day


@pytest.mark.parametrize("words", ["1 July, 17:38 GMT", "Monday 10:20 p.m.", "Last updated: 6 May 2031, 10:20 CET", "06.05.2031"])
def test_datelines(words: str) -> None:
    assert is_dateline(words)


@pytest.mark.parametrize("words", ["", "Karsia", "May I?", "The sluice opened at 10:20", "In 2031", "19 barges", "On Monday"])
def test_no_datelines(words: str) -> None:
    assert not is_dateline(words)
