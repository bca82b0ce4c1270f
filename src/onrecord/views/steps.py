"""Steps: how each point of a trail stands to the one before it: a stance repeated, or its conditions hardened or softened, and in whose voice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from onrecord.comparison.conditions import added_in, change_of
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, positions_held
from onrecord.comparison.voices import voice_of
from onrecord.language.partial_dates import is_partial_date, last_day
from onrecord.records import Voice
from onrecord.views.passages import Passage, Point, by_day, passage_of
from onrecord.views.record import Record

# What is told again so long after it was said is old news, retold.
RETOLD = timedelta(days=14)

What = Literal["first", "repeated", "hardened", "softened", "other-conditions", "another-stance"]


class Step(Struct, frozen=True):
    """`added` and `dropped` are conditions, against the last point of an earlier day. `retold` says that the article tells it long afterwards."""

    article: str
    position: str
    what: What
    voice: Voice
    retold: bool
    added: tuple[Passage, ...] = ()
    dropped: tuple[Passage, ...] = ()


def steps(record: Record, points: Sequence[Point]) -> dict[str, Step]:
    """The steps of one trail, whose `points` stand in order of time, by `ARTICLE POSITION`. What shares a day follows nothing."""
    parties = Parties(record.dossier)
    wanted = {point.article for point in points}
    readings = [reading for reading in record.readings if reading.article.id in wanted]
    held = {(one.article.id, one.position.id): one for one in positions_held(readings)}
    found, before = {}, dict[str, Held]()
    for day, group in by_day(points):
        for point in group:
            own = held.get((point.article, point.position))
            if own is not None:
                found[f"{point.article} {point.position}"] = _step(own, before.get(own.holder), parties, retold=_retold(point, day))
        before.update((own.holder, own) for point in group if (own := held.get((point.article, point.position))))
    return found


def _retold(point: Point, day: date) -> bool:
    published = point.published
    return published is not None and is_partial_date(published) and last_day(published) - day > RETOLD


def _step(own: Held, before: Held | None, parties: Parties, *, retold: bool) -> Step:
    voice = voice_of(own, parties)
    if before is None:
        return Step(own.article.id, own.position.id, "first", voice, retold)
    if before.position.stance != own.position.stance:
        return Step(own.article.id, own.position.id, "another-stance", voice, retold)
    change = change_of(before.position, own.position)
    return Step(
        article=own.article.id,
        position=own.position.id,
        what="repeated" if change == "same" else "other-conditions" if change == "other" else change,
        voice=voice,
        retold=retold,
        added=tuple(passage_of(own.article, span) for span in added_in(own.position, before.position)),
        dropped=tuple(passage_of(before.article, span) for span in added_in(before.position, own.position)),
    )
