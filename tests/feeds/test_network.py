"""One request to a server that misbehaves: where it leads, how much it sends, how long it takes."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from typing import Any

import pytest

from onrecord.feeds.addresses import PrivateHosts
from onrecord.feeds.bodies import TooLarge, Unreadable, read_body
from onrecord.feeds.failures import FetchError
from onrecord.feeds.network import Network, resolve
from tests.feeds.site import Answer, Request, Site

MOST = 100_000


def network(site: Site, *, seconds: float = 5.0) -> Network:
    return Network("onrecord/test (+desk@courier.example)", PrivateHosts([site.name]), seconds=seconds)


def refusal(asked: Network, address: str) -> FetchError:
    with pytest.raises(FetchError) as refused:
        asked.ask(address, MOST)
    return refused.value


def test_an_answer_comes_with_status_headers_and_body(site: Site) -> None:
    site.pages["/a?b=1"] = Answer(b"news", headers={"ETag": '"7"'})
    reply = network(site).ask(site.at("/a?b=1"), MOST, {"Accept": "text/html"})
    assert (reply.status, reply.body, reply.headers["etag"]) == (200, b"news", '"7"')
    asked = site.asked[0].headers
    assert asked["user-agent"] == "onrecord/test (+desk@courier.example)"
    assert asked["host"] == site.name
    assert asked["accept"] == "text/html"
    assert "cookie" not in asked


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]"]
)
def test_this_computer_is_not_asked_whatever_it_is_called(site: Site, host: str) -> None:
    asked = Network("onrecord/test")
    refused = refusal(asked, f"http://{host}:{site.port}/")
    assert not refused.asked or "not known" in refused.reason  # a system may not know all of these names
    assert site.asked == []


def test_metadata_services_and_private_networks_are_not_asked() -> None:
    for host in ("169.254.169.254", "10.0.0.1", "192.168.1.1", "[fd00:ec2::254]"):
        refused = refusal(Network("onrecord/test"), f"http://{host}/")
        assert not refused.asked
        assert "--allow-private" in refused.reason


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means a public address first and this computer later (DNS rebinding) gets no second look."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    looked_up: list[str] = []
    connected: list[Any] = []

    def find(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return next(answers)

    def connect(place: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(place)
        raise OSError("no way out of a test")

    monkeypatch.setattr(socket, "create_connection", connect)
    refused = refusal(Network("onrecord/test", find=find), f"http://rebind.example:{site.port}/")
    assert refused.asked
    assert looked_up == ["rebind.example"]
    assert connected == [("93.184.216.34", site.port)]


def test_a_name_with_a_public_and_a_private_address_is_refused(site: Site) -> None:
    refused = refusal(Network("onrecord/test", find=lambda *_: ["93.184.216.34", "127.0.0.1"]), f"http://both.example:{site.port}/")
    assert not refused.asked


def test_the_name_is_what_the_server_is_told(site: Site) -> None:
    site.pages["/"] = Answer(b"news")
    allowed = PrivateHosts(["courier.example"])
    reply = Network("onrecord/test", allowed, find=lambda *_: ["127.0.0.1"]).ask(f"http://courier.example:{site.port}/", MOST)
    assert reply.body == b"news"
    assert site.asked[0].headers["host"] == f"courier.example:{site.port}"


def test_an_unknown_host_and_a_closed_port_are_told_apart(site: Site) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    unknown = refusal(Network("onrecord/test", find=nobody), "http://nowhere.example/")
    assert "not known" in unknown.reason
    assert unknown.unreachable
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        refused = refusal(Network("onrecord/test", PrivateHosts(["127.0.0.1"])), f"http://127.0.0.1:{port}/")
    assert "cannot be reached" in refused.reason


def test_the_system_looks_names_up() -> None:
    assert resolve("127.0.0.1", 80) == ["127.0.0.1"]


def test_an_endless_body_is_given_up(site: Site) -> None:
    def endless(out: Any, request: Request) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            out.write(b"word " * 1_000)

    site.pages["/"] = endless
    refused = refusal(network(site), site.at("/"))
    assert "larger than 0.1 MB" in refused.reason
    assert refused.final


def test_a_length_that_is_announced_and_never_comes_is_given_up(site: Site) -> None:
    def short(out: Any, request: Request) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    site.pages["/"] = short
    assert "cut off" in refusal(network(site), site.at("/")).reason


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_a_server_that_sends_a_letter_now_and_then_is_given_up_in_time(site: Site, start: bytes) -> None:
    def slow(out: Any, request: Request) -> None:
        out.write(start)
        while True:
            out.write(b"x")
            time.sleep(0.05)

    site.pages["/"] = slow
    began = time.monotonic()
    refused = refusal(network(site, seconds=0.4), site.at("/"))
    assert time.monotonic() - began < 20
    assert "within 0.4 seconds" in refused.reason
    assert refused.unreachable


def test_headers_without_end_are_given_up(site: Site) -> None:
    def headers(out: Any, request: Request) -> None:
        out.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            out.write(b"X-More: and more\r\n" * 100)

    site.pages["/"] = headers
    assert "not in HTTP" in refusal(network(site), site.at("/")).reason


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"<html>no headers</html>", b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]
)
def test_what_is_not_http_is_said_to_be_so(site: Site, answer: bytes) -> None:
    def raw(out: Any, request: Request) -> None:
        out.write(answer)

    site.pages["/"] = raw
    assert "not in HTTP, or was cut off" in refusal(network(site), site.at("/")).reason


def test_packed_bodies_are_unpacked_up_to_the_limit(site: Site) -> None:
    site.pages["/good"] = Answer(gzip.compress(b"news " * 100), headers={"Content-Encoding": "gzip"})
    site.pages["/bomb"] = Answer(gzip.compress(b"\x00" * 5_000_000), headers={"Content-Encoding": "gzip"})
    site.pages["/false"] = Answer(b"plain words", headers={"Content-Encoding": "gzip"})
    site.pages["/cut"] = Answer(gzip.compress(b"news " * 1_000)[:-10], headers={"Content-Encoding": "gzip"})
    site.pages["/other"] = Answer(b"news", headers={"Content-Encoding": "br"})
    asked = network(site)
    assert asked.ask(site.at("/good"), MOST).body == b"news " * 100
    assert "larger than" in refusal(asked, site.at("/bomb")).reason
    assert "damaged" in refusal(asked, site.at("/false")).reason
    assert "ends too early" in refusal(asked, site.at("/cut")).reason
    assert "not asked for" in refusal(asked, site.at("/other")).reason


def test_bodies_are_unpacked_whatever_pieces_they_come_in() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\x00\x00"
    assert read_body((packed[at : at + 1] for at in range(len(packed))), "gzip", 7) == b"one two"
    assert read_body([zlib.compress(b"news")], "deflate", 4) == b"news"
    assert read_body([], "gzip", 4) == b""
    with pytest.raises(TooLarge):
        read_body([packed], "gzip", 6)
    with pytest.raises(TooLarge):
        read_body([b"news", b"!"], "", 4)
    with pytest.raises(Unreadable):
        read_body([packed[:-4]], "gzip", 100)
