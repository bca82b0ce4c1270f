"""The numbers of the matrix follow what comes and goes, and are those that counting everything gives."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from onrecord.identity import article_key, position_id
from onrecord.ledger import Ledger, cells, schema
from onrecord.ledger.cells import Back, cells_by_actor, recounted, reports_by_side, sides_recounted, with_latest
from onrecord.ledger.numbering import OF_A_DAY, first_ordinal
from onrecord.ledger.sides import sides_of
from onrecord.records import (
    Article,
    Copies,
    Correction,
    Dossier,
    DossierReference,
    Judgement,
    Position,
    Reader,
    Reading,
    Span,
    Stance,
    text_sha256,
)

Begin = Callable[[Ledger, Reading], str]

STANCES: tuple[Stance, ...] = ("for", "against", "conditional", "undecided")
NAMES = tuple(f"post-{number}" for number in range(6))


def made(random: Random, name: str, dossier: Dossier) -> Reading:
    """A report under this name with positions of some holders on two terms, of days and of none."""
    words = "Orlan says the gates open when the guns are gone. " * random.randrange(1, 4)
    article = Article(
        id=name,
        outlet=random.choice(["Vel Courier", "Lenne Post"]),
        published=random.choice(["2031-05-03", "2031-05", "2031-06-11", None]),
        text=words,
        text_sha256=text_sha256(words),
    )
    positions = [
        Position(
            holder=random.choice([None, *(actor.id for actor in dossier.actors)]),
            term=random.choice(["open-dam", "withdraw"]),
            stance=random.choice(STANCES),
            evidence=(Span(start, start + 5, words[start : start + 5]),),
            mode="indirect",
            said_on=random.choice([None, "2031-05-02", "2031-05"]),
        )
        for start in random.sample(range(40), random.randrange(4))
    ]
    named = {position_id(article_key(article), dossier.id, one): one for one in positions}
    kept = tuple(Position(**{field: getattr(one, field) for field in one.__struct_fields__ if field != "id"}, id=each) for each, one in named.items())
    return Reading(article=article, reader=Reader("0.1.0"), dossier=DossierReference(dossier.id, "5ha"), positions=kept)


def families(random: Random) -> list[Copies]:
    """Some of the articles reprint each other."""
    names = random.sample(NAMES, random.randrange(2, len(NAMES)))
    return [Copies(id=f"family-{'-'.join(sorted(names))}", articles=tuple(sorted(names)), origin=random.choice([None, names[0]]))]


def judge(ledger: Ledger, random: Random, dossier: Dossier) -> None:
    """Somebody says of a position that it is another's, or none."""
    found = [each for name in NAMES for each in ledger.judgeable(name, dossier.id)]
    if not found:
        return
    on, by = (random.choice(found).binding,), random.choice(["Ana", "Vera"])
    if random.random() < 1 / 2:
        ledger.judge(Judgement(dossier=dossier.id, action="reject", by=by, on=on))
    else:
        correction = Correction(holder=random.choice([actor.id for actor in dossier.actors]))
        ledger.judge(Judgement(dossier=dossier.id, action="correct", by=by, on=on, correction=correction))


def whole(ledger: Ledger, dossier: Dossier) -> tuple[object, object]:
    with ledger._snapshot() as connection:
        sides = sides_of(connection, dossier.id)
        return recounted(connection, dossier.id), sides_recounted(connection, dossier.id, sides)


