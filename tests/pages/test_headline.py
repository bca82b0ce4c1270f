from __future__ import annotations

import pytest

from onrecord.pages.headline import headline_of
from onrecord.pages.lines import cut

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
