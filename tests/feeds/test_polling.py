"""Polls of feeds that behave, and of feeds that do not."""

from __future__ import annotations

import time
from typing import Any

import pytest

from onrecord.feeds import entries
from onrecord.feeds.entries import day_of, entries_of
from onrecord.feeds.failures import FetchError
from onrecord.feeds.network import Reply
from onrecord.feeds.parsing import parse
from onrecord.records import given_text
from tests.feeds.conftest import Desk
from tests.feeds.site import Answer, Request, Site, html, item, rss

BODY = """<p>Karsian President Mira Orlan said on Monday that Karsia would open the gates of the Sarn dam if Ostmark withdraws its troops.</p>
<p>Prime Minister Jonas Tavel rejected a ceasefire on the Halm ridge and said Ostmark would never negotiate over the river under threat.</p>"""


@pytest.fixture
def newsroom(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A feed with two articles; feeds are taken apart in this process, which is faster."""
    monkeypatch.setattr(entries, "_parse", lambda question, *_: parse(question))
    site.pages["/feed"] = rss(item("/gates?utm_source=rss", "g1"), item(site.at("/ridge"), "g2"))
    site.pages["/gates"] = html(BODY)
    site.pages["/ridge"] = html(BODY.replace("Monday", "Sunday"), "Ostmark keeps its hills")
    return site


def test_new_articles_are_fetched_once(newsroom: Site, desk: Desk) -> None:
    articles, errors, poll = desk.poll(newsroom.at("/feed"))
    assert errors == []
    assert [article.id for article in articles] == [newsroom.at("/gates"), newsroom.at("/ridge")]
    first = articles[0]
    assert first.extracted
    assert first.url == first.id
    assert (first.title, first.published, first.published_by) == ("Karsia offers to open the dam", "2031-10-14", "metadata")
    assert "open the gates of the Sarn dam" in given_text(first)
    assert "Home" not in given_text(first)
    assert (poll.counts.asked, poll.counts.new) == (1, 2)
    assert desk.poll(newsroom.at("/feed"))[0] == []
    assert newsroom.paths() == ["/feed", "/gates", "/ridge", "/feed"]


def test_a_feed_is_asked_only_for_what_changed(newsroom: Site, desk: Desk) -> None:
    feed = newsroom.pages["/feed"]
    assert isinstance(feed, Answer)
    marked = Answer(feed.body, headers=feed.headers | {"ETag": '"7"', "Last-Modified": "Tue, 14 Oct 2031 05:00:00 GMT"})

    def careful(out: Any, request: Request) -> Answer:
        return Answer(status=304) if request.headers.get("if-none-match") == '"7"' else marked

    newsroom.pages["/feed"] = careful
    desk.poll(newsroom.at("/feed"))
    articles, errors, poll = desk.poll(newsroom.at("/feed"))
    assert (articles, errors, poll.counts.unchanged) == ([], [], 1)
    assert newsroom.asked[-1].headers["if-modified-since"] == "Tue, 14 Oct 2031 05:00:00 GMT"


def test_what_was_fetched_and_not_kept_is_fetched_again(newsroom: Site, desk: Desk) -> None:
    feed = newsroom.pages["/feed"]
    assert isinstance(feed, Answer)
    newsroom.pages["/feed"] = Answer(feed.body, headers=feed.headers | {"ETag": '"7"'})
    assert len(desk.poll(newsroom.at("/feed"), keep=False)[0]) == 2
    assert len(desk.poll(newsroom.at("/feed"))[0]) == 2, "a poll that was stopped before its articles were stored loses none"
    assert "if-none-match" not in [request for request in newsroom.asked if request.path == "/feed"][-1].headers


def test_guids_that_change_each_time_make_no_new_articles(newsroom: Site, desk: Desk) -> None:
    desk.poll(newsroom.at("/feed"))
    newsroom.pages["/feed"] = rss(item("/gates?utm_source=other", "g77"), item(newsroom.at("/ridge#top"), "g78"))
    assert desk.poll(newsroom.at("/feed"))[0] == []


def test_an_article_that_its_feed_calls_changed_is_read_again_the_next_day(newsroom: Site, desk: Desk) -> None:
    desk.poll(newsroom.at("/feed"))
    newsroom.pages["/feed"] = rss(item("/gates", "g1", "Wed, 15 Oct 2031 10:00:00 GMT"))
    newsroom.pages["/gates"] = html(BODY.replace("never", "not"))
    assert desk.poll(newsroom.at("/feed"))[0] == []
    desk.time.now += 90_000
    changed = desk.poll(newsroom.at("/feed"))[0]
    assert len(changed) == 1
    assert "not negotiate" in given_text(changed[0])


def test_an_article_that_moved_goes_by_its_new_address(newsroom: Site, desk: Desk) -> None:
    newsroom.pages["/feed"] = rss(item("/old", "g1"))
    newsroom.pages["/old"] = Answer(status=301, headers={"Location": "/gates"})
    assert [article.id for article in desk.poll(newsroom.at("/feed"))[0]] == [newsroom.at("/gates")]
    assert desk.poll(newsroom.at("/feed"))[0] == []


def test_a_page_speaks_for_its_own_host_only(newsroom: Site, desk: Desk) -> None:
    newsroom.pages["/gates"] = html(BODY, head='<link rel="canonical" href="https://gazette.example/ours">')
    newsroom.pages["/ridge"] = html(BODY, head=f'<link rel="canonical" href="{newsroom.at("/hills")}">')
    assert [article.url for article in desk.poll(newsroom.at("/feed"))[0]] == [newsroom.at("/gates"), newsroom.at("/hills")]


def test_dates_may_be_missing_or_nonsense(newsroom: Site, desk: Desk) -> None:
    newsroom.pages["/feed"] = rss(item("/gates", "g1", ""), item("/ridge", "g2", "once upon a time"))
    assert [article.published for article in desk.poll(newsroom.at("/feed"))[0]] == [None, None]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 14 Oct 2031 23:30:00 -0500", "2031-10-14"),
        ("14 Oct 31 10:00 GMT", "2031-10-14"),
        ("2031-10-14T23:30:00-05:00", "2031-10-14"),
        ("2031-10-14", "2031-10-14"),
        ("2031-10", None),
        ("Tue, 31 Feb 2031 10:00:00 GMT", None),
        ("14.10.2031", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_an_entry_is_the_one_that_is_written(written: str | None, day: str | None) -> None:
    assert day_of(written) == day


def test_one_feed_that_fails_stops_no_other(newsroom: Site, other_site: Site, desk: Desk) -> None:
    feeds = [newsroom.at("/none"), newsroom.at("/html"), newsroom.at("/bomb"), f"http://127.0.0.1:{other_site.port}/", newsroom.at("/feed")]
    newsroom.pages["/html"] = html("<p>This page has no feed in it.</p>")
    newsroom.pages["/bomb"] = Answer(b"\x1f\x8b not gzip", headers={"Content-Encoding": "gzip"})
    articles, errors, _ = desk.poll(*feeds)
    assert len(articles) == 2
    assert {error.where for error in errors} == set(feeds[:4])
    reasons = {error.where: error.reason for error in errors}
    assert "it is not there (HTTP 404)" in reasons[feeds[0]]
    assert "this is no feed" in reasons[feeds[1]]
    assert "--allow-private" in reasons[feeds[3]]
    assert all("not asked again before 2031-10-14 06:15 UTC" in reasons[feed] for feed in feeds[:3])
    assert other_site.asked == []


def test_a_private_host_is_asked_as_soon_as_it_is_allowed(other_site: Site, desk: Desk) -> None:
    feed = f"http://127.0.0.1:{other_site.port}/"
    for _ in range(2):
        (error,) = desk.poll(feed)[1]
        assert error.reason.endswith(f"if it is yours: --allow-private 127.0.0.1:{other_site.port}")
    assert desk.state.feeds[feed].not_before == 0.0


def test_a_feed_that_fails_is_asked_less_and_less(newsroom: Site, desk: Desk) -> None:
    newsroom.pages["/feed"] = Answer(status=500)
    waits = []
    for _ in range(9):
        desk.poll(newsroom.at("/feed"))
        state = desk.state.feeds[newsroom.at("/feed")]
        waits.append(state.not_before - desk.time.now)
        counts = desk.poll(newsroom.at("/feed"))[2].counts
        assert (counts.not_due, counts.next_due) == (1, state.not_before)
        desk.time.now = state.not_before
    assert waits[:4] == [900.0, 1_800.0, 3_600.0, 7_200.0]
    assert waits[-1] == 86_400.0
    newsroom.pages["/feed"] = rss()
    desk.poll(newsroom.at("/feed"))
    assert desk.state.feeds[newsroom.at("/feed")].not_before == 0.0


def test_a_feed_that_is_gone_is_never_asked_again(newsroom: Site, desk: Desk) -> None:
    newsroom.pages["/feed"] = Answer(status=410)
    assert "gone for good" in desk.poll(newsroom.at("/feed"))[1][0].reason
    desk.time.now += 1_000_000
    assert "take it out of your list" in desk.poll(newsroom.at("/feed"))[1][0].reason
    assert newsroom.paths() == ["/feed"]


def test_a_busy_host_keeps_its_articles_for_the_next_poll(newsroom: Site, desk: Desk) -> None:
    newsroom.pages["/gates"] = Answer(status=429, headers={"Retry-After": "3600"})
    articles, errors, poll = desk.poll(newsroom.at("/feed"))
    assert (articles, len(errors), poll.counts.left) == ([], 1, 1)
    assert desk.poll(newsroom.at("/feed"))[2].counts.not_due == 1
    newsroom.pages["/gates"] = html(BODY)
    desk.time.now += 3_601
    assert len(desk.poll(newsroom.at("/feed"))[0]) == 2


def test_a_host_that_does_not_answer_is_not_tried_with_every_article(newsroom: Site, desk: Desk) -> None:
    def silent(out: Any, request: Request) -> None:
        time.sleep(2)

    newsroom.pages["/gates"] = newsroom.pages["/ridge"] = silent
    desk.seconds = 0.5
    _, errors, poll = desk.poll(newsroom.at("/feed"))
    assert (len(errors), poll.counts.left) == (1, 1)


def test_an_article_that_cannot_be_had_is_tried_a_few_times(newsroom: Site, desk: Desk) -> None:
    newsroom.pages["/gates"] = Answer(status=404)
    for _ in range(8):
        desk.poll(newsroom.at("/feed"))
        desk.time.now += 86_401
    assert newsroom.paths().count("/gates") == 5
    newsroom.pages["/feed"] = rss(item("/login", "g3"), item("/report.pdf", "g4"), item("/empty", "g5"))
    newsroom.pages["/login"] = Answer(status=401)
    newsroom.pages["/report.pdf"] = Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    newsroom.pages["/empty"] = html("")
    reasons = [error.reason for error in desk.poll(newsroom.at("/feed"))[1]]
    assert ["password" in reasons[0], "application/pdf" in reasons[1], "no article was found" in reasons[2]] == [True] * 3
    assert desk.poll(newsroom.at("/feed"))[1] == []


def test_the_text_of_the_feed_is_read_only_where_that_is_asked_for(newsroom: Site, desk: Desk) -> None:
    text = "&lt;p&gt;Karsia would open the gates of the Sarn dam, President Mira Orlan said on Monday in Dravik.&lt;/p&gt;"
    newsroom.pages["/feed"] = rss(item("/gone", "g1", text=text))
    newsroom.pages["/gone"] = Answer(status=410)
    assert desk.poll(newsroom.at("/feed"))[0] == []
    desk.state.entries.clear()
    articles, errors, poll = desk.poll(newsroom.at("/feed"), feed_text=True)
    assert (len(errors), poll.counts.from_feed) == (0, 1)
    assert given_text(articles[0]) == "Karsia would open the gates of the Sarn dam, President Mira Orlan said on Monday in Dravik."
    assert (articles[0].id, articles[0].published) == (newsroom.at("/gone"), "2031-10-14")


def test_an_entry_without_an_address_is_said_once(newsroom: Site, desk: Desk) -> None:
    newsroom.pages["/feed"] = rss(item("", "tag:courier.example,2031:1"), item("javascript:alert(1)", "g2"), item("", newsroom.at("/gates")))
    articles, errors, _ = desk.poll(newsroom.at("/feed"))
    assert [article.id for article in articles] == [newsroom.at("/gates")]
    assert len(errors) == 2
    assert "names no address" in errors[0].reason
    assert desk.poll(newsroom.at("/feed"))[1] == []


def test_articles_on_other_private_hosts_are_not_fetched(newsroom: Site, other_site: Site, desk: Desk) -> None:
    other_site.pages["/"] = html(BODY)
    newsroom.pages["/feed"] = rss(
        item(f"http://127.0.0.1:{other_site.port}/", "g1"), item("http://169.254.169.254/latest", "g2"), item("/gates", "g3")
    )
    articles, errors, _ = desk.poll(newsroom.at("/feed"))
    assert (len(articles), len(errors)) == (1, 2)
    assert other_site.asked == []


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15", "x-unknown"])
def test_a_charset_may_be_wrong(newsroom: Site, desk: Desk, charset: str) -> None:
    words = "<p>The barge café on the Vel stays shut, said Orlan’s office, as long as the gates of the Sarn dam are closed.</p>"
    page = f"<!doctype html><html><head><title>Café</title></head><body><article>{words}</article></body></html>"
    newsroom.pages["/gates"] = Answer(page.encode("cp1252"), headers={"Content-Type": f"text/html; charset={charset}"})
    newsroom.pages["/ridge"] = Answer(page.encode(), headers={"Content-Type": f"text/html; charset={charset}"})
    newsroom.pages["/feed"] = Answer(rss(item("/gates"), item("/ridge")).body, headers={"Content-Type": f"application/rss+xml; charset={charset}"})
    articles, errors, _ = desk.poll(newsroom.at("/feed"))
    assert errors == []
    assert ["café" in given_text(article) for article in articles] == [True, True]


FEEDS = {
    "atom": """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>A</title><id>tag:1</id>
        <link rel="self" href="/self"/><link rel="alternate" href="/a"/><updated>2031-10-14T10:00:00Z</updated></entry></feed>""",
    "rdf": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier</title></channel>
        <item rdf:about="/a"><title>A</title><link>/a</link><dc:date>2031-10-14</dc:date></item></rdf:RDF>""",
    "broken": '<rss version="2.0"><channel><title>Courier & more</title><item><title>A <b>bold</title><link>/a</link></item>',
    "late": '\n\n <?xml version="1.0"?><rss version="2.0"><channel><item><link>/a</link><pubDate>2031-10-14</pubDate></item></channel></rss>',
}


