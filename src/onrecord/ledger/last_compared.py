"""What everything was compared with last: the dossier, what people judge of occasions, and how rare words were."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from onrecord.identity import digest
from onrecord.ledger import schema
from onrecord.ledger.dossier_rows import read_dossiers
from onrecord.ledger.judgement_rows import read_judgements, standing
from onrecord.ledger.judging import judged_dossier
from onrecord.ledger.portions import portions
from onrecord.ledger.trail_rows import forget_trails
from onrecord.records import Judgement
from onrecord.version import __version__


def keep_spread(connection: Connection, dossier_id: str, spread: Mapping[str, int] | None, tellings: int, points: str) -> None:
    """Everything was compared by these points with words as rare as this; None: with words of which nothing is known, so that it must be so again."""
    kept, words = schema.last_compared, schema.word_spread
    connection.execute(delete(words).where(words.c.dossier_id == dossier_id))
    connection.execute(delete(kept).where(kept.c.dossier_id == dossier_id))
    if spread is None:
        return
    connection.execute(kept.insert(), {"dossier_id": dossier_id, "basis": basis_of(connection, dossier_id, points), "tellings": tellings})
    if spread:
        connection.execute(insert(words), [{"dossier_id": dossier_id, "word": word, "tellings": count} for word, count in sorted(spread.items())])


def forget_spreads(connection: Connection, article_ids: Collection[str]) -> None:
    """Have every dossier compared whole the next time: some of the words were those of articles that are not there any more."""
    connection.execute(delete(schema.last_compared))
    connection.execute(delete(schema.word_spread))
    forget_trails(connection, article_ids)
    for some in portions(sorted(article_ids)):
        connection.execute(delete(schema.uncompared).where(schema.uncompared.c.article_id.in_(some)))


def tellings_compared(connection: Connection, dossier_id: str, points: str) -> int | None:
    """How many tellings were compared when everything was; None where it has not been by these points, or not since the dossier, or what people judge
    of occasions, is so.
    """
    row = connection.execute(_KEPT, {"dossier": dossier_id}).first()
    return row.tellings if row is not None and row.basis == basis_of(connection, dossier_id, points) else None


def spread_of_words(connection: Connection, dossier_id: str, words: Collection[str]) -> dict[str, int]:
    """How many tellings had each of these words when everything was compared; those that had not come up are left out."""
    found = dict[str, int]()
    for some in portions(sorted(words)):
        found.update(connection.execute(_SPREAD, {"dossier": dossier_id, "words": some}).all())
    return found


# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_KEPT = select(schema.last_compared.c.basis, schema.last_compared.c.tellings).where(schema.last_compared.c.dossier_id == bindparam("dossier"))
_SPREAD = select(schema.word_spread.c.word, schema.word_spread.c.tellings).where(
    schema.word_spread.c.dossier_id == bindparam("dossier"), schema.word_spread.c.word.in_(bindparam("words", expanding=True))
)


def basis_of(connection: Connection, dossier_id: str, points: str) -> str:
    """What, when it changes, has everything compared anew: the version, the points, the dossier, and what people judge of occasions."""
    dossiers = [msgspec.json.encode(judged_dossier(connection, one)).decode() for one in read_dossiers(connection) if one.id == dossier_id]
    return digest("compared", __version__, points, *dossiers, *(one.id for one in _of_occasions(connection, dossier_id)))


def articles_judged(connection: Connection, dossier_id: str) -> set[str]:
    """The articles of which people brought reports of one occasion together, or took them apart."""
    return {binding.article for one in _of_occasions(connection, dossier_id) for binding in one.on if binding.article}


def _of_occasions(connection: Connection, dossier_id: str) -> list[Judgement]:
    """The judgements on occasions that count, and those that disagree with one of them."""
    judgements = standing(read_judgements(connection, dossier_id))
    names = {one.id for one in judgements if one.subject == "occasion"}
    return [one for one in judgements if one.id in names or (one.action == "reject" and any(each.judgement in names for each in one.on))]
