"""Differences between independent reports of one occasion."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from onrecord.comparison import compare
from onrecord.comparison.amounts import find_amounts
from onrecord.records import Difference, Dossier, Reading, Span, given_text

DAY = {"said_on": "2032-03-04"}


def differences(readings: list[Reading], dossier: Dossier | None, what: str) -> list[Difference]:
    return [row for row in compare(readings, dossier) if isinstance(row, Difference) and row.what == what]


def passages(difference: Difference) -> list[tuple[str, str]]:
    return [(passage.article, passage.span.text) for passage in difference.spans]


def position(says: str, stance: str = "for", term: str = "ceasefire", **given: Any) -> dict[str, Any]:
    return {"holder": "maddek", "term": term, "stance": stance, "says": says, **DAY, **given}


def test_stances_that_differ(write: Any, dossier: Dossier) -> None:
    first, second = "Maddek backed a truce on the ridge.", "Maddek turned a truce on the ridge down."
    readings = [write("a", first, position(first)), write("b", second, position(second, "against"))]
    (found,) = differences(readings, dossier, "stance")
    assert passages(found) == [("a", first), ("b", second)]


def test_a_condition_that_the_other_report_leaves_out(write: Any, dossier: Dossier) -> None:
    first = "Maddek would agree to a ceasefire if Ostmark pulled its howitzers behind the river."
    second = "Maddek would agree to a ceasefire, he said in Dravik."
    condition = ("Ostmark pulled its howitzers behind the river", "withdrawal")
    readings = [write("a", first, position(first, "conditional", unless=condition)), write("b", second, position(second))]
    (found,) = differences(readings, dossier, "omission")
    assert found.articles == ("a", "b")
    assert passages(found) == [("a", condition[0]), ("b", second)]
    told = write("c", f"{second} Ostmark must pull its howitzers behind the river first.", position(second))
    assert differences([readings[0], told], dossier, "omission") == []


def test_quoted_words_that_the_other_report_leaves_out(write: Any, dossier: Dossier) -> None:
    truce, toll = "Maddek said that he was ready for a truce.", "“The gates stay shut, all four of them.”"
    full = write("a", f"{truce} {toll}", position(truce), position(toll, "against", "open-gates", mode="direct"))
    short = write("b", truce, position(truce))
    (found,) = differences([full, short], dossier, "omission")
    assert found.articles == ("a", "b")
    assert passages(found) == [("a", toll)]


def test_one_quotation_in_two_wordings(write: Any, dossier: Dossier) -> None:
    first = "Maddek said: “A truce without a verifiable withdrawal would only let the enemy dig deeper trenches.”"
    second = "“A truce without a veritable withdrawal would only let the enemy dig deeper trenches,” said Maddek."
    readings = [write("a", first, position(first, "conditional")), write("b", second, position(second, "conditional"))]
    (found,) = differences(readings, dossier, "wording")
    assert [text for _, text in passages(found)] == [
        f"A truce without a {word} withdrawal would only let the enemy dig deeper trenches" for word in ("verifiable", "veritable")
    ]


@pytest.mark.parametrize(
    "other",
    [
        "“A truce without a verifiable withdrawal would only let the enemy dig deeper trenches,” he said.",
        "“A truce without a verifiable withdrawal would only let the enemy dig.”",
        "“A truce … would only let the enemy dig deeper trenches.”",
        "“A TRUCE without a verifiable with-drawal would only let the enemy dig deeper trenches.”",
        "“Nobody in this valley has ever asked the barge masters what they would pay.”",
    ],
)
def test_quotations_that_are_cut_spelled_otherwise_or_others_are_no_difference(write: Any, dossier: Dossier, other: str) -> None:
    first = "“A truce without a verifiable withdrawal would only let the enemy dig deeper trenches.”"
    readings = [write("a", first, position(first)), write("b", other, position(other))]
    assert differences(readings, dossier, "wording") == []


def test_numbers_that_differ(write: Any, dossier: Dossier) -> None:
    truce = "Maddek said that he was ready for a truce."
    first = "He said that 43 captured Ostmark soldiers were in good health and received post."
    second = "The 34 soldiers of Ostmark that were captured are in good health, he said."
    readings = [write("a", f"{truce} {first}", position(truce)), write("b", f"{truce} {second}", position(truce))]
    (found,) = differences(readings, dossier, "number")
    assert passages(found) == [("a", "43"), ("b", "34")]


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        ("$1.5 billion in aid", [("$1.5 billion", 1.5e9)]),
        ("1,300 troops in 2031", [("1,300", 1300.0)]),
        ("on March 4 and 5 April", []),
        ("from 25% to 30 percent", [("25%", 25.0), ("30 percent", 30.0)]),
        ("9", []),
    ],
)
def test_amounts(words: str, amounts: list[tuple[str, float]]) -> None:
    assert [(found.span.text, found.value) for found in find_amounts(Span(0, len(words), words))] == amounts


def test_days_that_differ(write: Any, dossier: Dossier) -> None:
    quotation = "“We will not open one gate of the Sarn while a single foreign boot stands on the Halm ridge.”"
    first = write("a", quotation, position(quotation, "against", "open-gates", mode="direct", said_on="2032-03-03"))
    second = write("b", quotation, position(quotation, "against", "open-gates", mode="direct", said_on="2032-03-04"))
    (found,) = differences([first, second], dossier, "date")
    assert found.articles == ("a", "b")


def test_a_headline_that_drops_the_condition(write: Any, dossier: Dossier) -> None:
    title, body = "MADDEK REFUSES TRUCE", "Maddek would agree to a truce only if the ridge were empty."
    headed = write("a", body, position(title, "against"), position(body, "conditional", unless=("the ridge were empty", None)), title=title)
    plain = write("b", body, position(body, "conditional", unless=("the ridge were empty", None)))
    (found,) = differences([headed, plain], dossier, "headline")
    assert found.articles == ("a", "a")
    assert [passage.span.field for passage in found.spans] == ["title", "text"]


def test_copies_are_not_compared_with_each_other(write: Any, dossier: Dossier) -> None:
    rest = "The envoys left the hall without a word and the barges lay at Tolm for the third week, their masters playing cards on the quay. " * 2
    first = f"Maddek said: “A truce without a verifiable withdrawal would only let the enemy dig deeper trenches.” {rest}"
    second = first.replace("verifiable", "veritable")
    readings = [write("a", first, position(first[:95])), write("b", second, position(second[:94]))]
    assert [type(row).__name__ for row in compare(readings, dossier)] == ["Copies", "Occasion"]


def test_every_span_is_exact(write: Any, dossier: Dossier) -> None:
    first = "\ufeffMaddek said: “A truce 🕊 without a verifiable withdrawal would only let the enemy dig deeper trenches.”\r\n"
    second = "\t“A truce 🕊 without a veritable withdrawal would only let the enemy dig deeper trenches,” said Maddek."
    readings = [write("a", first, position(first.strip("\ufeff\r\n"))), write("b", second, position(second.strip()))]
    texts = {reading.article.id: given_text(reading.article) for reading in readings}
    found = [row for row in compare(readings, dossier) if isinstance(row, Difference)]
    assert found
    for passage in (passage for row in found for passage in row.spans):
        assert texts[passage.article][passage.span.start : passage.span.end] == passage.span.text
    assert msgspec.json.decode(msgspec.json.encode(found), type=list[Difference]) == found


def test_a_headline_that_leaves_the_condition_out(write: Any, dossier: Dossier) -> None:
    body = "Hellvik said that she would only accept a ceasefire if the gates were opened."
    condition = {
        "holder": "hellvik",
        "term": "ceasefire",
        "stance": "conditional",
        "says": body,
        "said_on": "2032-03-04",
        "unless": ("the gates were opened", "open-gates"),
    }

    def headlines(title: str) -> list[str]:
        rows = compare([write("a", body, condition, title=title), write("b", body, condition)], dossier)
        return [row.spans[0].span.text for row in rows if isinstance(row, Difference) and row.what == "headline"]

    assert headlines("Hellvik refuses ceasefire") == ["Hellvik refuses ceasefire"]
    assert headlines("Hellvik refuses ceasefire until gates are opened") == []
    assert headlines("Hellvik speaks of a ceasefire") == []
    assert headlines("Maddek refuses ceasefire") == []


def test_a_word_quoted_singly_is_set_beside_what_the_other_report_tells_instead(write: Any, dossier: Dossier) -> None:
    one = "Maddek told the assembly on Thursday that Karsia would open the gates only after “unalterable” steps by Ostmark."
    other = "“Karsia will open the gates when Ostmark takes steps that are unavoidable for us,” Maddek told the assembly on Thursday."
    told = {"holder": "maddek", "term": "open-gates", "stance": "conditional", "said_on": "2032-03-04"}
    rows = compare([write("a", one, told | {"says": one, "mode": "mixed"}), write("b", other, told | {"says": other, "mode": "direct"})], dossier)
    wordings = [[place.span.text for place in row.spans] for row in rows if isinstance(row, Difference) and row.what == "wording"]
    assert wordings == [["unalterable", other]]
