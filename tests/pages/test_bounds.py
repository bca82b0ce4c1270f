from __future__ import annotations

import pytest

from onrecord.pages import clear
from onrecord.records import Article, Dossier, Event

OTHER = "Ostmark's envoy, Ilse Maron, called the offer late but serious, and asked for the figures on which it was based."
EVENTS = (
    Event(id="flood", name="The flood of the lower Vel", words=("the flood", "Lower Vel"), on="2030-08-11"),
    Event(id="marn", name="The talks in Marn", words=("Marn",), on="2031-06-15"),
)
DOSSIER = Dossier(id="vel", title="The Vel", terms=(), actors=(), events=EVENTS)


def bounds(sentence: str, dossier: Dossier | None = None) -> tuple[str | None, str | None]:
    article = clear(Article(id="a", text=f"{OTHER}\n{sentence}\n"), dossier)
    assert article.published is None
    for span in (*article.evidence.not_before, *article.evidence.not_after):
        assert str(article.text)[span.start : span.end] == span.text
    assert bool(article.evidence.not_before) == (article.not_before is not None)
    assert bool(article.evidence.not_after) == (article.not_after is not None)
    return article.not_before, article.not_after


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The pact was signed on 4 May 2031 in Velhaven.", ("2031-05-04", None)),
        ("The council will meet on 9 June 2031 to vote on the fees.", (None, "2031-06-09")),
        ("The pact was signed on 4 May 2031. The council will vote on it on 9 June 2031.", ("2031-05-04", "2031-06-09")),
        ("The pact would have been signed on 4 May 2031 if the water had risen.", (None, None)),
        ("The vote was scheduled for 9 June 2031.", (None, None)),
        ("“We will meet on 9 June 2031,” he said.", (None, None)),
        ("The pact was signed on 04/05/2031.", (None, None)),
        ("The pact was signed on 4 May 2031. The council will vote on it on 9 April 2031.", (None, None)),
        ("They agreed on a date for the vote: 9 June 2031.", (None, None)),
        ("Update: This article was changed to tell of the walkout that took place on 9 June 2031.", (None, None)),
        ("They extended the deadline of 9 June 2031.", (None, None)),
        ("Her speech will be given a day before the anniversary of 9 June 2031.", (None, None)),
    ],
)
def test_full_dates_bound_an_undated_article(sentence: str, expected: tuple[str | None, str | None]) -> None:
    assert bounds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Villages on the Lower Vel that were cut off last August have no bridge yet.", ("2030-09-01", "2031-07-31")),
        ("The flood of the Lower Vel last month took two bridges.", ("2030-09-01", "2030-09-30")),
        ("The flood took two bridges last week.", (None, None)),
        ("Since the flood, two bridges are closed.", ("2030-08-11", None)),
        ("The talks in Marn ended without a pact.", ("2031-06-15", None)),
        ("They met in Marn last week.", ("2031-06-16", "2031-06-28")),
        ("Next week's talks in Marn are the third.", ("2031-06-02", "2031-06-14")),
        ("They meet in Marn next week.", ("2031-06-02", "2031-06-14")),
        ("The talks in Marn earlier this month changed nothing.", ("2031-06-15", "2031-06-30")),
        ("The talks in Marn last year changed nothing.", ("2032-01-01", "2032-12-31")),
        ("“We met in Marn last week,” he said.", (None, None)),
        ("Karsia is preparing talks in Marn, to which Ostmark was not invited.", (None, "2031-06-15")),
        ("The upcoming talks in Marn are the third.", (None, "2031-06-15")),
        ("Villages on the Lower Vel have no bridge yet.", (None, None)),
        ("Villages cut off last May, far from the Lower Vel, have no bridge yet.", (None, None)),
        ("The board met in Marn and will meet again.", (None, None)),
    ],
)
def test_events_of_the_dossier_bound_an_undated_article(sentence: str, expected: tuple[str | None, str | None]) -> None:
    assert bounds(sentence, DOSSIER) == expected
    assert bounds(sentence) == (None, None)


def test_a_dated_article_has_no_bounds() -> None:
    article = clear(Article(id="a", text="The pact was signed on 4 May 2031.", published="2031-05-06", published_by="metadata"), DOSSIER)
    assert (article.not_before, article.not_after) == (None, None)
