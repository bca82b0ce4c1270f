"""What is new since somebody was here last, asked of a ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from onrecord.language.partial_dates import last_day
from onrecord.ledger import Choice, Ledger
from onrecord.queries.findings import conflicts_shown, occasions_shown, shifts_shown, take_in_judgements
from onrecord.queries.sources import listed_article
from onrecord.records import Dossier, Judgement, Reading
from onrecord.views import Record
from onrecord.views.edits import Edit
from onrecord.views.today import ShownJudgement, Since, Today, last_edit, shown_judgement

# As much of each kind as the page shows; the lists have the rest.
SHOWN = 5
ARTICLES = 10
WEEK = timedelta(days=7)


def today(ledger: Ledger, dossier: Dossier, *, visit: str | None = None, asked: str | None = None, name: str = "") -> Today:
    """What is new after the moment that is asked for, else after the last visit, else of the last week on record.

    Both are ISO 8601 in UTC. A finding is new where one of its articles first came in after that; judgements are those of others than `name`.
    """
    unread = take_in_judgements(ledger, dossier)
    arrived, day = ledger.last_times(dossier.id)
    since = _since(visit, asked, arrived, day)
    choice = Choice(since=since.day) if since.day else Choice(after=since.moment)
    shifts, conflicts, occasions = (
        ledger.find_findings(dossier.id, "shift", choice, limit=SHOWN),
        ledger.find_findings(dossier.id, "conflict", choice, limit=SHOWN),
        ledger.find_findings(dossier.id, "occasion", choice, limit=SHOWN),
    )
    articles, reports = ledger.count_articles(dossier.id, choice)
    edited, all_edits = ledger.find_edited(dossier.id, since.moment, limit=SHOWN)
    judged, all_judgements = ledger.find_judged(dossier.id, since.moment, but_by=name, limit=SHOWN)
    return Today(
        dossier=dossier.id,
        title=dossier.title,
        since=since,
        shifts=shifts_shown(ledger, dossier, shifts.rows),
        all_shifts=shifts.total,
        conflicts=conflicts_shown(ledger, dossier, conflicts.rows),
        all_conflicts=conflicts.total,
        occasions=occasions_shown(ledger, dossier, occasions),
        all_occasions=occasions.total,
        articles=tuple(listed_article(row) for row in ledger.find_articles(dossier.id, choice, limit=ARTICLES)),
        all_articles=articles,
        reports=reports,
        edits=_edits(ledger, edited),
        all_edits=all_edits,
        judgements=_judgements(ledger, dossier, judged),
        all_judgements=all_judgements,
        read_until=arrived,
        unread=unread,
    )


def _since(visit: str | None, asked: str | None, arrived: str | None, day: str | None) -> Since:
    if asked is not None:
        return Since("asked", asked)
    if visit is not None:
        return Since("visit", visit)
    week = (datetime.fromisoformat(arrived) - WEEK).isoformat().replace("+00:00", "Z") if arrived else ""
    return Since("first", week, _a_week_before(day) if day else None)


def _a_week_before(day: str) -> str:
    last = last_day(day)
    return (last - WEEK).isoformat() if last - date.min > WEEK else day


def _edits(ledger: Ledger, names: list[str]) -> tuple[Edit, ...]:
    found = (last_edit(ledger.versions(name)) for name in names)
    return tuple(edit for edit in found if edit is not None)


def _judgements(ledger: Ledger, dossier: Dossier, judged: list[Judgement]) -> tuple[ShownJudgement, ...]:
    names = {binding.article for judgement in judged for binding in judgement.on[:1] if binding.article}
    readings = tuple(Reading(article=article) for article in ledger.articles_named(dossier.id, names))
    record = Record(dossier=dossier, readings=readings)
    return tuple(shown_judgement(record, judgement) for judgement in judged)
