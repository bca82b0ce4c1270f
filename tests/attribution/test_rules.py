"""Who said what by rules, in each shape that news gives it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.statements import find_by_rules
from onrecord.language.prose import prepare
from onrecord.records import Article, Span, Statement


def statements_in(text: str, title: str | None = None) -> tuple[Statement, ...]:
    return find_by_rules(prepare(Article(id="a", text=text, title=title)))


def parts_of(statement: Statement) -> tuple[str | None, str, list[str]]:
    return statement.source.text if statement.source else None, statement.cue[0].text, [span.text for span in statement.content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Orlan said the talks were over.", "Orlan", "said", ["the talks were over"]),
        ("Karsian officials said on Thursday that the gates would stay shut.", "Karsian officials", "said", ["that the gates would stay shut"]),
        ("She has repeatedly said that Ostmark must leave.", "She", "has repeatedly said", ["that Ostmark must leave"]),
        ("Orlan told reporters in Dravik that the ridge was hers.", "Orlan", "told", ["that the ridge was hers"]),
        ("The deal is dead, officials said.", "officials", "said", ["The deal is dead"]),
        ("The deal is dead, officials said on Monday.", "officials", "said", ["The deal is dead"]),
        ("The gates, he said, are rusting.", "he", "said", ["The gates", "are rusting"]),
        ("According to two diplomats, the talks will resume.", "two diplomats", "According to", ["the talks will resume"]),
        ("The talks will resume, according to two diplomats.", "two diplomats", "according to", ["The talks will resume"]),
        ("Tavel vowed to hold the ridge.", "Tavel", "vowed", ["to hold the ridge"]),
        ("Ostmark rejected the plan.", "Ostmark", "rejected", ["the plan"]),
        ("Orlan called for an inquiry.", "Orlan", "called for", ["an inquiry"]),
        ("Orlan urged Ostmark to leave the ridge.", "Orlan", "urged", ["to leave the ridge"]),
        ("Karsia did not rule out a truce.", "Karsia", "did not rule out", ["a truce"]),
        ("Tavel was quoted as saying the ridge was his.", "Tavel", "was quoted as saying", ["the ridge was his"]),
        ("The polls show that farmers want water.", "The polls", "show", ["that farmers want water"]),
        ("About four in 10 said they were afraid.", "About four in 10", "said", ["they were afraid"]),
        ("Orlan on Tuesday evening said the gates stay shut.", "Orlan", "said", ["the gates stay shut"]),
        ("Tavel went on to say that winter was near.", "Tavel", "went on to say", ["that winter was near"]),
    ],
)
def test_reported_words(text: str, source: str, cue: str, content: list[str]) -> None:
    statement = statements_in(text)[0]
    assert parts_of(statement) == (source, cue, content)
    assert statement.mode == "indirect"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The gates stay shut,” Orlan said.", "Orlan", "said", ["“The gates stay shut,”"]),
        ('"Who owns a river?" Orlan asked.', "Orlan", "asked", ['"Who owns a river?"']),
        (
            "‘The gates stay shut,’ said Mira Orlan, the president of Karsia.",
            "Mira Orlan, the president of Karsia",
            "said",
            ["‘The gates stay shut,’"],
        ),
        ("“Not now,” he said. “Not ever.”", "he", "said", ["“Not now,”", "“Not ever.”"]),
        ("Tavel added: “The ridge is ours.”", "Tavel", "added:", ["“The ridge is ours.”"]),
        ("“The ridge is ours,” Tavel told a rally in Lenne.", "Tavel", "told", ["“The ridge is ours,”"]),
    ],
)
def test_quoted_words(text: str, source: str, cue: str, content: list[str]) -> None:
    (statement,) = statements_in(text)
    assert parts_of(statement) == (source, cue, content)
    assert statement.mode == "direct"


def test_partly_quoted_words_are_mixed() -> None:
    (statement,) = statements_in("Orlan said that the gates would stay “shut for good” this year.")
    assert statement.mode == "mixed"


def test_an_aside_stands_between_source_and_cue() -> None:
    (statement,) = statements_in("Mira Orlan, the president of Karsia, said the talks were over.")
    assert parts_of(statement) == ("Mira Orlan, the president of Karsia,", "said", ["the talks were over"])
    told = statements_in("The envoy, who asked not to be named, said the talks were over.")[-1]
    assert parts_of(told) == ("The envoy", "said", ["the talks were over"])


def test_a_second_cue_takes_over_the_subject() -> None:
    first, second, third = statements_in("Tavel said the ridge was his and rejected the plan, adding that winter was near.")
    assert parts_of(first) == ("Tavel", "said", ["the ridge was his"])
    assert parts_of(second) == ("Tavel", "rejected", ["the plan"])
    assert parts_of(third) == ("Tavel", "adding", ["that winter was near"])


def test_a_fronted_clause_ends_at_its_comma() -> None:
    statement = statements_in("While Orlan has rejected the plan, the mediators still wait in Lenne.")[0]
    assert parts_of(statement) == ("Orlan", "has rejected", ["the plan"])


def test_a_quotation_that_floats_belongs_to_the_speaker_before_it() -> None:
    text = "“The gates stay shut,” Orlan said.\n\n“They stay shut all year.”\n\nTavel left the hall."
    (statement,) = statements_in(text)
    assert parts_of(statement) == ("Orlan", "said", ["“The gates stay shut,”", "“They stay shut all year.”"])
    assert statement.mode == "direct"


def test_a_quotation_far_from_any_speaker_is_left_out() -> None:
    assert statements_in("“The gates stay shut.”\n\nA door fell.") == ()


def test_a_cue_and_colon_announce_the_next_paragraph() -> None:
    (statement,) = statements_in("Orlan said in a statement:\n\n“The gates stay shut.”")
    assert parts_of(statement) == ("Orlan", "said in a statement:", ["“The gates stay shut.”"])
    assert statements_in("Orlan said in a statement:\n\nA door fell.") == ()


def test_headlines() -> None:
    statement = statements_in("A door fell.", title="Orlan: Ceasefire on the ridge ‘impossible’")[0]
    assert parts_of(statement) == ("Orlan", ":", ["Ceasefire on the ridge ‘impossible’"])
    assert statement.content[0].field == "title"
    statement = statements_in("A door fell.", title="Ostmark Rejects Plan Over Disputed Halm Ridge Crossing")[0]
    assert parts_of(statement) == ("Ostmark", "Rejects", ["Plan Over Disputed Halm Ridge Crossing"])


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("Karsia offers talks. Ostmark waits", ["talks"]),
        ("Karsia Says Talks vs. Threats Go On", ["Talks vs. Threats Go On"]),
        ("Orlan: ‘We talk. We wait.’ Karsia waits", ["‘We talk. We wait.’"]),
    ],
)
def test_what_stands_behind_a_full_stop_of_a_title_is_apart(title: str, content: list[str]) -> None:
    assert [span.text for span in statements_in("A door fell.", title=title)[0].content] == content


def test_a_headline_with_two_verbs_has_two_objects() -> None:
    found = statements_in("A door fell.", title="Orlan Refuses Talks With Ostmark, Demands Water!")
    assert [parts_of(one) for one in found] == [("Orlan", "Refuses", ["Talks With Ostmark"]), ("Orlan", "Demands", ["Water"])]


def test_what_follows_a_comma_is_no_object_of_a_particle() -> None:
    found = statements_in("For all the harm that officials have warned of, legal experts stay calm.")
    assert found == ()


def test_what_nobody_in_particular_holds_has_no_source() -> None:
    (statement,) = statements_in("Karsia is expected to open the gates.")
    assert parts_of(statement) == (None, "is expected", ["Karsia", "to open the gates"])


@pytest.mark.parametrize(
    "text",
    [
        "The claims were settled last year.",
        "A party called Forward won the vote.",
        "The plan was rejected.",
        "The Latest: Rain falls on the whole valley.",
        "They went back to the dam.",
        "The gates opened at 10:30 on Monday.",
        "",
    ],
)
def test_what_attributes_nothing(text: str) -> None:
    assert statements_in(text) == ()


@pytest.mark.parametrize(
    ("text", "cue_class"),
    [
        ("Orlan said the gates stay shut.", "saying"),
        ("Orlan demanded that Ostmark leave.", "demanding"),
        ("Orlan insisted on a withdrawal.", "demanding"),
        ("Karsia offered to open two gates.", "offering"),
        ("Karsia agreed to open two gates.", "agreeing"),
        ("Karsia refused to open the gates.", "refusing"),
        ("Orlan asked whether the ridge was empty.", "asking"),
        ("Orlan hopes that winter comes late.", "believing"),
        ("The records show that the gates were open.", "showing"),
    ],
)
def test_the_class_of_the_cue(text: str, cue_class: str) -> None:
    (statement,) = statements_in(text)
    assert statement.cue_class == cue_class


def test_dropped_paragraphs_say_nothing() -> None:
    from onrecord.records import Dropped  # noqa: PLC0415  used here alone

    text = "Orlan said no.\nTavel said the ridge is his."
    article = Article(id="a", text=text, dropped=(Dropped(start=15, end=len(text), text=text[15:], reason="repeat"),))
    assert all(statement.content[0].start < 15 for statement in find_by_rules(prepare(article)))


_WORDS = [
    "Orlan",
    "said",
    "that",
    "“",
    "”",
    ",",
    ".",
    "who",
    "the",
    "saying",
    "and",
    "according",
    "to",
    ":",
    "\n",
    "told",
    "expected",
    "is",
    "'",
    "he",
    "—",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join), st.lists(st.sampled_from(_WORDS[:-1]), max_size=8).map(" ".join))
def test_every_span_has_the_words_of_its_place(text: str, title: str) -> None:
    title = title.replace("\n", " ")
    for statement in statements_in(text, title):
        spans: list[Span] = [*statement.cue, *statement.content]
        if statement.source is not None:
            spans.append(statement.source)
        for span in spans:
            assert (title if span.field == "title" else text)[span.start : span.end] == span.text != ""
        assert 0 < statement.confidence < 1
        assert statement.cue


@pytest.mark.parametrize("unit", ["he said, ", "said ", ", saying ", "who ", "used to ", "a and ", "X: ", '"x" he said. '])
def test_a_line_of_half_a_million_characters_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    statements_in(unit * (500_000 // len(unit)))
    assert time.process_time() - started < 30


def test_what_follows_a_verb_with_an_object_is_no_speaker() -> None:
    found = find_by_rules(prepare(Article(id="a", text="None", title="Orlan Refuses Talks, Demands Water!")))
    assert {(statement.source.text, statement.cue[0].text) for statement in found if statement.source} == {("Orlan", "Refuses"), ("Orlan", "Demands")}


def test_an_apposition_behind_a_word_of_saying_is_of_the_next_speaker() -> None:
    outer, inner = statements_in("Orlan said Piet Tavel, a lawyer from Dravik, had told her that the gates would stay shut.")
    assert parts_of(outer)[0] == "Orlan"
    assert parts_of(inner) == ("Piet Tavel, a lawyer from Dravik,", "had told", ["that the gates would stay shut"])
