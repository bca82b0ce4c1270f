"""What a person who reviews asks: which positions wait, what was judged on an article, and what they themselves judged last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import Connection, Select, or_, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.cells import cells_by_actor
from onrecord.ledger.comparison_rows import decode_comparison
from onrecord.ledger.following import judge_now, machine_readings
from onrecord.ledger.judged import Judged, edited, locate
from onrecord.ledger.judged_copies import anything_judged, keys_of_judged_copies
from onrecord.ledger.judgement_rows import read_judgements, standing
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import fetch
from onrecord.ledger.versions import judged_before
from onrecord.records import Answer, Comparison, Conflict, JudgedState, Judgement, JudgementFate, Position, Shift

# What conflicts, shifts and answers depend on is looked through up to so many of each kind: a person reviews the first ones only.
MOST_FINDINGS = 300
# Who takes back more than this in one go does not get to what lies before it here; `onrecord judge list` has it all.
_LOOKED_THROUGH = 60


class Waiting(Struct, frozen=True):
    """A position that nobody judged, or on which people disagree; without its passages, conditions and go-betweens."""

    article: str
    position: Position
    judged: JudgedState | None = None


class Depended(Struct, frozen=True):
    """The findings that make positions consequential, the holders and terms of which there is `once` one independent report, and the positions
    among all these that wait.
    """

    findings: tuple[Comparison, ...]
    once: frozenset[tuple[str, str]]
    waiting: tuple[Waiting, ...]


class JudgementHere(Struct, frozen=True):
    """A judgement on an article, what became of it, and the position that it is about as it is shown now (None: it is shown no more)."""

    found: JudgementFate
    position: str | None = None


def least_sure(connection: Connection, dossier_id: str, after: tuple[float, str] | None, limit: int) -> list[Waiting]:
    """The positions that wait, those read with least confidence first; with `after`, those behind this confidence and position id."""
    position = schema.position.c
    # Something is put together with the name, or the planner would go by it, and through all positions of the dossier.
    named = schema.current_reading.c.dossier_id + ""
    query = _waiting().where(named == dossier_id).order_by(position.confidence, position.id).limit(limit)
    if after is not None:
        query = query.where(tuple_(position.confidence, position.id) > tuple_(*after))
    return list(_as_waiting(fetch(connection, query)))


def depended_on(connection: Connection, dossier_id: str) -> Depended:
    """What most depends on, as far as a person gets: the first conflicts, shifts and answers, what people disagree on, what is told once."""
    findings = _findings(connection, dossier_id)
    once = {place for place, count in cells_by_actor(connection, dossier_id).items() if place[0] and count.reports == 1}
    places = {*_places_in(findings), *_disputed(connection, dossier_id), *_places_of(connection, dossier_id, once)}
    return Depended(tuple(findings), frozenset(once), tuple(_waiting_at(connection, dossier_id, places)))


def _findings(connection: Connection, dossier_id: str) -> list[Comparison]:
    """The conflicts, shifts and answers that come first."""
    table, found = schema.comparison.c, list[Comparison]()
    for kind in ("conflict", "shift", "answer"):
        query = select(table.content).where(table.dossier_id == dossier_id, table.kind == kind).order_by(table.number).limit(MOST_FINDINGS)
        found += map(decode_comparison, connection.execute(query).scalars())
    return found


def _places_in(findings: Iterable[Comparison]) -> Iterator[tuple[str, str]]:
    """The positions (article id, position id) that findings name."""
    for row in findings:
        if isinstance(row, Conflict):
            yield from ((one.article, one.position) for one in row.positions)
        elif isinstance(row, Shift):
            yield from ((end.article, end.position) for end in (row.before, row.after))
        elif isinstance(row, Answer):
            yield from ((one.article, one.position) for one in (row.to, row.by) if one.position is not None)


def _disputed(connection: Connection, dossier_id: str) -> Iterator[tuple[str, str]]:
    """The positions on which people disagree."""
    current, position, state = schema.current_reading.c, schema.position.c, schema.judged_position.c
    tables = schema.judged_position.join(schema.current_reading, current.reading_id == state.reading_id).join(
        schema.position, (position.reading_id == state.reading_id) & (position.number == state.number)
    )
    query = select(current.article_id, position.id).select_from(tables).where(current.dossier_id == dossier_id, state.state == "disputed")
    return ((row.article_id, row.id) for row in connection.execute(query))


def _places_of(connection: Connection, dossier_id: str, cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The positions of these holders on these terms."""
    entry, reading, position = schema.entry.c, schema.reading.c, schema.position.c
    tables = schema.entry.join(schema.reading, reading.id == entry.reading_id).join(
        schema.position, (position.reading_id == entry.reading_id) & (position.number == entry.number)
    )
    query = select(reading.article_id, position.id).select_from(tables).where(entry.dossier_id == dossier_id, entry.kind == "position")
    for holder, term in islice(sorted(cells), MOST_FINDINGS):
        rows = connection.execute(query.where(entry.actor == holder, entry.term == term))
        yield from ((row.article_id, row.id) for row in rows)


