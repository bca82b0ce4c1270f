"""Pages as Markdown: every passage quoted exactly with a footnote that leads to it, and no structure out of an article's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from onrecord.records import Occasion, given_text
from onrecord.views import Record, markdown
from onrecord.views.actor import actor_page
from onrecord.views.article import article_page
from onrecord.views.citing import Citation, moment_in_words, record_in_words
from onrecord.views.conflicts import conflicts
from onrecord.views.dossier import dossier_page
from onrecord.views.markdown.writing import escaped, quoted
from onrecord.views.matrix import matrix
from onrecord.views.occasion import occasion_page
from onrecord.views.period import period
from onrecord.views.shifts import shifts
from onrecord.views.sources import sources
from onrecord.views.term import term_page
from onrecord.views.trail import trail
from tests.views.dispute import trails

CITED = Citation("vel-ferry", "The Vel ferry dispute", "0.9", "ab" * 32, "2041-06-05T09:21:07.5Z", "http://127.0.0.1:8765/trail/vorn/ferry?by=side")
PLAIN = {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline", "text", "hardbreak"}
# What Markdown, in one dialect or another, gives a meaning, beside letters, spaces and ends of lines.
LETTERS = st.sampled_from(
    [*"\\`*_{}[]<>()#+-.!|~^$&=:;@%\"'/0123456789aiVx \t\n\r\u2028\u202e\x1b\xa0", "www.", "http://", "&lt;", "--", "```", "    "]
)
WORDS = st.one_of(st.lists(LETTERS, max_size=25).map("".join), st.text(max_size=25))


def parsed(document: str) -> list[Token]:
    """All that a reader of Markdown makes of a document, the parts of its lines too."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [each for token in reader.parse(document) for each in (token, *(token.children or ()))]


def shown_text(tokens: list[Token]) -> str:
    return "".join("\n" if token.type == "hardbreak" else token.content for token in tokens if token.type in {"text", "hardbreak"})


def readable(words: str) -> str:
    """The lines of words without the spaces around them; what steers a screen is replaced."""
    steering = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
    return "\n".join(line.strip() for line in steering.sub("\ufffd", words).splitlines() if line.strip())


@given(WORDS)
def test_no_words_make_structure_and_all_are_kept(words: str) -> None:
    tokens = parsed("\n".join(quoted(words)))
    assert {token.type for token in tokens} <= PLAIN
    assert shown_text(tokens) == readable(words)
    tokens = parsed(escaped(words))
    assert {token.type for token in tokens} <= PLAIN - {"blockquote_open", "hardbreak"}
    assert shown_text(tokens).split() == readable(words).split()


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("<script>alert(1)</script> & co", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"),
        ("[here](javascript:alert(1))", r"\[here\](javascript\:alert(1))"),
        ("www.bank.example, https://bank.example", r"www\.bank.example, https\://bank.example"),
        ("1. one", r"1\. one"),
        ("(a) one", r"(a\) one"),
        ("- one", r"\- one"),
        (":::danger", r"\:\:\:danger"),
        ("At 09:21, said Mr. Hask of the U.S. in 2041: no!", r"At 09:21, said Mr. Hask of the U.S. in 2041: no\!"),
        ("right to left \u202e", "right to left \ufffd"),
    ],
)
def test_what_other_dialects_know_is_escaped_too(words: str, written: str) -> None:
    assert escaped(words) == written


def documents(ferry: Record) -> Iterator[str]:
    yield markdown.matrix(matrix(ferry), CITED)
    yield markdown.matrix(matrix(ferry, "side"), CITED)
    yield markdown.period(period("2041-06", "2041-06", matrix(ferry), shifts(ferry), conflicts(ferry)), CITED)
    yield markdown.shifts(shifts(ferry), CITED)
    yield markdown.conflicts(conflicts(ferry), CITED)
    yield markdown.sources(sources(ferry), CITED)
    yield markdown.dossier(dossier_page(ferry), CITED)
    pages: list[tuple[Callable[[Any, Citation], str], Any]] = [(markdown.trail, one) for one in trails(ferry)]
    pages += [(markdown.term, term_page(ferry, term)) for term in ferry.known_terms]
    pages += [(markdown.actor, actor_page(ferry, actor)) for actor in ferry.known_actors]
    pages += [(markdown.article, article_page(ferry, article)) for article in ferry.by_article]
    pages += [(markdown.occasion, occasion_page(ferry, row.id)) for row in ferry.comparison if isinstance(row, Occasion)]
    for write, page in pages:
        assert page is not None
        yield write(page, CITED)


