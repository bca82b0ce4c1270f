"""Articles that try to be more than text: what they hold is shown as it stands, and does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from onrecord.ledger import Ledger
from onrecord.records import Article, Dossier, Position, Reading, Span, Statement, text_sha256
from onrecord.views import Record

pytestmark = pytest.mark.browser

LONG = "w" * 2**20
TRICKS = (
    "<script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "<svg onload=alert(1)><animate onbegin=alert(2) attributeName=x></svg>",
    "<a href=\"javascript:document.title='taken'\">data:text/html,<script>alert(1)</script></a>",
    "<iframe src=\"data:text/html,<script>parent.document.title='taken'</script>\"></iframe>",
    "<form action=https://elsewhere.example/><button>Show</button></form>",
    "<style>body{display:none}</style><link rel=stylesheet href=https://elsewhere.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "{{ 7 * 7 }} {% raw %} ${7*7} &lt;b&gt; ]]> --> </textarea></title></main>",
    "\u202eright to left\u202c \u2067isolate\u2069 \u200fשלום\u200e",
)
# Where such an article shows, and addresses that are tricks themselves.
PATHS = (
    *("/", "/?term=%3Cscript%3E&side=%22onload%3D", "/trail/vorn/ferry", "/term/ferry", "/actor/vorn", "/sources", "/today"),
    *("/shifts", "/occasions", "/answers"),
    *("/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/search?q=right"),
    "/article/" + quote(f"1/{TRICKS[0]}", safe=""),
)


def hostile(number: int, url: str, dossier: Dossier) -> Reading:
    """An article whose every part is a trick, and a position that cites them."""
    text = "\n\n".join([*TRICKS, LONG]) + "\n"
    spans = tuple(Span(start=text.index(trick), end=text.index(trick) + len(trick), text=trick) for trick in TRICKS)
    long = Span(start=text.index(LONG), end=text.index(LONG) + len(LONG), text=LONG)
    article = Article(
        id=f"{number}/{TRICKS[0]}",
        title=f"{TRICKS[1]} \u202e {number}",
        text=text,
        text_sha256=text_sha256(text),
        outlet=TRICKS[0],
        url=url,
        language='en" onload="alert(1)',
        published=f"2041-06-0{number}",
    )
    return Reading(
        article=article,
        statements=(Statement(id=f"s{number}", mode="direct", source=spans[0], actor="vorn", cue=(spans[1],), content=(*spans[2:], long)),),
        positions=(
            Position(id=f"p{number}", holder="vorn", term="ferry", stance="for", evidence=spans, mode="direct", statement=f"s{number}"),
            Position(id=f"q{number}", holder=None, term="<script>alert(3)</script>", stance="against", evidence=(long,), mode="direct"),
        ),
    )


@pytest.fixture(scope="module")
def hostile_site(ferry: Record, keep: Callable[[Record], Ledger], serving: Callable[[Ledger, str], Any]) -> Iterator[str]:
    """The pages of a dispute that only such articles tell of."""
    urls = ("javascript:document.title='taken'", "data:text/html,<script>alert(1)</script>", "https://lowerbank.example/\"onclick=alert(1)//'><b>")
    readings = tuple(hostile(number, url, ferry.dossier) for number, url in enumerate(urls, start=1))
    with serving(keep(Record(dossier=ferry.dossier, readings=readings)), ferry.dossier.id) as address:
        yield address


@pytest.mark.parametrize("path", PATHS)
def test_it_stays_text_and_breaks_no_page(visits: Callable[..., Any], hostile_site: str, path: str) -> None:
    visit = visits(width=360)
    page = visit.see(hostile_site + path)
    assert page.title() != "taken"
    assert page.evaluate("document.querySelectorAll('main :is(script, style, iframe, object, embed, link, meta, base)').length") == 0
    assert page.evaluate("document.querySelectorAll('main img:not([src^=\"/trail/\"])').length") == 0  # a time line of our own
    assert page.evaluate("[...document.querySelectorAll('*')].filter(one => [...one.attributes].some(of => of.name.startsWith('on'))).length") == 0
    assert page.evaluate("[...document.querySelectorAll('a, form')].filter(one => /^(javascript|data):/i.test(one.href ?? one.action)).length") == 0
    assert page.evaluate("[...document.forms].filter(one => new URL(one.action).origin !== location.origin).length") == 0
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert [address for address in visit.asked if not address.startswith((hostile_site, "data:,"))] == []


def test_its_words_are_shown_as_they_stand(visit: Any, hostile_site: str) -> None:
    page = visit.see(f"{hostile_site}/article/{quote(f'1/{TRICKS[0]}', safe='')}")
    shown = page.evaluate("document.querySelector('main').textContent")
    for trick in TRICKS:
        assert trick in shown
    assert max(map(len, re.findall("w+", shown))) > 1_000  # a text as long as this one comes in parts


def test_the_report_is_no_more_moved_by_it(visit: Any, report: str) -> None:
    page = visit.see(report)
    assert page.title() != "taken"
    assert "<script>" in page.locator("main").inner_text()
    assert page.evaluate("document.querySelectorAll('main script, main img, main style').length") == 0
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    assert visit.asked == [report]