def _waiting_at(connection: Connection, dossier_id: str, places: Collection[tuple[str, str]]) -> Iterator[Waiting]:
    """Those of these positions that wait."""
    current = schema.current_reading.c
    for some in portions(sorted({article for article, _ in places})):
        query = _waiting().where(current.dossier_id == dossier_id, current.article_id.in_(some))
        yield from (one for one in _as_waiting(fetch(connection, query)) if (one.article, one.position.id) in places)


def judgements_on(connection: Connection, dossier_id: str, article_id: str) -> list[JudgementHere]:
    """What was judged on an article, also on versions of it that do not count any more, in order of time, what was taken back included; rows that
    take back left out. What was judged on copies of it, and holds here too, comes after that.
    """
    machine_id = machine_readings(connection, dossier_id, [article_id]).get(article_id)
    reading = schema.reading.c
    head = connection.execute(select(reading.article_key, reading.article_id, reading.url).where(reading.id == machine_id)).first()
    if machine_id is None or head is None or not anything_judged(connection, dossier_id):
        return []
    all_here = read_judgements(connection, dossier_id, [head.article_key, *judged_before(connection, dossier_id, *head)])
    if not all_here and not keys_of_judged_copies(connection, dossier_id, head.article_key, head.article_id):
        return []
    judged = judge_now(connection, dossier_id, machine_id)
    stand = {one.id for one in standing(all_here)}
    found = []
    for one in all_here:
        if one.action != "undo":
            fate = judged.fates.get(one.id, edited(one)) if one.id in stand else JudgementFate(judgement=one, fate="undone")
            here = [place for place in (locate(judged, binding) for binding in one.on) if place is not None]
            added = next((shown for origin, shown in zip(judged.origins, judged.reading.positions, strict=True) if origin == one.id), None)
            shown = added or next(iter(here), None)
            found.append(JudgementHere(fate, shown.id if shown else None))
    return [*found, *_judged_on_copies(judged)]


def _judged_on_copies(judged: Judged) -> Iterator[JudgementHere]:
    shown = {origin: position.id for origin, position in zip(judged.origins, judged.reading.positions, strict=True)}
    for number, judgements in judged.followed.items():
        for one in judgements:
            articles = ", ".join(dict.fromkeys(binding.article for binding in one.on if binding.article))
            fate: Literal["stands", "disputed"] = "disputed" if judged.machine_states.get(number) == "disputed" else "stands"
            yield JudgementHere(JudgementFate(judgement=one, fate=fate, why=f"judged on {articles}, which has the same words"), shown.get(number))


def last_judgements(connection: Connection, dossier_id: str, by: str, limit: int) -> list[Judgement]:
    """What this person judged last and did not take back, the last first."""
    table = schema.judgement.c
    last = (
        select(table.id)
        .where(table.dossier_id == dossier_id, table.judged_by == by)
        .order_by(table.judged_at.desc(), table.id.desc())
        .limit(_LOOKED_THROUGH)
    )
    names = connection.execute(last).scalars().all()
    found = {one.id: one for one in _judgements(connection, dossier_id, names)}
    return standing([found[name] for name in reversed(names)])[::-1][:limit]


def _judgements(connection: Connection, dossier_id: str, names: Sequence[str]) -> list[Judgement]:
    bound = schema.judgement_article.c
    keys = connection.execute(select(bound.article_key).where(bound.judgement_id.in_(names)).distinct()).scalars().all()
    return [one for one in read_judgements(connection, dossier_id, keys) if one.id in set(names)]


def _waiting() -> Select[Any]:
    current, position, state = schema.current_reading.c, schema.position.c, schema.judged_position.c
    tables = schema.current_reading.join(schema.position, position.reading_id == current.reading_id).outerjoin(
        schema.judged_position, (state.reading_id == position.reading_id) & (state.number == position.number)
    )
    columns = (position.id, position.holder, position.term, position.stance, position.mode, position.confidence)
    query = select(current.article_id, *columns, state.state).select_from(tables)
    return query.where(or_(state.state.is_(None), state.state == "disputed"))


def _as_waiting(rows: Iterable[dict[str, Any]]) -> Iterator[Waiting]:
    for row in rows:
        told = {name: row[name] for name in ("id", "holder", "term", "stance", "mode", "confidence")}
        yield Waiting(row["article_id"], Position(**told, evidence=()), row["state"])
