"""Signatures of articles: kept with them, made anew with them, and asked who shares words with whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select, update

from onrecord.identity import article_key, digest
from onrecord.language.shingles import SIGNATURE_VERSION, sampled_of, shingles_of, signature_of
from onrecord.ledger import Ledger, schema
from onrecord.records import Article, Conflict, Copies, Dropped, PositionReference, Reader, Reading, given_text, text_sha256

Begin = Callable[[Ledger, Reading], str]

WIRE = (
    "Karsia shut the last gate of the Sarn dam on Tuesday and told the barge masters of the lower Vel to moor where they were. Engineers said that "
    "the reservoir would be full within nine days. Ostmark called the closure a breach of the river treaty and moved two battalions to the ridge "
    "above the village of Halm, where shots were heard after dark. Neither army gave figures of its losses. The envoys of both states left Lenne."
)
OTHER = "The beet harvest in the valley is the smallest in eleven years. " * 3


def reading(name: str, text: str, **fields: object) -> Reading:
    return Reading(article=Article(id=name, text=text, text_sha256=text_sha256(text), **fields), reader=Reader("0.1.0"))  # type: ignore[arg-type]


@pytest.fixture
def keep(ledger: Ledger, begin: Begin) -> Callable[..., None]:
    def store(*readings: Reading) -> None:
        for one in readings:
            ledger.store(one, begin(ledger, one))

    return store


def rows_of(ledger: Ledger) -> tuple[int, int]:
    with ledger._snapshot() as connection:
        return tuple(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (schema.signature, schema.sampled_shingle))  # type: ignore[return-value]


def test_an_article_is_kept_with_its_signature_and_found_by_it(ledger: Ledger, keep: Callable[..., None]) -> None:
    copy = "A new head over it. " + WIRE[:-40]
    keep(reading("wire", WIRE), reading("copy", copy), reading("harvest", OTHER))
    (found,) = ledger.sharing(None, "wire")
    one, other = (signature_of(Article(id="", text=text)) for text in (WIRE, copy))
    assert (found.article, found.size, found.content, found.sampled) == ("copy", other.size, other.content, len(other.sampled))
    assert found.shared == len(set(one.sampled.tolist()) & set(other.sampled.tolist())) > 0
    assert ledger.sharing(None, "harvest") == ledger.sharing(None, "nobody") == []
    assert ledger.contents(None, ["wire", "nobody"]) == {"wire": one.content}
    assert ledger.verify() == []


def test_only_short_signatures_and_the_most_alike_are_asked_for(ledger: Ledger, keep: Callable[..., None]) -> None:
    keep(reading("wire", WIRE), reading("copy", WIRE[:-40]), reading("brief", WIRE[:150]), reading("harvest", OTHER))
    alike = sorted(ledger.sharing(None, "wire"), key=lambda one: -one.shared)
    assert [one.article for one in alike] == ["copy", "brief"]
    assert ledger.most_alike(None, "wire", 1) == ["copy"]
    assert ledger.most_alike(None, "wire", 5) == ["copy", "brief"]
    assert [one.article for one in ledger.sharing(None, "wire", lambda _: alike[1].sampled)] == ["brief"]


def test_dropped_passages_are_not_in_the_signature(ledger: Ledger, keep: Callable[..., None]) -> None:
    text = OTHER + WIRE
    dropped = (Dropped(0, len(OTHER), OTHER, reason="furniture"),)
    keep(reading("wire", WIRE), reading("under furniture", text, dropped=dropped))
    assert ledger.contents(None, ["wire"]) == {"wire": ledger.contents(None, ["under furniture"])["under furniture"]}
    assert [(each.id, given_text(each), each.dropped) for each in ledger.texts(None, ["under furniture"])] == [("under furniture", text, dropped)]


def test_a_new_version_of_an_article_has_a_new_signature(ledger: Ledger, keep: Callable[..., None]) -> None:
    keep(reading("a", WIRE), reading("b", WIRE), reading("b", OTHER))
    assert ledger.sharing(None, "a") == []
    assert rows_of(ledger) == (2, len(sampled_of(shingles_of(Article(id="", text=WIRE)))) + len(sampled_of(shingles_of(Article(id="", text=OTHER)))))


def test_storing_the_same_again_changes_nothing(ledger: Ledger, keep: Callable[..., None]) -> None:
    keep(reading("a", WIRE), reading("b", WIRE))
    before = rows_of(ledger)
    keep(reading("a", WIRE))
    assert rows_of(ledger) == before


def test_what_is_forgotten_leaves_no_signature(ledger: Ledger, keep: Callable[..., None]) -> None:
    keep(reading("a", WIRE))
    ledger.forget("a", by="mira")
    assert rows_of(ledger) == (0, 0)


def test_signatures_of_another_version_are_made_anew(ledger: Ledger, keep: Callable[..., None]) -> None:
    keep(reading("a", WIRE), reading("b", WIRE), reading("c", OTHER))
    with ledger._transaction() as connection:
        connection.execute(update(schema.signature).values(version=SIGNATURE_VERSION - 1, content="old").where(schema.signature.c.size > 40))
    before = rows_of(ledger)
    assert ledger.bring_signatures_up_to_date(None) == 2
    assert ledger.bring_signatures_up_to_date(None) == 0
    assert rows_of(ledger) == before
    assert "old" not in ledger.contents(None, ["a", "b"]).values()


def test_findings_are_found_by_the_articles_that_they_name(ledger: Ledger, keep: Callable[..., None]) -> None:
    keep(reading("a", WIRE), reading("b", WIRE), reading("c", OTHER))
    copies = Copies(id="copies", articles=("a", "b"))
    conflict = Conflict(
        id="conflict",
        type="between-articles",
        holder="orlan",
        term="open-dam",
        positions=(PositionReference(article="b", position="1"), PositionReference(article="c", position="2")),
        spans=(),
        severity=0.5,
        why="Both.",
    )
    ledger.set_comparison(None, [copies, conflict])
    assert ledger.findings_naming(None, ["a"]) == [copies]
    assert ledger.findings_naming(None, ["b", "c"]) == [copies, conflict]
    assert ledger.findings_naming(None, ["b"], "conflict") == [conflict]
    more = replace(copies, id="more", articles=("a", "c"))
    ledger.change_comparison(None, ["copies", "conflict"], [conflict, more])
    assert ledger.comparison(None) == [conflict, more]
    assert ledger.findings_naming(None, ["a"]) == [more]
    assert ledger.verify() == []


def test_names_of_articles_are_no_part_of_a_signature() -> None:
    one, other = (reading(name, WIRE, title=name).article for name in ("a", "b"))
    assert article_key(one) != article_key(other)
    assert signature_of(one).content == signature_of(other).content != digest("", "")
