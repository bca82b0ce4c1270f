"""Which content belongs to which cue, and which source, by what stands between them."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.attribution.assembling import Assembler
from onrecord.attribution.chain import Part
from onrecord.attribution.labels import BEGIN, END, INSIDE, LABELS, OUTSIDE, SINGLE, Role, label_of
from onrecord.attribution.linking import FEATURES, Layout, cue_choices, place_of
from onrecord.attribution.reading_words import Words

NEAREST = {"distance": -1.0, "none": -6.0}


def words_with(parts: list[Part], count: int, *, stops: tuple[int, ...] = (), colons: tuple[int, ...] = (), borders: tuple[int, ...] = ()) -> Words:
    """`count` words of one letter in which a model found these parts, and no links at all."""
    tags = np.zeros((count, len(LABELS)), np.float32)
    tags[:, OUTSIDE] = 5
    for part in parts:
        tags[part.start : part.end, label_of(part.role, INSIDE)] = 10
        tags[part.start, label_of(part.role, BEGIN)], tags[part.end - 1, label_of(part.role, END)] = 12, 12
        if part.end - part.start == 1:
            tags[part.start, label_of(part.role, SINGLE)] = 15
    marks = np.zeros((2, count), np.int64)
    marks[0, list(stops)], marks[1, list(colons)] = 1, 1
    ends = [0, *borders, count]
    return Words(
        starts=np.arange(count) * 2,
        ends=np.arange(count) * 2 + 1,
        tags=tags,
        askers=np.zeros((count, 2, 4), np.float32),
        answerers=np.zeros((count, 2, 4), np.float32),
        nobody=np.zeros(count, np.float32),
        stops=marks[0],
        colons=marks[1],
        quoted=np.zeros(count, np.int64),
        paragraphs=tuple(zip(ends[:-1], ends[1:], strict=True)),  # noqa: RUF007  beside its borders
    )


def assembler() -> Assembler:
    return Assembler(np.zeros((len(LABELS), len(LABELS)), np.float32), np.zeros(len(LABELS), np.float32), NEAREST, NEAREST)


def part(role: Role, start: int, end: int) -> Part:
    return Part(role, start, end)


def test_each_content_goes_to_the_nearest_cue_and_each_cue_to_the_nearest_source() -> None:
    parts = [part("source", 0, 1), part("cue", 1, 2), part("content", 2, 8), part("content", 20, 24), part("source", 25, 27), part("cue", 27, 28)]
    found = assembler().attributions(words_with(parts, 40, stops=(9,)))
    assert [(each.source, each.cue, each.contents) for each in found] == [
        (parts[0], parts[1], [parts[2]]),
        (parts[4], parts[5], [parts[3]]),
    ]
    assert all(0 < each.share <= 1 for each in found)


def test_a_cue_without_content_is_no_statement() -> None:
    assert assembler().attributions(words_with([part("source", 0, 1), part("cue", 1, 2)], 10)) == []


def test_content_without_a_cue_stands_by_itself() -> None:
    (found,) = assembler().attributions(words_with([part("content", 2, 6)], 10))
    assert (found.cue, found.source, found.contents) == (None, None, [part("content", 2, 6)])


def test_a_name_and_a_colon_are_source_and_cue() -> None:
    (found,) = assembler().attributions(words_with([part("source", 0, 1), part("content", 2, 6)], 10, colons=(1,)))
    assert (found.source, found.cue) == (part("source", 0, 1), part("cue", 1, 2))


def test_no_part_runs_over_the_end_of_a_paragraph() -> None:
    words = words_with([part("cue", 1, 2), part("content", 2, 12)], 14, borders=(7,))
    contents = [content for found in assembler().attributions(words) for content in found.contents]
    assert [(content.start, content.end) for content in contents] == [(2, 7), (7, 12)]


@pytest.mark.parametrize(
    ("quoted", "colons", "joined"),
    [
        ((), (), False),  # the narrator goes on
        ((9,), (), True),  # the speaker goes on, in quotation marks
        ((), (7,), True),  # a list that the statement announces
    ],
)
def test_the_narrator_of_the_next_paragraph_is_not_quoted(quoted: tuple[int, ...], colons: tuple[int, ...], *, joined: bool) -> None:
    parts = [part("source", 0, 1), part("cue", 1, 2), part("content", 2, 7), part("content", 8, 12)]
    words = words_with(parts, 14, borders=(8,), colons=colons)
    words.quoted[list(quoted)] = 1
    found = assembler().attributions(words)
    assert [each.contents for each in found] == ([parts[2:]] if joined else [[parts[2]], [parts[3]]])
    assert found[-1].cue is None or joined


def test_a_statement_may_stand_whole_in_the_paragraph_after_its_cue() -> None:
    parts = [part("source", 0, 1), part("cue", 1, 2), part("content", 8, 12)]
    (found,) = assembler().attributions(words_with(parts, 14, borders=(8,)))
    assert (found.cue, found.contents) == (parts[1], parts[2:])


def test_what_stands_between_is_counted() -> None:
    parts = [part("cue", 0, 1), part("source", 3, 4), part("cue", 5, 6), part("content", 9, 12)]
    words = words_with(parts, 14, stops=(2, 7), borders=(8,))
    near, table = cue_choices(Layout(words, parts), parts[3])
    first = dict(zip(FEATURES, table[0].tolist(), strict=True))
    assert list(near) == [0, 1]
    assert (first["before"], first["cues"], first["sources"], first["sentences"], first["paragraphs"]) == (1, 1, 1, 2, 1)
    assert first["touching"] == 0


def test_a_part_is_found_by_its_first_word() -> None:
    parts = [part("cue", 3, 4), part("cue", 8, 9)]
    assert [place_of(parts, start) for start in (3, 8, 4, 99)] == [0, 1, -1, -1]
