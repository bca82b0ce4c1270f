"""What the record rests on: outlets, copies, and who quotes whom."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.records import Notice, Reading, Span, Statement, Via
from onrecord.views import Record
from onrecord.views.sources import Citing, sources


def test_articles_stand_latest_first(ferry: Record) -> None:
    shown = sources(ferry)
    days = [article.published for article in shown.articles]
    assert days == [*sorted((day for day in days if day), reverse=True), None]
    assert (shown.total, shown.narrowed) == (len(ferry.readings), False)


def test_families_of_copies_name_their_origin(ferry: Record) -> None:
    (family,) = sources(ferry).families
    assert (family.origin, [member.outlet for member in family.articles]) == ("lower-bank-stopped", ["Lower Bank Post", "Ostmark Mirror"])


def test_who_quotes_whom_counts_independent_reports(ferry: Record) -> None:
    first, copy, later = ferry.readings[:3]
    assert [reading.article.outlet for reading in (first, copy, later)] == ["Lower Bank Post", "Ostmark Mirror", "Vel Herald"]
    readings = (_telling(first, "Reuters"), _telling(copy, "Reuters"), _telling(later, "the Lower Bank Post,"))
    cited = sources(replace(ferry, readings=readings)).cited
    # The first two are copies of one another: two outlets, one report.
    assert [(one.name, one.reports, one.by) for one in cited] == [
        ("Lower Bank Post", 1, (Citing("Vel Herald", 1),)),
        ("Reuters", 1, (Citing("Lower Bank Post", 1), Citing("Ostmark Mirror", 1))),
    ]


def test_nobody_quotes_themselves_and_actors_are_no_outlets(ferry: Record) -> None:
    first = ferry.readings[0]
    own = _telling(first, "Lower Bank Post")
    actor = replace(_telling(first, "Reuters"), statements=(Statement(mode="direct", source=Span(0, 7, "Reuters"), actor="vorn"),))
    for reading in (own, actor):
        assert sources(Record(dossier=ferry.dossier, readings=(reading,))).cited == ()


def test_go_betweens_and_credits_are_quoted_too(ferry: Record) -> None:
    first = ferry.readings[0]
    credit = Notice("agency-credited", (Span(0, 12, "LENNE (AFP)"),))
    reading = replace(
        first,
        article=replace(first.article, notices=(credit,)),
        statements=(Statement(mode="direct", via=(Via(Span(0, 8, "TASS"), None),)),),
        positions=(),
    )
    cited = sources(Record(dossier=ferry.dossier, readings=(reading,))).cited
    assert [one.name for one in cited] == ["Agence France-Presse", "TASS"]


def _telling(reading: Reading, source: str) -> Reading:
    told = Statement(mode="indirect", source=Span(0, len(source), source))
    return replace(reading, statements=(told,), positions=(), silences=(), article=replace(reading.article, notices=()))
