"""What follows from judgements: the readings that queries answer from, made anew whenever a reading or a judgement comes in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, select

from onrecord.identity import article_key
from onrecord.ledger import schema
from onrecord.ledger.entries import replace_entries
from onrecord.ledger.judged import Judged, judge_reading
from onrecord.ledger.judged_copies import anything_judged, judged_on_copies, keys_of_judged_copies
from onrecord.ledger.judgement_rows import WHOLE_DOSSIER, has_judgements, read_judgements, standing
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, readings_of
from onrecord.ledger.rows import ReadingRows, reading_rows
from onrecord.ledger.signatures import replace_signature
from onrecord.ledger.uncompared import note_uncompared
from onrecord.ledger.upsert import insert_or_change, insert_unless_there
from onrecord.ledger.versions import judged_before


def write_reading(connection: Connection, rows: ReadingRows, now: str) -> bool:
    """Write a reading with its parts, and say so; one that is there already is left as it is."""
    inserted = insert_unless_there(connection, schema.reading, {**rows.reading, "first_seen": now})
    if inserted:
        for table in schema.PARTS:
            if table.name in rows.parts:
                connection.execute(table.insert(), rows.parts[table.name])
    return inserted


def make_current(connection: Connection, dossier_id: str, article_id: str, machine_id: str, now: str) -> None:
    """Have queries answer from this reading by a machine, as people judge it.

    The reading that follows from judgements is made anew, and the one that followed before is taken away.
    """
    place = schema.current_reading.c
    # Of two people who judge one article at the same moment, the second waits here and then sees what the first one said.
    query = select(place.reading_id).where(place.dossier_id == dossier_id, place.article_id == article_id).with_for_update()
    before = connection.execute(query).scalar()
    followed_from = _machine_behind(connection, before) if before else None
    judged = _judge(connection, dossier_id, machine_id)
    target = _write_judged(connection, machine_id, judged, now) if judged else machine_id
    insert_or_change(connection, schema.current_reading, {"dossier_id": dossier_id, "article_id": article_id, "reading_id": target})
    if before:
        states = schema.judged_position
        connection.execute(delete(states).where(states.c.reading_id.in_([before, followed_from or before])))
    if judged:
        _write_states(connection, machine_id, target, judged)
    if before != target or judged:
        note_uncompared(connection, dossier_id, article_id, before, target)
    replace_entries(connection, before, target)
    replace_signature(connection, before, target)
    if before and followed_from and before != target:
        _remove(connection, before)


def machine_readings(connection: Connection, dossier_id: str, article_ids: Sequence[str]) -> dict[str, str]:
    """The names of the machine's own readings behind what queries answer from, by article."""
    current, judged = schema.current_reading.c, schema.judged_reading.c
    tables = schema.current_reading.outerjoin(schema.judged_reading, judged.reading_id == current.reading_id)
    found: dict[str, str] = {}
    for some in portions(article_ids, READINGS_AT_ONCE):
        wanted = current.dossier_id == dossier_id, current.article_id.in_(some)
        query = select(current.article_id, func.coalesce(judged.machine_id, current.reading_id)).select_from(tables).where(*wanted)
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def made_by_machine(connection: Connection, reading_ids: Sequence[str]) -> list[str]:
    """The machine's own readings that these follow from, in their order: most of them are its own already."""
    judged = schema.judged_reading.c
    query = select(judged.reading_id, judged.machine_id).where(judged.reading_id.in_(reading_ids))
    behind = {row[0]: row[1] for row in connection.execute(query)}
    return [behind.get(name, name) for name in reading_ids]


def judge_now(connection: Connection, dossier_id: str, machine_id: str) -> Judged:
    """A reading by a machine as people judge it at present, also on copies of its article."""
    machine = readings_of(connection, [machine_id])[0]
    key = article_key(machine.article)
    earlier = judged_before(connection, dossier_id, key, machine.article.id, machine.article.url)
    on_copies = judged_on_copies(connection, dossier_id, key, machine.article.id)
    return judge_reading(machine, standing(read_judgements(connection, dossier_id, [key, WHOLE_DOSSIER, *earlier])), earlier, on_copies)


def _judge(connection: Connection, dossier_id: str, machine_id: str) -> Judged | None:
    """The same; None for an article that nobody judged, as most are: they cost a few looks, and one where nothing is judged in the dossier."""
    if not anything_judged(connection, dossier_id):
        return None
    reading = schema.reading.c
    head = connection.execute(select(reading.article_key, reading.article_id, reading.url).where(reading.id == machine_id)).one()
    is_judged = (
        has_judgements(connection, dossier_id, head.article_key)
        or judged_before(connection, dossier_id, *head)
        or keys_of_judged_copies(connection, dossier_id, head.article_key, head.article_id)
    )
    return judge_now(connection, dossier_id, machine_id) if is_judged else None


def _write_judged(connection: Connection, machine_id: str, judged: Judged, now: str) -> str:
    """The name of the reading as it is judged: the machine's own where judgements change nothing in it."""
    if judged.reading == judged.machine:
        return machine_id
    run_id = connection.execute(select(schema.reading.c.run_id).where(schema.reading.c.id == machine_id)).scalar_one()
    rows = reading_rows(judged.reading, run_id, machine_id)
    if write_reading(connection, rows, now):
        connection.execute(schema.judged_reading.insert(), {"reading_id": rows.reading["id"], "machine_id": machine_id})
    return str(rows.reading["id"])


def _write_states(connection: Connection, machine_id: str, target: str, judged: Judged) -> None:
    states = [(machine_id, number, state) for number, state in judged.machine_states.items()]
    if target != machine_id:
        states += [(target, number, state) for number, state in judged.states.items()]
    if states:
        connection.execute(schema.judged_position.insert(), [dict(zip(("reading_id", "number", "state"), state, strict=True)) for state in states])


def _machine_behind(connection: Connection, reading_id: str) -> str | None:
    """The machine's reading that this one follows from by judgements; None where it is the machine's own."""
    judged = schema.judged_reading.c
    return connection.execute(select(judged.machine_id).where(judged.reading_id == reading_id)).scalar()


def _remove(connection: Connection, reading_id: str) -> None:
    """Take away a reading that followed from judgements; it is made anew when it is wanted."""
    for table in (*schema.PARTS, schema.judged_reading):
        connection.execute(delete(table).where(table.c.reading_id == reading_id))
    connection.execute(delete(schema.reading).where(schema.reading.c.id == reading_id))