@pytest.mark.parametrize("kind", FEEDS)
def test_feeds_of_all_kinds_and_broken_ones_give_their_entries(kind: str) -> None:
    found = entries_of(Reply("https://courier.example/feed", 200, {}, FEEDS[kind].encode()), "feed")
    assert [entry.address for entry in found.entries] == ["https://courier.example/a"]


@pytest.mark.parametrize("half", ["&#xD83D;", "&#55357;", "&#Xde00;"])
def test_half_of_a_pair_of_numbers_costs_no_feed(half: str) -> None:
    content = f'<rss version="2.0"><channel><item><title>Gates {half} open</title><link>/a</link></item></channel></rss>'
    found = entries_of(Reply("https://courier.example/feed", 200, {}, content.encode()), "feed")
    assert [entry.title for entry in found.entries] == ["Gates \ufffd open"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><rss version="2.0"><channel><title>&j;</title></channel></rss>'
)
OUTSIDE = """<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>News &a;</title><item><link>/a</link></item></channel></rss>"""


def test_entities_do_not_grow_without_end() -> None:
    found = entries_of(Reply("https://courier.example/feed", 200, {}, BOMB.encode()), "feed")
    assert len(found.title or "") < 10_000


def test_entities_bring_in_no_files() -> None:
    found = entries_of(Reply("https://courier.example/feed", 200, {}, OUTSIDE.encode()), "feed")
    assert "root:" not in (found.title or "")
    assert len(found.entries) == 1


def test_a_feed_that_takes_too_long_is_given_up() -> None:
    reply = Reply("https://courier.example/feed", 200, {}, b"<rss><channel>" + b"<item>" * 100_000)
    with pytest.raises(FetchError) as refused:
        entries_of(reply, "feed", seconds=1.0)
    assert "given up" in refused.value.reason


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"{}", b"<html><body>news</body></html>", b"/etc/passwd", b"http://127.0.0.1/feed"])
def test_what_is_no_feed_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(FetchError) as refused:
        entries_of(Reply("https://courier.example/feed", 200, {}, content), "feed")
    assert "this is no feed" in refused.value.reason
