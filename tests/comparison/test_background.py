"""Background: what stands behind an earlier day in its paragraph is of that day."""

from __future__ import annotations

import pytest

from onrecord.comparison.background import is_background
from onrecord.records import Article, Span

SAYS = "Karsia refused the offer, Hellvik said."


def told(before: str, published: str | None = "2032-03-20", field: str = "text") -> bool:
    text = before + SAYS
    place = Span(len(before), len(text), SAYS) if field == "text" else Span(0, len(SAYS), SAYS, "title")
    return is_background(Article(id="a", text=text, published=published), place)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("On January 18, the guns of the ridge opened fire. ", True),
        ("The guns opened fire on 18 January. ", True),
        ("On November 3, the gates were shut. ", True),
        ("On March 18, the guns of the ridge opened fire. ", False),
        ("On January 18 the guns opened fire. On March 19 they fell silent. ", False),
        ("On January 18, the guns of the ridge opened fire.\n", False),
        (f"On January 18, the guns opened fire. {'They fired on. ' * 30}", False),
        ("The guns may 18 times have opened fire. ", False),
        ("On February 31, nothing happened. ", False),
        ("", False),
    ],
)
def test_the_last_day_told_before_a_passage_decides(before: str, expected: bool) -> None:  # noqa: FBT001  a case
    assert told(before) is expected


@pytest.mark.parametrize("published", [None, "2032-03", "2032-13-01"])
def test_an_article_of_no_known_day_tells_nothing(published: str | None) -> None:
    assert not told("On January 18, the guns of the ridge opened fire. ", published)


def test_titles_and_articles_without_their_text_tell_nothing() -> None:
    assert not told("On January 18, the guns opened fire. ", field="title")
    assert not is_background(Article(id="a", published="2032-03-20"), Span(40, 79, SAYS))


@pytest.mark.parametrize(
    ("says", "behind", "published", "expected"),
    [
        ("Karsia refused the offer", " and on 18 January shut the gates.", "2032-03-20", True),
        ("Karsia refused the offer", " and on 18 January shut the gates.", None, True),
        ("Karsia refused the offer", " and on 19 March shut the gates.", "2032-03-20", False),
        ("Karsia refused the offer", " and shut the gates. On 18 January it rained.", "2032-03-20", False),
        ("Karsia refused the offer.", " On 18 January it rained.", None, False),
    ],
)
def test_a_day_behind_a_passage_in_its_sentence_decides_as_well(says: str, behind: str, published: str | None, expected: bool) -> None:  # noqa: FBT001  a case
    assert is_background(Article(id="a", text=says + behind, published=published), Span(0, len(says), says)) is expected
