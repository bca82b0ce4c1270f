from __future__ import annotations

from msgspec.structs import replace

from onrecord.comparison import compare
from onrecord.records import Actor, Article, Days, Dossier, Occasion, Position, PositionReference, Reading, Span, Stance, Term
from onrecord.views import Record
from onrecord.views.matrix import matrix
from onrecord.views.period import period
from onrecord.views.shifts import shifts
from onrecord.views.trail import trail
from onrecord.views.wording import day_in_words


def test_points_stand_in_time_order_with_their_words(ferry: Record) -> None:
    shown = trail(ferry, "hask", "guards")
    assert shown is not None
    assert [(point.day.value, point.stance, point.outlet) for point in shown.points] == [
        ("2041-05-07", "against", "Lower Bank Post"),
        ("2041-05-08", "against", "Ostmark Mirror"),
        ("2041-06-02", "conditional", "Vel Herald"),
    ]
    assert [passage.text for passage in shown.points[0].passages] == ["the guards would stay", "“Nobody leaves a stage,”"]
    assert shown.reports == 2


def test_said_and_reported_are_told_apart(ferry: Record) -> None:
    shown = trail(ferry, "vorn", "tariff")
    assert shown is not None
    assert [(point.day.basis, point.day.value) for point in shown.points] == [
        ("said", "2041-06-01"),
        ("said", "2041-06-01"),
        ("reported", "2041-06-03"),
    ]
    assert shown.points[2].passages[0].field == "title"
    assert [via.anonymous for via in shown.points[1].via] == [True]


def test_undated_points_stand_apart_with_their_bounds(ferry: Record) -> None:
    shown = trail(ferry, "pilots", "night-sailings")
    assert shown is not None
    assert (shown.points, len(shown.undated)) == ((), 1)
    assert (shown.undated[0].day.basis, shown.undated[0].day.not_before, shown.undated[0].day.not_after) == ("undated", "2041-04-20", None)


def test_a_copy_says_whose(ferry: Record) -> None:
    shown = trail(ferry, "hask", "guards")
    assert shown is not None
    assert [point.copy_of for point in shown.points] == [None, "lower-bank-stopped", None]


def test_a_shift_points_at_where_it_ends(ferry: Record) -> None:
    shown = trail(ferry, "vorn", "ferry")
    assert shown is not None
    (change,) = shown.changes
    assert (change.before, change.after_position) == ("conditional", shown.points[1].position)


def test_a_side_gathers_its_members(ferry: Record) -> None:
    shown = trail(ferry, "ostmark", "guards", by="side")
    assert shown is not None
    assert shown.members == ("Teodor Hask", "Petra Lumen")
    alone = trail(ferry, "ostmark", "guards")
    assert alone is not None
    assert alone.points == ()


def test_a_reported_silence_is_on_the_trail(ferry: Record) -> None:
    shown = trail(ferry, "ferrymen", "night-sailings")
    assert shown is not None
    assert [silence.passages[0].text for silence in shown.silences] == ["has not said whether its members would work at night"]


def test_nobody_and_nothing_has_no_trail(ferry: Record) -> None:
    assert trail(ferry, "nobody", "ferry") is None
    assert trail(ferry, "vorn", "nothing") is None


def test_every_filled_cell_has_a_trail(ferry: Record) -> None:
    page = matrix(ferry)
    filled = [(row.actor, term.id) for row in page.rows for term, cell in zip(page.terms, row.cells, strict=True) if cell is not None]
    found = [trail(ferry, actor, term) for actor, term in filled]
    assert filled
    assert all(each is not None and (each.points or each.undated) for each in found)


def test_a_day_that_another_report_tells_is_told_apart(ferry: Record) -> None:
    (headline,) = [point for point in trail(ferry, "vorn", "tariff").points if point.day.basis == "reported"]  # type: ignore[union-attr]
    told = PositionReference(article=headline.article, position=headline.position)
    occasion = Occasion(id="occasion-2", holders=("vorn",), on=Days("2041-06-01", "2041-06-01"), positions=(told,), inferred=(told,))
    record = replace(ferry, comparison=(*ferry.comparison, occasion))
    shown = trail(record, "vorn", "tariff")
    assert shown is not None
    (point,) = [point for point in shown.points if point.article == headline.article and point.position == headline.position]
    assert (point.day.basis, point.day.value) == ("inferred", "2041-06-01")
    assert day_in_words(point.day) == "inferred 1 June 2041"
    assert record.by_position[point.article, point.position].said_on is None


def test_a_month_told_in_a_report_reaches_no_further_than_the_report() -> None:
    def told(name: str, stance: Stance, published: str, said_on: str) -> Reading:
        position = Position(
            id=f"{name}-1",
            holder="oldum",
            term="cranes",
            stance=stance,
            evidence=(Span(0, 2, "We"),),
            mode="indirect",
            said_on=said_on,
            confidence=1.0,
        )
        return Reading(article=Article(id=name, text="We will.", published=published), positions=(position,))

    dossier = Dossier(
        id="skarv",
        title="The port of Skarv",
        terms=(Term(id="cranes", proposition="The company gives back the cranes."),),
        actors=(Actor(id="oldum", name="Oldum", kind="person"),),
    )
    readings = (told("early", "against", "2033-05-09", "2033-05"), told("late", "for", "2033-05-28", "2033-05-27"))
    record = Record(dossier=dossier, readings=readings, comparison=tuple(compare(readings, dossier)))
    shown = trail(record, "oldum", "cranes")
    assert shown is not None
    assert [(point.article, point.day.value, point.day.not_after) for point in shown.points] == [
        ("early", "2033-05", "2033-05-09"),
        ("late", "2033-05-27", None),
    ]
    (cell,) = matrix(record).rows[0].cells
    assert cell is not None
    assert [one.stance for one in cell.stances] == ["for"]
    (change,) = shifts(record)
    assert (change.before.article, change.after.article) == ("early", "late")
    assert period("2033-05-10", None, matrix(record), shifts(record), ()).shifts == shifts(record)
    assert period("2033-05-28", None, matrix(record), shifts(record), ()).shifts == ()
