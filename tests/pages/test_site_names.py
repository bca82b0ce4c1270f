from __future__ import annotations

import pytest

from onrecord.pages.hypertext import extract

HEADLINE = "Karsia offers to open the sluice"
BODY = "The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols."


def outlet(window: str, around: str = "", *, head: str = "") -> str | None:
    page = f"<html><head><title>{window}</title>{head}</head><body>{around}<article><h1>{HEADLINE}</h1><p>{BODY}</p></article></body></html>"
    article = extract(page, "a.html", "a")
    assert article.title == HEADLINE
    return article.outlet


@pytest.mark.parametrize("separator", [" - ", " | ", " – ", " — ", " · ", ": "])
def test_the_end_of_the_windows_title_is_the_outlet_where_the_copyright_line_has_it_too(separator: str) -> None:
    footer = "<div>Copyright Vel Courier Ltd 2021</div>"
    assert outlet(f"{HEADLINE}{separator}Vel Courier", footer) == "Vel Courier"
    assert outlet(f"{HEADLINE}{separator}Business", footer) is None


@pytest.mark.parametrize(
    "around",
    [
        '<p>&copy; 2021 <a href="/about">The Vel Courier</a>. All rights reserved.</p>',
        "<footer>(c) Copyright The Vel Courier Group</footer>",
        '<a href="/">Vel Courier</a>',
        '<a href="/"><img src="x.png" alt="The Vel Courier"></a>',
    ],
)
def test_a_copyright_line_or_a_link_to_the_front_page_bears_the_name_out(around: str) -> None:
    assert outlet(f"{HEADLINE} | World | The Vel Courier", around) == "The Vel Courier"


def test_so_does_the_host_of_the_address() -> None:
    head = '<link rel="canonical" href="https://www.velcourier.example/news/sluice">'
    assert outlet(f"{HEADLINE} - The Vel Courier", head=head) == "The Vel Courier"
    assert outlet(HEADLINE, "<p>© 2021 The Vel Courier</p>", head=head) == "The Vel Courier"
    assert outlet(f"{HEADLINE} - Sluices", head=head) == "velcourier.example"


@pytest.mark.parametrize(
    ("window", "around"),
    [
        (f"{HEADLINE} - Sport", '<a href="/sport">Sport</a>'),
        (f"{HEADLINE} - News", '<a href="/">News</a>'),
        (f"{HEADLINE} - Home", '<a href="/">Home</a>'),
        (HEADLINE, "<p>Copyright 2021 Ostmark Holdings Ltd</p>"),
        (HEADLINE, '<p>Copyright Page Builders</p><a href="https://page-builders.example/">Page Builders</a>'),
        (f"{HEADLINE} - Reuters", "<p>© 2021 Reuters</p>"),
    ],
)
def test_sections_owners_and_agencies_are_no_outlets(window: str, around: str) -> None:
    page = f"<html><head><title>{window}</title></head><body>{around}<article><h1>{HEADLINE}</h1><p>{BODY}</p></article></body></html>"
    assert extract(page, "a.html", "a").outlet is None


def test_where_more_follows_the_name_it_is_what_both_have() -> None:
    assert outlet(f"{HEADLINE} — The Vel Courier in English", "<div>© The Vel Courier 2021 · Subscribe</div>") == "The Vel Courier"


def test_what_the_page_declares_goes_before() -> None:
    head = '<meta property="og:site_name" content="Vel Courier Online">'
    assert outlet(f"{HEADLINE} - Vel Courier", "<p>© Vel Courier</p>", head=head) == "Vel Courier Online"
