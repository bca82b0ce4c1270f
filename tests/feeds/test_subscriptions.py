"""Lists of feeds (OPML), whole, broken and hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.feeds.subscriptions import Subscription, find_subscriptions

LIST = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>The river</title></head><body>
<outline text="Papers"><outline type="rss" text="Courier" xmlUrl="https://courier.example/feed?a=1&amp;b=2"/>
<outline text="Gazette" title="The Gazette" xmlUrl="HTTPS://gazette.example/atom.xml#top"/></outline>
<outline text="no feed"/><outline text="again" xmlUrl="https://gazette.example/atom.xml"/>
<outline text="file" xmlUrl="file:///etc/passwd"/></body></opml>"""


def found_in(content: bytes, tmp_path: Path) -> list[Subscription | InputError]:
    path = tmp_path / "feeds.opml"
    path.write_bytes(content)
    return find_subscriptions([str(path)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_feeds_are_found_in_folders_and_each_once(tmp_path: Path, encoding: str) -> None:
    found = found_in(LIST.replace("utf-8", encoding).encode(encoding), tmp_path)
    assert found[:2] == [
        Subscription("https://courier.example/feed?a=1&b=2", "Courier"),
        Subscription("https://gazette.example/atom.xml", "The Gazette"),
    ]
    assert len(found) == 3
    assert isinstance(found[2], InputError)


def test_addresses_and_lists_may_be_mixed(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(LIST, "utf-8")
    found = find_subscriptions(["https://gazette.example/atom.xml", str(tmp_path / "feeds.opml")])
    assert [one.address for one in found if isinstance(one, Subscription)] == [
        "https://gazette.example/atom.xml",
        "https://courier.example/feed?a=1&b=2",
    ]


BOMB = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no OPML file"),
        (b"https://courier.example/feed\n", "no OPML file"),
        (LIST.encode()[:200], "no OPML file"),
        (b"<rss version='2.0'><channel/></rss>", "begins with <rss>"),
        (b"<opml><body><outline text='none'/></body></opml>", "names no feed"),
        (f'<!DOCTYPE opml [<!ENTITY a "aa">{BOMB}]><opml><outline xmlUrl="&j;"/></opml>'.encode(), "declares entities"),
        (f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE opml [<!ENTITY a "aa">{BOMB}]><opml/>'.encode("utf-16"), "declares entities"),
        (b'<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><outline xmlUrl="https://a.example/&a;"/></opml>', "declares entities"),
        (b"<opml>" + b"<outline>" * 100_000, "no OPML file"),
    ],
)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    (refused,) = found_in(content, tmp_path)
    assert isinstance(refused, InputError)
    assert words in refused.reason


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    missing, folder = find_subscriptions([str(tmp_path / "none.opml"), str(tmp_path)])
    assert isinstance(missing, InputError)
    assert "no such file" in missing.reason
    assert isinstance(folder, InputError)
    assert "cannot be opened" in folder.reason
