from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages import hypertext, notices
from onrecord.records import STANCES
from onrecord.views import wording
from onrecord.views.passages import Day
from onrecord.views.wording import (
    between_in_words,
    condition_in_words,
    counted,
    date_in_brief,
    date_in_words,
    day_in_words,
    in_words,
    notice_in_words,
    stance_at_length,
    stance_in_words,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [("2041-05-07", "7 May 2041"), ("2041-09", "September 2041"), ("2041", "2041"), ("soon", "soon"), ("2041-13", "2041-13"), ("", "")],
)
def test_days_keep_the_precision_that_they_have(value: str, words: str) -> None:
    assert date_in_words(value) == words


def test_an_exception_is_told_by_its_own_unless() -> None:
    assert condition_in_words("Ostmark withdraws its troops") == "if: Ostmark withdraws its troops"
    assert condition_in_words("Unless Ostmark withdraws its troops") == "Unless Ostmark withdraws its troops"


def test_a_brief_date_cuts_the_month() -> None:
    assert date_in_brief("2041-09-07") == "7 Sep 2041"


@given(st.text(max_size=12))
def test_any_text_in_place_of_a_day_is_shown_and_never_an_error(value: str) -> None:
    assert isinstance(date_in_words(value), str)


def test_a_day_says_how_it_is_known() -> None:
    assert day_in_words(Day("said", "2041-05-07")) == "7 May 2041"
    assert day_in_words(Day("reported", "2041-05-07")) == "reported 7 May 2041"
    assert day_in_words(Day("undated")) == "no date"
    assert day_in_words(Day("undated", not_before="2041-04-20")) == "no date, not before 20 April 2041"


def test_spans_of_days() -> None:
    assert between_in_words("2041-05-07", "2041-05-07") == "7 May 2041"
    assert between_in_words("2041-05-07", "2041-05-09") == "7 May 2041 – 9 May 2041"
    assert between_in_words(None, "2041-05-09") == "not after 9 May 2041"
    assert between_in_words(None, None) == "day not told"


def test_stances_have_one_short_word_each() -> None:
    assert [stance_in_words(stance) for stance in STANCES] == ["for", "if", "against", "open"]
    assert len({stance_at_length(stance) for stance in STANCES}) == 4


def test_kinds_become_words() -> None:
    assert in_words("sign-up") == "sign up"
    assert notice_in_words("generated-with-ai") == "Says that it was made with AI."
    assert notice_in_words("state-media") == "Listed as state media in the outlet table."
    assert notice_in_words("never-heard-of") == "Never heard of."
    assert (counted(1, "report"), counted(2, "report"), counted(0, "story", "stories")) == ("1 report", "2 reports", "0 stories")


def test_every_notice_that_pages_can_give_has_a_sentence() -> None:
    sources = [module.read_text("utf-8") for module in files("onrecord.pages").iterdir() if module.name.endswith(".py")]
    named = re.compile(r'(?:evidence\[|setdefault\(|Notice\((?:kind=)?|append\(\()"([a-z-]+)"')
    kinds = {kind for source in sources for kind in named.findall(source)}
    kinds |= {kind for kind, *_ in notices._ANYWHERE} | notices._DECLARED | {*hypertext._KINDS.values()} | {*hypertext._SECTIONS.values()}
    assert {"agency-credited", "language-not-read", "opinion", "quotations-only", "sponsored", "state-media", "translated"} <= kinds
    assert kinds <= wording._NOTICES.keys()
    assert all(notice_in_words(kind).endswith(".") and len(notice_in_words(kind).split()) > 2 for kind in kinds)
