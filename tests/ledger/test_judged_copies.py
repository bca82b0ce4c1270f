"""What is judged on one of several copies holds for all of them, where they have the same position at the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from onrecord.comparing import bring_up_to_date, compare_whole
from onrecord.identity import article_key, position_id, statement_id
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import Actor, Article, Binding, Copies, Correction, Judgement, Position, Reading, Span, given_text, text_sha256

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]
Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]

OFFER, HEADLINE = ("orlan", "open-dam", "conditional"), (None, "withdraw", "for")
FAMILY = Copies(id="c1", articles=("courier-1", "gazette-1"), origin="courier-1")


def reprinted(reading: Reading, article_id: str, head: str) -> Reading:
    """The same report as another outlet reprints it, under words of its own, so that every passage of the text stands elsewhere."""

    def moved(thing: Any) -> Any:
        if isinstance(thing, list | tuple):
            return [moved(one) for one in thing]
        if not isinstance(thing, dict):
            return thing
        found = {name: moved(value) for name, value in thing.items()}
        if {"start", "end"} <= found.keys() and found.get("field", "text") == "text":
            found |= {"start": found["start"] + len(head), "end": found["end"] + len(head)}
        return found

    copy = msgspec.convert(moved(msgspec.to_builtins(reading)), Reading)
    body = head + given_text(reading.article)
    url = f"https://gazette.example/{article_id}"
    article = replace(copy.article, id=article_id, outlet="Gazette", url=url, text=body, text_sha256=text_sha256(body))
    return named(replace(copy, article=article))


def named(reading: Reading) -> Reading:
    """The reading with the ids that follow from what it says."""
    key = article_key(reading.article)
    statements = [replace(one, id=statement_id(key, one)) for one in reading.statements]
    names = {before.id: after.id for before, after in zip(reading.statements, statements, strict=True)}
    positions = [replace(one, statement=names.get(one.statement or "")) for one in reading.positions]
    positions = [replace(one, id=position_id(key, "vel-river", one)) for one in positions]
    return replace(reading, statements=tuple(statements), positions=tuple(positions))


@pytest.fixture
def original(make_reading: MakeReading) -> Reading:
    return make_reading()


@pytest.fixture
def copy(original: Reading) -> Reading:
    return reprinted(original, "gazette-1", "From our desk in Lenne.\n")


@pytest.fixture
def read_ledger(ledger: Ledger, original: Reading, copy: Reading, begin: Begin) -> Iterator[Ledger]:
    """A ledger that holds a report and a copy of it, and knows that it is one."""
    for reading in (original, copy):
        ledger.store(reading, begin(ledger, reading))
    ledger.set_comparison("vel-river", [FAMILY])
    yield ledger
    assert ledger.verify() == []


def judge(ledger: Ledger, action: Any, article: str = "courier-1", by: str = "Ana", **more: Any) -> Judgement:
    binding = ledger.judgeable(article, "vel-river")[0].binding
    return ledger.judge(Judgement(dossier="vel-river", action=action, by=by, on=(binding,), **more))


def undo(ledger: Ledger, judgement: Judgement) -> None:
    ledger.judge(Judgement(dossier="vel-river", action="undo", by=judgement.by, on=(Binding(judgement=judgement.id),)))


def shown(ledger: Ledger, article: str) -> list[tuple[tuple[str | None, str, str], str | None]]:
    found = [one for one in ledger.positions("vel-river") if one.article == article]
    return [((one.position.holder, one.position.term, one.position.stance), one.judged) for one in found]


def test_a_rejection_takes_the_position_out_of_the_copies_too_and_undoing_brings_all_of_it_back(read_ledger: Ledger, dump: Dump) -> None:
    before = dump(read_ledger)
    assert read_ledger.reports("vel-river", "orlan", "open-dam") == 1
    kept = judge(read_ledger, "reject", why="it was her aide")
    assert shown(read_ledger, "courier-1") == shown(read_ledger, "gazette-1") == [(HEADLINE, None)]
    assert read_ledger.reports("vel-river", "orlan", "open-dam") == 0
    assert [cell.holder for cell in read_ledger.matrix_cells("vel-river")] == [None]
    assert read_ledger.trail_rows("vel-river", "orlan", "open-dam").points == ()
    machine = [(one.article, one.judged) for one in read_ledger.positions("vel-river", machine=True) if one.position.term == "open-dam"]
    assert machine == [("courier-1", "rejected"), ("gazette-1", "rejected")]
    undo(read_ledger, kept)
    after = dump(read_ledger)
    same = [name for name in after if not name.startswith(("judgement", "entry", "cell", "uncompared", "citation"))]
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


def test_what_is_judged_on_a_copy_holds_for_the_original(read_ledger: Ledger) -> None:
    judge(read_ledger, "accept", "gazette-1")
    assert shown(read_ledger, "courier-1") == shown(read_ledger, "gazette-1") == [(OFFER, "accepted"), (HEADLINE, None)]


def test_a_correction_marks_the_words_where_they_stand_in_the_copy(read_ledger: Ledger, original: Reading, copy: Reading) -> None:
    start = given_text(original.article).index("called the offer late")
    evidence = (Span(start, start + len("called the offer late"), "called the offer late"),)
    judge(read_ledger, "correct", correction=Correction(stance="for", evidence=evidence, said_on="2031-05-02"))
    found = read_ledger.readings_named("vel-river", ["gazette-1"])[0].positions[0]
    assert (found.stance, found.said_on) == ("for", "2031-05-02")
    assert [given_text(copy.article)[span.start : span.end] for span in found.evidence] == ["called the offer late"]


def test_a_judgement_on_the_copy_itself_comes_first(read_ledger: Ledger) -> None:
    judge(read_ledger, "accept", "gazette-1", by="Ben")
    judge(read_ledger, "reject")
    assert shown(read_ledger, "courier-1") == [(HEADLINE, None)]
    assert shown(read_ledger, "gazette-1") == [(OFFER, "accepted"), (HEADLINE, None)]
    assert [one.fate for one in read_ledger.judgements("vel-river")] == ["stands", "stands"]


def test_a_third_copy_follows_those_who_disagree_as_disputed(read_ledger: Ledger, original: Reading, begin: Begin) -> None:
    third = reprinted(original, "gull-1", "By wire.\n")
    read_ledger.store(third, begin(read_ledger, third))
    judge(read_ledger, "accept", by="Ben")
    judge(read_ledger, "reject", "gazette-1")
    read_ledger.set_comparison("vel-river", [replace(FAMILY, id="c2", articles=("courier-1", "gazette-1", "gull-1"))])
    assert shown(read_ledger, "gull-1") == [(OFFER, "disputed"), (HEADLINE, None)]
    here = read_ledger.judgements_on("gull-1", "vel-river")
    assert [(one.found.judgement.by, one.found.fate) for one in here] == [("Ben", "disputed"), ("Ana", "disputed")]
    assert [one.found.why for one in here] == [f"judged on {name}, which has the same words" for name in ("courier-1", "gazette-1")]


@pytest.mark.parametrize(("words", "left"), [(1, [(HEADLINE, None)]), (2, [(HEADLINE, None)]), (3, [(OFFER, None), (HEADLINE, None)])])
def test_a_copy_follows_where_it_rests_on_no_other_words(
    ledger: Ledger, original: Reading, copy: Reading, begin: Begin, words: int, left: list[Any]
) -> None:
    offer = copy.positions[0]
    start = given_text(copy.article).index("Jonas Tavel has not replied")
    more = Span(start, start + len("Jonas Tavel has not replied"), "Jonas Tavel has not replied")
    cut = named(replace(copy, positions=(replace(offer, evidence=(*offer.evidence, more)[:words]), *copy.positions[1:])))
    for reading in (original, cut):
        ledger.store(reading, begin(ledger, reading))
    ledger.set_comparison("vel-river", [FAMILY])
    judge(ledger, "reject")
    assert shown(ledger, "gazette-1") == left


def test_two_positions_that_one_person_rejects_may_be_one_in_a_copy(ledger: Ledger, original: Reading, copy: Reading, begin: Begin) -> None:
    offer = original.positions[0]
    apart = (replace(offer, evidence=offer.evidence[:1]), replace(offer, evidence=offer.evidence[1:], said_on="2031-05-02"))
    split = named(replace(original, positions=(*apart, original.positions[1])))
    for reading in (split, copy):
        ledger.store(reading, begin(ledger, reading))
    ledger.set_comparison("vel-river", [FAMILY])
    judge(ledger, "reject")
    assert shown(ledger, "gazette-1") == [(OFFER, None), (HEADLINE, None)]
    judge(ledger, "reject")
    assert shown(ledger, "gazette-1") == [(HEADLINE, None)]


def test_a_dateline_and_the_shape_of_quotation_marks_make_no_other_words(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    original, reprint = (_told_at(make_reading(), name, head) for name, head in (("courier-1", "LENNE, May 3 (CNA) - “We"), ("gazette-1", '"WE')))
    for reading in (original, reprint):
        ledger.store(reading, begin(ledger, reading))
    ledger.set_comparison("vel-river", [FAMILY])
    judge(ledger, "reject")
    assert shown(ledger, "gazette-1") == []
    assert ledger.verify() == []


def _told_at(reading: Reading, name: str, head: str) -> Reading:
    """An article of one sentence that begins in this way, and the position that is read from all of it."""
    body = f"{head} share the river"
    article = Article(id=name, outlet=name, text=body, text_sha256=text_sha256(body), published="2031-05-03")
    offer = Position(holder="orlan", term="open-dam", stance="for", evidence=(Span(0, len(body), body),), mode="direct")
    return named(Reading(article=article, reader=reading.reader, dossier=reading.dossier, positions=(offer,)))


def test_another_holder_or_stance_at_the_same_words_is_another_position(ledger: Ledger, original: Reading, copy: Reading, begin: Begin) -> None:
    other = named(replace(copy, positions=(replace(copy.positions[0], stance="for"), *copy.positions[1:])))
    for reading in (original, other):
        ledger.store(reading, begin(ledger, reading))
    ledger.set_comparison("vel-river", [FAMILY])
    judge(ledger, "reject")
    assert shown(ledger, "gazette-1") == [(("orlan", "open-dam", "for"), None), (HEADLINE, None)]


def test_of_a_judgement_on_several_articles_only_what_it_says_of_copies_is_followed(
    read_ledger: Ledger, make_reading: MakeReading, begin: Begin
) -> None:
    other = make_reading("post-1", 1)
    read_ledger.store(other, begin(read_ledger, other))
    headline = read_ledger.judgeable("courier-1", "vel-river")[1].binding
    offer = read_ledger.judgeable("post-1", "vel-river")[0].binding
    aide = Actor(id="aide", name="An aide", kind="person")
    read_ledger.judge(Judgement(dossier="vel-river", action="split", subject="actor", by="Ana", on=(headline, offer), actor=aide))
    assert shown(read_ledger, "post-1") == [(("aide", *OFFER[1:]), "corrected"), (HEADLINE, None)]
    assert shown(read_ledger, "gazette-1") == shown(read_ledger, "courier-1") == [(OFFER, None), (("aide", *HEADLINE[1:]), "corrected")]


def test_an_article_follows_as_long_as_it_is_a_copy(read_ledger: Ledger) -> None:
    read_ledger.set_comparison("vel-river", [])
    judge(read_ledger, "reject")
    assert shown(read_ledger, "gazette-1") == [(OFFER, None), (HEADLINE, None)]
    read_ledger.change_comparison("vel-river", [], [FAMILY])
    assert shown(read_ledger, "gazette-1") == [(HEADLINE, None)]
    read_ledger.change_comparison("vel-river", [FAMILY.id], [])
    assert shown(read_ledger, "gazette-1") == [(OFFER, None), (HEADLINE, None)]


def test_a_copy_that_is_read_again_follows_still(read_ledger: Ledger, copy: Reading, begin: Begin) -> None:
    judge(read_ledger, "reject")
    again = replace(copy, reader=replace(copy.reader, version="0.2.0"))
    read_ledger.store(again, begin(read_ledger, again))
    assert shown(read_ledger, "gazette-1") == [(HEADLINE, None)]


def test_forgetting_the_article_that_was_judged_leaves_its_copy_as_the_machine_read_it(read_ledger: Ledger) -> None:
    judge(read_ledger, "reject")
    read_ledger.forget("courier-1", by="Ana")
    compare_whole(read_ledger, "vel-river")
    assert shown(read_ledger, "gazette-1") == [(OFFER, None), (HEADLINE, None)]


def test_judgements_taken_elsewhere_hold_there_in_the_same_way(
    read_ledger: Ledger, original: Reading, copy: Reading, begin: Begin, tmp_path: Any
) -> None:
    judge(read_ledger, "correct", correction=Correction(holder="karsia"))
    with open_ledger(str(tmp_path / "other.sqlite"), create=True) as other:
        for reading in (original, copy):
            other.store(reading, begin(other, reading))
        assert other.bring_in([one.judgement for one in read_ledger.judgements("vel-river")]) == 1
        other.set_comparison("vel-river", [FAMILY])
        assert other.positions("vel-river") == read_ledger.positions("vel-river")
        assert other.judgements("vel-river") == read_ledger.judgements("vel-river")


def test_what_comparing_finds_takes_in_that_copies_follow(ledger: Ledger, original: Reading, copy: Reading, begin: Begin) -> None:
    ledger.store(original, begin(ledger, original))
    compare_whole(ledger, "vel-river")
    judge(ledger, "reject")
    ledger.store(copy, begin(ledger, copy))
    compare_whole(ledger, "vel-river")
    assert [row.articles for row in ledger.comparison("vel-river", "copies") if isinstance(row, Copies)] == [("courier-1", "gazette-1")]
    assert shown(ledger, "gazette-1") == [(HEADLINE, None)]
    assert ledger.comparison("vel-river", "occasion") == []
    assert ledger.uncompared("vel-river") == []
    assert bring_up_to_date(ledger, "vel-river")
    assert ledger.uncompared("vel-river") == []
