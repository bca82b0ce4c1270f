"""Pictures: what stands on a sheet, and that nothing of an article is more than text in what is drawn."""

from __future__ import annotations

import re
import struct
from datetime import date, timedelta
from importlib.resources import files
from io import BytesIO
from typing import Any

import msgspec
import pytest
from lxml import etree
from msgspec.structs import replace

from onrecord.errors import OnrecordError
from onrecord.views import Record
from onrecord.views.charts import Sheet, bare_drawing, draw, finished, matrix_sheet, painted, trail_sheet
from onrecord.views.charts.apart import Done, Draughtsman, Draw, Paint, work_on
from onrecord.views.charts.drawing import DARK, LIGHT
from onrecord.views.charts.sheet import Box, Label, Line, Place, Sign, wordless
from onrecord.views.charts.time_axis import TimeAxis, axis_of
from onrecord.views.matrix import matrix
from onrecord.views.passages import Day, Passage, Point
from onrecord.views.trail import Trail, trail

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script> \u202eevil \x00\x0b\ud800 ]]> &lt; javascript:alert(1)"


def made(record: Record, holder: str, term: str, by: Any = "actor") -> Trail:
    shown = trail(record, holder, term, by)
    assert shown is not None
    return shown


def signs(sheet: Sheet) -> list[Sign]:
    """The signs that stand for points."""
    return [mark for mark in sheet.marks if isinstance(mark, Sign) and mark.to]


def words(sheet: Sheet) -> list[str]:
    return [mark.words for mark in sheet.marks if isinstance(mark, Label)]


def many(number: int, days: int) -> Trail:
    """A long trail: points on so many days, one after the other, and then again."""
    points = []
    for place in range(number):
        day = (date(2041, 1, 1) + timedelta(days=place % days)).isoformat()
        passage = Passage(f"a{place}", "Vel Herald", None, day, 0, 5, "words", "text", "c0-5")
        point = Point(
            *(f"p{place}", "vorn", "Ilse Vorn", "ferry", "for", Day("said", day), "indirect", 0.9, (passage,), (), (), f"a{place}", "Vel Herald"),
            *(None, day, None),
        )
        points.append(point)
    return Trail("actor", "vorn", "Ilse Vorn", "ferry", "The ferry sails.", (), number, tuple(points), (), (), (), {}, positions=number)


def test_each_point_is_a_sign_that_tells_outlet_and_words_and_leads_to_them(ferry: Record) -> None:
    shown = made(ferry, "vorn", "tariff")
    found = signs(trail_sheet(shown))
    assert len(found) == len(shown.points) == 3
    assert {mark.to for mark in found} == {Place(point.article, point.passages[0].anchor) for point in shown.points}
    (headline,) = [mark for mark in found if mark.colour == "against"]
    assert "reported 3 June 2041" in headline.title
    assert "The Evening Stage" in headline.title
    assert "Karsia refuses to drop freight tariff" in headline.title


def test_stances_differ_in_colour_and_outline_and_lane(ferry: Record) -> None:
    found = signs(trail_sheet(made(ferry, "ostmark", "guards", "side")))
    conditional = [mark for mark in found if mark.colour == "conditional"]
    against = [mark for mark in found if mark.colour == "against"]
    assert conditional
    assert against
    assert {mark.path for mark in conditional}.isdisjoint(mark.path for mark in against)
    assert max(mark.y for mark in conditional) < min(mark.y for mark in against)


def test_what_is_merely_reported_trails_back_and_a_month_spans_its_days(ferry: Record) -> None:
    reported = [mark for mark in trail_sheet(made(ferry, "hask", "guards")).marks if isinstance(mark, Line) and mark.dashed and mark.x > 100]
    assert len(reported) == 3
    lines = [mark for mark in trail_sheet(made(ferry, "karsia", "tariff")).marks if isinstance(mark, Line) and mark.colour == "against"]
    (span,) = [mark for mark in lines if mark.y == mark.y2]
    assert span.x2 - span.x > 150  # from the first of June to the fourth, when it was reported


def test_what_has_no_day_stands_apart(ferry: Record) -> None:
    sheet = trail_sheet(made(ferry, "karsia", "ferry"))
    (sign,) = signs(sheet)
    assert sign.x > 700
    assert "without a date" in words(sheet)


