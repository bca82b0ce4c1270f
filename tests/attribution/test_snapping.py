"""Contents against quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.snapping import mode_of, snap_to_quotations
from onrecord.language.prose import find_paragraphs
from onrecord.language.quotations import find_quotations


def snapped(text: str, *parts: str) -> list[str]:
    spans = [(text.index(part), text.index(part) + len(part)) for part in parts]
    return [text[start:end] for start, end in snap_to_quotations(text, spans, find_quotations(text, find_paragraphs(text)))]


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "«»", "''"])
def test_a_quotation_is_taken_whole_with_its_marks(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    text = f"{opening}The gates stay shut,{closing} Orlan said."
    whole = f"{opening}The gates stay shut,{closing}"
    for part in ("The gates stay shut", f"The gates stay shut,{closing}", f"{opening}The gates stay", "gates stay shut,"):
        assert snapped(text, part) == [whole]


def test_a_border_just_inside_a_quotation_moves_out_of_it() -> None:
    text = "Orlan said that the gates were old “and will never be opened again”."
    assert snapped(text, "that the gates were old “and") == ["that the gates were old "]
    assert snapped(text, "that the gates were old “and will never be opened") == ["that the gates were old “and will never be opened again”"]


def test_a_statement_inside_a_quotation_stays_inside() -> None:
    text = "“Tavel told me that winter was near, and so I left the hall at once with everybody,” Orlan said."
    assert snapped(text, "that winter was near") == ["that winter was near"]


def test_parts_that_meet_in_one_quotation_are_joined() -> None:
    text = "“The gates stay shut all year,” Orlan said."
    assert snapped(text, "The gates", "stay shut all year") == ["“The gates stay shut all year,”"]


def test_a_part_of_marks_alone_is_dropped() -> None:
    assert snapped("Orlan said, “no”.", ", ") == []


TEXT = st.text(alphabet="ab. ,“”\"'\n", max_size=80)


@given(TEXT, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=4))
def test_no_part_cuts_through_the_border_of_a_quotation(text: str, parts: list[tuple[int, int]]) -> None:
    quotations = find_quotations(text, find_paragraphs(text))
    spans = [(start, min(len(text), start + length)) for start, length in parts if start < len(text)]
    for start, end in snap_to_quotations(text, spans, quotations):
        assert 0 <= start < end <= len(text)
        for quotation in quotations:
            apart = end <= quotation.start or quotation.end <= start
            around = start <= quotation.start and quotation.end <= end
            inside = quotation.start <= start and end <= quotation.end
            assert apart or around or inside


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ("“The gates stay shut,”", "direct"),
        ("that the gates “stay shut” all year", "mixed"),
        ("that winter was near", "indirect"),
    ],
)
def test_the_mode_tells_whose_words_they_are(content: str, mode: str) -> None:
    text = f"Orlan said {content} and left."
    start = text.index(content)
    assert mode_of([(start, start + len(content))], find_quotations(text, find_paragraphs(text))) == mode