def kept(ledger: Ledger, dossier: Dossier) -> tuple[object, object]:
    with ledger._snapshot() as connection:
        sides = sides_of(connection, dossier.id)
        return cells_by_actor(connection, dossier.id), reports_by_side(connection, dossier.id, sides)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_comes_and_goes(ledger: Ledger, begin: Begin, vel_dossier: Dossier, seed: int) -> None:
    random = Random(seed)  # noqa: S311  reports, not secrets
    run = begin(ledger, made(random, "post-0", vel_dossier))
    there: list[Copies] = []
    for _ in range(30):
        step = random.choice(["store", "store", "compare", "change", "judge", "merge"])
        if step == "store":
            ledger.store(made(random, random.choice(NAMES), vel_dossier), run)
        elif step == "compare":
            there = families(random)
            ledger.set_comparison(vel_dossier.id, there)
        elif step == "change":
            gone, there = [row.id for row in there], families(random)
            ledger.change_comparison(vel_dossier.id, gone, there)
        elif step == "judge":
            judge(ledger, random, vel_dossier)
        else:
            actors = tuple(random.sample([actor.id for actor in vel_dossier.actors], 2))
            ledger.judge(Judgement(dossier=vel_dossier.id, action="merge", subject="actor", by="Ana", actors=actors))
        assert kept(ledger, vel_dossier) == whole(ledger, vel_dossier)
    for name in NAMES:
        if any(article.id == name for article in ledger.articles(vel_dossier.id)):
            ledger.forget(name, by="Ana")
            assert kept(ledger, vel_dossier) == whole(ledger, vel_dossier)
    assert kept(ledger, vel_dossier) == ({}, {})
    assert ledger.verify() == []


def test_a_side_counts_a_report_that_came_in_since(ledger: Ledger, begin: Begin, vel_dossier: Dossier) -> None:
    random = Random(1)  # noqa: S311  reports, not secrets
    reports = [made(random, name, vel_dossier) for name in NAMES]
    for reading in reports:
        ledger.store(reading, begin(ledger, reading))
        ledger.set_comparison(vel_dossier.id, [])
    sides = {actor.id: actor.member_of or actor.id for actor in vel_dossier.actors}
    told = {(sides[one.holder], one.term, reading.article.id) for reading in reports for one in reading.positions if one.holder}
    assert told
    assert ledger.side_reports(vel_dossier.id) == {place: sum(each[:2] == place for each in told) for place in {each[:2] for each in told}}


def test_a_side_that_is_counted_wrongly_is_found(ledger: Ledger, begin: Begin, vel_dossier: Dossier) -> None:
    random = Random(1)  # noqa: S311  reports, not secrets
    for name in NAMES:
        reading = made(random, name, vel_dossier)
        ledger.store(reading, begin(ledger, reading))
    ledger.set_comparison(vel_dossier.id, [])
    assert ledger.verify() == []
    with ledger._transaction() as connection:
        connection.execute(text(f"UPDATE {schema.cell.name} SET reports = 99 WHERE gathered = 'side'"))  # noqa: S608  a constant of ours
    assert any("the side of ostmark" in problem for problem in ledger.verify())
    ledger.reindex()
    assert ledger.verify() == []


def test_copies_of_what_is_not_surely_read_are_not_gone_through_without_end(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first = SimpleNamespace(
        id=first_ordinal("2031-03-04") * OF_A_DAY, stance="for", day="2031-03-04", basis="said", reading_id="", report="wire", sure=False
    )
    monkeypatch.setattr(cells, "first_told", lambda _, ids: dict.fromkeys(ids, first))
    met: list[int] = []

    def back_from(holder: str, term: str, sure: bool) -> Back:  # noqa: FBT001  as cells ask
        def back(before: int | None, limit: int, told_only: bool) -> list[SimpleNamespace]:  # noqa: FBT001  as walks ask
            start = 10_000 if before is None else before
            rows = [SimpleNamespace(**{**vars(first), "id": first.id + start - one, "sure": True}) for one in range(1, limit + 1)]
            met.extend(row.id for row in rows)
            return rows

        return back if sure else lambda before, *_: [first] if before is None else []

    with ledger._snapshot() as connection:
        found = with_latest(connection, {("orlan", "gates"): (5_000, 0, 5_000)}, back_from)
    assert found["orlan", "gates"].latest == ((first.id, "for"),)
    assert len(met) < 1_000