def test_conditions_are_told_from_a_day_to_a_day(ferry: Record) -> None:
    sheet = trail_sheet(made(ferry, "vorn", "ferry"))
    (bar,) = [mark for mark in sheet.marks if isinstance(mark, Box)]
    assert "depends on guards, told 6 May 2041; no longer told 1 June 2041" in bar.title
    assert "no longer told" in words(sheet)
    assert any(mark.title == "The stance changed: if → for" for mark in sheet.marks)


def test_a_thousand_points_are_drawn_as_far_as_there_is_room() -> None:
    apart, together = trail_sheet(many(200, 200)), trail_sheet(many(1_000, 3))
    assert len(signs(apart)) == 200
    assert len(signs(together)) == 3 * 12
    assert "964 not drawn" in words(together)
    assert together.height < 600


@pytest.mark.parametrize(
    ("first", "last"), [("2041-05-06", "2041-05-06"), ("2041-05-06", "2041-07-01"), ("2035-01-01", "2041-07-01"), ("0001-01-01", "9999-12-31")]
)
def test_the_axis_marks_a_few_days_in_order(first: str, last: str) -> None:
    axis = TimeAxis(date.fromisoformat(first), date.fromisoformat(last), 100, 900)
    ticks = axis.ticks()
    assert 2 <= len(ticks) <= 10
    assert ticks == sorted(ticks)
    assert len({words for _, words in ticks}) == len(ticks)
    assert 100 <= axis.x(date.fromisoformat(first)) <= axis.end(date.fromisoformat(last)) <= 900


def days(*told: str) -> list[tuple[date, date]]:
    return [(date.fromisoformat(day), date.fromisoformat(day)) for day in told]


def test_a_long_time_of_which_nothing_is_told_is_left_out_of_the_axis() -> None:
    axis = axis_of(days("2039-11-05", "2041-03-01", "2041-03-08", "2041-03-30"), 100, 900)
    assert axis.left_out == (date(2039, 11, 5), date(2041, 3, 1))
    old, first, last = (axis.x(date.fromisoformat(day)) for day in ("2039-11-05", "2041-03-01", "2041-03-30"))
    assert axis.broken_at is not None
    assert 100 <= old < axis.broken_at < first < last <= 900
    assert last - first > 400, "what is told often takes most of the room"
    assert axis.broken_at - 12 <= axis.x(date(2040, 6, 1)) <= axis.broken_at
    ticks = axis.ticks()
    assert ticks == sorted(ticks)
    assert all(abs(x - axis.broken_at) > 40 for x, _ in ticks)


def test_days_that_are_spread_out_are_on_one_axis() -> None:
    for told in (days("2041-03-01"), days("2040-01-01", "2040-12-01", "2041-10-01"), days("2041-03-01", "2041-05-01")):
        assert axis_of(told, 100, 900).left_out is None


def test_a_broken_axis_says_which_days_are_left_out(ferry: Record) -> None:
    shown = made(ferry, "hask", "guards")
    old = replace(shown.points[0], day=Day("said", "2037"))
    sheet = trail_sheet(replace(shown, points=(old, *shown.points[1:])))
    assert "left out: 31 December 2037 – 8 May 2041, of which nothing is told" in words(sheet)
    assert not [told for told in words(trail_sheet(shown)) if told.startswith("left out")]


def test_colours_are_those_of_the_style_sheet() -> None:
    style = files("onrecord.views").joinpath("templates", "style.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{([^}]*--paper[^}]*)\}", style)
    for colours, block in zip((LIGHT, DARK), blocks, strict=True):
        assert colours.items() <= dict(re.findall(r"--([\w-]+): (#\w+);", block)).items()


@pytest.fixture(scope="module")
def hostile_trail(ferry: Record) -> Trail:
    """A trail whose every word comes from somebody who means ill."""
    shown = made(ferry, "vorn", "ferry")
    points = []
    for point in shown.points:
        passage = replace(point.passages[0], text=HOSTILE, outlet=HOSTILE, anchor='c0-1" onload="alert(1)')
        conditions = tuple(replace(one, term=None, passage=passage) for one in point.conditions)
        points.append(replace(point, passages=(passage,), conditions=conditions, outlet=HOSTILE, article='"><script>'))
    spans = tuple(replace(one, words=HOSTILE, term=None) for one in shown.conditions)
    return replace(shown, name=HOSTILE, proposition=HOSTILE, points=tuple(points), conditions=spans)


@pytest.fixture(scope="module")
def hostile_sheet(hostile_trail: Trail) -> Sheet:
    return trail_sheet(hostile_trail)


@pytest.fixture(scope="module")
def bare(hostile_sheet: Sheet) -> str:
    """What Altair makes of that sheet."""
    return bare_drawing(hostile_sheet)


