from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.pages import clear
from onrecord.pages.outlets import TABLE_VARIABLE, state_behind
from onrecord.records import Article

BODY = [
    "The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols.",
    "Ostmark's envoy, Ilse Maron, called the offer late but serious, and asked for the figures on which it was based.",
]
TABLE = '[[outlet]]\nnames = ["Voice of Karsia"]\ndomains = ["karsia.example"]\nstate = "Karsia"\nsource = "Law on the Voice of Karsia, article 1"\n'


def outlet(*lines: str) -> str | None:
    article = clear(Article(id="a", text="\n".join(lines)))
    assert clear(article) == article
    return article.outlet


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Copyright © 2031 The Vel Courier, LLC. All rights reserved.", "The Vel Courier"),
        ("© Vel Courier 2031", "Vel Courier"),
        ("(c) 2029-2031 Halm and Lenne Gazette", "Halm and Lenne Gazette"),
        ("© All rights reserved", None),
        ("Copyright 2031 The Associated Press. All rights reserved.", None),
        ("The copyright of 2031 belongs to the Vel Courier.", None),
    ],
)
def test_a_copyright_line_names_the_outlet_but_for_agencies(line: str, name: str | None) -> None:
    assert outlet(*BODY, line) == name


def test_a_byline_and_a_cut_summary_name_it_too() -> None:
    assert outlet("By Jo Brandt, The Vel Courier | May 6, 2031", *BODY) == "The Vel Courier"
    assert outlet(f"{BODY[0][:80]}... 06.05.2031, Vel Courier", *BODY) == "Vel Courier"


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("Vel Daily", "Vel Daily"),
        ("The Halm and Lenne Gazette", "The Halm and Lenne Gazette"),
        ("Jo Brandt", None),
        ("Velhaven", None),
        ("World News", None),
        ("Weekly Briefing", None),
        ("Vel Courier Reporter", None),
        ("The courier came late", None),
    ],
)
def test_a_name_above_the_date_is_the_outlet_only_where_newspapers_are_called_so(first: str, name: str | None) -> None:
    assert outlet(first, "Published: 6 May 2031", *BODY) == name


def test_a_name_that_is_not_right_above_the_date_is_none() -> None:
    assert outlet("Vel Daily", *BODY) is None
    assert outlet("Vel Daily", "Karsia ties river truce to patrol withdrawal", "Published: 6 May 2031", *BODY) is None
    assert outlet("Vel Daily", "Published: 6 May 2031", *BODY, "© 2031 The Vel Courier") is None


def test_where_two_are_named_none_is_taken() -> None:
    assert outlet("By Jo Brandt, Brevia Today | May 6, 2031", *BODY, "© 2031 The Vel Courier") is None


def test_what_was_given_stays_and_an_address_is_better_than_nothing() -> None:
    text = "\n".join([*BODY, "© 2031 The Vel Courier"])
    assert clear(Article(id="a", text=text, outlet="Brevia Today")).outlet == "Brevia Today"
    assert clear(Article(id="a", text=BODY[0], url="https://www.courier.example/1")).outlet == "courier.example"


@pytest.mark.parametrize(
    ("name", "address"),
    [("Xinhua News Agency", None), ("the VOICE of  America", None), ("english.news.cn", None), (None, "https://www.dw.com/en/a/1")],
)
def test_the_table_that_ships_knows_outlets_by_name_or_domain_with_a_source(name: str | None, address: str | None) -> None:
    found = state_behind(name, address)
    assert found is not None
    assert all(found)


@pytest.mark.parametrize(("name", "address"), [(None, None), ("", ""), ("The Vel Courier", "https://notdw.com/1"), ("Start", "https://[bad")])
def test_others_are_not_in_it(name: str | None, address: str | None) -> None:
    assert state_behind(name, address) is None


def test_the_users_own_table_is_read_in_place_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TABLE, "utf-8")
    monkeypatch.setenv(TABLE_VARIABLE, str(path))
    assert state_behind("voice of karsia", None) == ("Karsia", "Law on the Voice of Karsia, article 1")
    assert state_behind(None, "https://en.karsia.example/1") is not None
    assert state_behind("Xinhua", None) is None
    notices = clear(Article(id="a", text="\n".join([*BODY, "© 2031 Voice of Karsia"]))).notices
    assert [(notice.kind, [span.text for span in notice.evidence]) for notice in notices] == [("state-media", ["Voice of Karsia"])]


@pytest.mark.parametrize("content", ["[[outlet]]\nnames = 3", "x", None])
def test_a_broken_table_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None) -> None:
    path = tmp_path / "broken.toml"
    if content is not None:
        path.write_text(content, "utf-8")
    monkeypatch.setenv(TABLE_VARIABLE, str(path))
    with pytest.raises(OnrecordError, match=r"broken\.toml: .*unset ONRECORD_STATE_MEDIA"):
        state_behind("Xinhua", None)
