from __future__ import annotations

import pytest

from onrecord.pages import clear
from onrecord.pages.headline import headline_of
from onrecord.pages.lines import cut
from onrecord.records import Article

BODY = (
    "The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols.\n"
    "Ostmark's envoy, Ilse Maron, called the offer late but serious, and asked for the figures on which it was based."
)
HEADLINE = "Karsia ties river truce to patrol withdrawal"


@pytest.mark.parametrize(
    "head",
    [HEADLINE, f"\n{HEADLINE}\n", f"date 2031-05-06 {HEADLINE}", f"{HEADLINE}\nBy Jo Brandt", f"By Jo Brandt\n{HEADLINE}"],
)
def test_a_headline_that_stands_by_itself_is_the_title(head: str) -> None:
    assert headline_of(cut(f"{head}\n{BODY}")) == HEADLINE


@pytest.mark.parametrize(
    "head",
    [
        f"Vel Daily\nPublished: 6 May 2031\n\n{HEADLINE}",
        f"Published on Tuesday, 6 May 2031 at 10:20\nUpdated: 7 May 2031\nBy Jo Brandt\n{HEADLINE}",
        f"Filed: 6 May 2031\n{HEADLINE}",
        f"First sent to print: 6 May\n{HEADLINE}",
        f"The Vel Courier of Velhaven, 6 May 2031\n{HEADLINE}",
        f"{HEADLINE}\nPublished: 6 May 2031",
    ],
)
def test_a_line_that_tells_the_date_is_no_headline(head: str) -> None:
    assert clear(Article(id="a", text=f"{head}\n{BODY}")).title == HEADLINE


def test_a_headline_may_tell_a_day() -> None:
    assert clear(Article(id="a", text=f"Karsia votes on the sluice on 6 May\n{BODY}")).title == "Karsia votes on the sluice on 6 May"


def test_a_date_above_a_body_leaves_the_title_open() -> None:
    assert clear(Article(id="a", text=f"Vel Daily\nPublished: 6 May 2031\n\n{BODY}")).title is None
    assert clear(Article(id="a", text=f"Published: 6 May 2031\n{BODY}\nPublished: 6 May 2031")).title is None


def test_a_headline_that_ends_like_a_sentence_is_sure_where_it_returns() -> None:
    whole = HEADLINE + "."
    assert headline_of(cut(f"{whole}\n{BODY}")) is None
    assert headline_of(cut(f"{whole}\nMay 6, 2031.\n{whole}\n{BODY}")) == whole


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Karsia",
        "A barge on the Vel. Water first",
        "Enlarge this image toggle caption Ada Kern/AP",
        "Story highlights Karsia offers some water",
        "word " * 30,
        "VELHAVEN (Reuters) - Karsia and Ostmark",
        "Jo Brandt and Ada Kern",
    ],
)
def test_what_is_not_surely_a_headline_is_none(head: str) -> None:
    assert headline_of(cut(f"{head}\n{BODY}")) is None


def test_a_headline_without_a_body_is_none() -> None:
    assert headline_of(cut(HEADLINE)) is None
    assert headline_of([]) is None
