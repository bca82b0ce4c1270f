"""Judgements in and out: checked, kept, brought in from elsewhere, and told with what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, or_, select

from onrecord.errors import LedgerError
from onrecord.identity import article_key, digest
from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger import schema
from onrecord.ledger.following import judge_now, machine_readings, make_current
from onrecord.ledger.judged import Judged, edited, judge_merges, set_fields
from onrecord.ledger.judged_copies import concerned, copies_of_all
from onrecord.ledger.judgement_rows import WHOLE_DOSSIER, basis_of, named, read_judgements, standing, write_judgement
from onrecord.ledger.placing import is_placed
from onrecord.ledger.portions import portions
from onrecord.ledger.upsert import insert_or_change
from onrecord.ledger.versions import articles_after
from onrecord.records import Binding, Condition, Correction, Dossier, JudgedState, Judgement, JudgementFate, Position, Span


class Judgeable(Struct, frozen=True):
    """A position as it is shown, its `state`, and how a judgement binds to it. `correction` is what people changed in the machine's already."""

    position: Position
    binding: Binding
    state: JudgedState | None = None
    correction: Correction | None = None


def keep_judgement(connection: Connection, judgement: Judgement, now: str) -> Judgement:
    """Check a judgement, keep it, and let follow what follows from it. What this person said last of the same thing is not kept twice.

    Raises:
        LedgerError: it says nothing that can be kept, or what it is about is not here.

    """
    wanted = replace(judgement, id="", at=now)
    beside = _beside(connection, wanted)
    problem = problem_of(wanted) or _not_here(connection, wanted, beside)
    if problem:
        raise LedgerError(f"this judgement cannot be kept: {problem}")
    said = [one for one in standing(beside) if one.by == wanted.by and _things(one) & _things(wanted)]
    if said and replace(said[-1], id="", at=now) == wanted:
        return said[-1]
    kept = named(wanted)
    follow(connection, kept.dossier, write_judgement(connection, kept, now), now)
    return kept


def bring_in(connection: Connection, judgements: Iterable[Judgement], now: str) -> int:
    """Keep judgements made elsewhere that were not here yet, and say how many. What they are about may come later, or never.

    Those on an article that was forgotten hold its words, and are left out.
    """
    new: dict[str, set[str]] = {}
    count = 0
    forgotten = set(connection.execute(select(schema.tombstone.c.article_key)).scalars())
    for judgement in judgements:
        if any(binding.article_key in forgotten for binding in judgement.on):
            continue
        keys = write_judgement(connection, judgement, now)
        count += bool(keys)
        new.setdefault(judgement.dossier, set()).update(keys)
    for dossier_id in sorted(new):
        follow(connection, dossier_id, new[dossier_id], now)
    return count


def follow(connection: Connection, dossier_id: str, keys: Collection[str], now: str) -> None:
    """Make anew the current readings of these versions of articles, and of their copies."""
    judged = _articles_of(connection, dossier_id, sorted(set(keys) - {WHOLE_DOSSIER}))
    renamed = _articles_of(connection, dossier_id, [WHOLE_DOSSIER]) if WHOLE_DOSSIER in keys else set[str]()
    _make_anew(connection, dossier_id, judged | copies_of_all(connection, dossier_id, judged) | renamed, now)


def follow_copies(connection: Connection, dossier_id: str, article_ids: Collection[str], now: str) -> None:
    """These articles are copies of others than before: make anew the current readings of those for which what is judged of their copies holds."""
    if article_ids:
        _make_anew(connection, dossier_id, concerned(connection, dossier_id, article_ids), now)


def _make_anew(connection: Connection, dossier_id: str, article_ids: Collection[str], now: str) -> None:
    # In one order for everybody: of two people who judge copies of one report at the same moment, one waits for the other.
    for article_id, machine_id in sorted(machine_readings(connection, dossier_id, sorted(article_ids)).items()):
        make_current(connection, dossier_id, article_id, machine_id, now)


def follow_all(connection: Connection, now: str) -> None:
    """Make anew the current readings of everything that was judged."""
    bound = schema.judgement_article.c
    for dossier_id in connection.execute(select(bound.dossier_id).distinct().order_by(bound.dossier_id)).scalars().all():
        follow(connection, dossier_id, connection.execute(select(bound.article_key).where(bound.dossier_id == dossier_id)).scalars().all(), now)


