from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span, Stance
from onrecord.views.marks import DEEPEST, PART, SURELY_FIRST, Mark, MarkKind, cut, merged, nest, occurrences, parts, shallow, stands

TEXT = "Ostmark said the ferry would sail."


def mark(start: int, end: int, note: int | None = None, kind: MarkKind = "position", label: str = "", stance: Stance = "for") -> Mark:
    notes = () if note is None else (note,)
    return Mark(kind=kind, start=start, end=end, field="text", anchor=f"c{start}-{end}", label=label, stance=stance, notes=notes)


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
    assert sorted(notes) == [note for one in marks for note in one.notes]


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


def test_the_same_characters_are_marked_once_for_each_kind() -> None:
    both = merged([mark(0, 7, 1, label="for, ferry"), mark(0, 7, 2, label="for, tariff"), mark(0, 7, kind="cue"), mark(0, 8, 3)])
    assert [(one.kind, one.end, one.notes) for one in both] == [("position", 7, (1, 2)), ("cue", 7, ()), ("position", 8, (3,))]
    assert both[0].label == "for, ferry; for, tariff"
    assert both[0].stance == "for"


def test_stances_that_differ_on_the_same_characters_have_none_in_common() -> None:
    (one,) = merged([mark(0, 7, 1), mark(0, 7, 2, stance="against")])
    assert (one.stance, one.notes) == (None, (1, 2))


def test_a_label_spells_out_a_few_things_only() -> None:
    (one,) = merged(mark(0, 7, note, label=f"term {note}") for note in range(1, 8))
    assert one.label == "term 1; term 2; term 3; term 4; and 3 more"
    assert one.notes == (1, 2, 3, 4, 5, 6, 7)


def test_where_there_are_too_many_marks_those_a_page_is_about_stay() -> None:
    marks = [mark(0, 30, kind="content"), mark(1, 20, kind="cue"), mark(2, 25, 1), mark(3, 9, 2), mark(21, 29, kind="cue")]
    shown, left_out = shallow(marks, deepest=2)
    assert [(one.start, one.end) for one in shown] == [(2, 25), (3, 9), (21, 29)]
    assert [(one.start, one.end) for one in left_out] == [(0, 30), (1, 20)]


@given(marked(), st.integers(1, 4))
def test_no_character_lies_under_more_marks_than_the_bound(case: tuple[str, list[Mark]], deepest: int) -> None:
    text, marks = case
    shown, left_out = shallow(marks, deepest)
    assert sorted([*shown, *left_out], key=repr) == sorted(marks, key=repr)
    assert all(len(segment.marks) <= deepest for segment in cut(text, shown))
    assert not left_out or len(marks) > deepest


def test_marks_on_the_title_do_not_crowd_out_those_on_the_text() -> None:
    title = [Mark(kind="position", start=0, end=4 + at, field="title", anchor=f"t0-{at}", label="") for at in range(DEEPEST)]
    assert shallow([*title, mark(0, 7)]) == ((*title, mark(0, 7)), ())


def test_a_mark_left_out_keeps_its_place_and_its_number() -> None:
    marks = [mark(0, 12, 1)]
    (first, second, rest) = nest(cut(TEXT, marks, also_at=[8]), marks, set(), {8: [mark(8, 22, 2), mark(8, 22, 3)]})
    assert (first.places, first.notes) == ((), ())
    assert (second.text, second.places, second.notes) == ("said", ("c8-22",), (1, 2, 3))
    assert rest.places == ()


def test_a_place_that_the_page_has_already_is_not_given_again() -> None:
    anchored = {"c8-22"}
    pieces = nest(cut(TEXT, [], also_at=[8]), [], anchored, {8: [mark(8, 22, 1)]})
    assert [piece.places for piece in pieces] == [(), ()]


def test_a_text_that_fits_is_one_part() -> None:
    assert parts([(0, 10), (12, PART)], "x" * PART) == [[(0, 10), (12, PART)]]


@given(st.lists(st.integers(1, 30_000), max_size=12), st.sampled_from(["w", "word ", "w" * 7_999 + " "]))
def test_parts_hold_every_character_once_in_order(lengths: list[int], words: str) -> None:
    source, lines = "", []
    for length in lengths:
        lines.append((len(source), len(source) + length))
        source += (words * (length // len(words) + 1))[:length] + "\n"
    found = parts(lines, source)
    pieces = [piece for part in found for piece in part]
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    assert joined == lines
    assert all(sum(end - start for start, end in part) <= PART for part in found)
    assert all(part[0][0] >= SURELY_FIRST for part in found[1:])


def test_words_are_found_wherever_they_stand() -> None:
    source = "The ferry sails.\n  The  ferry\tsails again; theferry sails."
    assert [source[start:end] for start, end in occurrences(source, " ferry\r\nsails", 9)] == ["ferry sails", "ferry\tsails", "ferry sails"]
    assert len(occurrences(source, "ferry sails", 2)) == 2
    assert occurrences(source, "Ferry sails", 9) == []
    assert occurrences(source, " \n ", 9) == []
    assert occurrences("aaaa", "aa", 9) == [(0, 2), (1, 3), (2, 4)]


@given(st.text(alphabet="ab \n🌊", max_size=40), st.integers(0, 39), st.integers(1, 39))
def test_whatever_is_marked_is_among_the_places_found(source: str, start: int, length: int) -> None:
    words = source[start : start + length]
    if words.strip():
        first = start + len(words) - len(words.lstrip())
        assert (first, first + len(words.strip())) in occurrences(source, words, 99)
