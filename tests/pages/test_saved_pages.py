from __future__ import annotations

import quopri
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.pages import open_articles
from onrecord.pages.saved_pages import page_of
from onrecord.records import Article

PARAGRAPH = "<p>The café by the Vel river stayed open, said the council of Karsia, which met on Monday to vote on the fees for the lower lock.</p>"
PAGE = f"<html><head><title>Karsia</title></head><body><article>{PARAGRAPH}</article></body></html>"


def saved(page: bytes, *, head: str = "Content-Type: text/html", address: str = "https://courier.example/1") -> bytes:
    start = f'From: <Saved>\r\nSnapshot-Content-Location: {address}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    picture = "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n"
    part = f"--B\r\n{head}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return (start + picture + part).encode() + quopri.encodestring(page) + b"\r\n--B--\r\n"


@pytest.mark.parametrize("ending", [".mhtml", ".mht"])
def test_a_saved_page_is_its_html_and_its_address(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(saved(PAGE.encode()))
    article = next(iter(open_articles([str(path)])))
    assert isinstance(article, Article)
    assert "The café by the Vel river" in str(article.text)
    assert (article.id, article.url, article.outlet) == ("a", "https://courier.example/1", "courier.example")


def test_the_envelope_may_declare_the_encoding() -> None:
    page, _ = page_of(saved(PAGE.encode("cp1252"), head="Content-Type: text/html; charset=windows-1252"), "a.mhtml")
    assert "café" in page


@pytest.mark.parametrize("content", [b"", b"x", b"Content-Type: text/plain\r\n\r\nx", saved(b"")])
def test_what_holds_no_page_is_an_input_error(content: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.mhtml: "):
        page_of(content, "a.mhtml")


def test_an_address_that_is_none_of_the_web_is_left_out() -> None:
    assert page_of(saved(PAGE.encode(), address="file:///tmp/a"), "a.mhtml")[1] is None
