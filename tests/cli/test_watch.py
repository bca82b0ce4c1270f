"""`onrecord watch` on a newsroom's server: what is read, what is told, and to whom."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from onrecord.cli import watch as command
from onrecord.feeds import entries
from onrecord.feeds.parsing import parse
from onrecord.feeds.polling import Poll
from tests.cli.running import ARTICLE, Outcome, Run
from tests.feeds.site import Answer, Site, html, item, rss

LATER = """<p>DRAVIK, October 21 - President Mira Orlan said on Tuesday that Karsia will not open the gates of the Sarn dam.</p>
<p>"The gates of the Sarn dam stay closed," Orlan told reporters in Dravik after a meeting of her cabinet on the water of the Vel.</p>"""


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n")[2:])
    opened.pages["/feed"] = rss(item("/gates", "g1"))
    opened.pages["/gates"] = html(paragraphs)
    opened.pages["/closed"] = html(LATER, "Orlan: gates stay closed")
    yield opened
    opened.close()


@pytest.fixture
def watch(run: Run, site: Site, dossier_file: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`onrecord watch --once` on the server's feed, which is allowed to be asked; it is taken apart in this process, which is faster."""
    monkeypatch.setattr(entries, "_parse", lambda question, *_: parse(question))

    def call(*arguments: str | Path) -> Outcome:
        return run("watch", site.at("/feed"), "--once", "--fast", "--dossier", dossier_file, "--allow-private", site.name, *arguments)

    return call


def add_article(site: Site) -> None:
    site.pages["/feed"] = rss(item("/closed", "g2", "Tue, 21 Oct 2031 10:00:00 GMT"), item("/gates", "g1"))


def test_new_articles_are_read_into_the_ledger_and_told_once(run: Run, watch: Run, site: Site, tmp_path: Path) -> None:
    first = watch()
    assert first.code == 0, first.err
    assert "Asked 1 feed: 1 new article." in first.out
    assert "In the ledger: 1 new" in first.out
    assert any("◐ if" in line and "Mira Orlan" in line and "open-dam" in line for line in first.out.splitlines())
    assert "Next: onrecord shifts" in first.out
    assert (tmp_path / "onrecord.sqlite.vel-river.feeds.json").is_file()
    again = watch()
    assert again.code == 0
    assert "Asked 1 feed: 0 new articles." in again.out
    assert "Nothing new." in again.out
    assert site.paths() == ["/feed", "/gates", "/feed"]
    assert run("verify").code == 0
    points = json.loads(run("trail", "orlan", "open-dam", "--format", "json").out)
    assert {point["article"] for point in points} == {site.at("/gates")}


def test_a_ledger_that_was_removed_is_filled_again(watch: Run, site: Site, tmp_path: Path) -> None:
    watch()
    (tmp_path / "onrecord.sqlite").unlink()
    assert "In the ledger: 1 new" in watch().out


def test_rows_are_printed_for_programs(watch: Run, site: Site) -> None:
    out = watch("--format", "jsonl")
    rows = [json.loads(line) for line in out.out.splitlines()]
    assert "Asked 1 feed" in out.err
    assert {row["kind"] for row in rows} == {"position"}
    for row in rows:
        assert row["link"].startswith(f"{site.at('/gates')}#:~:text=")
        assert row["words"]
    add_article(site)
    cells = list(csv.DictReader(io.StringIO(watch("--format", "csv").out, newline="")))
    shift = next(cell for cell in cells if cell["kind"] == "shift")
    assert (shift["holder"], shift["term"], shift["before"], shift["stance"]) == ("orlan", "open-dam", "conditional", "against")
    assert shift["article"] == site.at("/closed")
    assert json.loads(watch("--format", "json").out) == []


