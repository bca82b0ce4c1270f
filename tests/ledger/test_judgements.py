"""What people say of what was read: it changes what queries give, never what the machine read, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.identity import article_key, position_id, statement_id
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import (
    Actor,
    Binding,
    Condition,
    Correction,
    DateEvidence,
    Dossier,
    DossierReference,
    Judgement,
    Position,
    Reader,
    Reading,
    Span,
    given_text,
    text_sha256,
)

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]
Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]


@pytest.fixture
def reading(make_reading: MakeReading) -> Reading:
    return make_reading()


@pytest.fixture
def read_ledger(ledger: Ledger, reading: Reading, begin: Begin) -> Iterator[Ledger]:
    """A ledger, on either database, that holds one reading: of an offer by Orlan, and of a headline without a holder."""
    ledger.store(reading, begin(ledger, reading))
    yield ledger
    assert ledger.verify() == []


def judge(ledger: Ledger, action: Any, number: int = 0, by: str = "Ana", article: str = "courier-1", **more: Any) -> Judgement:
    shown = ledger.judgeable(article, "vel-river")[number]
    correction = more.pop("correction", shown.correction if action == "accept" else None)
    return ledger.judge(Judgement(dossier="vel-river", action=action, by=by, on=(shown.binding,), correction=correction, **more))


def undo(ledger: Ledger, judgement: Judgement, by: str = "Ana") -> Judgement:
    return ledger.judge(Judgement(dossier="vel-river", action="undo", by=by, on=(Binding(judgement=judgement.id),)))


def shown(ledger: Ledger) -> list[tuple[str | None, str, str, str | None]]:
    return [(found.position.holder, found.position.term, found.position.stance, found.judged) for found in ledger.positions("vel-river")]


def told(ledger: Ledger) -> list[str]:
    return [fate.fate for fate in ledger.judgements("vel-river")]


def span(reading: Reading, words: str) -> Span:
    start = given_text(reading.article).index(words)
    return Span(start, start + len(words), words)


def addition(reading: Reading, by: str = "Ana", **values: Any) -> Judgement:
    given: dict[str, Any] = {"holder": "ostmark", "term": "talks", "stance": "against", "mode": "indirect"}
    position = Position(**(given | {"evidence": (span(reading, "called the offer late"),)} | values))
    on = (Binding(article_key=article_key(reading.article), article=reading.article.id),)
    return Judgement(dossier="vel-river", action="add", by=by, on=on, position=position)


OFFER = ("orlan", "open-dam", "conditional", None)
HEADLINE = (None, "withdraw", "for", None)


def test_an_accepted_position_says_so_and_is_sure_and_else_stays_as_it_is(read_ledger: Ledger, reading: Reading) -> None:
    kept = judge(read_ledger, "accept", why="on tape")
    assert shown(read_ledger) == [(*OFFER[:3], "accepted"), HEADLINE]
    sure = (replace(reading.positions[0], confidence=1.0), *reading.positions[1:])
    assert read_ledger.reading("courier-1", "vel-river") == replace(reading, positions=sure)
    (fate,) = read_ledger.judgements("vel-river")
    assert fate.judgement == kept
    assert (kept.by, kept.why, kept.at[-1]) == ("Ana", "on tape", "Z")


def test_a_rejected_position_is_gone_and_comes_back_when_that_is_taken_back(read_ledger: Ledger, reading: Reading, dump: Dump) -> None:
    before = dump(read_ledger)
    kept = judge(read_ledger, "reject", why="it was her aide")
    assert shown(read_ledger) == [HEADLINE]
    assert [found.position for found in read_ledger.positions("vel-river", machine=True)] == list(reading.positions)
    assert [found.judged for found in read_ledger.positions("vel-river", machine=True)] == ["rejected", None]
    assert next(read_ledger.readings("vel-river", machine=True)) == reading
    assert next(read_ledger.readings("vel-river")).positions == reading.positions[1:]
    undo(read_ledger, kept)
    assert shown(read_ledger) == [OFFER, HEADLINE]
    assert told(read_ledger) == ["undone", "stands"]
    after = dump(read_ledger)
    assert len(after.pop("judgement")) == 2
    kept_tables = [name for name in after if name != "judgement_article" and not name.startswith(("entry", "cell", "uncompared"))]
    assert {name: after[name] for name in kept_tables} == {name: before[name] for name in kept_tables}, "nothing is left of what followed from it"


def test_every_part_of_a_position_can_be_corrected(read_ledger: Ledger, reading: Reading) -> None:
    evidence = (span(reading, "no one shares a ridge under fire"),)
    condition = Condition(*msgspec.structs.astuple(span(reading, "called the offer late")), term="talks")
    parts: dict[str, Any] = {
        "holder": "tavel",
        "term": "talks",
        "stance": "against",
        "said_on": "2031-05-02",
        "conditions": (condition,),
        "evidence": evidence,
    }
    judge(read_ledger, "correct", correction=Correction(**parts))
    found = read_ledger.positions("vel-river")[0]
    assert {name: getattr(found.position, name) for name in parts} == parts
    assert found.judged == "corrected"
    assert found.position.id == position_id(article_key(reading.article), "vel-river", found.position)
    assert [each.position.holder for each in read_ledger.positions("vel-river", holder="tavel", term="talks")] == ["tavel"]
    assert read_ledger.positions("vel-river", holder="orlan") == []
    assert len(read_ledger.positions("vel-river", holder="orlan", machine=True)) == 1


def test_a_second_correction_of_the_same_person_adds_to_the_first(read_ledger: Ledger) -> None:
    judge(read_ledger, "correct", correction=Correction(stance="for"))
    judge(read_ledger, "correct", correction=Correction(holder="karsia"))
    assert shown(read_ledger)[0] == ("karsia", "open-dam", "for", "corrected")
    judge(read_ledger, "reject")
    assert shown(read_ledger) == [HEADLINE]
    assert told(read_ledger) == ["stands"] * 3


def test_saying_the_same_again_adds_nothing(read_ledger: Ledger, dump: Dump) -> None:
    first = judge(read_ledger, "correct", correction=Correction(stance="for"))
    before = dump(read_ledger)
    assert judge(read_ledger, "correct", correction=Correction(stance="for")) == first
    assert dump(read_ledger) == before
    judge(read_ledger, "reject")
    assert judge(read_ledger, "correct", 0, correction=Correction(holder=None)).id, "the last word is another one"


def test_a_missed_position_is_added_by_its_words(read_ledger: Ledger, reading: Reading) -> None:
    added = read_ledger.judge(addition(reading))
    assert shown(read_ledger) == [OFFER, HEADLINE, ("ostmark", "talks", "against", "added")]
    assert next(read_ledger.readings("vel-river", machine=True)) == reading
    assert judge(read_ledger, "correct", 2, correction=Correction(said_on="2031-05")).on[0].judgement == added.id
    assert read_ledger.positions("vel-river", term="talks")[0].position.said_on == "2031-05"
    judge(read_ledger, "reject", 2)
    assert shown(read_ledger) == [OFFER, HEADLINE]


def test_two_people_who_disagree_are_both_kept_and_the_machines_reading_stands(read_ledger: Ledger, reading: Reading) -> None:
    judge(read_ledger, "accept", by="Ana")
    judge(read_ledger, "correct", by="Ben", correction=Correction(stance="against"))
    assert shown(read_ledger)[0] == (*OFFER[:3], "disputed")
    fates = read_ledger.judgements("vel-river")
    assert [(fate.judgement.by, fate.fate) for fate in fates] == [("Ana", "disputed"), ("Ben", "disputed")]
    assert {fate.why for fate in fates} == {"judged differently by Ana, Ben"}
    undo(read_ledger, fates[0].judgement)
    assert shown(read_ledger)[0] == ("orlan", "open-dam", "against", "corrected")
    read_ledger.judge(addition(reading))
    shown_before = shown(read_ledger)
    judge(read_ledger, "reject", 2, by="Ben")
    assert shown_before[2] == ("ostmark", "talks", "against", "added")
    assert shown(read_ledger) == shown_before[:2], "an addition that somebody rejects waits until they agree"
    assert told(read_ledger)[-2:] == ["disputed", "disputed"]


def test_two_people_who_correct_different_parts_agree(read_ledger: Ledger) -> None:
    judge(read_ledger, "correct", by="Ana", correction=Correction(stance="for"))
    judge(read_ledger, "correct", by="Ben", correction=Correction(said_on="2031-05-03"))
    judge(read_ledger, "accept", by="Cleo")
    found = read_ledger.positions("vel-river")[0]
    assert (found.position.stance, found.position.said_on, found.judged) == ("for", "2031-05-03", "corrected")
    assert told(read_ledger) == ["stands"] * 3


def test_only_who_judged_can_take_it_back(read_ledger: Ledger) -> None:
    kept = judge(read_ledger, "reject")
    with pytest.raises(LedgerError, match="Ana said that, and only they can take it back"):
        undo(read_ledger, kept, by="Ben")
    taken = undo(read_ledger, kept)
    with pytest.raises(LedgerError, match="was taken back"):
        undo(read_ledger, kept)
    with pytest.raises(LedgerError, match="is not here"):
        undo(read_ledger, taken)


def test_actors_are_merged_wherever_they_are_named_and_apart_again(read_ledger: Ledger, reading: Reading, vel_dossier: Dossier) -> None:
    merge = Judgement(dossier="vel-river", action="merge", subject="actor", by="Ana", actors=("tavel", "orlan"))
    kept = read_ledger.judge(merge)
    judged = read_ledger.reading("courier-1", "vel-river")
    assert judged.positions[0].holder == "tavel"
    assert [statement.actor for statement in judged.statements] == ["tavel", "tavel", None]
    names = {actor.id: actor for actor in read_ledger.dossier("vel-river").actors}
    assert "orlan" not in names
    assert "Mira Orlan" in names["tavel"].aliases
    assert read_ledger.dossier("vel-river", machine=True) == vel_dossier
    read_ledger.judge(Judgement(dossier="vel-river", action="reject", by="Ben", on=(Binding(judgement=kept.id),)))
    assert read_ledger.reading("courier-1", "vel-river") == reading
    assert read_ledger.dossier("vel-river") == vel_dossier
    assert told(read_ledger) == ["disputed", "disputed"]
    undo(read_ledger, kept)
    assert read_ledger.reading("courier-1", "vel-river") == reading


def test_positions_are_split_off_to_an_actor_of_their_own(read_ledger: Ledger, reading: Reading) -> None:
    aide = Actor(id="orlan-aide", name="Orlan's aide", kind="person", member_of="karsia")
    binding = read_ledger.judgeable("courier-1", "vel-river")[0].binding
    kept = read_ledger.judge(Judgement(dossier="vel-river", action="split", subject="actor", by="Ana", on=(binding,), actor=aide))
    assert shown(read_ledger)[0] == ("orlan-aide", "open-dam", "conditional", "corrected")
    assert read_ledger.dossier("vel-river").actors[-1] == aide
    undo(read_ledger, kept)
    assert read_ledger.reading("courier-1", "vel-river") == reading


def test_a_note_changes_nothing(read_ledger: Ledger, reading: Reading) -> None:
    judge(read_ledger, "note", why="ask the desk in Lenne")
    assert shown(read_ledger) == [OFFER, HEADLINE]
    assert read_ledger.reading("courier-1", "vel-river") == reading
    assert told(read_ledger) == ["stands"]


def test_judgements_survive_a_newer_model(read_ledger: Ledger, reading: Reading, make_reading: MakeReading, begin: Begin) -> None:
    judge(read_ledger, "correct", 0, correction=Correction(stance="for"))
    judge(read_ledger, "reject", 1)
    read_ledger.judge(addition(reading))
    newer = make_reading(reader=Reader("0.2.0"))
    first = replace(newer.positions[0], holder="karsia", stance="against", confidence=0.9, evidence=newer.positions[0].evidence[:1])
    key = article_key(newer.article)
    missed = addition(reading).position
    assert missed is not None
    positions = tuple(replace(position, id=position_id(key, "vel-river", position)) for position in (first, missed, newer.positions[1]))
    newer = replace(newer, positions=positions)
    assert read_ledger.store(newer, begin(read_ledger, newer)) == "reread"
    assert next(read_ledger.readings("vel-river", machine=True)) == newer
    assert shown(read_ledger) == [("karsia", "open-dam", "for", "corrected"), ("ostmark", "talks", "against", "accepted")]
    assert told(read_ledger) == ["stands"] * 3


def test_judgements_whose_words_are_not_read_any_more_are_listed_as_orphaned(
    read_ledger: Ledger, make_reading: MakeReading, begin: Begin, dump: Dump
) -> None:
    judge(read_ledger, "accept", 0)
    judge(read_ledger, "reject", 1)
    newer = make_reading(reader=Reader("0.2.0"))
    offer, headline = newer.positions
    moved = replace(offer, evidence=(replace(offer.evidence[0], start=offer.evidence[0].start + 4, text=offer.evidence[0].text[4:]),))
    against = replace(headline, stance="against")
    key = article_key(newer.article)
    newer = replace(newer, positions=tuple(replace(each, id=position_id(key, "vel-river", each)) for each in (moved, against)))
    read_ledger.store(newer, begin(read_ledger, newer))
    assert next(read_ledger.readings("vel-river")) == newer
    fates = read_ledger.judgements("vel-river")
    assert [fate.fate for fate in fates] == ["orphaned", "orphaned"]
    assert "from these words" in fates[0].why
    assert "read otherwise now" in fates[1].why, "what was rejected was another stance"
    assert dump(read_ledger)["judged_position"] == []


def edited(reading: Reading, text: str, title: str | None = None) -> Reading:
    """The reading of the article with another text, in which the same words are read the same way."""
    key_of = replace(reading.article, text=text, text_sha256=text_sha256(text), title=title or reading.article.title)
    key = article_key(key_of)

    def moved(span: Span) -> Span:
        return span if span.field == "title" else replace(span, start=text.index(span.text), end=text.index(span.text) + len(span.text))

    statements = tuple(
        replace(one, source=one.source and moved(one.source), cue=tuple(map(moved, one.cue)), content=tuple(map(moved, one.content)), via=())
        for one in reading.statements
    )
    names = {before.id: statement_id(key, after) for before, after in zip(reading.statements, statements, strict=True)}
    positions = (
        replace(
            one,
            evidence=tuple(map(moved, one.evidence)),
            conditions=tuple(map(moved, one.conditions)),
            mention=one.mention and moved(one.mention),
            via=(),
            statement=names.get(one.statement or ""),
        )
        for one in reading.positions
    )
    bare = replace(key_of, dropped=(), notices=(), evidence=DateEvidence())
    return replace(
        reading,
        article=bare,
        statements=tuple(replace(one, id=statement_id(key, one)) for one in statements),
        positions=tuple(replace(one, id=position_id(key, "vel-river", one)) for one in positions),
        silences=(),
    )


def body(reading: Reading) -> str:
    return given_text(reading.article)


def test_judgements_go_over_to_the_text_as_it_was_edited_where_their_words_stand(read_ledger: Ledger, reading: Reading, begin: Begin) -> None:
    given = [
        judge(read_ledger, "correct", 0, correction=Correction(stance="for", conditions=reading.positions[0].conditions)),
        judge(read_ledger, "reject", 1),
        read_ledger.judge(addition(reading)),
    ]
    newer = edited(reading, f"Corrected on 9 May.\n{body(reading)}")
    assert read_ledger.store(newer, begin(read_ledger, newer)) == "revised"
    assert shown(read_ledger) == [("orlan", "open-dam", "for", "corrected"), ("ostmark", "talks", "against", "added")]
    fates = read_ledger.judgements("vel-river")
    assert [fate.judgement for fate in fates] == given, "they are listed, and exported, as they were given"
    assert {(fate.fate, fate.why) for fate in fates} == {("stands", "its article was edited since; the words still stand there")}
    assert [here.found.fate for here in read_ledger.judgements_on("courier-1", "vel-river")] == ["stands"] * 3
    judge(read_ledger, "accept", 0, by="Ben")
    undo(read_ledger, given[1])
    assert shown(read_ledger)[1] == HEADLINE, "what was said of the earlier text can be taken back"


def test_judgements_on_words_that_were_edited_are_orphaned(read_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    judge(read_ledger, "accept", 1)
    judge(read_ledger, "reject", 0)
    reading = make_reading("courier-1")
    words = reading.positions[0].evidence[0].text
    twice = edited(reading, f"{body(reading)}\n{words}")
    read_ledger.store(twice, begin(read_ledger, twice))
    first, second = read_ledger.judgements("vel-river")
    assert first.fate == "stands", "the headline is as it was"
    assert (second.fate, second.why) == ("orphaned", "its article was edited, and its words do not stand there, or more than once")
    assert shown(read_ledger) == [OFFER, (*HEADLINE[:3], "accepted")]
    read_ledger.store(reading, begin(read_ledger, reading))
    assert shown(read_ledger) == [(*HEADLINE[:3], "accepted")], "the outlet took its edit back"
    assert told(read_ledger) == ["stands", "stands"]


def test_judgements_stay_with_a_version_that_counts_under_another_id(read_ledger: Ledger, reading: Reading, begin: Begin) -> None:
    judge(read_ledger, "reject", 0)
    other = edited(reading, f"{body(reading)}\nMore follows.")
    other = replace(other, article=replace(other.article, id="courier-1b"))
    assert other.article.url == reading.article.url
    read_ledger.store(other, begin(read_ledger, other))
    assert [(found.article, found.judged) for found in read_ledger.positions("vel-river")] == [
        ("courier-1", None),
        ("courier-1b", None),
        ("courier-1b", None),
    ]
    assert told(read_ledger) == ["stands"]


def test_judgements_go_to_another_ledger_and_again_changes_nothing(
    read_ledger: Ledger, sqlite_ledger: Ledger, reading: Reading, begin: Begin, dump: Dump
) -> None:
    judge(read_ledger, "reject", 0)
    undo(read_ledger, judge(read_ledger, "correct", 0, by="Ben", correction=Correction(stance="for")), by="Ben")
    read_ledger.judge(addition(reading, by="Ben"))
    given = [fate.judgement for fate in read_ledger.judgements("vel-river")]
    assert sqlite_ledger.bring_in(given[:2]) == 2
    assert [fate.fate for fate in sqlite_ledger.judgements("vel-river")] == ["orphaned", "orphaned"], "their article may come later"
    sqlite_ledger.store(reading, begin(sqlite_ledger, reading))
    assert sqlite_ledger.bring_in(reversed(given)) == 2
    assert shown(sqlite_ledger) == shown(read_ledger)
    assert sqlite_ledger.judgements("vel-river") == read_ledger.judgements("vel-river")
    before = dump(sqlite_ledger)
    assert sqlite_ledger.bring_in(given) == 0
    assert dump(sqlite_ledger) == before
    assert sqlite_ledger.verify() == []


def test_judgements_on_a_forgotten_article_do_not_bring_its_words_back(read_ledger: Ledger, dump: Dump) -> None:
    given = [judge(read_ledger, "accept", 1), judge(read_ledger, "reject", 0)]
    read_ledger.forget("courier-1", by="Ana", why="asked for")
    assert read_ledger.judgements("vel-river") == []
    assert read_ledger.bring_in(given) == 0
    assert dump(read_ledger)["judgement"] == []


def test_two_people_judge_one_article_at_the_same_time(address: str, reading: Reading, begin: Begin) -> None:
    with open_ledger(address, create=True) as ledger:
        ledger.store(reading, begin(ledger, reading))
        bindings = [shown.binding for shown in ledger.judgeable("courier-1", "vel-river")]
    for _ in range(3):

        def reject(who: int) -> Judgement:
            with open_ledger(address) as own:
                return own.judge(Judgement(dossier="vel-river", action="reject", by=f"reader {who}", on=(bindings[who],)))

        with ThreadPoolExecutor(2) as people, open_ledger(address) as ledger:
            kept = list(people.map(reject, range(2)))
            assert ledger.positions("vel-river") == [], "neither overwrites what follows from the other's"
            for judgement in kept:
                undo(ledger, judgement, by=judgement.by)
            assert shown(ledger) == [OFFER, HEADLINE]
            assert ledger.verify() == []


def test_two_dossiers_are_judged_apart(read_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    other = make_reading(dossier=DossierReference("vel-fishery", "5hc"))
    read_ledger.store(other, begin(read_ledger, other))
    judge(read_ledger, "reject", 0)
    assert read_ledger.reading("courier-1", "vel-fishery") == other
    assert read_ledger.judgements("vel-fishery") == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"by": "  "}, "nobody signs it"),
        ({"on": ()}, "corrects nothing"),
        ({"correction": Correction()}, "corrects nothing"),
        ({"correction": Correction(said_on="2031-13")}, "is no day"),
        ({"correction": Correction(term="open-the-dam")}, "names no term 'open-the-dam'.*open-dam"),
        ({"correction": Correction(holder="orlann")}, "names no actor 'orlann'.*orlan"),
        ({"correction": Correction(evidence=())}, "names no passage"),
        ({"correction": Correction(evidence=(Span(3, 9, "Orlan "),))}, "does not read 'Orlan '"),
        ({"on": (Binding(article_key="0" * 20, article="gazette-9"),)}, "'gazette-9' is not in the ledger"),
        ({"action": "undo"}, "takes nothing back"),
        ({"action": "merge", "subject": "actor", "actors": ("orlan", "orlan")}, "needs two or more"),
        ({"action": "split", "subject": "actor"}, "whose they are"),
        ({"action": "note"}, "a note needs words"),
        ({"action": "add"}, "adds nothing"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(read_ledger: Ledger, dump: Dump, changes: dict[str, Any], told: str) -> None:
    binding = read_ledger.judgeable("courier-1", "vel-river")[0].binding
    wanted = Judgement(dossier="vel-river", action="correct", by="Ana", on=(binding,), correction=Correction(stance="for"))
    before = dump(read_ledger)
    with pytest.raises(LedgerError, match=told):
        read_ledger.judge(replace(wanted, **changes))
    assert dump(read_ledger) == before


def test_comparison_is_stale_after_a_judgement(read_ledger: Ledger) -> None:
    read_ledger.set_comparison("vel-river", [])
    assert read_ledger.is_compared("vel-river")
    judge(read_ledger, "reject", 0)
    assert not read_ledger.is_compared("vel-river")
    read_ledger.set_comparison("vel-river", [])
    assert read_ledger.is_compared("vel-river")


def test_a_judgement_that_was_tampered_with_is_found(read_ledger: Ledger) -> None:
    kept = judge(read_ledger, "note", why="ask the desk in Lenne")
    with read_ledger._transaction() as connection:
        connection.execute(text("UPDATE judgement SET content = replace(content, 'Ana', 'Ben')"))
    assert read_ledger.verify() == [f"judgement {kept.id}: its id is not the hash of what it says"]
    with read_ledger._transaction() as connection:
        connection.execute(text("UPDATE judgement SET content = replace(content, 'Ben', 'Ana')"))


def test_the_view_for_plain_sql_tells_what_was_judged(read_ledger: Ledger) -> None:
    judge(read_ledger, "accept", 0)
    with read_ledger._snapshot() as connection:
        assert connection.execute(text("SELECT holder, judged FROM positions_view WHERE judged IS NOT NULL")).all() == [("orlan", "accepted")]
        assert connection.execute(text("SELECT judged_by, action, article, term FROM judgements_view")).all() == [
            ("Ana", "accept", "courier-1", "open-dam")
        ]