def test_no_word_of_an_article_reaches_what_draws(bare: str) -> None:
    assert "<script" not in bare
    assert "alert" not in bare


@pytest.mark.parametrize("scheme", ["print", "light", "dark", "page"])
def test_hostile_words_are_text_in_the_picture(hostile_sheet: Sheet, bare: str, scheme: Any) -> None:
    drawn = finished(hostile_sheet, bare, scheme, lambda place: f"/article/x#{place.anchor}")
    root = etree.fromstring(drawn)
    assert {element.tag for element in root.iter()} <= {f"{SVG}{name}" for name in ("svg", "g", "path", "line", "rect", "text", "title", "desc", "a")}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert "style" not in attributes
    assert not [name for name in attributes if str(name).startswith("on")]
    links = [element.get("href", "") for element in root.iter(f"{SVG}a")]
    assert links
    assert all(link.startswith("/article/x#") for link in links)
    assert "<script>alert(1)</script>" in "".join(map(str, root.itertext()))
    assert ("var(--for)" in drawn.decode()) == (scheme == "page")
    assert (DARK["for"] in drawn.decode()) == (scheme == "dark")


def test_a_picture_for_a_page_leaves_its_title_to_the_page(hostile_sheet: Sheet, bare: str) -> None:
    alone, within = (etree.fromstring(finished(hostile_sheet, bare, scheme)) for scheme in ("print", "page"))
    assert alone.get("viewBox") == f"0 0 {hostile_sheet.width:g} {hostile_sheet.height:g}"
    assert within.get("viewBox") == f"0 {hostile_sheet.head:g} {hostile_sheet.width:g} {hostile_sheet.height - hostile_sheet.head:g}"
    assert not list(alone.iter(f"{SVG}a"))


def test_the_matrix_tells_stances_days_and_reports(ferry: Record) -> None:
    sheet = matrix_sheet(matrix(ferry))
    found = words(sheet)
    assert {"ferry", "guards", "Ilse Vorn", "Union of Ferrymen", "2 reports, changed", "reported 3 Jun 2041", "→ inspection"} <= set(found)
    drawn = etree.fromstring(draw(sheet))
    assert set(found) - {""} <= {str(text).strip() for text in drawn.itertext()}


def test_a_picture_is_painted_twice_as_large(hostile_sheet: Sheet, bare: str) -> None:
    png = painted(finished(hostile_sheet, bare), hostile_sheet.width, hostile_sheet.height)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (2 * hostile_sheet.width, pytest.approx(2 * hostile_sheet.height, abs=1))


def test_a_process_of_its_own_draws_until_nothing_comes(hostile_sheet: Sheet, bare: str) -> None:
    sheet = wordless(hostile_sheet)
    message = msgspec.msgpack.encode(Draw(sheet))
    broken = msgspec.msgpack.encode(Paint(b"no picture", 10, 10))
    answers = BytesIO()
    work_on(BytesIO(b"".join(len(one).to_bytes(8, "big") + one for one in (message, broken)) + b"cut off"), answers)
    answers.seek(0)
    done = [msgspec.msgpack.decode(answers.read(int.from_bytes(answers.read(8), "big")), type=Done) for _ in range(2)]
    assert done[0].body.decode() == bare
    assert done[1].problem.startswith("The picture cannot be drawn")


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, hostile_sheet: Sheet) -> None:
    monkeypatch.setattr("onrecord.views.charts.drawing.find_spec", lambda _: None)
    with pytest.raises(OnrecordError, match=r"onrecord\[charts\]"):
        draw(hostile_sheet)


def test_a_draughtsman_draws_the_same_in_a_process_of_its_own(hostile_sheet: Sheet, bare: str) -> None:
    draughtsman = Draughtsman()
    try:
        assert draughtsman.draw(hostile_sheet) == bare
        assert draughtsman.paint(finished(hostile_sheet, bare), hostile_sheet).startswith(b"\x89PNG")
    finally:
        draughtsman.close()


def test_a_draughtsman_without_a_process_says_so(monkeypatch: pytest.MonkeyPatch, hostile_sheet: Sheet) -> None:
    monkeypatch.setattr("onrecord.views.charts.apart.COMMAND", ("-c", "import sys; sys.stdin.buffer.read(8)"))
    draughtsman = Draughtsman()
    with pytest.raises(OnrecordError, match="ends without a picture"):
        draughtsman.draw(hostile_sheet)
    draughtsman.close()