def note_compared(connection: Connection, dossier_id: str) -> None:
    """Comparison was stored: it has taken in the judgements that there are now."""
    insert_or_change(connection, schema.compared, {"dossier_id": dossier_id, "basis": basis_of(connection, dossier_id)})


def is_compared(connection: Connection, dossier_id: str) -> bool:
    """Whether comparison has taken in the judgements that there are now."""
    compared = schema.compared.c
    basis = connection.execute(select(compared.basis).where(compared.dossier_id == dossier_id)).scalar()
    return (basis or digest("basis")) == basis_of(connection, dossier_id)


def judged_dossier(connection: Connection, dossier: Dossier) -> Dossier:
    """A dossier with the actors that people merged and split."""
    judgements = standing(read_judgements(connection, dossier.id))
    names = judge_merges(judgements).names
    actors = {actor.id: actor for actor in dossier.actors}
    for one in judgements:
        if one.action == "split" and one.actor and one.actor.id not in actors:
            actors[one.actor.id] = one.actor
    for merged, kept in names.items():
        if merged in actors and kept in actors:
            gone, stays = actors.pop(merged), actors[kept]
            aliases = tuple(dict.fromkeys([*stays.aliases, gone.name, *gone.aliases]))
            actors[kept] = replace(stays, aliases=aliases, side=stays.side or gone.side)
    members = (replace(actor, member_of=names.get(actor.member_of or "", actor.member_of)) for actor in actors.values())
    return replace(dossier, actors=tuple(replace(actor, member_of=None) if actor.member_of == actor.id else actor for actor in members))


def judgeable(connection: Connection, dossier_id: str, article_id: str) -> list[Judgeable]:
    """The positions of an article as they are shown, each with how to bind a judgement to it; none where the article is not here."""
    machine_id = machine_readings(connection, dossier_id, [article_id]).get(article_id)
    if machine_id is None:
        return []
    judged = judge_now(connection, dossier_id, machine_id)
    return [_judgeable(judged, number) for number in range(len(judged.reading.positions))]


def fates(connection: Connection, dossier_id: str) -> list[JudgementFate]:
    """Every judgement of a dossier in order of time, and what became of it."""
    judgements = read_judgements(connection, dossier_id)
    stand = {judgement.id for judgement in standing(judgements)}
    keys = sorted({binding.article_key for judgement in judgements for binding in judgement.on if binding.article_key})
    found = {one.id: JudgementFate(judgement=one, fate="stands" if one.id in stand or one.action == "undo" else "undone") for one in judgements}
    found |= {name: fate for name, fate in judge_merges(standing(judgements)).fates.items() if fate.fate != "stands"}
    seen: set[str] = set()
    for article_id, machine_id in machine_readings(connection, dossier_id, sorted(_articles_of(connection, dossier_id, keys))).items():
        judged = judge_now(connection, dossier_id, machine_id)
        seen |= {article_key(judged.machine.article), *judged.earlier}
        for name, fate in judged.fates.items():
            # A judgement on several articles is told by the worst that became of it.
            if (fate.fate != "stands" or fate.why) and found[name].fate == "stands":
                found[name] = replace(fate, why=f"{article_id}: {fate.why}" if len(fate.judgement.on) > 1 else fate.why)
    for one in judgements:
        lost = one.action != "undo" and any(binding.article_key and binding.article_key not in seen for binding in one.on)
        if lost and found[one.id].fate == "stands":
            found[one.id] = edited(one)
    return [found[judgement.id] for judgement in judgements]


def problem_of(judgement: Judgement) -> str | None:
    """What is wrong with a judgement by itself, in words that say what to do; None where nothing is."""
    if not judgement.by.strip():
        return "nobody signs it. Say who judges."
    said = judgement.position
    fields = set_fields(judgement.correction)
    days = [said.said_on if said else None, fields.get("said_on"), *(binding.said_on for binding in judgement.on)]
    wrong = next((day for day in days if day is not None and not is_partial_date(day)), None)
    if wrong is not None:
        return f"{wrong!r} is no day. Give YYYY-MM-DD, YYYY-MM or YYYY."
    if not fields.get("term", "unchanged") or (said and not said.term):
        return "it names no term. Reject the position where it is on no term of the dossier."
    if fields.get("evidence") == () or (said and not said.evidence):
        return "it names no passage. Mark the words that show the position."
    return _missing(judgement, fields)


