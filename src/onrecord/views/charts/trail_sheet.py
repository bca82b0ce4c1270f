"""The trail as a time line: a lane for each stance, a sign for each point, conditions below from when to when they are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from onrecord.language.partial_dates import first_day, last_day
from onrecord.records import STANCES, Stance
from onrecord.views.charts.sheet import (
    BROKEN_RING,
    DOWNWARDS,
    SIGNS,
    SQUARE,
    UPWARDS,
    Anchor,
    AnyMark,
    Box,
    Label,
    Line,
    Place,
    Sheet,
    Sign,
    cut,
    legend,
    width_of,
)
from onrecord.views.charts.time_axis import TimeAxis, axis_of
from onrecord.views.conditions import ConditionSpan
from onrecord.views.passages import Passage, Point, ShownSilence
from onrecord.views.sureness import UNSURE_MEANS, is_unsure, unsure_in_words
from onrecord.views.trail import Change, Trail
from onrecord.views.wording import between_in_words, counted, date_in_words, day_in_words, stance_at_length, stance_in_words

_WIDTH, _HEAD, _LEFT, _RIGHT, _APART = 960.0, 86.0, 104.0, 20.0, 168.0
_ROW, _SIGN, _RING, _GAP, _TAIL = 18.0, 6.0, 9.0, 4.0, 15.0
# So many signs stand over one another at most; a lane says how many more there are.
_MOST_ROWS = 12
# With more points than these, outlets are told by the pointer alone.
_MOST_NAMED = 40
_MOST_CONDITIONS = 8
_CONDITION = 31.0
_MOST_WORDS = 300


class _Item(Struct, frozen=True):
    """A point and the room that it takes: its sign at `x`, its days from `start` to `end` where they are more than one, its name beside it."""

    point: Point
    x: float
    start: float
    end: float
    name: str = ""
    name_at: float = 0
    name_is: Anchor = "start"

    def left(self) -> float:
        own = min(self.start, self.x - _SIGN - (_TAIL if self.point.day.basis == "reported" else 0))
        return own - 5 - width_of(self.name, 10) if self.name and self.name_is == "end" else own

    def right(self) -> float:
        own = max(self.end, self.x + _SIGN)
        return own + 5 + width_of(self.name, 10) if self.name and self.name_is == "start" else own

    def named(self, name: str, edge: float) -> _Item:
        """With its name on the right, or on the left where the right has no room; without it where neither has."""
        width = width_of(name, 10)
        if self.right() + 5 + width <= edge:
            return replace(self, name=name, name_at=self.right() + 5)
        if self.left() - 5 - width >= _LEFT:
            return replace(self, name=name, name_at=self.left() - 5, name_is="end")
        return self


class _Lane(Struct, frozen=True):
    """What one lane holds: rows of items, from `top` on, and how many have no room."""

    top: float
    rows: tuple[tuple[_Item, ...], ...]
    left_out: int

    def bottom(self) -> float:
        return self.top + 10 + _ROW * max(len(self.rows), 1)

    def middle(self) -> float:
        return (self.top + self.bottom()) / 2


def trail_sheet(trail: Trail) -> Sheet:
    """The points of a trail as a picture; those without a day stand apart."""
    named = len(trail.points) + len(trail.undated) <= _MOST_NAMED
    edge = _WIDTH - _RIGHT - (_APART if trail.undated else 0)
    axis = _axis(trail, edge)
    lanes: dict[Stance, _Lane] = {}
    top = _HEAD + 26
    for stance in STANCES:
        dated = [_dated(axis, point) for point in trail.points if point.stance == stance and axis]
        apart = _apart([point for point in trail.undated if point.stance == stance], edge, columns=1 if named else 8)
        if named:
            dated = [item.named(_name(item.point, trail), edge - 4) for item in dated]
            apart = [item.named(cut(_name(item.point, trail), 26), _WIDTH) for item in apart]
        lanes[stance] = _packed(dated, apart, top)
        top = lanes[stance].bottom()
    marks = [*_head(trail), *_grid(axis, lanes, top, edge, apart=bool(trail.undated))]
    for stance, lane in lanes.items():
        marks += _lane(stance, lane)
    if axis is not None:
        for change in trail.changes:
            marks += _change(change, lanes)
        silent, top = _silences(axis, trail.silences, top)
        below, top = _conditions(axis, trail, top)
        marks += [*silent, *below]
    foot, bottom = _foot(top, axis.left_out if axis else None, unsure=any(is_unsure(point.confidence) for point in (*trail.points, *trail.undated)))
    about = f"{trail.proposition} {counted(trail.positions, 'position')} in {counted(trail.reports, 'independent report')}."
    return Sheet(title=f"{trail.name} on {trail.term}", about=about, width=_WIDTH, height=bottom, head=_HEAD, marks=(*marks, *foot))


def _axis(trail: Trail, edge: float) -> TimeAxis | None:
    told = [*(point.day for point in trail.points), *(silence.day for silence in trail.silences)]
    stretches = [(first, last) for first, last in ((day.first(), day.last()) for day in told) if first and last]
    return axis_of(stretches, _LEFT + 24, edge - 30) if stretches else None


def _dated(axis: TimeAxis, point: Point) -> _Item:
    first, last = point.day.first() or date.min, point.day.last() or date.min
    x = axis.middle(first, last)
    return _Item(point, x, x, x) if first == last else _Item(point, x, axis.x(first), axis.end(last))


def _apart(points: Sequence[Point], edge: float, columns: int) -> list[_Item]:
    places = (edge + 22 + 17 * (number % columns) for number in range(len(points)))
    return [_Item(point, x, x, x) for point, x in zip(points, places, strict=True)]


def _name(point: Point, trail: Trail) -> str:
    outlet = cut(point.outlet or "no outlet", 22)
    return f"{cut(point.name or '', 14)}, {outlet}" if trail.by == "side" else outlet


def _packed(dated: Sequence[_Item], apart: Sequence[_Item], top: float) -> _Lane:
    """Each item on the first row that has room for it."""
    rows: list[list[_Item]] = []
    for some in (sorted(dated, key=lambda item: (item.left(), item.x)), apart):
        for item in some:
            free = next((row for row in rows if not row or row[-1].right() + _GAP <= item.left()), None)
            if free is None and len(rows) < _MOST_ROWS:
                free = []
                rows.append(free)
            if free is not None:
                free.append(item)
    return _Lane(top, tuple(tuple(row) for row in rows), len(dated) + len(apart) - sum(map(len, rows)))


def _head(trail: Trail) -> list[AnyMark]:
    shown = len(trail.points) + len(trail.undated)
    told = f"{counted(trail.positions, 'position')} in {counted(trail.reports, 'independent report')}"
    if shown < trail.positions:
        told += f"; {shown:,} of them are drawn"
    days = [day.isoformat() for point in trail.points for day in (point.day.first(), point.day.last()) if day]
    if days:
        told += f"; {between_in_words(min(days), max(days))}"
    return [
        Label(x=16, y=24, colour="ink", words=cut(f"{trail.name} on {trail.term}", 80), size=18, bold=True),
        Label(x=16, y=48, colour="ink", words=cut(trail.proposition, 140), size=13),
        Label(x=16, y=68, colour="soft", words=told, size=12),
    ]


def _grid(axis: TimeAxis | None, lanes: dict[Stance, _Lane], bottom: float, edge: float, *, apart: bool) -> Iterable[AnyMark]:
    yield from (Line(x=12, y=lane.top, x2=_WIDTH - 12, y2=lane.top, colour="line") for lane in lanes.values())
    yield Line(x=12, y=bottom, x2=_WIDTH - 12, y2=bottom, colour="strong-line")
    for x, words in axis.ticks() if axis else ():
        yield Line(x=x, y=_HEAD + 20, x2=x, y2=bottom, colour="line")
        yield Label(x=x, y=_HEAD + 12, colour="soft", words=words, size=11, anchor="middle")
    if axis and axis.broken_at:
        for x in (axis.broken_at - 3, axis.broken_at + 3):
            yield Line(x=x - 3, y=bottom + 5, x2=x + 3, y2=bottom - 5, colour="ink", width=1.5)
            yield Line(x=x, y=_HEAD + 20, x2=x, y2=bottom, colour="line", dashed=True)
    if apart:
        yield Line(x=edge, y=_HEAD + 6, x2=edge, y2=bottom, colour="strong-line", dashed=True)
        yield Label(x=edge + 14, y=_HEAD + 12, colour="soft", words="without a date", size=11)


def _lane(stance: Stance, lane: _Lane) -> Iterable[AnyMark]:
    middle = lane.middle()
    yield Sign(x=22, y=middle, colour=stance, path=SIGNS[stance], size=_SIGN)
    yield Label(x=36, y=middle, colour=stance, words=stance_in_words(stance), size=13, bold=True)
    if lane.left_out:
        yield Label(x=16, y=middle + 15, colour="soft", words=f"{lane.left_out} not drawn", size=10)
    for number, row in enumerate(lane.rows):
        y = lane.top + 5 + _ROW * (number + 0.5)
        for item in row:
            yield from _point(item, y)


def _point(item: _Item, y: float) -> Iterable[AnyMark]:
    point = item.point
    title, to = _told(point), _place(point.passages)
    if item.end > item.start:
        yield Line(x=item.start, y=y, x2=item.end, y2=y, colour=point.stance, width=2)
        yield from (Line(x=x, y=y - 4, x2=x, y2=y + 4, colour=point.stance, width=2) for x in (item.start, item.end))
    if point.day.basis == "reported":
        yield Line(x=item.x - _SIGN - _TAIL, y=y, x2=item.x - _SIGN, y2=y, colour=point.stance, width=2, dashed=True)
    if item.name:
        yield Label(x=item.name_at, y=y, colour="soft", words=item.name, size=10, anchor=item.name_is, title=title, to=to)
    if is_unsure(point.confidence):
        yield Sign(x=item.x, y=y, colour=point.stance, path=BROKEN_RING, size=_RING)
    yield Sign(x=item.x, y=y, colour=point.stance, path=SIGNS[point.stance], size=_SIGN, title=title, to=to)


def _change(change: Change, lanes: dict[Stance, _Lane]) -> Iterable[AnyMark]:
    """An arrow from the lane of the stance before to the point at which it is another."""
    for stance, lane in lanes.items():
        for number, row in enumerate(lane.rows):
            for item in row:
                point = item.point
                if (point.article, point.position) == (change.after_article, change.after_position) and stance != change.before and point.day.value:
                    down = STANCES.index(stance) > STANCES.index(change.before)
                    y = lane.top + 5 + _ROW * (number + 0.5) + (-13 if down else 13)
                    before = lanes[change.before].middle()
                    title = f"The stance changed: {stance_in_words(change.before)} → {stance_in_words(stance)}"
                    yield Line(x=item.x, y=before, x2=item.x, y2=y, colour="ink", width=1.5, title=title)
                    yield Sign(x=item.x, y=y, colour="ink", path=DOWNWARDS if down else UPWARDS, size=4, title=title)


def _silences(axis: TimeAxis, silences: Sequence[ShownSilence], top: float) -> tuple[list[AnyMark], float]:
    dated = [(silence, day) for silence in silences if (day := silence.day.last())]
    if not dated:
        return [], top
    y = top + _ROW * 0.5 + 5
    marks: list[AnyMark] = [Label(x=16, y=y, colour="soft", words="no answer", size=12, bold=True)]
    for silence, day in dated:
        title = f"No answer told of, {day_in_words(silence.day)}. {_quoted(silence.passages)}"
        marks.append(Sign(x=axis.middle(day, day), y=y, colour="soft", path=SQUARE, size=_SIGN, title=title, to=_place(silence.passages)))
    return [*marks, Line(x=12, y=y + 14, x2=_WIDTH - 12, y2=y + 14, colour="line")], y + 14


def _conditions(axis: TimeAxis, trail: Trail, top: float) -> tuple[list[AnyMark], float]:
    """A row for each condition: a bar from the first day that it is told to the last, and when it is no longer told."""
    most_told = sorted(trail.conditions, key=lambda span: -len(span.passages))[:_MOST_CONDITIONS]
    spans = [span for span in trail.conditions if span in most_told]
    if not spans:
        return [], top
    marks: list[AnyMark] = [Label(x=16, y=top + 13, colour="conditional", words="depends on", size=12, bold=True)]
    for span in spans:
        marks += _condition(axis, span, top, _who(trail, span))
        top += _CONDITION
    left_out = len(trail.conditions) - len(spans)
    if left_out:
        marks.append(Label(x=_LEFT + 24, y=top + 9, colour="soft", words=f"{counted(left_out, 'condition')} more, told less often", size=10))
        top += 16
    return [*marks, Line(x=12, y=top + 2, x2=_WIDTH - 12, y2=top + 2, colour="line")], top + 2


def _condition(axis: TimeAxis, span: ConditionSpan, top: float, who: str) -> Iterable[AnyMark]:
    start, end = axis.x(first_day(span.first)), max(axis.end(last_day(span.last)), axis.x(first_day(span.first)) + 4)
    y = top + 23
    until = f"; no longer told {date_in_words(span.gone)}" if span.gone else ""
    days = between_in_words(span.first, span.last)
    title = f"{who}depends on {span.term or 'something else'}, told {days}{until}. {_quoted(span.passages)}"
    to = _place(span.passages)
    words = f"{who}→ {cut(f'{span.term}: {span.words}' if span.term else span.words, 72)}"
    right = start > (axis.left + axis.right) / 2
    yield Label(x=end if right else start, y=top + 11, colour="ink", words=words, size=11, anchor="end" if right else "start", title=title, to=to)
    yield Box(x=start, y=y - 3, x2=end, y2=y + 3, colour="conditional", title=title, to=to)
    gone = _first(span.gone)
    if gone is not None and axis.x(gone) > end:
        yield Line(x=end, y=y, x2=axis.x(gone), y2=y, colour="conditional", dashed=True, title=title)
        yield Line(x=axis.x(gone), y=y - 5, x2=axis.x(gone), y2=y + 5, colour="conditional", width=2, title=title)
        if _WIDTH - _RIGHT - axis.x(gone) > width_of("no longer told", 10):
            yield Label(x=axis.x(gone) + 5, y=y, colour="soft", words="no longer told", size=10)
        else:
            yield Label(x=axis.x(gone) - 4, y=y - 9, colour="soft", words="no longer told", size=10, anchor="end")


def _who(trail: Trail, span: ConditionSpan) -> str:
    names = {point.holder: point.name for point in trail.points}
    return f"{cut(names.get(span.holder) or '', 20)}: " if trail.by == "side" else ""


def _foot(top: float, left_out: tuple[date, date] | None, *, unsure: bool) -> tuple[list[AnyMark], float]:
    """What the signs mean."""
    y = top + 18
    marks = list(legend(16, y, tuple((stance, f"{stance_in_words(stance)}: {stance_at_length(stance)}") for stance in STANCES)))
    y += 20
    marks += [
        Line(x=16, y=y, x2=16 + _TAIL, y2=y, colour="soft", width=2, dashed=True),
        Label(x=38, y=y, colour="soft", words="reported: said on that day or before", size=11),
        Line(x=262, y=y, x2=290, y2=y, colour="soft", width=2),
        Line(x=262, y=y - 4, x2=262, y2=y + 4, colour="soft", width=2),
        Line(x=290, y=y - 4, x2=290, y2=y + 4, colour="soft", width=2),
        Label(x=298, y=y, colour="soft", words="only month or year told", size=11),
        Line(x=466, y=y - 6, x2=466, y2=y + 6, colour="ink", width=1.5),
        Sign(x=466, y=y - 5, colour="ink", path=UPWARDS, size=4),
        Label(x=476, y=y, colour="soft", words="the stance changed, as reports have it", size=11),
    ]
    if left_out:
        y += 20
        days = between_in_words(*(day.isoformat() for day in left_out))
        marks += [Line(x=x, y=y + 5, x2=x + 6, y2=y - 5, colour="ink", width=1.5) for x in (18, 24)]
        marks.append(Label(x=38, y=y, colour="soft", words=f"left out: {days}, of which nothing is told", size=11))
    if unsure:
        y += 20
        marks += [
            Sign(x=25, y=y, colour="soft", path=BROKEN_RING, size=_RING),
            Label(x=38, y=y, colour="soft", words=f"unsure: {UNSURE_MEANS}", size=11),
        ]
    return marks, y + 18


def _told(point: Point) -> str:
    """A point in words: stance, day, outlet, passage."""
    day = day_in_words(point.day)
    dated = f"{'done' if point.mode == 'narrated' else 'said'} {day}" if point.day.basis == "said" else day
    who = f"{point.name}: " if point.name else ""
    doubt = f" ({unsure_in_words(point.confidence)})" if is_unsure(point.confidence) else ""
    return f"{who}{stance_in_words(point.stance)}{doubt}, {dated}. {_quoted(point.passages) or _isolated(point.outlet or point.article)}"


def _quoted(passages: Sequence[Passage]) -> str:
    if not passages:
        return ""
    passage = passages[0]
    return f"{_isolated(passage.outlet or passage.article)}: “{_isolated(cut(passage.text, _MOST_WORDS))}”"


def _isolated(words: str) -> str:
    """Words of an article between marks that keep their direction of writing to themselves (Unicode Bidirectional Algorithm, FSI and PDI)."""
    return f"\u2068{cut(words, _MOST_WORDS)}\u2069"


def _place(passages: Sequence[Passage]) -> Place | None:
    return Place(passages[0].article, passages[0].anchor) if passages else None


def _first(day: str | None) -> date | None:
    return first_day(day) if day else None
