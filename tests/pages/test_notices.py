from __future__ import annotations

from typing import Any

import pytest

from onrecord.pages import clear
from onrecord.records import Article, given_text

BODY = [
    "The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols.",
    "Ostmark's envoy, Ilse Maron, called the offer late but serious, and asked for the figures on which it was based.",
    "Fishermen on both banks said that they had heard such promises before and would wait for the water to rise.",
]


def kinds(*lines: str, **fields: Any) -> dict[str, list[str]]:
    article = clear(Article(id="a", text="\n".join(lines), **fields))
    for notice in article.notices:
        for span in notice.evidence:
            source = article.title if span.field == "title" else given_text(article)
            assert source
            assert source[span.start : span.end] == span.text
    return {notice.kind: [span.text for span in notice.evidence] for notice in article.notices}


def test_a_plain_article_has_none() -> None:
    assert kinds(*BODY) == {}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[This article was generated with AI and checked by nobody.]", "generated-with-ai"),
        ("This summary has been written by artificial intelligence.", "generated-with-ai"),
        ("Correction: the sluice has two gates.", "correction"),
        ("An earlier version of this story misnamed the envoy.", "correction"),
        ("Translated from the Ostmark edition by Ada Kern", "translated"),
        ("Ada Kern, 20 March 2031. Translated from the Ostmark by the newsroom.", "translated"),
        ("Sponsored content", "sponsored"),
        ("FOR IMMEDIATE RELEASE", "press-release"),
        ("Opinion", "opinion"),
        ("The views expressed here are the author's own.", "opinion"),
        ("Live updates from the river", "live-blog"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "agency-credited"),
        ("By Agence France-Presse", "agency-credited"),
        ("Skarv Wire", "agency-credited"),
        ("From the Vel News Agency", "agency-credited"),
        ("The Associated Press contributed to this report.", "agency-credited"),
        ("VELHAVEN (Reuters) - The council of Karsia met on Monday to vote on the fees for the lower lock.", "agency-credited"),
    ],
)
def test_a_note_about_the_article_is_a_notice_with_its_words(line: str, kind: str) -> None:
    found = kinds(*BODY, line)
    assert list(found) == [kind]
    assert all(words in line for words in found[kind])
    assert found[kind]


@pytest.mark.parametrize(
    "line",
    [
        "The minister said that the speech had been written with the help of AI and that he regretted it.",
        "In her opinion the offer was late, and its correction later still.",
        "Reuters first reported the talks in Marn.",
        "The council issued a press release on the fees.",
        "The council put up a fence of wire.",
        (
            "The inscription is in the tongue of Ostmark. Translated by the council's own clerk, who asked for a fee that nobody had thought of, "
            "it says that the sluice is free to all boats."
        ),
    ],
)
def test_what_the_article_tells_of_others_is_no_notice(line: str) -> None:
    assert kinds(*BODY, line) == {}


def test_title_and_address_tell_opinion_and_live_blog() -> None:
    assert kinds(*BODY, title="Opinion: Whose river is it?") == {"opinion": ["Opinion:"]}
    assert list(kinds(*BODY, title="River talks in Marn – live updates")) == ["live-blog"]
    assert kinds(*BODY, url="https://courier.example/opinion/whose-river") == {"opinion": []}


def test_another_language_is_said() -> None:
    text = "Les ministres des deux pays se sont réunis lundi au bord du fleuve et ont convenu de laisser passer les bateaux."
    assert kinds(text) == {"language-not-read": []}


def test_a_credit_counts_however_many_links_follow_it() -> None:
    links = ["Read more: Council to vote on fees", "Comments (17)", "Print | Email | Share", "Most read", "Related articles"]
    assert kinds(*BODY, "Skarv Wire", *links) == {"agency-credited": ["Skarv Wire"]}
