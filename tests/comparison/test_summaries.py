"""Summaries: what stands above the text of a report, and where it says something else than the text."""

from __future__ import annotations

from typing import Any

from onrecord.comparison import compare
from onrecord.comparison.summaries import summary_of
from onrecord.records import Article, Conflict, Difference, Dossier, Dropped, Silence, Span

SUMMARY = "Hellvik offers a truce, but Karsia has rejected this deal."
DATE = "March 4, 2032"
BODY = "Hellvik offered a truce on Thursday, speaking in Lenne."
SILENT = "So far, there has been no answer from Karsia to the proposal."


def dropped(text: str, words: str, reason: str) -> Dropped:
    start = text.index(words)
    return Dropped(start=start, end=start + len(words), text=words, reason=reason)


def lines(text: str, *gone: tuple[str, str]) -> list[str]:
    return [line.text for line in summary_of(Article(id="a", text=text, dropped=tuple(dropped(text, *one) for one in gone)))]


def test_what_stands_above_the_line_of_the_date_or_the_writer() -> None:
    text = f"{SUMMARY}\n{DATE}\n{BODY}\n{SILENT}"
    assert lines(text, (DATE, "dateline")) == [SUMMARY]
    assert lines(text, (DATE, "credit")) == [SUMMARY]
    assert lines(text, (DATE, "furniture")) == lines(text) == []


def test_a_text_above_its_last_line_is_no_summary() -> None:
    assert lines(f"{SUMMARY}\n{BODY}\n{DATE}", (DATE, "dateline")) == []
    long = " ".join(["The barges lay at Tolm."] * 20)
    assert lines(f"{long}\n{DATE}\n{BODY}\n{SILENT}", (DATE, "dateline")) == []


def test_lines_that_are_labelled_or_were_left_out_as_summaries() -> None:
    assert lines(f"Key points: {SUMMARY}\n{BODY}") == [f"Key points: {SUMMARY}"]
    assert lines(f"In brief\n{BODY}", ("In brief", "summary-repeat")) == ["In brief"]
    assert lines("In brief meetings, nothing was said.\nThe rain went on.") == []


def test_a_summary_that_tells_an_answer_over_a_text_that_tells_a_silence(write: Any, dossier: Dossier) -> None:
    text = f"{SUMMARY}\n{DATE}\n{BODY}\n{SILENT}"

    def conflicts(actor: str, summary: str = SUMMARY) -> list[Conflict]:
        told = text.replace(SUMMARY, summary)
        start = told.index(SILENT)
        silence = Silence(actor, (), (Span(start, start + len(SILENT), SILENT),))
        offer = {"holder": "hellvik", "term": "ceasefire", "stance": "for", "says": summary}
        given = write("a", told, offer, dropped=(dropped(told, DATE, "dateline"),))
        rows = compare([type(given)(article=given.article, positions=given.positions, silences=(silence,))], dossier)
        return [row for row in rows if isinstance(row, Conflict)]

    (found,) = conflicts("karsia")
    assert [passage.span.text for passage in found.spans] == [SUMMARY, SILENT]
    assert (found.holder, found.term, found.type) == ("karsia", "ceasefire", "within-article")
    assert found.why == "The summary says that Karsia has answered; the text below it says that there has been no answer."
    assert conflicts("ostmark") == []
    assert conflicts("karsia", "Hellvik offers a truce, but Karsia has not rejected this deal.") == []
    assert conflicts("karsia", "Hellvik offers a truce; Karsia is rejecting no deal yet.") == []


def test_a_stance_of_the_summary_that_the_text_does_not_give(write: Any, dossier: Dossier) -> None:
    summary, body = "Maddek is against any truce.", "Maddek would agree to a truce once the ridge is empty, she said."
    text = f"{summary}\n{DATE}\n{body}\n{BODY}"
    held = {"holder": "maddek", "term": "ceasefire"}
    condition = held | {"stance": "conditional", "says": body, "unless": ("once the ridge is empty", None)}
    summed = write("a", text, held | {"stance": "against", "says": summary}, condition, dropped=(dropped(text, DATE, "dateline"),))
    plain = write("b", body, condition)
    rows = compare([summed, plain], dossier)
    (difference,) = (row for row in rows if isinstance(row, Difference) and row.what == "summary")
    assert [passage.span.text for passage in difference.spans] == [summary, body]
    assert difference.articles == ("a", "a")
    (conflict,) = (row for row in rows if isinstance(row, Conflict))
    assert conflict.why.startswith("The summary says that Jorun Maddek is against")


def test_a_summary_that_tells_no_condition(write: Any, dossier: Dossier) -> None:
    body = "Maddek would agree to a ceasefire once the ridge is empty, she said."
    condition = {"holder": "maddek", "term": "ceasefire", "stance": "conditional", "says": body, "unless": ("once the ridge is empty", None)}

    def summed(summary: str) -> list[tuple[str, str]]:
        text = f"{summary}\n{DATE}\n{body}\n{BODY}"
        rows = compare([write("a", text, condition, dropped=(dropped(text, DATE, "dateline"),)), write("b", body, condition)], dossier)
        found = (row for row in rows if isinstance(row, Conflict) or (isinstance(row, Difference) and row.what == "summary"))
        return [(type(row).__name__, row.spans[0].span.text) for row in found]

    plain = "Maddek rejects ceasefire."
    assert summed(plain) == [("Difference", plain), ("Conflict", plain)]
    assert summed("Maddek rejects ceasefire until ridge is empty.") == []
    assert summed("Hellvik rejects ceasefire.") == []
