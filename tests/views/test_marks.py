from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.views.marks import Mark, cut, nest, stands

TEXT = "Ostmark said the ferry would sail."


def mark(start: int, end: int, note: int | None = None) -> Mark:
    return Mark(kind="position", start=start, end=end, field="text", anchor=f"c{start}-{end}", label="", note=note)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(min_size=1, max_size=40))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] != pair[1])
    pairs = draw(st.lists(ends, max_size=8))
    return text, [mark(min(pair), max(pair), note) for note, pair in enumerate(pairs, start=1)]


@given(marked())
def test_segments_cover_the_whole_text_once_and_carry_just_the_marks_over_them(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    segments = cut(text, marks)
    assert "".join(segment.text for segment in segments) == text
    assert all(one.end == other.start for one, other in pairwise(segments))
    for segment in segments:
        over = {number for number, one in enumerate(marks) if one.start <= segment.start and segment.end <= one.end}
        touching = {number for number, one in enumerate(marks) if one.start < segment.end and segment.start < one.end}
        assert set(segment.marks) == over == touching


@given(marked())
def test_pieces_nest_and_close_all_that_they_open(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    anchored: set[str] = set()
    covered: dict[int, str] = dict.fromkeys(range(len(marks)), "")
    is_open: list[int] = []
    anchors: list[str] = []
    notes: list[int] = []
    for piece in nest(cut(text, marks), marks, anchored):
        is_open.extend(opening.mark for opening in piece.opens)
        anchors.extend(opening.anchor for opening in piece.opens if opening.anchor)
        notes.extend(piece.notes)
        for number in is_open:
            covered[number] += piece.text
        assert piece.closes <= len(is_open)
        del is_open[len(is_open) - piece.closes :]
    assert is_open == []
    assert {number: text[one.start : one.end] for number, one in enumerate(marks)} == covered
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == {one.anchor for one in marks}
    assert sorted(notes) == [one.note for one in marks]


def test_crossing_marks_make_three_segments() -> None:
    segments = cut(TEXT, [mark(0, 12), mark(8, 22)])
    assert [(segment.text, segment.marks) for segment in segments] == [
        ("Ostmark ", (0,)),
        ("said", (0, 1)),
        (" the ferry", (1,)),
        (" would sail.", ()),
    ]


def test_the_anchor_is_given_once_where_a_mark_is_cut_in_two() -> None:
    marks = [mark(0, 12), mark(8, 22)]
    pieces = nest(cut(TEXT, marks), marks, set())
    assert [[opening.anchor for opening in piece.opens] for piece in pieces] == [["c0-12"], ["c8-22"], [None], []]


def test_marks_on_the_title_leave_the_text_alone() -> None:
    title = Mark(kind="position", start=0, end=4, field="title", anchor="t0-4", label="")
    assert [segment.marks for segment in cut(TEXT, [title])] == [()]
    assert [segment.marks for segment in cut("Ferry sails", [title], "title")] == [(0,), ()]


def test_only_words_that_stand_where_they_should_are_marked() -> None:
    assert stands(Span(start=0, end=7, text="Ostmark"), TEXT)
    assert not stands(Span(start=1, end=8, text="Ostmark"), TEXT)
    assert not stands(Span(start=0, end=0, text=""), TEXT)
    assert not stands(Span(start=-7, end=0, text=""), TEXT)
    assert not stands(Span(start=30, end=99, text="ail."), TEXT)
