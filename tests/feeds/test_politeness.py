"""robots.txt, pauses, redirects and what a host says about coming again."""

from __future__ import annotations

import pytest

from onrecord.errors import InputError
from onrecord.feeds.failures import FetchError
from onrecord.feeds.pauses import seconds_to_rest
from onrecord.feeds.robots import Robots
from tests.feeds.conftest import START, Desk
from tests.feeds.site import Answer, Site

MOST = 100_000


def refusal(desk: Desk, address: str) -> InputError:
    with pytest.raises(InputError) as refused:
        desk.fetcher().get(address, MOST)
    return refused.value


def test_robots_txt_is_asked_once_a_day_and_obeyed(site: Site, desk: Desk) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\nAllow: /private/open$\n")
    site.pages["/private/open"] = site.pages["/news"] = Answer(b"news")
    fetcher = desk.fetcher()
    for path in ("/news", "/private/open", "/news"):
        assert fetcher.get(site.at(path), MOST).body == b"news"
    assert "robots.txt does not let programs fetch it" in refusal(desk, site.at("/private/x")).reason
    assert [request.path for request in site.asked].count("/robots.txt") == 1
    assert "/private/x" not in site.paths()
    desk.time.now += 86_401
    desk.fetcher().get(site.at("/news"), MOST)
    assert [request.path for request in site.asked].count("/robots.txt") == 2


def test_a_group_of_our_own_goes_before_that_for_all(site: Site, desk: Desk) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow:\n\nUser-agent: otherbot\nUser-agent: onrecord\nDisallow: /\n")
    site.pages["/news"] = Answer(b"news")
    assert "robots.txt" in refusal(desk, site.at("/news")).reason
    site.pages["/robots.txt"] = Answer(b"User-agent: onrecordbot\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    desk.state.robots.clear()
    assert desk.fetcher().get(site.at("/news"), MOST).body == b"news"


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)])
def test_a_missing_robots_txt_allows_all_and_a_failing_server_nothing(site: Site, desk: Desk, status: int, *, allowed: bool) -> None:
    site.pages["/robots.txt"] = Answer(b"", status)
    site.pages["/news"] = Answer(b"news")
    if allowed:
        assert desk.fetcher().get(site.at("/news"), MOST).body == b"news"
        return
    assert "server fails" in refusal(desk, site.at("/news")).reason
    assert site.paths() == []
    site.pages["/robots.txt"] = Answer(b"")
    desk.time.now += 3_700
    assert desk.fetcher().get(site.at("/news"), MOST).body == b"news"


def test_a_crawl_delay_is_kept_between_requests(site: Site, desk: Desk) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 17\n")
    site.pages["/a"] = site.pages["/b"] = Answer(b"news")
    fetcher = desk.fetcher()
    fetcher.get(site.at("/a"), MOST)
    fetcher.get(site.at("/b"), MOST)
    assert desk.time.waits == [17.0]
    desk.fetcher().get(site.at("/a"), MOST)
    assert desk.time.waits == [17.0, 17.0], "also by the next run"


def test_a_host_of_the_public_internet_gets_a_pause_unasked(desk: Desk) -> None:
    pauses = desk.fetcher()._pauses
    pauses.asked("https://courier.example/a", None)
    pauses.wait("https://courier.example/b")
    pauses.wait("https://other.example/b")
    assert desk.time.waits == [2.0]


@pytest.mark.parametrize("robots", [b"\x00\xff" * 500, b"User-agent: *\nDisallow: /%zz\nCrawl-delay: -7\n", b"Crawl-delay: nan", b"<html>"])
def test_a_robots_txt_that_is_none_hinders_nothing(site: Site, desk: Desk, robots: bytes) -> None:
    site.pages["/robots.txt"] = Answer(robots)
    site.pages["/news"] = Answer(b"news")
    assert desk.fetcher().get(site.at("/news"), MOST).body == b"news"


def test_a_robots_txt_made_to_take_all_memory_takes_none() -> None:
    agents = "".join(f"user agent b{number}\n" for number in range(20_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(10_000))
    robots = Robots({}, lambda: START, lambda _: agents + rules + "User-agent: *\nDisallow: /shut\n")
    robots.check("https://courier.example/7")
    with pytest.raises(FetchError):
        robots.check("https://courier.example/shut")


def test_redirects_are_followed_to_the_page(site: Site, desk: Desk) -> None:
    site.pages["/old"] = Answer(status=301, headers={"Location": "/new?utm_source=feed"})
    site.pages["/new"] = Answer(b"news")
    reply = desk.fetcher().get(site.at("/old"), MOST)
    assert (reply.address, reply.body) == (site.at("/new"), b"news")


@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.1:{other}/", "http://[::1]:{other}/", "http://2130706433:{other}/", "http://0x7f.1:{other}/", "http://localhost:{other}/"),
        *("http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "//127.0.0.1:{other}/", "http://10.0.0.1/"),
        *(
            "file:///etc/passwd",
            "ftp://courier.example/",
            "data:text/html,news",
            "javascript:alert(1)",
            "http://u:p@courier.example/",
            "http://[",
            "",
        ),
    ],
)
def test_redirects_lead_to_no_private_address_and_no_other_scheme(site: Site, other_site: Site, desk: Desk, target: str) -> None:
    other_site.pages["/"] = Answer(b"secret")
    site.pages["/"] = Answer(status=302, headers={"Location": target.format(other=other_site.port)})
    refusal(desk, site.at("/"))
    assert other_site.asked == []


def test_redirects_without_end_are_given_up(site: Site, desk: Desk) -> None:
    site.pages["/a"] = Answer(status=307, headers={"Location": "/b"})
    site.pages["/b"] = Answer(status=308, headers={"Location": "/a"})
    assert "redirects more than 5 times" in refusal(desk, site.at("/a")).reason
    assert len(site.paths()) == 6


def test_a_redirect_of_robots_txt_to_a_private_address_is_not_followed(site: Site, other_site: Site, desk: Desk) -> None:
    site.pages["/robots.txt"] = Answer(status=302, headers={"Location": f"http://127.0.0.1:{other_site.port}/robots.txt"})
    site.pages["/news"] = Answer(b"news")
    refusal(desk, site.at("/news"))
    assert other_site.asked == []
    assert site.paths() == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 14 Oct 2031 06:10:00 GMT", 600.0),
        ("Tue, 14 Oct 2031 05:00:00 GMT", 0.0),
        ("999999999", 604_800.0),
        ("Tue, 14 Oct 2099 06:10:00 GMT", 604_800.0),
        ("-5", None),
        ("soon", None),
        ("1e9", None),
        ("٣", None),
        ("", None),
        (None, None),
        ("Tue, 99 Oct 99999 06:10:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str | None, seconds: float | None) -> None:
    assert seconds_to_rest(value, START) == seconds


def test_a_busy_host_is_left_alone_for_as_long_as_it_asks(site: Site, desk: Desk) -> None:
    site.pages["/news"] = Answer(status=429, headers={"Retry-After": "200"})
    refused = refusal(desk, site.at("/news"))
    assert "asks to be left alone for 3 minutes" in refused.reason
    assert desk.fetcher().wait_for(site.at("/other")) == 200.0
