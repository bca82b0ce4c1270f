from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.pages import clear, open_articles
from onrecord.records import Article, given_text

OLD = {
    "uri": "urn:example:vel:1",
    "type": "text",
    "headline": "Karsia offers to open the sluice",
    "byline": "Jo Brandt",
    "copyrightholder": "The Vel Courier",
    "firstcreated": "2031-05-06T08:00:00Z",
    "versioncreated": "2031-05-07T08:00:00Z",
    "body_text": "Karsia agreed. Ostmark did not.",
    "body_html": "<h2>Karsia</h2><p>Karsia <b>agreed</b>.</p><script>x</script><p>Ostmark did not.</p>",
}
NEW = {
    "uri": "https://courier.example/vel/2",
    "type": "text",
    "headlines": [{"role": "short", "value": "Sluice"}, {"role": "main", "value": "Karsia offers to open the sluice"}],
    "by": "Jo Brandt",
    "infoSources": [{"name": "The Vel Courier"}],
    "versionCreated": "2031-05-07T08:00:00+02:00",
    "bodies": [{"role": "main", "contentType": "text/plain", "value": "Karsia agreed.\n\nOstmark did not."}],
}
QUOTATIONS = {
    "date": "2031-05-06T10:00:00Z",
    "url": "https://courier.example/vel/3",
    "title": "Karsia offers to open the sluice",
    "lang": "ENGLISH",
    "quotes": [{"pre": "said the envoy.", "quote": "We agree", "post": "she added"}, {"quote": ""}, 7],
}


def opened(path: Path, content: Any, *, indent: int | None = None) -> tuple[list[Article], list[str]]:
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=indent), "utf-8")
    found = list(open_articles([str(path)]))
    return [entry for entry in found if isinstance(entry, Article)], [str(entry) for entry in found if isinstance(entry, InputError)]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_news_item_of_version_1(tmp_path: Path, indent: int | None) -> None:
    articles, errors = opened(tmp_path / "item.json", OLD, indent=indent)
    assert errors == []
    article = articles[0]
    assert (article.id, article.title, article.byline, article.outlet) == (OLD["uri"], OLD["headline"], "Jo Brandt", "The Vel Courier")
    assert (article.published, article.published_by) == ("2031-05-06", "metadata")
    assert article.text == "Karsia\nKarsia agreed.\nOstmark did not."
    assert article.extracted


def test_a_news_item_of_version_3(tmp_path: Path) -> None:
    article = opened(tmp_path / "item.json", NEW)[0][0]
    assert (article.title, article.byline, article.outlet) == ("Karsia offers to open the sluice", "Jo Brandt", "The Vel Courier")
    assert (article.published, article.url) == ("2031-05-07", NEW["uri"])
    assert article.text == "Karsia agreed.\n\nOstmark did not."
    assert not article.extracted


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"type": "picture"}, "not a text"),
        ({"pubstatus": "canceled"}, "cancelled"),
        ({"body_text": "", "body_html": ""}, "no text"),
        ({"uri": "\x01"}, '"uri" is empty'),
    ],
)
def test_a_news_item_that_is_no_article_says_why(tmp_path: Path, change: dict[str, str], says: str) -> None:
    articles, errors = opened(tmp_path / "item.json", OLD | change)
    assert articles == []
    assert says in errors[0]


def test_a_row_of_quotations_is_its_quotations_and_no_later_than_it_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "20310506100000.gqg.json.gz"
    path.write_bytes(gzip.compress((json.dumps(QUOTATIONS) + "\n").encode()))
    article = next(iter(open_articles([str(path)])))
    assert isinstance(article, Article)
    assert given_text(article) == "said the envoy. “We agree” she added"
    assert (article.id, article.published, article.not_after) == (QUOTATIONS["url"], None, "2031-05-06")
    cleared = clear(article)
    assert (cleared.published, cleared.not_after, cleared.outlet) == (None, "2031-05-06", "courier.example")
    assert cleared.evidence.not_after == ()
    assert [notice.kind for notice in cleared.notices] == ["quotations-only"]
    assert clear(cleared) == cleared


def test_kinds_of_rows_may_be_mixed(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps(row) for row in (OLD, {"id": "r", "text": "Karsia agreed."}, QUOTATIONS, {"uri": "x"}))
    articles, errors = opened(tmp_path / "rows.jsonl", rows)
    assert [article.id for article in articles] == [OLD["uri"], "r", QUOTATIONS["url"]]
    assert "rows.jsonl:4: " in errors[0]


def test_a_list_of_rows_is_read_one_by_one(tmp_path: Path) -> None:
    articles, errors = opened(tmp_path / "rows.json", [{"id": "a", "text": "Karsia agreed."}, {"id": "b"}])
    assert [article.id for article in articles] == ["a"]
    assert "rows.json:2: " in errors[0]
    found = list(open_articles(["-"], stdin=io.BytesIO(b'[{"id": "a", "text": "Karsia agreed."}]')))
    assert [entry.id for entry in found if isinstance(entry, Article)] == ["a"]


def test_json_of_other_kinds_is_passed_over_in_a_folder_and_named_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Karsia agreed.", "utf-8")
    for name, content in {"package.json": '{"name": "x"}', "dossier.json": '{\n"terms": []\n}', "broken.json": "{", "empty.json": ""}.items():
        (tmp_path / name).write_text(content, "utf-8")
    assert [getattr(entry, "id", entry) for entry in open_articles([str(tmp_path)])] == ["a"]
    for name in ("package.json", "dossier.json", "broken.json", "empty.json"):
        found = list(open_articles([str(tmp_path / name)]))
        assert len(found) == 1
        assert isinstance(found[0], InputError)