def _missing(judgement: Judgement, fields: dict[str, object]) -> str | None:
    """What a judgement of its kind needs and this one lacks."""
    on, actors = judgement.on, len(set(judgement.actors))
    merged = actors if judgement.subject == "actor" else len(on)
    lacks: dict[str, tuple[bool, str]] = {
        "accept": (not on, "it is about nothing. Name a position, or another judgement."),
        "reject": (not on, "it is about nothing. Name a position, or another judgement."),
        "correct": (not on or not fields, "it corrects nothing. Name a position, and what is to be read instead."),
        "add": (judgement.position is None or not on, "it adds nothing. Give a position and its article."),
        "undo": (len(on) != 1 or on[0].judgement is None, "it takes nothing back. Name one judgement."),
        "note": (not on or not judgement.why.strip(), "a note needs words, and something that they are about."),
        "merge": (merged <= 1, "a merge needs two or more."),
        "split": (not on or (judgement.subject == "actor" and judgement.actor is None), "a split needs positions, and whose they are."),
    }
    lacking, told = lacks[judgement.action]
    return told if lacking else None


def _not_here(connection: Connection, judgement: Judgement, beside: Sequence[Judgement]) -> str | None:
    """What a judgement names that is not in the ledger."""
    known = {one.id: one for one in beside}
    for binding in judgement.on:
        if binding.judgement is not None:
            problem = _cannot_answer(judgement, known.get(binding.judgement), standing(beside))
        else:
            problem = _misplaced(connection, judgement, binding)
        if problem:
            return problem
    return _unknown_names(connection, judgement)


def _cannot_answer(judgement: Judgement, target: Judgement | None, stand: Sequence[Judgement]) -> str | None:
    if target is None or target.action == "undo":
        return "the judgement that it is about is not here. List them: onrecord judge list"
    if target not in stand:
        return "the judgement that it is about was taken back."
    if judgement.action == "undo" and target.by != judgement.by:
        return f"{target.by} said that, and only they can take it back. Give your own judgement on it: both are kept."
    return None


def _misplaced(connection: Connection, judgement: Judgement, binding: Binding) -> str | None:
    article, reading = schema.article.c, schema.reading.c
    there = select(reading.id).where(reading.article_key == article.key, reading.dossier_id == judgement.dossier).exists()
    row = connection.execute(select(article.text, article.title).where(article.key == binding.article_key, there)).one_or_none()
    if row is None:
        return f"the article {binding.article!r} is not in the ledger in this version."
    fields = set_fields(judgement.correction)
    added = judgement.position
    spans: list[Span] = [*binding.passages, *fields.get("evidence", ()), *fields.get("conditions", ())]
    spans += [*added.evidence, *added.conditions, *([added.mention] if added.mention else [])] if added else []
    wrong = next((span for span in spans if span.start >= span.end or not is_placed(span, row.text, row.title)), None)
    return f"[{wrong.start}, {wrong.end}) of the {wrong.field} does not read {wrong.text[:60]!r}." if wrong else None


def _unknown_names(connection: Connection, judgement: Judgement) -> str | None:
    """A term or actor that the dossier does not name. One whom a split brings in is as good as named."""
    fields = set_fields(judgement.correction)
    added = [judgement.position] if judgement.position else []
    terms = {fields.get("term")} | {position.term for position in added} | {condition.term for condition in _conditions(fields, added)}
    actors = {fields.get("holder"), *judgement.actors} | {position.holder for position in added}
    brought_in = {one.actor.id for one in read_judgements(connection, judgement.dossier) if one.actor} if actors - {None} else set()
    for what, table, names, also in (("term", schema.term, terms, set[str]()), ("actor", schema.actor, actors, brought_in)):
        of_now = (schema.dossier.c.id == table.c.dossier_id) & (schema.dossier.c.sha256 == table.c.dossier_sha256)
        query = select(table.c.id).join(schema.dossier, of_now).where(table.c.dossier_id == judgement.dossier)
        known = also | set(connection.execute(query).scalars())
        unknown = sorted(str(name) for name in names - known if name)
        if unknown:
            return f"the dossier {judgement.dossier!r} names no {what} {unknown[0]!r}. It names: {', '.join(sorted(known))}."
    return None


