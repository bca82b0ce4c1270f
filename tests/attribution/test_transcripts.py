"""Interviews and transcripts: whoever a line begins with says what follows, until the next line with a speaker."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from onrecord.attribution import combination
from onrecord.attribution.combination import find_statements
from onrecord.attribution.transcripts import read_transcript
from onrecord.language.prose import Prose, prepare
from onrecord.records import Article, Statement

RADIO = """Mira Orlan spoke to Vel Radio on Monday.

HOST: Will Jonas Tavel support a ceasefire?

ORLAN: I do not know. I will open the gates tomorrow.

We have waited for long enough.

On the ceasefire

HOST: And then?

ORLAN: Then we shall talk."""


def said(text: str, statements: Sequence[Statement] = ()) -> list[tuple[str | None, list[str]]]:
    found = read_transcript(prepare(Article(id="a", text=text)), statements)
    return [(one.source.text if one.source else None, [part.text for part in one.content]) for one in found]


def statement(prose: Prose, source: str | None, cue: str, content: str) -> Statement:
    def span(words: str) -> tuple[int, int]:
        start = prose.text.index(words)
        return start, start + len(words)

    named = None if source is None else prose.span(*span(source))
    return Statement(mode="indirect", source=named, cue=(prose.span(*span(cue)),), content=(prose.span(*span(content)),))


def test_a_speaker_holds_all_paragraphs_until_the_next_line() -> None:
    assert said(RADIO) == [
        ("HOST", ["Will Jonas Tavel support a ceasefire?"]),
        ("ORLAN", ["I do not know. I will open the gates tomorrow.", "We have waited for long enough."]),
        ("HOST", ["And then?"]),
        ("ORLAN", ["Then we shall talk."]),
    ]


def test_lines_are_quoted_word_for_word() -> None:
    prose = prepare(Article(id="a", text=RADIO))
    assert {(one.mode, one.cue[0].text, one.cue_class) for one in read_transcript(prose, ())} == {("direct", ":", "saying")}


def test_initials_stand_for_the_full_name() -> None:
    text = "Lenne Courier: Is it peace?\n\nMira Orlan: It is not.\n\nLC: Is it war?\n\nMO: It is neither."
    assert said(text) == [
        ("Lenne Courier", ["Is it peace?"]),
        ("Mira Orlan", ["It is not."]),
        ("Lenne Courier", ["Is it war?"]),
        ("Mira Orlan", ["It is neither."]),
    ]


def test_a_newspaper_that_asks_takes_turns_with_a_known_speaker() -> None:
    answers = "\n\n".join(f"Reason: Question {word}?\n\nOrlan: Answer {word}." for word in ("one", "two", "three"))
    found = said(f"We met Mira Orlan in the capital.\n\n{answers}")
    assert [source for source, _ in found] == ["Reason", "Orlan"] * 3


def test_answers_without_a_name_are_nobodys() -> None:
    text = "Q: Is it peace?\n\nA: It is not, the ministry says.\n\nQ. Is it war?\n\nA. It is neither."
    assert said(text) == [("Q", ["Is it peace?"]), ("Q", ["Is it war?"])]


@pytest.mark.parametrize(
    "text",
    [
        "Mira Orlan of Karsia met Jonas Tavel.\n\nOrlan: We shall see.\n\nTavel: I agree.",
        "We asked both.\n\nKARSIA: The gates stay shut.\n\nOSTMARK: The hills stay ours.\n\nBREVIA: Nothing.\n\nLENNE: Nothing.",
        "CLAIM: The gates are open.\n\nFACT: They are shut.\n\nCLAIM: The hills are free.\n\nFACT: They are taken.",
        "Orlan won, Tavel lost.\n\nOrlan: 40 votes\n\nTavel: 30 votes\n\nOrlan: 20 votes\n\nTavel: 10 votes",
        "Inmate Voting: It was a bad year.\n\nFelon Voting: It was too.\n\nYouth Voting: So was it.\n\nPaper Voting: It was not.",
    ],
    ids=["said once each", "a list of places", "a fact check", "a count", "headings"],
)
def test_other_lines_with_colons_are_no_transcript(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "between",
    ["Tavel then called that “a lie”.", "Orlan looked away.", "The facts: She closed them.\n\nThey were shut for a year."],
    ids=["another speaker is quoted", "the speaker is told of", "another head"],
)
def test_what_the_outlet_tells_between_lines_is_nobodys(between: str) -> None:
    text = f"Mira Orlan met Jonas Tavel.\n\nOrlan: I open the gates.\n\n{between}\n\nTavel: You do not.\n\nOrlan: I do.\n\nTavel: Never."
    assert said(text)[0] == ("Orlan", ["I open the gates."])


def test_a_line_that_is_quoted_ends_with_its_quotation() -> None:
    text = 'Mira Orlan met Jonas Tavel.\n\nOrlan: "I do."\n\nThree years have passed.\n\nTavel: "No."\n\nOrlan: "I do."\n\nTavel: "Never."'
    assert said(text)[0] == ("Orlan", ['"I do."'])


def test_the_last_line_holds_no_paragraph_behind_it() -> None:
    assert said(f"{RADIO}\n\nShe left on Tuesday.")[-1] == ("ORLAN", ["Then we shall talk."])


def test_what_is_told_inside_a_turn_stays_and_what_is_given_to_others_goes() -> None:
    text = RADIO.replace("Then we shall talk.", "Then Halvar said he would come. I hope so.")
    prose = prepare(Article(id="a", text=text))
    told = statement(prose, "Halvar", "said", "he would come")
    of_the_outlet = statement(prose, "Mira Orlan", "spoke", "on Monday")
    strayed = statement(prose, "HOST", "spoke", "I hope so")
    nobodys = statement(prose, None, "said", "I hope so")
    asked = statement(prose, "Jonas Tavel", "support", "a ceasefire")
    kept = read_transcript(prose, (told, of_the_outlet, strayed, nobodys, asked))
    assert [one for one in kept if one.cue[0].text != ":"] == [told, of_the_outlet]


@pytest.mark.parametrize("fast", [False, True])
def test_transcripts_are_read_with_and_without_the_model(*, fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(combination, "find_learned", lambda _prose: ())
    found = find_statements(prepare(Article(id="a", text=RADIO)), fast=fast)
    assert ("ORLAN", "Then we shall talk.") in [(one.source.text if one.source else None, one.content[-1].text) for one in found]


def test_time_grows_with_length_alone() -> None:
    text = "\n\n".join(f"ORLAN: {'We talk. ' * 3}\n\nTAVEL: No {number}." for number in range(5_000))
    assert len(said(text)) == 10_000
