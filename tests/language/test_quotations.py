"""Quotation marks of every kind, paired exactly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.prose import find_paragraphs
from onrecord.language.quotations import Quotation, find_quotations


def quotations_in(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, find_paragraphs(text))


def words_quoted(text: str) -> list[str]:
    return [text[quotation.inner_start : quotation.inner_end] for quotation in quotations_in(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"The gates stay shut," Orlan said. "For now."', ["The gates stay shut,", "For now."]),
        ("“The gates stay shut,” Orlan said. “For now.”", ["The gates stay shut,", "For now."]),
        ("‘The gates stay shut,’ Orlan said.", ["The gates stay shut,"]),
        ("'The gates stay shut,' Orlan said.", ["The gates stay shut,"]),
        ("''The gates stay shut,'' Orlan said.", ["The gates stay shut,"]),
        ("« Les vannes restent fermées », a dit Orlan.", [" Les vannes restent fermées "]),
        ("„Die Tore bleiben zu“, sagte Orlan.", ["Die Tore bleiben zu"]),
        ('Orlan asked: "Who opens the gates?"', ["Who opens the gates?"]),
        ('The gates ("all nine") stay shut—"for good".', ["all nine", "for good"]),
    ],
)
def test_each_kind_of_mark(text: str, quoted: list[str]) -> None:
    assert words_quoted(text) == quoted


@pytest.mark.parametrize(
    "text",
    [
        "The workers' strike at Karsia's dam doesn't end.",
        "The ministers’ talks in the ’90s weren’t Ostmark’s idea.",
        "Rock 'n' roll at the dam, 'til the '90s ended.",
        "The gate is 5'10\" wide.",
        "",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert words_quoted(text) == []


def test_a_plural_possessive_does_not_close_a_quotation() -> None:
    assert words_quoted("‘The farmers’ wells don’t refill,’ Tavel said.") == ["The farmers’ wells don’t refill,"]


def test_a_quotation_that_ends_in_s_is_closed_all_the_same() -> None:
    assert words_quoted("He called them ‘water thieves’ and the ridge ‘ours’ forever.") == ["water thieves", "ours"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“He said ‘never’ to me,” Orlan said.", "He said ‘never’ to me,"),
        ('‘He said "never" to me,’ Orlan said.', 'He said "never" to me,'),
        ("“He said “never” to me,” Orlan said.", "He said “never” to me,"),
        ('"He said "never" to me," Orlan said.', 'He said "never" to me,'),
    ],
)
def test_only_the_outermost_of_nested_quotations(text: str, quoted: str) -> None:
    assert words_quoted(text) == [quoted]


def test_three_closing_marks_in_a_row() -> None:
    assert words_quoted("''We call it 'the dry law,''' Tavel said.") == ["We call it 'the dry law,'"]


def test_a_mark_without_a_partner_is_left_out() -> None:
    assert words_quoted("“The gates stay shut, Orlan said. “For now,” she added.") == ["For now,"]
    assert words_quoted('The gates stay shut," Orlan said.') == []


def test_marks_that_are_set_apart_by_blanks() -> None:
    assert words_quoted('" The gates stay shut , " Orlan said .') == [" The gates stay shut , "]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“The gates stay shut.\n\n“They stay shut all year,” Orlan said."
    first, second = quotations_in(text)
    assert (first.continued, second.continued) == (True, False)
    assert text[first.start : first.end] == "“The gates stay shut."
    assert first.inner_end == first.end


def test_a_british_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = quotations_in("‘The gates stay shut.\n\n‘They stay shut all year,’ Orlan said.")
    assert (first.continued, second.continued) == (True, False)


def test_a_british_quotation_behind_another_goes_on_in_the_next_paragraph() -> None:
    text = "‘The gates stay shut,’ Orlan said. ‘Nobody asked us.\n\n‘They stay shut all year.’"
    assert [(text[one.inner_start : one.inner_end], one.continued) for one in quotations_in(text)] == [
        ("The gates stay shut,", False),
        ("Nobody asked us.", True),
        ("They stay shut all year.", False),
    ]


def test_an_open_quotation_before_a_paragraph_without_mark_is_left_out() -> None:
    assert quotations_in("“The gates stay shut.\n\nOrlan left the hall.") == ()


@given(st.text(alphabet="\"'“”‘’«»„`ab .,s\n", max_size=200))
def test_quotations_are_in_order_and_inside_their_paragraph(text: str) -> None:
    paragraphs = find_paragraphs(text)
    reached = 0
    for quotation in find_quotations(text, paragraphs):
        assert reached <= quotation.start < quotation.inner_start < quotation.inner_end <= quotation.end
        assert any(start <= quotation.start and quotation.end <= end for start, end in paragraphs)
        assert text[quotation.inner_start : quotation.inner_end].strip()
        assert (quotation.inner_end == quotation.end) == quotation.continued
        reached = quotation.end


@pytest.mark.parametrize("mark", ["“", "”", '"', "'", "‘", "’", "«", "''"])
def test_a_line_of_a_million_characters_takes_linear_time(mark: str) -> None:
    started = time.process_time()
    quotations_in((mark + "a ") * 300_000)
    assert time.process_time() - started < 20
