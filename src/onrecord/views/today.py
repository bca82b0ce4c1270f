"""Today: what is new on record since somebody was here last."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records import Binding, Judgement, Version
from onrecord.views.conflicts import ShownConflict
from onrecord.views.edits import Edit, edits
from onrecord.views.occasions import ListedOccasion
from onrecord.views.paging import Chosen
from onrecord.views.passages import Passage, passage_of
from onrecord.views.record import Record
from onrecord.views.shifts import ShownShift
from onrecord.views.sources import ListedArticle

# Quotations of one edit that a list shows.
_QUOTATIONS = 3


class Since(Struct, frozen=True):
    """From when on things are new: after a `moment` (ISO 8601, UTC) at which somebody was here (`visit`) or that they name (`asked`). On a `first`
    visit there is none, so what is of the last week of the record itself is shown, from `day` on; edits and judgements are those of the week
    before the last article came in, after `moment`.
    """

    how: Literal["visit", "asked", "first"]
    moment: str
    day: str | None = None


class ShownJudgement(Struct, frozen=True, kw_only=True):
    """What somebody judged, when and why, and the words it is about, where it is about a passage."""

    id: str
    action: str
    subject: str
    by: str
    at: str
    why: str
    name: str | None
    term: str | None
    article: str | None
    passage: Passage | None


class Today(Struct, frozen=True, kw_only=True):
    """What is new, of each kind the first few, and how many there are of it; `reports` counts the independent reports among the new articles.

    `unread` counts judgements that comparison has not taken in yet.
    """

    dossier: str
    title: str
    since: Since
    shifts: tuple[ShownShift, ...]
    all_shifts: int
    conflicts: tuple[ShownConflict, ...]
    all_conflicts: int
    occasions: tuple[ListedOccasion, ...]
    all_occasions: int
    articles: tuple[ListedArticle, ...]
    all_articles: int
    reports: int
    edits: tuple[Edit, ...]
    all_edits: int
    judgements: tuple[ShownJudgement, ...]
    all_judgements: int
    read_until: str | None
    unread: int = 0

    @property
    def chosen(self) -> Chosen:
        """What lists are narrowed to, so that they show all that is new."""
        return Chosen(since=self.since.day) if self.since.day else Chosen(after=self.since.moment or None)


def last_edit(versions: list[Version]) -> Edit | None:
    """The last edit of an article without its whole text; None where what came in is another article at the same address."""
    found = edits(versions[-2:])
    return replace(found[-1], words=(), quotations=found[-1].quotations[:_QUOTATIONS]) if found else None


def shown_judgement(record: Record, judgement: Judgement) -> ShownJudgement:
    """A judgement with the words that it is about."""
    bound = judgement.on[0] if judgement.on else Binding()
    position = judgement.position
    holder = position.holder if position else bound.holder
    spans = position.evidence if position else bound.passages
    reading = record.by_article.get(bound.article or "")
    return ShownJudgement(
        id=judgement.id,
        action=judgement.action,
        subject=judgement.subject,
        by=judgement.by,
        at=judgement.at,
        why=judgement.why,
        name=None if holder is None else record.actor_name(holder),
        term=position.term if position else bound.term,
        article=bound.article,
        passage=passage_of(reading.article, spans[0]) if reading and spans else None,
    )
