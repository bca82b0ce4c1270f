"""Which addresses may be asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.feeds.addresses import PrivateHosts, host_and_port, is_public, origin_of, tidy


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTPS://Courier.Example/a b?q=ü#top", "https://courier.example/a%20b?q=%C3%BC"),
        ("http://courier.example:80", "http://courier.example/"),
        ("https://courier.example:8443/x", "https://courier.example:8443/x"),
        ("https://courier.example/x?utm_source=rss&id=7&fbclid=zz", "https://courier.example/x?id=7"),
        ("https://zürich.example./", "https://xn--zrich-kva.example/"),
        ("https://courier.example/100%25?a=%2F", "https://courier.example/100%25?a=%2F"),
        ("http://[2001:4860::8888]:8080/x", "http://[2001:4860::8888]:8080/x"),
    ],
)
def test_an_address_is_made_tidy(address: str, expected: str) -> None:
    assert tidy(address) == expected
    assert tidy(expected) == expected


@pytest.mark.parametrize(
    "address",
    [
        "ftp://courier.example/feed",
        "file:///etc/passwd",
        "gopher://courier.example/",
        "javascript:alert(1)",
        "//courier.example/feed",
        "https://",
        "https://user:secret@courier.example/",
        "https://courier.example:22/",
        "https://courier.example:99999/",
        "https://courier.example:x/",
        "https://[::1/",
        "https://cou rier.example/",
        "https://courier.example/\r\nHost: other.example",
        "https://" + "a" * 64 + ".example/",
        "https://courier..example/",
        "https://courier.example/" + "x" * 2_000,
    ],
)
def test_what_is_no_address_to_ask_is_refused_in_words(address: str) -> None:
    with pytest.raises(InputError) as refused:
        tidy(address)
    assert "secret" not in str(refused.value)


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_whatever_is_given_comes_out_safe_or_not_at_all(words: str) -> None:
    for address in (words, f"https://{words}", f"https://courier.example/{words}", f"https://courier.example/?{words}"):
        try:
            clean = tidy(address)
        except InputError:
            continue
        assert clean.isascii()
        assert clean.isprintable()
        assert " " not in clean
        assert tidy(clean) == clean
        assert host_and_port(clean)[0]
        assert clean.startswith(origin_of(clean))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "0.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fd00:ec2::254"),
        *("ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        *("2002:7f00:1::", "2002:c0a8:101::1", "64:ff9b:1::1", "2001:0:7f00:1::1", "2001:0:808:808::80ff:fffe", "courier.example", ""),
    ],
)
def test_what_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822", "2002:5db8:d822::1"])
def test_what_is_of_the_public_internet(address: str) -> None:
    assert is_public(address)


def test_a_private_host_is_allowed_by_its_name_and_if_given_its_port() -> None:
    hosts = PrivateHosts(["Wire.Intern", "10.0.0.7:8080", "[::1]:8000"])
    assert hosts.allow("wire.intern", 443)
    assert hosts.allow("10.0.0.7", 8080)
    assert hosts.allow("::1", 8000)
    assert not hosts.allow("10.0.0.7", 80)
    assert not hosts.allow("::1", 80)
    assert not hosts.allow("127.0.0.1", 8000)