def test_an_atom_feed_keeps_what_changed(watch: Run, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "changes.atom"
    watch("--atom", path)
    add_article(site)
    before = path.read_bytes()
    watch("--atom", path)
    assert path.read_bytes() != before
    found = feedparser.parse(io.BytesIO(path.read_bytes()))
    assert not found.bozo
    assert found.version == "atom10"
    titles = [entry.title for entry in found.entries]
    assert any(title.startswith("Mira Orlan, from for, if a condition is met to against") for title in titles)
    assert any(title.startswith("Mira Orlan, for, if a condition is met") for title in titles), "the older ones stay"
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    assert all(entry.link.startswith("http://127.0.0.1") for entry in found.entries)
    unchanged = path.read_bytes()
    watch("--atom", path)
    assert path.read_bytes() == unchanged


def test_a_webhook_gets_what_changed_as_json(watch: Run, site: Site) -> None:
    site.pages["/hook"] = Answer(status=204)
    assert watch("--webhook", site.at("/hook")).code == 0
    add_article(site)
    assert watch("--webhook", site.at("/hook")).code == 0
    watch("--webhook", site.at("/hook"))
    posted = [json.loads(request.body) for request in site.asked if request.method == "POST"]
    assert len(posted) == 2, "nothing is posted where nothing changed"
    assert posted[0]["dossier"] == "vel-river"
    kinds = [change["kind"] for change in posted[1]["changes"]]
    assert kinds[0] == "shift"
    for message in posted:
        for change in message["changes"]:
            assert all(passage["words"] and passage["end"] > passage["start"] for passage in change["passages"])


def test_what_a_webhook_did_not_take_is_sent_again(watch: Run, site: Site) -> None:
    site.pages["/hook"] = Answer(status=500)
    refused = watch("--webhook", site.at("/hook"))
    assert refused.code == 1
    assert "did not take the message (HTTP 500)" in refused.err
    site.pages["/hook"] = Answer(status=307, headers={"Location": "/taken"})
    assert "name the address that it leads to" in watch("--webhook", site.at("/hook")).err
    site.pages["/taken"] = Answer()
    assert watch("--webhook", site.at("/taken")).code == 0
    posted = [(request.path, json.loads(request.body)["id"]) for request in site.asked if request.method == "POST"]
    assert [path for path, _ in posted] == ["/hook", "/hook", "/taken"]
    assert len({name for _, name in posted}) == 1


def test_private_addresses_are_asked_only_where_that_is_said(run: Run, site: Site, dossier_file: Path) -> None:
    outcome = run("watch", site.at("/feed"), "--once", "--dossier", dossier_file)
    assert outcome.code == 1
    assert "--allow-private" in outcome.err
    outcome = run("watch", site.at("/feed"), "--once", "--dossier", dossier_file, "--allow-private", "127.0.0.1:1")
    assert outcome.code == 1
    assert site.asked == []


def test_a_webhook_in_a_private_network_is_refused_too(watch: Run, site: Site) -> None:
    outcome = watch("--webhook", "http://169.254.169.254/hook")
    assert outcome.code == 1
    assert "169.254.169.254" in outcome.err


def test_one_bad_feed_stops_no_other(watch: Run, site: Site, tmp_path: Path) -> None:
    outcome = watch(site.at("/none"), "feeds.opml", "ftp://courier.example/feed")
    assert outcome.code == 1
    assert "In the ledger: 1 new" in outcome.out
    assert f"skipped {site.at('/none')}: it is not there" in outcome.err
    assert "skipped feeds.opml: there is no such file" in outcome.err
    assert "skipped ftp://courier.example/feed: only http" in outcome.err


def test_feeds_are_listed_in_opml(run: Run, site: Site, dossier_file: Path, tmp_path: Path) -> None:
    outlines = f'<outline text="World"><outline type="rss" text="Courier" xmlUrl="{site.at("/feed")}"/></outline>'
    (tmp_path / "feeds.opml").write_text(f'<opml version="2.0"><head/><body>{outlines}</body></opml>', "utf-8")
    outcome = run("watch", "feeds.opml", "--once", "--fast", "--dossier", dossier_file, "--allow-private", site.name)
    assert "In the ledger: 1 new" in outcome.out


def test_who_asks_is_named(watch: Run, site: Site) -> None:
    watch("--contact", "desk@courier.example")
    agents = {request.headers["user-agent"] for request in site.asked}
    assert len(agents) == 1
    agent = agents.pop()
    assert agent.startswith("onrecord/")
    assert agent.endswith("(+desk@courier.example)")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--every", "15m"], "--once or --every"),
        (["--contact", "me (here)"], "e-mail address"),
        (["--contact", "a\r\nX-Evil: 1"], "e-mail address"),
        (["--webhook", "hook.example"], "http://"),
    ],
)
def test_wrong_options_are_usage_errors(watch: Run, site: Site, arguments: list[str], words: str) -> None:
    outcome = watch(*arguments)
    assert outcome.code == 2
    assert words in outcome.err
    assert site.asked == []


@pytest.mark.parametrize("every", ["soon", "15", "0m", "30s", "-5m", "1e9d", "99999999999d"])
def test_a_span_is_a_number_with_its_unit(run: Run, site: Site, dossier_file: Path, every: str) -> None:
    assert run("watch", site.at("/feed"), "--every", every, "--dossier", dossier_file).code == 2
    assert run("watch", site.at("/feed"), "--format", "json", "--dossier", dossier_file).code == 2


def test_it_asks_again_after_a_while_until_it_is_stopped(run: Run, site: Site, dossier_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt
        add_article(site)

    monkeypatch.setattr("onrecord.cli.watch.sleep", sleep)
    outcome = run("watch", site.at("/feed"), "--every", "2h", "--fast", "--dossier", dossier_file, "--allow-private", site.name)
    assert outcome.code == 0
    assert waits == [7_200.0] * 3
    assert "Stopped." in outcome.err
    assert outcome.out.count("In the ledger: 1 new") == 2


def test_a_stop_in_the_middle_keeps_what_was_read_and_tells_it_the_next_time(watch: Run, site: Site) -> None:
    add_article(site)
    kept = Poll.kept

    def kept_then_stopped(poll: Poll, article: str) -> None:
        kept(poll, article)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Poll, "kept", kept_then_stopped)
        stopped = watch()
    assert stopped.code == 130
    assert "Stopped." in stopped.err
    outcome = watch("--format", "jsonl")
    assert "In the ledger: 1 new" in outcome.err
    told = [(row["stance"], row["term"]) for row in map(json.loads, outcome.out.splitlines()) if row["kind"] == "position"]
    assert {("against", "open-dam"), ("conditional", "open-dam")} <= set(told)


def test_a_damaged_state_is_said_with_what_to_do(watch: Run, site: Site, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{]", "utf-8")
    outcome = watch("--state", tmp_path / "state.json")
    assert outcome.code == 2
    assert "Remove it to begin anew" in outcome.err
    assert "cannot be written" in watch("--state", tmp_path / "none" / "state.json").err


def test_missing_libraries_are_named(watch: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "feedparser" else object())
    outcome = watch()
    assert outcome.code == 2
    assert "pip install 'onrecord[feeds]'" in outcome.err