def _conditions(fields: dict[str, object], added: Sequence[Position]) -> list[Condition]:
    given = fields.get("conditions")
    return [*(given if isinstance(given, tuple) else ()), *(condition for position in added for condition in position.conditions)]


def _beside(connection: Connection, judgement: Judgement) -> list[Judgement]:
    """The judgements on the same versions of articles and on the whole dossier; also those that it names."""
    keys = [binding.article_key for binding in judgement.on if binding.article_key]
    bound, names = schema.judgement_article.c, [binding.judgement for binding in judgement.on if binding.judgement]
    keys += connection.execute(select(bound.article_key).where(bound.judgement_id.in_(names))).scalars()
    return read_judgements(connection, judgement.dossier, [*keys, WHOLE_DOSSIER])


def _things(judgement: Judgement) -> set[tuple[object, ...]]:
    """What a judgement is about, so that what one person says of one thing can be put in order."""
    if judgement.position is not None:
        return {("add", judgement.position)}
    if judgement.actors:
        return {("actors", frozenset(judgement.actors))}
    kind = "note" if judgement.action == "note" else judgement.subject
    return {
        (kind, binding.article_key, binding.term, binding.passages, binding.holder, binding.stance, binding.judgement) for binding in judgement.on
    }


def _judgeable(judged: Judged, number: int) -> Judgeable:
    article, key = judged.machine.article, article_key(judged.machine.article)
    origin, settled = judged.origins[number], judged.settled[number]
    shown, state = judged.reading.positions[number], judged.states.get(number)
    if isinstance(origin, str):
        return Judgeable(shown, Binding(article_key=key, article=article.id, term=shown.term, judgement=origin), state)
    machine = judged.machine.positions[origin]
    binding = Binding(
        article_key=key,
        article=article.id,
        term=machine.term,
        passages=machine.evidence,
        holder=machine.holder,
        stance=machine.stance,
        said_on=machine.said_on,
        conditions=machine.conditions,
        position=machine.id,
    )
    changed = {name: getattr(settled, name) for name in Correction.__struct_fields__ if getattr(settled, name) != getattr(machine, name)}
    return Judgeable(shown, binding, state, Correction(**changed) if changed else None)


def _articles_of(connection: Connection, dossier_id: str, keys: Sequence[str]) -> set[str]:
    """The articles whose current reading is of one of these versions, or of one that came after it; for the whole dossier, those that name an
    actor whom somebody merged.
    """
    current, reading = schema.current_reading.c, schema.reading.c
    query = select(current.article_id).join(schema.reading, reading.id == current.reading_id).where(current.dossier_id == dossier_id)
    found: set[str] = set()
    for some in portions(keys):
        found.update(connection.execute(query.where(reading.article_key.in_(some))).scalars())
    found |= _edited_since(connection, dossier_id, keys)
    if WHOLE_DOSSIER in keys:
        merged = sorted({name for judgement in read_judgements(connection, dossier_id, [WHOLE_DOSSIER]) for name in judgement.actors})
        found.update(_naming(connection, dossier_id, merged))
    return found


def _edited_since(connection: Connection, dossier_id: str, keys: Sequence[str]) -> set[str]:
    """The articles of which these were versions, as far as they do not count any more."""
    current, reading = schema.current_reading.c, schema.reading.c
    counting = select(reading.article_key).join_from(schema.current_reading, schema.reading, reading.id == current.reading_id)
    found: set[str] = set()
    for portion in portions(keys):
        some = set(portion) - {WHOLE_DOSSIER}
        rows = connection.execute(counting.where(current.dossier_id == dossier_id, reading.article_key.in_(some))).scalars()
        gone = some.difference(rows)
        found |= articles_after(connection, dossier_id, sorted(gone)) if gone else set()
    return found


def _naming(connection: Connection, dossier_id: str, actors: Sequence[str]) -> Iterable[str]:
    """The articles in which one of these actors is named, as the machine read them or as they are judged."""
    reading = schema.reading.c
    columns = (schema.position.c.holder, schema.statement.c.actor, schema.via.c.actor, schema.silence.c.actor)
    naming = or_(*(reading.id.in_(select(column.table.c.reading_id).where(column.in_(actors))) for column in columns))
    return connection.execute(select(reading.article_id).distinct().where(reading.dossier_id == dossier_id, naming)).scalars()
