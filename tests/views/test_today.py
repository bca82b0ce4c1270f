"""What is new: edits without their whole text, and judgements with the words they are about."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.records import Binding, Judgement, Version
from onrecord.views import Record
from onrecord.views.today import Since, Today, last_edit, shown_judgement


def test_an_edit_is_told_without_the_text(ferry: Record) -> None:
    article = ferry.readings[0].article
    changed = replace(article, title="Ferry sails", text=f"{article.text} “It sails,” she said. “It sails,” he said.")
    versions = [
        Version(key=name, article=one, first_seen=f"2041-05-0{number}") for number, (name, one) in enumerate([("a", article), ("b", changed)], 1)
    ]
    edit = last_edit(versions)
    assert edit is not None
    assert (edit.words, edit.headline, edit.new > 0, edit.stealth) == ((), (article.title, "Ferry sails"), True, True)


def test_another_article_at_the_same_address_is_no_edit(ferry: Record) -> None:
    one, other = ferry.readings[0].article, ferry.readings[4].article
    assert last_edit([Version(key="a", article=one, first_seen="1"), Version(key="b", article=other, first_seen="2")]) is None
    assert last_edit([]) is None


def test_a_judgement_brings_the_words_it_is_about(ferry: Record) -> None:
    reading = ferry.readings[0]
    position = reading.positions[0]
    bound = Binding(article=reading.article.id, term=position.term, holder=position.holder, passages=position.evidence)
    judgement = Judgement(id="j", dossier="vel", action="reject", by="Ana", at="2041-06-01T00:00:00Z", why="a slip", on=(bound,))
    shown = shown_judgement(ferry, judgement)
    assert (shown.by, shown.action, shown.term, shown.name) == ("Ana", "reject", position.term, ferry.actor_name(position.holder or ""))
    assert shown.passage is not None
    assert shown.passage.text == position.evidence[0].text
    bare = shown_judgement(Record(dossier=ferry.dossier), Judgement(dossier="vel", action="merge", subject="actor", by="Ana", actors=("a", "b")))
    assert (bare.passage, bare.article, bare.subject) == (None, None, "actor")


def test_lists_go_on_from_the_same_moment_or_day() -> None:
    def chosen(since: Since) -> tuple[str | None, str | None]:
        empty = dict.fromkeys(("shifts", "conflicts", "occasions", "articles", "edits", "judgements"), ())
        counts = {f"all_{name}": 0 for name in empty}
        today = Today(dossier="d", title="t", since=since, reports=0, read_until=None, **empty, **counts)  # type: ignore[arg-type]
        return today.chosen.since, today.chosen.after

    assert chosen(Since("first", "2041-06-01T00:00:00Z", "2041-05-01")) == ("2041-05-01", None)
    assert chosen(Since("visit", "2041-06-01T00:00:00Z")) == (None, "2041-06-01T00:00:00Z")