def test_every_mark_has_one_footnote_and_every_footnote_a_mark(ferry: Record) -> None:
    for document in documents(ferry):
        told = re.findall(r"(?m)^\[\^(\d+)\]: ", document)
        assert told == [str(number) for number in range(1, len(told) + 1)]
        assert set(told) == set(re.findall(r"\[\^(\d+)\](?!:)", document))


def test_every_quotation_stands_at_the_characters_that_its_footnote_tells(ferry: Record) -> None:
    sources = {escaped(reading.article.id): (given_text(reading.article), reading.article.title or "") for reading in ferry.readings}
    quotations = 0
    for document in documents(ferry):
        notes = dict(re.findall(r"(?m)^\[\^(\d+)\]: .* Article (.*, characters \d+–\d+ of its (?:text|headline))\.$", document))
        within = "\n".join(line for line in document.splitlines() if not line.lstrip().startswith(">"))
        for words, number in [*re.findall(r"(?m)^ *> (.*)\[\^(\d+)\]$", document), *re.findall(r"“([^“”]*)”\[\^(\d+)\]", within)]:
            article, start, end, field = re.findall(r"^(.*), characters (\d+)–(\d+) of its (\w+)$", notes[number])[0]
            source = sources[article][field == "headline"]
            assert words == escaped(source[int(start) : int(end)])
            quotations += 1
    assert quotations > 100


def test_a_period_holds_what_is_of_it(ferry: Record) -> None:
    def told(since: str | None, until: str | None) -> tuple[int, int]:
        shown = period(since, until, matrix(ferry), shifts(ferry), conflicts(ferry))
        return len(shown.shifts), len(shown.conflicts)

    assert told(None, None) == told("2041-06-01", "2041-06-07") == told("2041-06", None) == (1, 1)
    assert told(None, "2041-05") == told("2041-06-04", None) == (0, 0)


def test_an_article_that_tries_to_be_more_is_text(ferry: Record, hostile_id: str) -> None:
    page = article_page(ferry, hostile_id)
    assert page is not None
    tokens = parsed(markdown.article(page, CITED))
    assert not [token for token in tokens if token.type in {"html_inline", "html_block", "image", "code_block", "fence"}]
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [CITED.address]
    assert "alert(1)" in shown_text(tokens)


def test_a_trail_tells_changes_conditions_and_copies(ferry: Record) -> None:
    moved = trail(ferry, "vorn", "ferry")
    copied = trail(ferry, "hask", "guards")
    assert moved is not None
    assert copied is not None
    told = markdown.trail(moved, CITED)
    assert "the stance changed: conditional, then for" in told
    assert "depends on: “while guards stand on the stages”[^2] (guards)" in told
    assert "the same report as lower-bank-stopped, counted once with it" in markdown.trail(copied, CITED)


def test_a_condition_that_is_no_term_is_told_in_its_own_words(ferry: Record) -> None:
    assert re.search(r"depends on: “when the stages are lit”\[\^\d+\]\n", markdown.matrix(matrix(ferry), CITED))


def test_a_day_and_a_month_are_told_as_one_would_say_them(ferry: Record) -> None:
    told = markdown.matrix(matrix(ferry), CITED)
    for words in ("said on 1 June 2041", "said in June 2041", "reported on 3 June 2041 (the report"):
        assert words in told


def test_a_part_of_a_trail_says_that_it_is_one(ferry: Record) -> None:
    whole = trail(ferry, "vorn", "ferry")
    assert whole is not None
    assert "are given here" not in markdown.trail(whole, CITED)
    assert "Told 700 times, in 2 independent reports; earliest first. Of these, 2 are given here." in markdown.trail(
        replace(whole, positions=700), CITED
    )


@pytest.mark.parametrize("write", [markdown.shifts, markdown.conflicts])
def test_where_nothing_is_on_record_the_page_says_so(write: Callable[[Any, Citation], str]) -> None:
    assert " is on record." in write((), CITED)


def test_a_copy_tells_where_it_is_from() -> None:
    told = record_in_words(CITED)
    assert told == (
        "The Vel ferry dispute (dossier vel-ferry, revision abababababab), onrecord 0.9, with what was read until 5 June 2041, 09:21 UTC."
    )
    assert told in markdown.shifts((), CITED)
    assert record_in_words(Citation("vel-ferry", "The Vel ferry dispute", "0.9")) == "The Vel ferry dispute (dossier vel-ferry), onrecord 0.9."
    assert moment_in_words("some day") == "some day"
